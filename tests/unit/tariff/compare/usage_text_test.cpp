// Usage as one text: what it means depends on the meters of the tariff.
#include <doctest/doctest.h>

#include "porto/tariff_tools.hpp"
#include "support/tariffs.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace usage_text_test {
namespace {

using testing::replaced;
using testing::thrown;
using testing::vitec;

const std::string second_charge = R"toml(
[[charge]]
id    = "storage"
meter = "storage"
price = "1.5"
text  = "Lagring {month}"
)toml";

Tariff mail() { return parse_tariff(vitec); }
Tariff mail_and_storage() { return parse_tariff(vitec + second_charge); }
Tariff only_fee() {
  return parse_tariff(vitec.substr(0, vitec.find("[[charge]]")) +
                      "[[charge]]\nid = \"fee\"\nfee = 500\nfee_text = \"Avgift {month}\"\n");
}
Tariff card() {
  return parse_tariff(vitec.substr(0, vitec.find("[[charge]]")) +
                      "[[charge]]\nid = \"card\"\nmeter = \"card\"\npercent = \"1.4\"\n"
                      "each = \"event\"\ntext = \"Kort {month}\"\n");
}

void check_read(const Tariff& tariff, const char* text, const char* read) {
  CAPTURE(text);
  CHECK(to_string(parse_usage(text, tariff)) == read);
}

TEST_CASE("a lone quantity is of the only meter") {
  check_read(mail(), "40000", "messages=40000");
  check_read(mail(), "messages=40000", "messages=40000");
  check_read(mail(), "2.50", "messages=2.5");
}

TEST_CASE("several meters are named, those that are not named were not used") {
  check_read(mail_and_storage(), "messages=40000,storage=2.5", "messages=40000,storage=2.5");
  check_read(mail_and_storage(), "storage=2.5", "storage=2.5");
}

TEST_CASE("where each event is priced, the values of the events are given") {
  check_read(card(), "100+250.50", "card=100+250.5");
  check_read(card(), "card=100", "card=100");
  CHECK(parse_usage("100+250.50", card()).meters.front().quantity == Decimal::parse("350.5"));
}

TEST_CASE("a tariff that only has fees takes 0") { check_read(only_fee(), "0", "0"); }

void check_refused(const Tariff& tariff, const char* text, ErrorCode code, const char* part) {
  CAPTURE(text);
  const auto failure = thrown([&] { (void)parse_usage(text, tariff); });
  CHECK(failure.code == code);
  CHECK_MESSAGE(failure.says(part), failure.message);
}

TEST_CASE("what cannot be meant is refused") {
  using enum ErrorCode;
  check_refused(only_fee(), "1", invalid_argument, "only has fees");
  check_refused(mail_and_storage(), "5", invalid_argument, "\"messages\", \"storage\"");
  check_refused(mail(), "letters=5", invalid_argument, "does not price the meter \"letters\"");
  check_refused(mail(), "messages=1,messages=2", invalid_argument, "is there twice");
  check_refused(mail(), "", bad_number, "");
  check_refused(mail(), "1,2", invalid_argument, "is there twice");
  check_refused(mail(), "messages=1+2", bad_number, "");
  check_refused(card(), "100++5", bad_number, "");
}

}  // namespace
}  // namespace usage_text_test

}  // namespace porto
