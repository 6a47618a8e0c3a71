// The values of a plot: axes with round numbers, a curve with exact jumps, labels in the tariff's
// language. tests/plot checks the picture.
#include <doctest/doctest.h>

#include <algorithm>

#include "porto/error.hpp"
#include "porto/tariff_tools.hpp"
#include "support/tariffs.hpp"
#include "tariff/compare/axis.hpp"
#include "tariff/compare/limit_marks.hpp"
#include "tariff/compare/polyline.hpp"
#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace plot_test {
namespace {

using testing::charge;
using testing::document;

Decimal number(const char* text) { return Decimal::parse(text); }

Plot plot_of(const std::string& toml, const char* from, const char* to, const char* meter = "") {
  return plot(parse_tariff(toml), {meter, number(from), number(to)});
}

std::string labels_of(const std::vector<Plot::Mark>& marks) {
  std::string text;
  for (const Plot::Mark& mark : marks)
    text += (text.empty() ? "" : " | ") + std::to_string(mark.at) + " " + mark.label;
  return text;
}

std::string text_of(const std::vector<Plot::Point>& line) {
  std::string text;
  for (const Plot::Point& point : line)
    text += (text.empty() ? "" : " ") + std::to_string(point.x) + "," + std::to_string(point.y);
  return text;
}

TEST_CASE("steps are 1, 2 or 5 times a power of ten") {
  struct {
    const char* range;
    int parts;
    const char* step;
  } rows[] = {
      {"10", 10, "1"},
      {"10", 5, "2"},
      {"10", 4, "5"},
      {"10.1", 5, "5"},
      {"0.03", 5, "0.01"},
      {"860", 5, "200"},
      {"1", 1, "1"},
      {"1", 3, "0.5"},
      {"9223372036854775807", 2, "5000000000000000000"},
      {"0.000000000000000001", 2, "0.0000000000000000005"},
  };
  for (const auto& row : rows)
    CHECK(round_step(number(row.range), row.parts).to_string() == row.step);
}

TEST_CASE("an axis is widened to whole steps, and places what lies far outside a little outside") {
  const Axis axis = Axis::around(-30, 860, 1000, 6);  // -200 to 1000
  CHECK(axis.step() == Decimal(200));
  CHECK(axis.ticks() == std::vector<Decimal>{-200, 0, 200, 400, 600, 800, 1000});
  CHECK(axis.place(-200) == 0);
  CHECK(axis.place(1000) == 1000);
  CHECK(axis.place(400) == 500);
  CHECK(axis.place(1200, 3) == 500);
  CHECK(axis.place(-1200, -3) == 500);
  CHECK(axis.place(1'000'000'000) == 3000);
  CHECK(axis.place(-1'000'000'000) == -2000);
  CHECK(Axis::around(0, 0, 100, 6).ticks() == std::vector<Decimal>{0, 1});
}

TEST_CASE("a polyline keeps corners and jumps and nothing else") {
  const auto line = [](auto y_of) { return text_of(polyline(0, 64'000, y_of)); };
  CHECK(line([](int x) { return x / 4; }) == "0,0 64000,16000");
  CHECK(line([](int) { return 7; }) == "0,7 64000,7");
  CHECK(line([](int x) { return std::max(0, x - 12'300); }) == "0,0 12300,0 64000,51700");
  CHECK(line([](int x) { return x > 12'345 ? 500 : 0; }) == "0,0 12345,0 12345,500 64000,500");
  CHECK(line([](int x) { return x == 0 ? 0 : 500; }) == "0,0 0,500 64000,500");
  CHECK(text_of(polyline(5, 5, [](int x) { return x; })) == "5,5");
}

TEST_CASE("steps as narrow as the raster are all there") {
  int jumps = 0;
  const auto points = polyline(0, 64'000, [](int x) { return (x + 106) / 107 * 30; });
  for (std::size_t i = 1; i < points.size(); ++i)
    if (points[i].x == points[i - 1].x && points[i].y != points[i - 1].y) ++jumps;
  CHECK(jumps == 64'000 / 107 + 1);
}

TEST_CASE("a plot of the Vitec tariff") {
  const Plot plot = plot_of(testing::vitec, "0", "40000");
  CHECK(plot.language == "sv");
  CHECK(plot.title == "E-post via Mailgun");
  CHECK(plot.subtitle == "vitec-epost, version 1, gäller från februari 2024");
  CHECK(plot.description ==
        "Kostnaden är 500,00\u00A0kr vid 0 och 860,00\u00A0kr vid 40\u00A0000. Streckade linjer: "
        "10\u00A0000 ingår.");
  CHECK(plot.x_label == "Användning under en månad: meddelanden");
  CHECK(labels_of(plot.ticks) ==
        "0 0 | 16000 10\u00A0000 | 32000 20\u00A0000 | 48000 30\u00A0000 | 64000 40\u00A0000");
  CHECK(labels_of(plot.boundaries) == "16000 10\u00A0000 ingår");
  CHECK(plot.cost.heading == "Kostnad för en månad");
  CHECK(labels_of(plot.cost.ticks) ==
        "0 0\u00A0kr | 4400 200\u00A0kr | 8800 400\u00A0kr | 13200 600\u00A0kr | 17600 "
        "800\u00A0kr | 22000 1\u00A0000\u00A0kr");
  REQUIRE(plot.cost.lines.size() == 1);
  CHECK(text_of(plot.cost.lines[0]) == "0,11000 16000,11000 64000,18920");
  CHECK(plot.cost.last == "860,00\u00A0kr");
  CHECK(plot.unit_price.heading == "Snittpris per enhet");
  CHECK(plot.unit_price.last == "0,0215\u00A0kr");
  CHECK(plot.unit_price.ticks.back().label == "0,15\u00A0kr");
  CHECK(plot.unit_price.lines.at(0).back() == Plot::Point{64'000, 2007});
}

TEST_CASE("jumps are vertical, at their boundaries") {
  const auto volume = [](const char* bound) {
    return document(charge(std::string("mode = \"volume\"\nbound = \"") + bound +
                           "\"\ntiers = [{ up_to = 100, fee = 10 }, { fee = 5 }]"));
  };
  CHECK(text_of(plot_of(volume("inclusive"), "0", "400").cost.lines[0]) ==
        "0,22000 16000,22000 16000,11000 64000,11000");
  CHECK(text_of(plot_of(volume("exclusive"), "0", "400").cost.lines[0]) ==
        "0,22000 15999,22000 15999,11000 64000,11000");
  CHECK(labels_of(plot_of(volume("inclusive"), "0", "400").boundaries) == "16000 tier 2 above 100");
  CHECK(labels_of(plot_of(volume("exclusive"), "0", "400").boundaries) == "16000 tier 2 from 100");
}

TEST_CASE("a tier of whole units begins where the last of them is full, or begun") {
  const auto tiers = [](const char* partial) {
    return document(charge(std::string("convert = { per = 10, partial = \"") + partial +
                           "\" }\nmode = \"volume\"\n"
                           "tiers = [{ up_to = 3, fee = 10 }, { fee = 5 }]"));
  };
  const auto marks = [&](const char* partial) {
    return labels_of(plot_of(tiers(partial), "0", "160").boundaries);
  };
  CHECK(marks("up") == "12000 tier 2 above 30");
  CHECK(marks("down") == "16000 tier 2 from 40");
  CHECK(marks("half_up") == "14000 tier 2 from 35");
}

TEST_CASE("boundaries outside of the picture are left out, those of several charges are named") {
  const std::string tariff =
      document(charge("included = 10\nprice = 1", "a") + charge("included = 30\nprice = 1", "b") +
               "[[charge]]\nid = \"n\"\nmeter = \"n\"\nincluded = 5\nprice "
               "= 2\n");
  CHECK(labels_of(plot_of(tariff, "0", "40", "m").boundaries) ==
        "16000 10 included (a) | 48000 30 included (b)");
  CHECK(labels_of(plot_of(tariff, "10", "30", "m").boundaries) == "");
  CHECK(labels_of(plot_of(tariff, "0", "10", "n").boundaries) == "32000 5 included");
}

TEST_CASE("a plot without an end shows all boundaries, and what comes behind them") {
  const auto end_of = [](const std::string& toml, const char* from) {
    return plot_end(parse_tariff(toml), {"", number(from), 0}).to_string();
  };
  const std::string allowance = document(charge("fee = 500\nincluded = 10000\nprice = 1"));
  CHECK(end_of(allowance, "0") == "20000");
  CHECK(end_of(allowance, "19999") == "20000");
  CHECK(end_of(allowance, "20000") == "21000");
  CHECK(end_of(document(charge("mode = \"graduated\"\ntiers = [{ up_to = 5, price = 2 }, "
                               "{ up_to = \"7.5\", price = 1 }, { price = 0 }]")),
               "0") == "15");
  CHECK(end_of(document(charge("price = 1")), "0") == "1000");
}

TEST_CASE("limits are marked where they begin or cease to hold") {
  const std::string cap = document(charge("price = 2\nminimum = 10\nmaximum = 100"));
  CHECK(labels_of(plot_of(cap, "0", "100").boundaries) ==
        "3200 minimum below 5 | 32000 maximum above 50");
  CHECK(labels_of(plot_of(cap, "10", "40").boundaries) == "");
  // Those at an end of the picture are at its frame.
  CHECK(labels_of(plot_of(cap, "50", "100").boundaries) == "");
  CHECK(labels_of(plot_of(cap, "0", "5").boundaries) == "");
  CHECK(
      labels_of(plot_of(document("maximum = 60\n" + charge("price = 2")), "0", "100").boundaries) ==
      "19200 maximum above 30");
}

TEST_CASE("limits of one charge that begin to hold together are one mark") {
  const std::string both =
      document(charge("mode = \"volume\"\nmaximum = 20\n"
                      "tiers = [{ up_to = 10, price = 1 }, { price = 10, maximum = 50 }]"));
  CHECK(labels_of(plot_of(both, "0", "40").boundaries) ==
        "16000 tier 2 above 10 | 16000 maximum above 10");
  // Another limit, or one of another charge, is a mark of its own.
  CHECK(labels_of(plot_of(document(charge("price = 2\nminimum = 100\nmaximum = 100")), "0", "200")
                      .boundaries) == "16000 minimum below 50 | 16000 maximum above 50");
  const std::string capped = "price = 1\nmaximum = 10";
  CHECK(labels_of(
            plot_of(document(charge(capped, "a") + charge(capped, "b")), "0", "40").boundaries) ==
        "16000 maximum above 10 (a) | 16000 maximum above 10 (b)");
}

TEST_CASE("limits are looked for within the picture, wherever it begins") {
  Decimal last;
  const auto marks = limit_marks(number("0.5"), number("10.5"), 5, [&](const Decimal& quantity) {
    last = std::max(last, quantity);
    return rate(parse_tariff(document(charge("price = 2\nmaximum = 10"))),
                Usage::of("m", quantity));
  });
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].quantity == Decimal(5));
  CHECK(last <= number("10.5"));
}

TEST_CASE("each limit is marked, of each charge and of the tariff") {
  const auto capped = [](const char* id, const char* lines) {
    return std::string("[[charge]]\nid = \"") + id + "\"\nmeter = \"m\"\nunit = \"C62\"\n" + lines +
           "\n\n";
  };
  const std::string two =
      document(capped("a", "price = 2\nmaximum = 40") + capped("b", "price = 1\nmaximum = 60"));
  CHECK(labels_of(plot_of(two, "0", "100").boundaries) ==
        "12800 maximum above 20 (a) | 38400 maximum above 60 (b)");
  const std::string nested = document("maximum = 90\n" + capped("a", "price = 2\nmaximum = 40") +
                                      capped("b", "price = 1\nmaximum = 60"));
  CHECK(labels_of(plot_of(nested, "0", "100").boundaries) ==
        "12800 maximum above 20 (a) | 32000 maximum above 50 | 38400 maximum above 60 (b)");
}

TEST_CASE("what somebody used is a dot, where it is in the range") {
  const Tariff tariff = parse_tariff(document(charge("price = 2")));
  const PlotUsage usage[] = {{50, 100, "a"}, {25, 400, "b"}, {101, 202, "c"}};
  const Plot plot = porto::plot(tariff, {"m", 0, 100}, usage);
  REQUIRE(plot.dots.size() == 2);
  CHECK(plot.dots[0].x == 32'000);
  CHECK(plot.dots[0].text == "a");
  CHECK(plot.dots[1].y == 22'000);  // the axis has room for it
  CHECK(porto::plot(tariff, {"m", 30, 100}, usage).dots.size() == 1);
}

TEST_CASE("where nothing is charged there is a sentence instead of panels") {
  CHECK(plot_of(document("[[charge]]\nid = \"f\"\nfee = 0"), "0", "9").nothing ==
        "Nothing is charged for a month, from 0 to 9.");
  CHECK(plot_of(document(charge("included = 100\nprice = 1")), "0", "90").nothing ==
        "Nothing is charged for a month, from 0 to 90.");
  CHECK(plot_of(document(charge("price = 1")), "0", "9").nothing == "");
}

TEST_CASE("an event is plotted past the free ones") {
  const Plot plot = plot_of(document(charge("each = \"event\"\nincluded_events = 3\nincluded = "
                                            "50\npercent = 2\nminimum = 1")),
                            "0", "100");
  CHECK(plot.x_label == "Value of one event past the free ones: m");
  CHECK(plot.cost.heading == "Cost of an event");
  CHECK(text_of(plot.cost.lines[0]) == "0,11000 32000,11000 64000,22000");
  CHECK(labels_of(plot.boundaries) == "");
}

TEST_CASE("what comes behind the end of the picture does not raise it") {
  const std::string step = document(
      charge("mode = \"volume\"\n"
             "tiers = [{ up_to = 999999, fee = 1 }, { up_to = 1000005, fee = 2 }, { fee = 500 }]"));
  const Plot plot = plot_of(step, "0", "1000000");
  CHECK(labels_of(plot.boundaries) == "64000 tier 2 above 999,999");
  CHECK(plot.cost.ticks.back().label == "2.00\u00A0SEK");
}

TEST_CASE("costs may be none, constant or below zero, and usage as large as it gets") {
  const std::string free = document("[[charge]]\nid = \"f\"\nfee = 0");
  CHECK(text_of(plot_of(free, "0", "9").cost.lines[0]) == "0,0 64000,0");
  CHECK(plot_of(free, "0", "9").x_label == "Used in a month (no usage is priced)");

  const std::string mirrored = document(charge("fee = 500\nprice = 2\nnegative = \"mirror\""));
  const Plot both = plot_of(mirrored, "-500", "500");
  CHECK(text_of(both.cost.lines[0]) == "0,0 64000,22000");
  CHECK(both.cost.zero == 5500);
  REQUIRE(both.unit_price.lines.size() == 2);
  CHECK(both.unit_price.lines[0].back().x == 31'999);
  CHECK(both.unit_price.lines[1].front().x == 32'001);
  CHECK(plot_of(mirrored, "-500", "0").unit_price.last == "");

  const Plot huge = plot_of(testing::vitec, "0", "9223372036854775807");
  CHECK(huge.cost.last == "110\u00A0680\u00A0464\u00A0442\u00A0257\u00A0689,68\u00A0kr");
  CHECK(huge.unit_price.last == "0,012\u00A0kr");
}

TEST_CASE("what cannot be plotted is refused") {
  const std::string two =
      document(charge("price = 1") + "[[charge]]\nid = \"n\"\nmeter = \"n\"\nprice = 2\n");
  struct {
    std::string tariff;
    const char* from;
    const char* to;
    const char* meter;
    ErrorCode code;
    const char* where;
  } rows[] = {
      {two, "0", "9", "", ErrorCode::invalid_argument, "meter"},
      {two, "0", "9", "k", ErrorCode::invalid_argument, "meter"},
      {two, "9", "9", "m", ErrorCode::invalid_argument, "to"},
      {two, "9", "8", "m", ErrorCode::invalid_argument, "to"},
      {two, "-1", "8", "m", ErrorCode::negative_usage, "c"},
      {document("[[charge]]\nid = \"f\"\nfee = 1"), "0", "9", "m", ErrorCode::invalid_argument,
       "meter"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.from);
    try {
      plot_of(row.tariff, row.from, row.to, row.meter);
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.code() == row.code);
      CHECK(error.where() == row.where);
    }
  }
}

}  // namespace
}  // namespace plot_test

}  // namespace porto
