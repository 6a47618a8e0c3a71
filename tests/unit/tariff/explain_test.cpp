// Explanations: the steps of a derivation, in words, and recomputed by a program.
#include <doctest/doctest.h>

#include <map>

#include "support/formula.hpp"
#include "support/tariffs.hpp"
#include "support/thrown.hpp"
#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace explain_test {
namespace {

using testing::charge;
using testing::document;
using testing::events;
using testing::Formula;
using testing::usage;

std::string text_of(const std::vector<ExplainStep>& steps) {
  std::string text;
  for (const ExplainStep& step : steps) {
    text += step.charge + "|" + step.step + "|" + step.formula + "|" + step.value;
    if (step.line > 0) text += "|" + std::to_string(step.line);
    text += "\n";
  }
  return text;
}

TEST_CASE("the Vitec derivation can be followed, in English and Swedish") {
  const Tariff tariff = parse_tariff(testing::vitec);
  const Usage used = Usage::of("messages", 40'000);
  CHECK(text_of(explain(tariff, used)) ==
        "epost|usage|40000|40000\n"
        "epost|billable|max(0, 40000 - 10000)|30000\n"
        "epost|fee|500|500\n"
        "epost|rounding|half_up(500, 2)|500.00|1\n"
        "epost|amount|30000 * 0.012|360\n"
        "epost|rounding|half_up(360, 2)|360.00|2\n"
        "|total|500.00 + 360.00|860.00\n");
  CHECK(text_of(explain(tariff, used, "sv")) ==
        "epost|användning|40000|40000\n"
        "epost|debiterbart|max(0, 40000 - 10000)|30000\n"
        "epost|avgift|500|500\n"
        "epost|avrundning|half_up(500, 2)|500.00|1\n"
        "epost|belopp|30000 * 0.012|360\n"
        "epost|avrundning|half_up(360, 2)|360.00|2\n"
        "|totalt|500.00 + 360.00|860.00\n");
  CHECK(testing::thrown([&] { explain(tariff, used, "xx"); }).code == ErrorCode::invalid_argument);
}

// Each value is what its formula gives, and the steps of the lines are the lines.
void check_steps(const std::string& toml, const Usage& used) {
  CAPTURE(toml);
  const Tariff tariff = parse_tariff(toml);
  const Rating rating = rate(tariff, used);
  std::map<std::size_t, std::string> lines;
  std::string last;
  for (const ExplainStep& step : explain(tariff, used)) {
    CAPTURE(step.formula);
    CAPTURE(step.value);
    CHECK(Formula(step.formula).value() == Formula(step.value).value());
    if (step.line > 0) {
      CHECK(lines.count(step.line) == 0);
      lines[step.line] = step.value;
    }
    last = step.value;
  }
  REQUIRE(lines.size() == rating.lines.size());
  for (std::size_t i = 0; i < rating.lines.size(); ++i)
    CHECK(lines[i + 1] == rating.lines[i].net_amount.to_string_fixed(tariff.round.decimals));
  CHECK(last == rating.total.to_string_fixed(tariff.round.decimals));
}

TEST_CASE("a program can recompute every step") {
  const std::string tiers =
      "mode = \"graduated\"\n"
      "tiers = [{ up_to = 10, price = 1, fee = 3, maximum = 9 }, { price = 5, per = 3, partial = "
      "\"up\" }]\n";
  for (const char* quantity : {"0", "1", "9.5", "11", "1000", "123456789"}) {
    const Usage used = usage(quantity);
    check_steps(testing::vitec, Usage::of("messages", Decimal::parse(quantity)));
    check_steps(document(charge(tiers), "minimum = 20\nmaximum = 900"), used);
    check_steps(document(charge("convert = { times = 2, per = 3 }\nprice = \"0.7\"\nper = 7")),
                used);
    check_steps(document(charge("convert = { per = 7, partial = \"up\" }\nprice = 1\npercent = 2")),
                used);
    check_steps(
        document(charge("price = \"0.1\"\nminimum = 2\nthen = { mode = \"volume\", tiers = [{ "
                        "up_to = 5, price = 1, fee = 2 }, { price = 3, maximum = 90 }], "
                        "maximum = 400, then = { percent = 90, minimum = 7 } }")),
        used);
    Usage part = used;
    part.share = {17, 31};
    check_steps(document(charge("fee = 100\nprice = 1"), "prorate = \"days\"\nminimum = 200"),
                part);
  }
  check_steps(document(charge(tiers + "negative = \"mirror\"")), usage("-12"));
  check_steps(document(charge("price = 1\nnegative = \"clamp\"")), usage("-12"));
  for (const char* quantity : {"-1", "-12", "-1000"}) {
    check_steps(document(charge(tiers + "negative = \"mirror\"\nfee = 7\nmaximum = 40"),
                         "round = { per = \"total\" }\nminimum = 3"),
                usage(quantity));
    check_steps(document(charge(
                    "fee = 5\nprice = \"0.7\"\nnegative = \"mirror\"\nmaximum = 60\nthen = { "
                    "fee = 1, percent = 90, minimum = 2, then = { price = 2, maximum = 50 } }")),
                usage(quantity));
  }
  for (const char* quantity : {"1", "10"})  // rounded once it is more than the lines, and as much
    check_steps(document(charge("price = 1\nper = 3", "a") + charge("price = 1\nper = 7", "b"),
                         "round = { per = \"total\" }"),
                usage(quantity));
  check_steps(document(charge("each = \"event\"\nnegative = \"mirror\"\npercent = 2\nfee = "
                              "\"0.25\"\nmaximum = 12")),
              events({"10", "-25", "-10000"}));
  check_steps(document(charge("each = \"event\"\npercent = \"2.99\"\nfee = 2\nminimum = \"1.75\"\n"
                              "maximum = 12\nincluded = 30\nincluded_events = 2")),
              events({"10", "25", "80", "10000"}));
}

}  // namespace
}  // namespace explain_test

}  // namespace porto
