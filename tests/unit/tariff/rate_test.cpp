// The lines that a tariff gives for usage: the reference values, every primitive, and what holds of
// all lines.
#include <doctest/doctest.h>

#include "porto/error.hpp"
#include "support/tariffs.hpp"
#include "support/thrown.hpp"
#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace rate_test {
namespace {

using testing::amounts_of;
using testing::charge;
using testing::document;
using testing::events;
using testing::text_of;
using testing::thrown;
using testing::usage;

// The rules that every rating follows, whatever the tariff.
void check_lines(const Tariff& tariff, const Rating& rating) {
  Decimal total;
  for (const RatedLine& line : rating.lines) {
    CAPTURE(text_of(line));
    total += line.net_amount;
    CHECK((line.kind == LineKind::fee || !line.quantity.is_zero()));
    if (line.kind == LineKind::minimum || line.kind == LineKind::maximum ||
        line.kind == LineKind::rounding) {
      CHECK(!line.net_amount.is_zero());
      continue;
    }
    CHECK(line.exact_amount.round(tariff.round.decimals, tariff.round.mode) == line.net_amount);
    if (!line.unit_price) continue;
    const Decimal product = line.quantity * *line.unit_price;
    const Decimal difference = product - line.exact_amount * line.base_quantity;
    // Exactly, but for decimals that never end.
    const bool endless = line.exact_amount.decimals() == 18;
    CHECK((difference.is_zero() || endless));
    CHECK(product.divide(line.base_quantity, tariff.round.decimals, tariff.round.mode) ==
          line.net_amount);
  }
  CHECK(total == rating.total);
}

std::string rated(const std::string& toml, const Usage& used) {
  const Tariff tariff = parse_tariff(toml);
  const Rating rating = rate(tariff, used);
  check_lines(tariff, rating);
  return amounts_of(rating);
}

std::string lines_of(const std::string& toml, const Usage& used) {
  const Tariff tariff = parse_tariff(toml);
  const Rating rating = rate(tariff, used);
  check_lines(tariff, rating);
  std::string text;
  for (const RatedLine& line : rating.lines) text += (text.empty() ? "" : "; ") + text_of(line);
  return text;
}

struct Row {
  const char* quantity;
  const char* amounts;
};

void check(const std::string& toml, std::initializer_list<Row> rows) {
  CAPTURE(toml);
  for (const Row& row : rows) {
    CAPTURE(row.quantity);
    CHECK(rated(toml, usage(row.quantity)) == row.amounts);
  }
}

TEST_CASE("the Vitec tariff gives the reference values") {
  const struct {
    std::int64_t messages;
    const char* amounts;
  } rows[] = {
      {0, "500 = 500"},
      {9'999, "500 = 500"},
      {10'000, "500 = 500"},
      {10'001, "500 + 0.01 = 500.01"},
      {10'042, "500 + 0.5 = 500.5"},
      {10'100, "500 + 1.2 = 501.2"},
      {12'000, "500 + 24 = 524"},
      {40'000, "500 + 360 = 860"},
      {3'000'000'000, "500 + 35999880 = 36000380"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.messages);
    CHECK(rated(testing::vitec, Usage::of("messages", row.messages)) == row.amounts);
  }
  CHECK(lines_of(testing::vitec, Usage::of("messages", 40'000)) ==
        "fee 1 x 500 / 1 = 500 -> 500; usage 30000 x 0.012 / 1 = 360 -> 360");
}

TEST_CASE("a meter that is not named was not used, and other meters do not matter") {
  CHECK(rated(testing::vitec, {}) == "500 = 500");
  CHECK(rated(testing::vitec, Usage::of("sms", 1'000'000)) == "500 = 500");
}

TEST_CASE("a line is rounded once, by the tariff's rule") {
  const auto price = [](const char* amount) {
    return charge("price = \"" + std::string(amount) + "\"");
  };
  check(document(price("0.0125")),
        {{"1", "0.01 = 0.01"}, {"2", "0.03 = 0.03"}, {"3", "0.04 = 0.04"}});
  check(document(price("0.0125"), "round = { mode = \"half_even\" }"),
        {{"2", "0.02 = 0.02"}, {"6", "0.08 = 0.08"}, {"10", "0.12 = 0.12"}});
  check(document(price("0.0125"), "round = { mode = \"half_down\" }"), {{"2", "0.02 = 0.02"}});
  check(document(price("0.0125"), "round = { mode = \"up\" }"), {{"1", "0.02 = 0.02"}});
  check(document(price("0.0125"), "round = { mode = \"down\" }"), {{"3", "0.03 = 0.03"}});
  check(document(price("0.0125"), "round = { mode = \"ceiling\" }"), {{"1", "0.02 = 0.02"}});
  check(document(price("0.0125"), "round = { mode = \"floor\" }"), {{"3", "0.03 = 0.03"}});
  check(document(price("8.165")), {{"2", "16.33 = 16.33"}});
  check(document(price("0.067")), {{"55", "3.69 = 3.69"}});
  check(document(price("0.067"), "round = { mode = \"half_even\" }"), {{"55", "3.68 = 3.68"}});
  check(document(price("2.11"), "round = { decimals = 0 }"), {{"950", "2005 = 2005"}});
  check(document(price("32.25")), {{"0.5", "16.13 = 16.13"}});
  check(document(price("0.004")), {{"1", "0 = 0"}, {"100", "0.4 = 0.4"}});
}

TEST_CASE("lines have the decimals of the currency") {
  check(document(charge("price = \"4.5\""), "", "JPY"),
        {{"3000", "13500 = 13500"}, {"1", "5 = 5"}});
  check(document(charge("price = \"1.2345\""), "", "KWD"), {{"1", "1.235 = 1.235"}});
  check(document(charge("fee = 23188"), "", "RWF"), {{"0", "23188 = 23188"}});
}

TEST_CASE("graduated: each part at the price of its own tier") {
  const std::string tiers =
      document(charge("mode = \"graduated\"\n"
                      "tiers = [{ up_to = 10, price = 1, fee = 3 }, { up_to = 20, price = 2 }, { "
                      "price = 3, fee = 5 }]"));
  check(tiers, {{"0", "3 = 3"},
                {"1", "3 + 1 = 4"},
                {"10", "3 + 10 = 13"},
                {"10.5", "3 + 10 + 1 = 14"},
                {"20", "3 + 10 + 20 = 33"},
                {"21", "3 + 10 + 20 + 5 + 3 = 41"}});
  CHECK(lines_of(tiers, usage("12")) ==
        "fee 1 x 3 / 1 = 3 -> 3; usage 10 x 1 / 1 = 10 -> 10; usage 2 x 2 / 1 = 4 -> 4");
  const Rating rating = rate(parse_tariff(tiers), usage("12"));
  CHECK(rating.lines[1].tier == std::optional<std::size_t>(0));
  CHECK(rating.lines[2].tier == std::optional<std::size_t>(1));
}

TEST_CASE("volume: one tier prices all of it, on either side of its bound") {
  const std::string tiers =
      "mode = \"volume\"\ntiers = [{ up_to = 10, price = 3, fee = 1 }, { price = 2 }]\n";
  check(document(charge(tiers)),
        {{"0", "1 = 1"}, {"10", "1 + 30 = 31"}, {"10.5", "21 = 21"}, {"11", "22 = 22"}});
  check(document(charge(tiers + "bound = \"exclusive\"")),
        {{"9.99", "1 + 29.97 = 30.97"}, {"10", "20 = 20"}});
  check(document(charge(tiers + "bound = \"inclusive\"")), {{"10", "1 + 30 = 31"}});
}

TEST_CASE("idle tiers may be free; the fee beside them is not") {
  const std::string tiers =
      "mode = \"graduated\"\nidle = \"free\"\ntiers = [{ up_to = 10, fee = 3 }, { price = 1 }]\n";
  check(document(charge(tiers)), {{"0", " = 0"}, {"1", "3 = 3"}});
  check(document(charge(tiers + "fee = 7")), {{"0", "7 = 7"}, {"1", "7 + 3 = 10"}});
}

TEST_CASE("packages are started or full ones, after the free units") {
  const std::string up = charge("price = 50\nper = 5000\npartial = \"up\"\nincluded = 30000");
  check(document(up),
        {{"30000", " = 0"}, {"30001", "50 = 50"}, {"34000", "50 = 50"}, {"35001", "100 = 100"}});
  const std::string down = charge("price = 50\nper = 5000\npartial = \"down\"\nincluded = 30000");
  check(document(down), {{"34000", " = 0"}, {"35000", "50 = 50"}, {"44999", "100 = 100"}});
  const std::string half = charge("price = 50\nper = 5000\npartial = \"half_up\"");
  check(document(half), {{"2499", " = 0"}, {"2500", "50 = 50"}, {"7500", "100 = 100"}});
  CHECK(lines_of(document(up), usage("36000")) == "usage 10000 x 50 / 5000 = 100 -> 100");
  // Beyond what a double can count.
  check(document(charge("price = 1\nper = 1\npartial = \"up\"")),
        {{"9007199254740993", "9007199254740993 = 9007199254740993"}});
  check(document(charge("price = 1\nper = \"1.27\"\npartial = \"up\"")), {{"62.23", "49 = 49"}});
}

TEST_CASE("a price per many units divides last") {
  check(document(charge("price = 1\nper = 3")),
        {{"1", "0.33 = 0.33"}, {"2", "0.67 = 0.67"}, {"3", "1 = 1"}});
  CHECK(lines_of(document(charge("price = 1\nper = 3")), usage("1")) ==
        "usage 1 x 1 / 3 = 0.333333333333333333 -> 0.33");
  CHECK(lines_of(document(charge("price = \"0.1\"\nper = 1024")), usage("1")) ==
        "usage 1 x 0.1 / 1024 = 0.00009765625 -> 0");
}

TEST_CASE("metered units become billing units first") {
  const auto convert = [](const char* how) {
    return document(charge("convert = { " + std::string(how) + " }\nprice = 1"));
  };
  check(convert("per = 1000, partial = \"up\""),
        {{"0", " = 0"}, {"1", "1 = 1"}, {"1001", "2 = 2"}});
  check(convert("per = 1000, partial = \"down\""), {{"1999", "1 = 1"}});
  check(convert("per = 1000, partial = \"half_up\""), {{"1499", "1 = 1"}, {"1500", "2 = 2"}});
  check(convert("per = 1000"), {{"1400", "1.4 = 1.4"}});
  check(convert("times = 8"), {{"3", "24 = 24"}});
  check(convert("times = 8, per = 1000, partial = \"up\""), {{"126", "2 = 2"}});
  check(document(
            charge("convert = { per = 1000, partial = \"up\" }\nincluded = \"0.5\"\nprice = 10")),
        {{"2400", "25 = 25"}});
}

TEST_CASE("a quantity that never ends is written in the units it came from") {
  const std::string thirds = document(charge("convert = { per = 3 }\nincluded = 2\nprice = 6"));
  CHECK(lines_of(thirds, usage("7")) == "usage 1 x 6 / 3 = 2 -> 2");
  CHECK(lines_of(thirds, usage("9")) == "usage 1 x 6 / 1 = 6 -> 6");
}

TEST_CASE("a percentage is per 100, and adds to a price") {
  CHECK(lines_of(document(charge("percent = \"2.9\"")), usage("50")) ==
        "usage 50 x 2.9 / 100 = 1.45 -> 1.45");
  CHECK(lines_of(document(charge("percent = \"2.9\"\nprice = \"0.5\"\nper = 10")), usage("50")) ==
        "usage 50 x 79 / 1000 = 3.95 -> 3.95");
}

TEST_CASE("limits of a tier, a charge and the tariff give lines of their own") {
  const std::string tiers =
      "mode = \"graduated\"\n"
      "tiers = [{ up_to = 10, price = 1, maximum = 6 }, { price = \"0.5\", maximum = 4 }]\n";
  check(document(charge(tiers)),
        {{"5", "5 = 5"}, {"10", "10 + -4 = 6"}, {"100", "10 + -4 + 45 + -41 = 10"}});
  check(document(charge("price = 1\nminimum = 5\nmaximum = 8")),
        {{"0", "5 = 5"}, {"4", "4 + 1 = 5"}, {"5", "5 = 5"}, {"8", "8 = 8"}, {"9", "9 + -1 = 8"}});
  check(document(charge("price = 1", "a") + charge("fee = 2\nprice = 1", "b"),
                 "minimum = 10\nmaximum = 20"),
        {{"0", "2 + 8 = 10"}, {"4", "4 + 2 + 4 = 10"}, {"10", "10 + 2 + 10 + -2 = 20"}});
  const std::string both =
      document(charge("price = 1\nmaximum = 8"), "minimum = 10");  // charge first, then tariff
  CHECK(lines_of(both, usage("9")) ==
        "usage 9 x 1 / 1 = 9 -> 9; maximum 1 = -1 -> -1; minimum 1 = 2 -> 2");
  const Rating rating = rate(parse_tariff(both), usage("9"));
  CHECK(rating.lines[1].charge == 0);
  CHECK(rating.lines[2].charge == RatedLine::whole_tariff);
}

TEST_CASE("limits meet the rounded lines, so that the invoice says the limit") {
  check(document(charge("price = 1\nminimum = 10000"), "round = { decimals = 0 }"),
        {{"8500.5", "8501 + 1499 = 10000"}});
  // Two lines of 5.005 are 10.02 on the invoice, 10.01 exactly.
  const std::string two = document(
      charge("price = \"5.005\"", "a") + charge("price = \"5.005\"", "b"), "maximum = \"10.01\"");
  CHECK(rated(two, usage("1")) == "5.01 + 5.01 + -0.01 = 10.01");
  // 9.996 is 10.00 on the invoice: a line of 0.00 would say nothing.
  CHECK(lines_of(document(charge("price = \"9.996\"\nminimum = 10")), usage("1")) ==
        "usage 1 x 9.996 / 1 = 9.996 -> 10");
  check(document(charge("price = \"0.011999\"\nminimum = 12")), {{"1000", "12 = 12"}});
  check(document(charge("price = \"0.012001\"\nmaximum = 12")), {{"1000", "12 = 12"}});
  check(document(charge("price = \"0.012001\""), "maximum = 12"), {{"1000", "12 = 12"}});
  check(document(charge("mode = \"volume\"\ntiers = [{ price = \"0.012001\", maximum = 12 }]")),
        {{"1000", "12 = 12"}});
  // Three lines of 3.334 are 9.99 on the invoice, which is raised to 10; the exact 10.002 is not.
  const std::string same = document(
      charge("mode = \"graduated\"\ntiers = [{ up_to = 1, price = \"3.334\" }, { up_to = "
             "2, price = \"3.334\" }, { price = \"3.334\" }]\nminimum = 10\nmaximum = 10"));
  CHECK(lines_of(same, usage("3")).ends_with("; minimum 1 = -0.002 -> 0.01"));
}

TEST_CASE("the amount may become the quantity of another curve") {
  const std::string commitment = document(
      charge("price = \"0.10\"\nthen = { mode = \"graduated\", "
             "tiers = [{ up_to = 500, price = 1 }, { price = \"1.5\" }], minimum = 500 }"));
  check(commitment, {{"0", "500 = 500"}, {"4000", "400 + 100 = 500"}, {"6000", "650 = 650"}});
  CHECK(lines_of(commitment, usage("6000")) == "usage 6000 = 650 -> 650");
  const std::string chain =
      document(charge("price = \"0.10\"\nthen = { percent = 90, maximum = 200, then = { fee = 1, "
                      "percent = 50 } }"));
  check(chain, {{"1000", "46 = 46"}, {"10000", "101 = 101"}});
  // An amount that is due without usage is a fee.
  CHECK(lines_of(document(charge("fee = 100\nprice = 1\nthen = { percent = 90 }")), usage("0")) ==
        "fee 1 = 90 -> 90");
  CHECK(lines_of(document(charge("price = 1\nthen = { percent = 90 }")), usage("0")).empty());
}

TEST_CASE("each event is priced on its own and the month summed") {
  const std::string limits =
      charge("each = \"event\"\npercent = \"2.99\"\nfee = 2\nminimum = \"1.75\"\nmaximum = 12");
  CHECK(lines_of(document(limits), events({"10", "80", "10000"})) == "usage 3 = 18.691 -> 18.69");
  CHECK(lines_of(document(limits), events({"0"})) == "usage 1 = 2 -> 2");
  CHECK(lines_of(document(limits), {}).empty());
  const std::string tiers = charge(
      "each = \"event\"\nmode = \"volume\"\ntiers = [{ up_to = 10, price = 1 }, { price = \"0.5\" "
      "}]");
  CHECK(rated(document(tiers), events({"10", "20"})) == "20 = 20");
  // A limit of an event may be finer than a line.
  CHECK(rated(document(charge("each = \"event\"\nprice = \"0.001\"\nminimum = \"0.004\"")),
              events({"1", "1", "1"})) == "0.01 = 0.01");
}

TEST_CASE("events are free until one of the free limits is passed") {
  const auto free = [](const char* limits) {
    return document(charge("each = \"event\"\npercent = 1\nfee = 5\n" + std::string(limits)));
  };
  CHECK(rated(free("included_events = 3"), events({"10", "10", "10", "10"})) == "5.1 = 5.1");
  CHECK(rated(free("included = 15"), events({"4", "4", "4", "4"})) == "5.01 = 5.01");
  CHECK(rated(free("included = 15\nincluded_events = 3"), events({"10", "10", "10"})) ==
        "10.15 = 10.15");
  CHECK(rated(free("included = 15\nincluded_events = 3"), events({"10"})) == " = 0");
  // The event that passes both pays in full; after one limit all are charged.
  CHECK(rated(free("included = 15\nincluded_events = 1"), events({"10", "10", "1"})) ==
        "10.11 = 10.11");
}

TEST_CASE("events that are not given are an error, not free") {
  const Tariff tariff = parse_tariff(document(charge("each = \"event\"\nprice = 1")));
  for (const Usage& used : {usage("5"), Usage{{{"m", 5, {Decimal(2), Decimal(2)}}}, {}}}) {
    const auto error = thrown([&] { rate(tariff, used); });
    CHECK(error.code == ErrorCode::invalid_argument);
    CHECK(error.says("give the value of each event"));
  }
}

TEST_CASE("negative usage is refused, mirrored or clamped") {
  const Tariff refuse = parse_tariff(testing::vitec);
  try {
    rate(refuse, Usage::of("messages", -1));
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::negative_usage);
    CHECK(error.where() == "epost");
    CHECK(std::string(error.what()).find("negative = \"mirror\"") != std::string::npos);
  }
  const std::string tiers =
      "mode = \"graduated\"\ntiers = [{ up_to = 10, price = 1, maximum = 7 }, { price = 2, fee = 1 "
      "}]\n";
  check(document(charge(tiers + "negative = \"mirror\"")),
        {{"-5", "-5 = -5"}, {"-12", "-10 + 3 + -1 + -4 = -12"}});
  check(document(charge("fee = 500\nprice = 1\nnegative = \"mirror\"")),
        {{"-5", "500 + -5 = 495"}});
  check(document(charge("price = 1\nthen = { percent = 50 }\nnegative = \"mirror\"")),
        {{"-5", "-2.5 = -2.5"}});
  check(document(charge("fee = 500\nprice = 1\nnegative = \"clamp\"")), {{"-5", "500 = 500"}});
  CHECK(rated(document(charge("each = \"event\"\nprice = 1\nnegative = \"mirror\"")),
              events({"5", "-2"})) == "3 = 3");
  CHECK(lines_of(document(charge("price = \"0.1\"\nnegative = \"mirror\"")), usage("-100")) ==
        "usage -100 x 0.1 / 1 = -10 -> -10");
}

// The cost of -5 is as far below what is due without usage as that of 5 is above it, wherever a fee
// or limit stands.
TEST_CASE("mirrored usage takes back what the same usage above 0 costs, at every place") {
  const auto mirror = [](const std::string& lines) {
    return charge("negative = \"mirror\"\n" + lines);
  };
  const std::string same = "\nthen = { price = 1 }";
  const struct {
    std::string charge;
    std::string settings;
    const char* used;
    const char* taken_back;
  } rows[] = {
      // The fee stays due.
      {"fee = 500\nprice = 2", "", "510", "490"},
      {"fee = 500\nprice = 2" + same, "", "510", "490"},
      {"price = 2\nthen = { fee = 500, price = 1 }", "", "510", "490"},
      {"fee = 500\nprice = 2\nthen = { percent = 90 }", "", "459", "441"},
      {"fee = 500\nprice = 2\nthen = { mode = \"graduated\", tiers = [{ up_to = 500, price = 1 }, "
       "{ price = \"1.5\" }] }",
       "", "515", "485"},
      // A maximum limits what is taken back.
      {"price = 2\nmaximum = 5", "", "5", "-5"},
      {"price = 2\nmaximum = 5" + same, "", "5", "-5"},
      {"price = 2\nthen = { price = 1, maximum = 5 }", "", "5", "-5"},
      {"mode = \"graduated\"\ntiers = [{ price = 2, maximum = 5 }]", "", "5", "-5"},
      {"price = 2", "maximum = 5", "5", "-5"},
      {"fee = 500\nprice = 2\nmaximum = 505", "", "505", "495"},
      {"fee = 500\nprice = 2\nmaximum = 505" + same, "", "505", "495"},
      {"fee = 500\nprice = 2\nthen = { price = 1, maximum = 505 }", "", "505", "495"},
      {"fee = 500\nprice = 2", "maximum = 505", "505", "495"},
      {"fee = 500\nprice = 2\nmaximum = 400", "", "400", "400"},
      // A minimum is due whatever is taken back.
      {"price = 2\nminimum = 100", "", "100", "100"},
      {"price = 2\nminimum = 100" + same, "", "100", "100"},
      {"price = 2\nthen = { price = 1, minimum = 100 }", "", "100", "100"},
      {"price = 2", "minimum = 100", "100", "100"},
      {"price = 30\nminimum = 100", "", "150", "100"},
      {"price = 30\nminimum = 100" + same, "", "150", "100"},
      {"price = 30", "minimum = 100", "150", "100"},
      // The fees of tiers are a part of what usage costs.
      {"mode = \"volume\"\ntiers = [{ up_to = 9, price = 1, fee = 3 }, { price = 2 }]", "", "8",
       "-8"},
      // Free units are free both ways.
      {"price = 2\nincluded = 3", "", "4", "-4"},
      {"price = 2\nincluded = 30", "", "0", "0"},
  };
  for (const auto& row : rows) {
    const std::string toml = document(mirror(row.charge), row.settings);
    CAPTURE(toml);
    const auto total = [&](const char* quantity) {
      const std::string amounts = rated(toml, usage(quantity));
      return amounts.substr(amounts.find("= ") + 2);
    };
    CHECK(total("5") == row.used);
    CHECK(total("-5") == row.taken_back);
  }
}

TEST_CASE("the fee and minimum of a mirrored event stay due") {
  const auto each = [](const std::string& lines) {
    return document(charge("each = \"event\"\nnegative = \"mirror\"\n" + lines));
  };
  CHECK(rated(each("fee = \"0.25\"\npercent = 2"), events({"100", "-50"})) == "1.5 = 1.5");
  CHECK(rated(each("fee = \"0.25\"\npercent = 2\nthen = { price = 1 }"), events({"100", "-50"})) ==
        "1.5 = 1.5");
  CHECK(rated(each("percent = 2\nminimum = 3"), events({"100", "-50"})) == "6 = 6");
  CHECK(rated(each("percent = 2\nmaximum = \"0.5\""), events({"100", "-50"})) == "0 = 0");
  CHECK(rated(each("fee = \"0.25\"\npercent = 2\nmaximum = 1"), events({"100", "-100"})) ==
        "0.5 = 0.5");
}

TEST_CASE("the maximum of a tariff limits what one of its charges takes back") {
  const std::string both =
      charge("price = 1", "a") +
      "[[charge]]\nid = \"b\"\nmeter = \"n\"\nnegative = \"mirror\"\nprice = 2\n";
  const Tariff tariff = parse_tariff(document(both, "maximum = 5"));
  const auto total = [&](std::int64_t m, std::int64_t n) {
    const Rating rating = rate(tariff, {{{"m", m, {}}, {"n", n, {}}}, {}});
    check_lines(tariff, rating);
    return rating.total;
  };
  CHECK(total(4, 5) == Decimal(5));   // 1 of the 10
  CHECK(total(4, -5) == Decimal(3));  // and 1 is taken back
  CHECK(total(8, -5) == Decimal(5));  // 5 more would have cost nothing
  CHECK(total(0, -2) == Decimal(-4));
}

TEST_CASE("rounding by total: one line makes the total the rounded exact sum") {
  const std::string per_total = "round = { per = \"total\" }";
  const std::string two = charge("price = \"0.004\"", "a") + charge("price = \"0.004\"", "b");
  check(document(two, per_total), {{"0", " = 0"},
                                   {"1", "0 + 0 + 0.01 = 0.01"},
                                   {"2", "0.01 + 0.01 = 0.02"},
                                   {"3", "0.01 + 0.01 = 0.02"},
                                   {"4", "0.02 + 0.02 + -0.01 = 0.03"}});
  check(document(two), {{"1", "0 + 0 = 0"}});
  CHECK(lines_of(document(two, per_total), usage("4")) ==
        "usage 4 x 0.004 / 1 = 0.016 -> 0.02; usage 4 x 0.004 / 1 = 0.016 -> 0.02; "
        "rounding 1 = 0 -> -0.01");
  const Rating rating = rate(parse_tariff(document(two, per_total)), usage("4"));
  CHECK(rating.lines.back().charge == RatedLine::whole_tariff);
  // Three thirds are 1, though none of them ends.
  const std::string thirds = charge("price = 1\nper = 3", "a") + charge("price = 1\nper = 3", "b") +
                             charge("price = 1\nper = 3", "c");
  check(document(thirds, "round = { per = \"total\", mode = \"down\" }"),
        {{"1", "0.33 + 0.33 + 0.33 + 0.01 = 1"}});
  check(document(thirds, "round = { per = \"total\", decimals = 0 }"),
        {{"1", "0 + 0 + 0 + 1 = 1"}});
  check(document(two, "round = { per = \"line\" }"), {{"1", "0 + 0 = 0"}});
}

TEST_CASE("rounding by total: limits hold for exact amounts, and the tariff's for the total") {
  const std::string tiers =
      "mode = \"graduated\"\ntiers = [{ up_to = 1, price = \"3.996\" }, { up_to = 2, price = "
      "\"3.997\" }, { price = \"3.995\" }]\n";
  const auto settings = [](const std::string& more) {
    return "round = { per = \"total\" }\n" + more;
  };
  // 11.988 exactly, 12.00 in lines.
  check(document(charge(tiers), settings("")), {{"3", "4 + 4 + 4 + -0.01 = 11.99"}});
  check(document(charge(tiers + "minimum = 12"), settings("")), {{"3", "4 + 4 + 4 = 12"}});
  check(document(charge(tiers), settings("minimum = 12")),
        {{"3", "4 + 4 + 4 + -0.01 + 0.01 = 12"}});
  check(document(charge(tiers), settings("maximum = \"11.99\"")),
        {{"3", "4 + 4 + 4 + -0.01 = 11.99"}});
  check(document(charge(tiers), settings("maximum = 10")),
        {{"3", "4 + 4 + 4 + -0.01 + -1.99 = 10"}});
  // What the limit adds to the exact amount is told by the rounding line, where there is one.
  CHECK(lines_of(document(charge(tiers + "minimum = 12", "a") + charge("price = \"0.0015\"", "b"),
                          settings("")),
                 usage("3"))
            .ends_with("; usage 3 x 0.0015 / 1 = 0.0045 -> 0"));
  CHECK(lines_of(document(charge(tiers + "minimum = 12", "a") + charge("price = \"0.002\"", "b") +
                              charge("price = \"0.002\"", "c"),
                          settings("")),
                 usage("3"))
            .ends_with("; usage 3 x 0.002 / 1 = 0.006 -> 0.01; usage 3 x 0.002 / 1 = 0.006 -> "
                       "0.01; rounding 1 = 0.012 -> -0.01"));
}

TEST_CASE("a part of a month is due by its days where the tariff says so") {
  const auto share = [](Usage used, int days, int of) {
    used.share = {days, of};
    return used;
  };
  const std::string fee = charge("fee = 500\nincluded = 10\nprice = 1\nmaximum = 500");
  const std::string days = document(fee, "prorate = \"days\"");
  CHECK(lines_of(days, share(usage("0"), 15, 31)) ==
        "fee 15 x 500 / 31 = 241.935483870967741936 -> 241.94");
  CHECK(rated(days, share(usage("0"), 31, 31)) == "500 = 500");
  CHECK(rated(days, share(usage("0"), 0, 31)) == "0 = 0");
  // Free units, prices and maxima are whole.
  CHECK(rated(days, share(usage("300"), 15, 31)) == "241.94 + 290 + -31.94 = 500");
  CHECK(rated(document(fee), share(usage("0"), 15, 31)) == "500 = 500");
  CHECK(rated(document(fee, "prorate = \"none\""), share(usage("0"), 15, 31)) == "500 = 500");
  CHECK(rated(document(charge("fee = 1000"), "prorate = \"days\"\nminimum = 10000"),
              share(usage("0"), 334, 365)) == "915.07 + 8235.61 = 9150.68");
  CHECK(rated(document(charge("fee = 10000"), "prorate = \"days\"", "JPY"),
              share(usage("0"), 6, 31)) == "1935 = 1935");
  // The fee of a tier is a price of usage, and whole.
  CHECK(rated(document(charge("mode = \"volume\"\ntiers = [{ fee = 31 }]"), "prorate = \"days\""),
              share(usage("0"), 1, 31)) == "31 = 31");
  const Tariff tariff = parse_tariff(days);
  for (const Share wrong : {Share{-1, 31}, Share{32, 31}, Share{0, 0}})
    CHECK(thrown([&] { rate(tariff, share(usage("0"), wrong.days, wrong.of)); }).code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("eighteen decimals times the largest usage are exact") {
  CHECK(lines_of(document(charge("price = \"0.123456789012345678\"")),
                 usage("9223372036854775807")) ==
        "usage 9223372036854775807 x 0.123456789012345678 / 1 = "
        "1138687895536349061.688316917875412146 -> 1138687895536349061.69");
  CHECK(rated(document(charge("price = \"999999999999.999999999999999999\"")),
              usage("9223372036854775807")) ==
        "9223372036854775806999999999990.78 = 9223372036854775806999999999990.78");
}

TEST_CASE("an overflow names the charge") {
  const std::string nines(60, '9');
  const Tariff tariff = parse_tariff(
      document(charge("price = 1", "small") + charge("price = \"" + nines + "\"", "huge")));
  try {
    rate(tariff, usage("99999999999999999999"));
    FAIL("no overflow");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::overflow);
    CHECK(error.where() == "huge");
    CHECK(std::string(error.what()).find("\"huge\"") != std::string::npos);
  }
}

TEST_CASE("line kinds have names") {
  for (const LineKind kind : {LineKind::fee, LineKind::usage, LineKind::minimum, LineKind::maximum,
                              LineKind::adjustment, LineKind::rounding})
    CHECK(parse_line_kind(to_string(kind)) == kind);
  CHECK(thrown([] { parse_line_kind("discount"); }).code == ErrorCode::invalid_argument);
}

TEST_CASE("a Rating that is used again holds the new lines only") {
  const Tariff vitec = parse_tariff(testing::vitec);
  Rating rating = rate(vitec, Usage::of("messages", 40'000));
  rate(vitec, {}, rating);
  CHECK(amounts_of(rating) == "500 = 500");
  rate(vitec, Usage::of("messages", 10'001), rating);
  CHECK(amounts_of(rating) == "500 + 0.01 = 500.01");
}

}  // namespace
}  // namespace rate_test

}  // namespace porto
