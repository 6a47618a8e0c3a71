// Books files: what is read, and every mistake at its place.
#include "books/settings.hpp"

#include <doctest/doctest.h>

#include "porto/error.hpp"

using namespace porto;
using namespace porto::internal;

namespace settings_test {
namespace {

std::string refusal_of(const std::string& toml) {
  try {
    read_books(toml, "b.toml");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_input);
    CHECK(error.where() == "b.toml");
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a books file says what it says, and the rest is as usual") {
  const BooksSettings empty = read_books("", "b.toml");
  CHECK(!empty.seller);
  CHECK(empty.rows.price_decimals == 2);
  CHECK(empty.numbers.first == 1);
  CHECK(empty.numbers.days == 30);
  CHECK(empty.vouchers.receivables == "1510");
  CHECK(empty.vat_of(nullptr, "X") == nullptr);

  const BooksSettings full = read_books(R"toml(
[seller]
name = "Säljaren"
vat_number = "SE 556677-8899 01"
f_tax = true
bankgiro = "5050-1055"
plusgiro = "28 65 43-4"
iban = "SE45 5000 0000 0583 9825 7466"
[numbers]
series = "2026"
prefix = "E-"
first = 1001
days = 20
[[vat]]
id = "standard"
category = "S"
rate = 25
account = 2611
[[vat]]
id = "books"
category = "S"
rate = 6
articles = ["BOK"]
[[vat]]
id = "reverse"
category = "AE"
reason = "Omvänd"
[[buyer]]
company = "x"
vat = "reverse"
days = 10
[sie]
vouchers = "accrual"
reverse = false
)toml",
                                        "b.toml");
  CHECK(full.seller->vat_number == "SE556677889901");
  CHECK(full.seller->bankgiro == "50501055");
  CHECK(full.seller->plusgiro == "2865434");
  CHECK(full.seller->iban == "SE4550000000058398257466");
  CHECK(full.seller->has_f_tax);
  CHECK(full.seller->country == "SE");
  CHECK(full.numbers.prefix == "E-");
  CHECK(full.vouchers.accrues);
  CHECK(!full.vouchers.reverses);
  const Buyer* buyer = full.buyer("x");
  REQUIRE(buyer);
  CHECK(buyer->days == 10);
  CHECK(!full.buyer("y"));
  CHECK(full.vat_of(nullptr, "POST")->id == "standard");
  CHECK(full.vat_of(nullptr, "")->id == "standard");
  CHECK(full.vat_of(nullptr, "BOK")->id == "books");
  CHECK(full.vat_of(buyer, "BOK")->id == "reverse");
}

TEST_CASE("every mistake is told, in a line with its place") {
  const struct {
    const char* toml;
    const char* says;
  } cases[] = {
      {"a = ", "b.toml:1:"},
      {"[sellers]\nname = \"x\"", "1:2: unknown key \"sellers\"; did you mean \"seller\"?"},
      // Nothing is said of what would be right in a tariff.
      {"currency = \"SEK\"",
       "1:1: unknown key \"currency\"; the keys here are \"seller\", \"numbers\", \"vat\", "
       "\"defaults\", \"rows\", \"sie\" and \"buyer\""},
      {"[numbers]\ntext = \"x\"",
       "2:1: unknown key \"text\"; the keys here are \"series\", \"prefix\", \"first\" and "
       "\"days\""},
      {"[seller]\nvat_number = \"SE556677889801\"", "2:14: \"SE556677889801\" is not a VAT number"},
      {"[seller]\nvat_number = \"12\"", "is not a VAT number"},
      {"[seller]\ncountry = \"Sverige\"", "\"Sverige\" is not a country"},
      {"[seller]\nendpoint = \"0007:5566778898\"", "is not an address in Peppol"},
      {"[seller]\nendpoint = \"5566778899\"", "is not an address in Peppol"},
      {"[seller]\nbankgiro = \"12\"", "a number of 7 to 8 digits"},
      {"[seller]\nbankgiro = \"5050-1056\"",
       "2:12: \"bankgiro\" \"5050-1056\" cannot be: its check digits"},
      {"[seller]\nplusgiro = \"28 65 43-5\"", "2:12: \"plusgiro\" \"28 65 43-5\" cannot be"},
      {"[seller]\niban = \"SE45 5000 0000 0583 9825 7467\"",
       "2:8: \"iban\" \"SE45 5000 0000 0583 9825 7467\" cannot be: its check digits"},
      {"[seller]\niban = \"5050\"", "\"iban\" \"5050\" cannot be"},
      {"[seller]\norganisation = \"556677-8898\"",
       "2:16: \"organisation\" \"556677-8898\" is not a Swedish organisation number"},
      {"[seller]\norganisation = \"556677-8898\"\ncountry = \"SE\"", "2:16: \"organisation\""},
      {"[[buyer]]\ncompany = \"a\"\norganisation = \"212000-0143\"", "3:16: \"organisation\""},
      {"[seller]\nf_tax = \"yes\"", "must be true or false"},
      {"[[vat]]\nid = \"a\"\ncategory = \"S\"", "category \"S\" has a rate above 0"},
      {"[[vat]]\nid = \"a\"\ncategory = \"E\"\nrate = 25\nreason = \"x\"", "has no rate"},
      {"[[vat]]\nid = \"a\"\ncategory = \"E\"", "needs a reason"},
      {"[[vat]]\nid = \"a\"\ncategory = \"Z\"\nreason = \"x\"", "has no reason"},
      {"[[vat]]\nid = \"a\"\ncategory = \"Q\"", "\"Q\""},
      {"[[vat]]\nid = \"a\"\ncategory = \"Z\"\n[[vat]]\nid = \"a\"\ncategory = \"S\"\nrate = 25",
       "there is a vat \"a\" already"},
      {"[[vat]]\nid = \"a\"\ncategory = \"Z\"\n[[vat]]\nid = \"b\"\ncategory = \"Z\"",
       "of this category and rate already"},
      {"[[buyer]]\ncompany = \"a\"\nvat = \"none\"", "3:7: there is no vat \"none\""},
      {"[[buyer]]\ncompany = \"a\"\n[[buyer]]\ncompany = \"a\"", "there is a buyer \"a\" already"},
      {"[[buyer]]\nname = \"a\"", "company"},
      {"[numbers]\nfirst = 0", "first"},
      {"[rows]\nprice_decimals = 19", "price_decimals"},
      {"[sie]\nvouchers = \"paper\"", "\"invoices\" or \"accrual\""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.toml);
    const std::string text = refusal_of(one.toml);
    CHECK_MESSAGE(text.find(one.says) != std::string::npos, text);
  }
  const std::string both = refusal_of("[seller]\ncountry = \"x\"\nbankgiro = \"y\"");
  CHECK(both.find("b.toml:2:") != std::string::npos);
  CHECK(both.find("\nb.toml:3:") != std::string::npos);
}

}  // namespace settings_test
