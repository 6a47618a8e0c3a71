// The words of a line: texts, number style, months, units.
#include <doctest/doctest.h>

#include "support/tariffs.hpp"
#include "tariff/language.hpp"
#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace text_test {
namespace {

using testing::charge;
using testing::document;
using testing::usage;

// The texts of the lines of March 2026, and their units: "Fee [MON]; Usage [H87]".
std::string texts_of(const std::string& toml, const Usage& used) {
  const Tariff tariff = parse_tariff(toml);
  std::string all;
  for (const RatedLine& line : rate(tariff, used).lines) {
    all += (all.empty() ? "" : "; ") + line_text(tariff, line, Month(2026, 3), "bolag-17");
    all += " [" + std::string(line_unit(tariff, line)) + "]";
  }
  return all;
}

TEST_CASE("the Vitec lines read as on the invoice, with no-break spaces") {
  CHECK(texts_of(testing::vitec, Usage::of("messages", 40'000)) ==
        "E-post via Mailgun, fast avgift mars 2026 (10\u00A0000 meddelanden ingår) [MON]; "
        "E-post via Mailgun mars 2026, 30\u00A0000 meddelanden utöver 10\u00A0000 [H87]");
}

TEST_CASE("every placeholder has its value, in the style of the language") {
  const auto with = [](const char* language) {
    return document(charge("included = \"1000.5\"\nunit = \"C62\"\nmode = \"graduated\"\n"
                           "tiers = [{ up_to = 1000000, price = 0 }, { price = \"0.0125\" }]\n"
                           "text = \"{company}: {month}|{quantity}|{included}|{price}|{tier}\""),
                    "language = \"" + std::string(language) + "\"");
  };
  CHECK(texts_of(with("sv"), usage("2234568.25")) ==
        "bolag-17: mars 2026|1\u00A0000\u00A0000|1\u00A0000,5|0|1 [C62]; "
        "bolag-17: mars 2026|1\u00A0233\u00A0567,75|1\u00A0000,5|0,0125|2 [C62]");
  CHECK(texts_of(with("en"), usage("2234568.25")) ==
        "bolag-17: March 2026|1,000,000|1,000.5|0|1 [C62]; "
        "bolag-17: March 2026|1,233,567.75|1,000.5|0.0125|2 [C62]");
}

TEST_CASE("negative numbers keep their sign in front") {
  const std::string mirrored = charge("price = 1\nnegative = \"mirror\"\ntext = \"{quantity}\"");
  CHECK(texts_of(document(mirrored), usage("-1234.5")) == "-1,234.5 [H87]");
  CHECK(texts_of(document(mirrored), usage("-123")) == "-123 [H87]");
}

TEST_CASE("each month has its name") {
  const Tariff sv = parse_tariff(testing::replaced(testing::vitec,
                                                   "E-post via Mailgun, fast avgift "
                                                   "{month} ({included} meddelanden ingår)",
                                                   "{month}"));
  const char* names[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                         "juli",    "augusti",  "september", "oktober", "november", "december"};
  const RatedLine fee = rate(sv, {}).lines.at(0);
  for (int month = 1; month <= 12; ++month)
    CHECK(line_text(sv, fee, Month(2026, month), "") == std::string(names[month - 1]) + " 2026");
  Tariff en = sv;
  en.language = "en";
  const char* english[] = {"January", "February", "March",     "April",   "May",      "June",
                           "July",    "August",   "September", "October", "November", "December"};
  for (int month = 1; month <= 12; ++month)
    CHECK(line_text(en, fee, Month(2026, month), "") == std::string(english[month - 1]) + " 2026");
}

TEST_CASE("a line without a text of its own has one in the tariff's language") {
  const std::string lines = charge(
      "fee = 1\nmode = \"graduated\"\ntiers = [{ up_to = 10, price = 1 }, { price = 2 }]\nmaximum "
      "= 20");
  CHECK(texts_of(document(lines, "name = \"Mail\"\nminimum = 100"), usage("1010")) ==
        "Mail, fixed fee March 2026 [MON]; Mail March 2026, tier 1, 10 [H87]; "
        "Mail March 2026, tier 2, 1,000 [H87]; Mail March 2026, down to the maximum []; "
        "Mail March 2026, up to the minimum []");
  CHECK(texts_of(document(lines, "name = \"Post\"\nlanguage = \"sv\"\nminimum = 100"),
                 usage("1010")) ==
        "Post, fast avgift mars 2026 [MON]; Post mars 2026, nivå 1, 10 [H87]; "
        "Post mars 2026, nivå 2, 1\u00A0000 [H87]; Post mars 2026, ned till högsta belopp []; "
        "Post mars 2026, upp till lägsta belopp []");
  // Without a name the id; with several charges which one it is.
  CHECK(texts_of(document(charge("price = 1", "a") + charge("price = 1", "b")), usage("2")) ==
        "t, a March 2026, 2 [H87]; t, b March 2026, 2 [H87]");
}

TEST_CASE("a placeholder without a value is nothing") {
  // No document has such a text: the tariff is made by a program.
  Tariff tariff = parse_tariff(document(charge("fee = 5\nincluded = 2\nprice = 3")));
  tariff.charges[0].fee_text = "{included}|{price}|{tier}|{nothing}";
  RatedLine fee = rate(tariff, {}).lines.at(0);
  CHECK(line_text(tariff, fee, Month(2026, 3), "") == "2|5||");
  tariff.charges[0].included.reset();
  fee.unit_price.reset();
  CHECK(line_text(tariff, fee, Month(2026, 3), "") == "|||");
}

TEST_CASE("usage is named after its meter where that has no noun") {
  CHECK(language_of("en").usage(Decimal(1), "messages") == "1\u00A0message");
  CHECK(language_of("sv").usage(Decimal(-1), "messages") == "-1\u00A0meddelande");
  CHECK(language_of("en").usage(Decimal(1), "widgets") == "1\u00A0widgets");
}

TEST_CASE("a fee that is due by days counts days") {
  Usage used;
  used.share = {15, 31};
  const std::string days =
      document(charge("fee = 500\nfee_text = \"{quantity} x {price}\""), "prorate = \"days\"");
  CHECK(texts_of(days, used) == "15 x 500 [DAY]");
  CHECK(texts_of(days, {}) == "1 x 500 [MON]");
}

}  // namespace
}  // namespace text_test

}  // namespace porto
