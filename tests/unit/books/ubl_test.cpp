// Peppol invoices: what they need, what they are called, and how lines that round otherwise are
// written. tests/books has the rules.
#include "books/ubl.hpp"

#include <doctest/doctest.h>

#include "books/ubl_lines.hpp"
#include "unit/billing/fixture.hpp"
#include "unit/books/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using testing::march_line;

namespace ubl_test {
namespace {

const std::string whole = R"toml(
[seller]
name = "S"
organisation = "556677-8899"
vat_number = "SE556677889901"
street = "Gatan 1"
city = "Umeå"
postcode = "1"
[[vat]]
id = "standard"
category = "S"
rate = 25
[[vat]]
id = "reverse"
category = "AE"
reason = "Omvänd"
[[vat]]
id = "none"
category = "O"
reason = "Inget"
articles = ["OTHER"]
[[buyer]]
company = "a"
name = "A"
organisation = "212000-0142"
street = "Gatan 2"
city = "Luleå"
postcode = "2"
reference = "Kim"
)toml";

std::string lacking_of(const std::string& toml, const Company& company = {"a", ""}) {
  const BooksSettings settings = read_books(toml, "b.toml");
  const InvoiceLine line = march_line("a", "100.00");
  MonthInvoice invoice{.number = {line.month, "a", "1", 1, "1", Day(line.month.next(), 1),
                                  Day(line.month.next(), 2)},
                       .company = &company,
                       .currency = Currency("SEK"),
                       .buyer = settings.buyer("a")};
  const Vat* vat = settings.vat_of(invoice.buyer, "");
  invoice.lines.push_back({&line, {}, vat});
  invoice.groups.push_back({vat, 100, 25});
  Lacking lacking("b.toml");
  check_ubl(invoice, settings, lacking);
  try {
    lacking.refuse();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string without(const std::string& line) {
  std::string toml = whole;
  toml.erase(toml.rfind(line), line.size());
  return toml;
}

std::string line_text_of(const InvoiceLine& line, bool is_credit_note) {
  const Vat vat{.id = "standard", .category = "S", .rate = 25};
  Xml xml;
  xml.open("x");
  write_ubl_line(xml, {&line, {"ART", ""}, &vat}, {is_credit_note, line.net_amount.currency()});
  return xml.text();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what an invoice needs is told, with where to write it") {
  CHECK(lacking_of(whole) == "");
  const struct {
    std::string toml;
    const char* says;
  } cases[] = {
      {without("reference = \"Kim\"\n"), "company \"a\" has no reference (PEPPOL-EN16931-R003)"},
      {without("name = \"A\"\n"), "company \"a\" has no name"},
      {without("street = \"Gatan 2\"\n"), "company \"a\" has no street; write it in its [[buyer]]"},
      {without("street = \"Gatan 1\"\n"), "the seller has no street; write it in [seller]"},
      {without("vat_number = \"SE556677889901\"\n"), "the seller has no vat_number"},
      {without("organisation = \"212000-0142\"\n"), "company \"a\" has no endpoint"},
      {whole + "vat = \"reverse\"\n", "company \"a\" has no vat_number, which category \"AE\""},
      {whole.substr(0, whole.find("[[buyer]]")), "company \"a\" has no [[buyer]]"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.says);
    const std::string text = lacking_of(one.toml);
    CHECK_MESSAGE(has(text, one.says), text);
  }
  std::string other_rate = whole;
  other_rate.replace(other_rate.find("rate = 25"), 9, "rate = 24");
  CHECK(has(lacking_of(other_rate), "a rate of 24; a Swedish seller has 25, 12 or 6"));
  CHECK(lacking_of(without("name = \"A\"\n"), {"a", "Of the ledger"}) == "");
  CHECK(lacking_of(without("reference = \"Kim\"\n"), {"a", "", "", "Kim"}) == "");
}

TEST_CASE("a line is what the invoice line is; a difference is an allowance or a charge") {
  InvoiceLine line = march_line("a", "360.00");
  line.quantity = 30000;
  line.unit_price = 12;
  line.base_quantity = 1000;
  std::string text = line_text_of(line, false);
  CHECK(has(text, "<cbc:InvoicedQuantity unitCode=\"H87\">30000</cbc:InvoicedQuantity>"));
  CHECK(has(text, "<cbc:PriceAmount currencyID=\"SEK\">12</cbc:PriceAmount>"));
  CHECK(has(text, "<cbc:BaseQuantity unitCode=\"H87\">1000</cbc:BaseQuantity>"));
  CHECK(!has(text, "AllowanceCharge"));
  CHECK(has(text, "<cbc:ID>ART</cbc:ID>"));

  line.net_amount = Money::of(Decimal::parse("359.99"), Currency("SEK"));
  text = line_text_of(line, false);
  CHECK(has(text, "<cbc:ChargeIndicator>false</cbc:ChargeIndicator>"));
  CHECK(has(text, "<cbc:Amount currencyID=\"SEK\">0.01</cbc:Amount>"));
  CHECK(has(line_text_of(line, true), "<cbc:ChargeIndicator>true</cbc:ChargeIndicator>"));
}

TEST_CASE("a credit note turns signs, and a limit is one of its amount") {
  InvoiceLine line = march_line("a", "-28.97");
  CHECK(has(line_text_of(line, false), ">-1</cbc:InvoicedQuantity>"));
  const std::string credited = line_text_of(line, true);
  CHECK(has(credited, "<cbc:CreditedQuantity unitCode=\"H87\">1</cbc:CreditedQuantity>"));
  CHECK(
      has(credited, "<cbc:LineExtensionAmount currencyID=\"SEK\">28.97</cbc:LineExtensionAmount>"));
  line.unit_price.reset();
  line.unit = "";
  line.quantity = 1;
  CHECK(has(line_text_of(line, false), "<cbc:InvoicedQuantity unitCode=\"LS\">-1<"));
  CHECK(has(line_text_of(line, false), "<cbc:PriceAmount currencyID=\"SEK\">28.97<"));
}

TEST_CASE("files have names that any file system can have, no two the same") {
  const auto name = [](const char* number) {
    return ubl_file_name(
        {Month(2026, 3), "a", "1", 1, number, Day(Month(2026, 4), 1), Day(Month(2026, 4), 1)});
  };
  CHECK(name("E-1001") == "E-1001.xml");
  CHECK(name("2026/1") == "2026_2f1.xml");
  CHECK(name("2026_2f1") == "2026_5f2f1.xml");
  CHECK(name("..") == "_2e..xml");
  CHECK(name("2026.7") == "2026.7.xml");
  CHECK(name("Con") == "_43on.xml");
  CHECK(name("LPT1") == "_4cPT1.xml");
  CHECK(name("Lpt") == "Lpt.xml");
  const std::string prefix(300, 'F');
  const std::string one = name((prefix + "1").c_str());
  CHECK(one.size() < 160);
  CHECK(one.starts_with("FFFF"));
  CHECK(one != name((prefix + "2").c_str()));
  std::string long_bytes;
  for (int i = 0; i < 90; ++i) long_bytes += "\u00E9";
  const std::string cut = name(long_bytes.c_str());
  CHECK(cut.size() < 160);
  CHECK(cut.find("___") == std::string::npos);
}

}  // namespace ubl_test
