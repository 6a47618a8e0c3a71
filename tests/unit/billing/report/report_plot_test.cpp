// What a picture of a report shows: stacks of months, lying bars, what has no room, what is
// refused. That it looks like it is what tests/plot checks.
#include "porto/report_plot.hpp"

#include <doctest/doctest.h>

#include "unit/billing/report/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace report_plot_test {
namespace {

using enum ReportKey;

struct Drawn : Reporting<Books> {
  Drawn() {
    subscribe("bolag-1", "2026-01");
    subscribe("bolag-2", "2026-02");
    use("bolag-1", "2026-01", 12'000);
    use("bolag-1", "2026-02", 20'000);
    use("bolag-2", "2026-02", 11'000);
    close("2026-01");
  }
  ReportPlot draw(std::vector<ReportKey> by, const char* language = "en",
                  ReportMeasure measure = ReportMeasure::amount) {
    ReportOptions options = months("2026-01", "2026-02", std::move(by));
    const Report summed = report(options);
    options.measure = measure;
    return plot(summed, options, language);
  }
};

std::vector<std::string> texts_of(const ReportPlot& plot) {
  std::vector<std::string> texts;
  for (const ReportPlot::Bar& bar : plot.bars) {
    std::string text = bar.text + (bar.open ? " (open)" : "");
    for (std::size_t at = text.find("\u00A0"); at != text.npos; at = text.find("\u00A0"))
      text.replace(at, 2, "_");
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace

TEST_CASE("months are bars, and stacks by a second key, the largest below") {
  Drawn books;
  const ReportPlot months = books.draw({month});
  CHECK(texts_of(months) ==
        Texts{"January 2026: 524.00_SEK", "February 2026: 1,132.00_SEK (open)"});
  CHECK(months.title == "Invoiced by month, excluding VAT");
  CHECK(months.sentence == "January 2026 to February 2026: 1,656.00\u00A0SEK in all.");
  CHECK(months.open == "Paler: not closed, a preview");
  CHECK(!months.lying);
  REQUIRE(months.labels.size() == 2);
  CHECK(months.labels[0].label == "Jan");
  books.use("bolag-3", "2026-02", 7);  // on no tariff: without an amount it is no series
  const ReportPlot stacks = books.draw({month, company}, "sv");
  CHECK(stacks.series.size() == 2);
  CHECK(stacks.title == "Fakturerat per månad och kund, exklusive moms");
  CHECK(texts_of(stacks) == Texts{"januari 2026, bolag-1: 524,00_kr",
                                  "februari 2026, bolag-1: 620,00_kr (open)",
                                  "februari 2026, bolag-2: 512,00_kr (open)"});
  REQUIRE(stacks.bars.size() == 3);
  CHECK(stacks.bars[1].y == stacks.zero);
  CHECK(stacks.bars[2].y == stacks.bars[1].y + stacks.bars[1].height);
  CHECK(stacks.bars[1].x == stacks.bars[2].x);
}

TEST_CASE("one other key gives lying bars, the largest first") {
  Drawn books;
  const ReportPlot plot = books.draw({company}, "en", ReportMeasure::quantity);
  CHECK(plot.lying);
  CHECK(plot.title == "Used by company: messages");
  CHECK(plot.sentence == "January 2026 to February 2026: 43,000 in all.");
  CHECK(texts_of(plot) == Texts{"bolag-1: 32,000", "bolag-2: 11,000"});
  CHECK(plot.open.empty());  // usage is no preview
  REQUIRE(plot.labels.size() == 2);
  CHECK(plot.labels[0].at > plot.labels[1].at);
  CHECK(plot.values[0].at == plot.bars[0].x + plot.bars[0].width);
}

TEST_CASE("what has no room is one bar more, and none is lost") {
  Books books;
  Report report{.currency = Currency("SEK"), .keys = {company}};
  std::int64_t sum = 0;
  for (int i = 0; i < 40; ++i) {
    sum += 100 + i;
    ReportRow row{.keys = {"c" + std::to_string(i)}};
    row.figures.amount = Money(100 + i, Currency("SEK"));
    report.rows.push_back(row);
  }
  const ReportPlot lying = plot(report, months("2026-01", "2026-01", {company}), "en");
  REQUIRE(lying.bars.size() == ReportPlot::most_bars + 1);
  CHECK(lying.bars.front().text == "c39: 1.39\u00A0SEK");
  CHECK(lying.bars.back().text == "20 others: 21.90\u00A0SEK");
  CHECK(lying.series[lying.bars.back().series].is_rest);
  CHECK(lying.bars.back().width == 0);  // it would dwarf the others

  report.keys = {month, company};
  for (ReportRow& row : report.rows) row.keys = {"2026-01", row.keys[0]};
  const ReportPlot stack = plot(report, months("2026-01", "2026-01", {month, company}), "en");
  REQUIRE(stack.series.size() == ReportPlot::most_series + 1);
  CHECK(stack.series.back().name == "34 others");
  int height = 0;
  for (const ReportPlot::Bar& bar : stack.bars) height += bar.height;
  CHECK(stack.bars.back().y + stack.bars.back().height == height);
  CHECK(sum == 4780);
}

TEST_CASE("what cannot be drawn is refused") {
  Drawn books;
  const auto refused = [&](std::vector<ReportKey> by, const std::string& says) {
    return error_of([&] { books.draw(std::move(by)); }, says);
  };
  CHECK(refused({company, tariff}, "by: a picture is by month") == "invalid_argument");
  CHECK(refused({month, company, tariff}, "by: a picture is by month") == "invalid_argument");
  CHECK(refused({domain}, "draw the quantity") == "invalid_argument");
  ReportOptions long_ago = months("2006-01", "2026-02");
  const Report report = books.report(long_ago);
  CHECK(error_of([&] { plot(report, long_ago, "en"); }, "has room for 120 months") ==
        "invalid_argument");
  CHECK(error_of([&] { plot(report, months("2026-01", "2026-02"), "de"); }, "no language") ==
        "invalid_argument");
}

// A report as a program may have made it, in SEK.
Report report_of(std::vector<ReportKey> keys, std::vector<ReportRow> rows) {
  return {.currency = Currency("SEK"), .keys = std::move(keys), .rows = std::move(rows)};
}

ReportRow used_row(std::vector<std::optional<std::string>> keys, std::optional<Decimal> quantity,
                   const std::string& meter, std::int64_t events = 1) {
  ReportRow row{.keys = std::move(keys)};
  row.figures.quantity = std::move(quantity);
  row.figures.meter = meter;
  row.figures.events = events;
  return row;
}

TEST_CASE("quantities are drawn of one meter, and where all of them are known") {
  ReportOptions options = months("2026-01", "2026-01", {company});
  options.measure = ReportMeasure::quantity;
  const auto error = [&](std::vector<ReportRow> rows, const std::string& says) {
    return error_of([&] { plot(report_of({company}, std::move(rows)), options, "en"); }, says);
  };
  CHECK(error({used_row({"a"}, Decimal(1), "messages"), used_row({"b"}, Decimal(1), "storage")},
              "the usage is of several meters") == "invalid_argument");
  CHECK(error({used_row({"a"}, {}, "messages")}, "some quantities are not known") ==
        "invalid_argument");
  CHECK(error({used_row({"a"}, {}, "", 2)}, "some quantities are not known") == "invalid_argument");
  // One that used nothing has no bar, and a sum of nothing no number.
  const ReportPlot drawn = plot(
      report_of({company}, {used_row({"a"}, Decimal(1), "messages"), used_row({"b"}, {}, "", 0)}),
      options, "en");
  CHECK(texts_of(drawn) == Texts{"a: 1"});
  CHECK(drawn.sentence == "January 2026: nothing.");
  options.by = {domain};
  CHECK(texts_of(plot(report_of({domain}, {used_row({{}}, Decimal(7), "messages")}), options,
                      "en")) == Texts{"none: 7"});
}

TEST_CASE("where nothing was used, or not all that is in the bars has a sum, it is said") {
  ReportRow other;
  other.entry = ReportEntry::other;
  ReportRow total;
  total.entry = ReportEntry::total;
  ReportOptions options = months("2026-01", "2026-02", {company});
  options.measure = ReportMeasure::quantity;
  const ReportPlot nothing =
      plot(report_of({company}, {used_row({"a"}, {}, "", 0), other, total}), options, "en");
  CHECK(nothing.bars.empty());
  CHECK(nothing.sentence == "January 2026 to February 2026: nothing.");
  options.by = {month};
  const ReportPlot shared = plot(
      report_of({month}, {used_row({"2026-01"}, Decimal(3), "messages"), total}), options, "en");
  CHECK(texts_of(shared) == Texts{"January 2026: 3"});
  CHECK(shared.sentence ==
        "January 2026 to February 2026: no total, as some usage is in several bars.");
}

TEST_CASE("a bar is paler if it is of a preview, also that of what has no room") {
  std::vector<ReportRow> rows;
  for (int i = 0; i < 40; ++i) {
    ReportRow row{.keys = {"c" + std::to_string(i)}};
    row.figures.amount = Money(100 + i, Currency("SEK"));
    row.figures.state = i == 0 ? ReportState::open : ReportState::closed;
    rows.push_back(std::move(row));
  }
  ReportOptions options = months("2026-01", "2026-01", {company});
  const ReportPlot largest = plot(report_of({company}, rows), options, "en");
  CHECK(largest.bars.back().open);  // the least is among the others
  CHECK_FALSE(largest.bars.front().open);
  CHECK(largest.open == "Paler: not closed, a preview");
  // As it is sorted, where somebody chose an order.
  options.sort = ReportSort::company;
  const ReportPlot sorted = plot(report_of({company}, rows), options, "en");
  CHECK(sorted.bars.front().text == "c0: 1.00\u00A0SEK");
  CHECK(sorted.bars.front().open);
  CHECK_FALSE(sorted.bars.back().open);

  for (ReportRow& row : rows) row.keys = {"2026-01", row.keys[0]};
  rows.front().keys[0].reset();  // of no month: it stands nowhere
  rows[1].figures.state = rows[2].figures.state = ReportState::open;
  const ReportPlot stack =
      plot(report_of({month, company}, rows), months("2026-01", "2026-01", {month, company}), "en");
  CHECK(stack.series.back().name == "34 others");
  CHECK(stack.bars.back().open);
}

TEST_CASE("a report that was cut is no picture by month, whatever was asked of it") {
  Report cut = report_of({month}, {});
  cut.rest = 3;
  CHECK(error_of([&] { plot(cut, months("2026-01", "2026-01"), "en"); }, "limit: the months") ==
        "invalid_argument");
}

TEST_CASE("a picture by month has no room for what is beyond a limit") {
  Drawn books;
  ReportOptions options = months("2026-01", "2026-02", {month, company});
  options.limit = 1;
  CHECK(error_of([&] { plot(books.report(options), options, "en"); },
                 "limit: the months have no bar for what is beyond it; leave it out") ==
        "invalid_argument");
  options.by = {company};
  const ReportPlot lying = plot(books.report(options), options, "sv");
  REQUIRE(lying.bars.size() == 2);
  CHECK(lying.bars[1].text == "1 annan: 512,00\u00A0kr");
}

TEST_CASE("usage that two charges price is in both bars, and in no sum") {
  Books books;
  books.change([&] {
    add_tariff(*books.store, R"toml(id        = "two"
version   = 1
effective = "2024-02"
currency  = "SEK"

[[charge]]
id    = "first"
meter = "messages"
price = "0.01"

[[charge]]
id    = "second"
meter = "messages"
price = "0.02"
)toml",
               "two.toml");
  });
  books.change([&] {
    subscribe(*books.store, Subscription{"bolag-1", "two", Day::parse("2026-01-01")});
  });
  books.use("bolag-1", "2026-01", 700);
  const auto draw = [&](ReportOptions options) {
    auto transaction = books.store->begin(Store::Access::read);
    const Report summed = make_report(*books.store, books.zone, options, {});
    options.measure = ReportMeasure::quantity;
    return plot(summed, options, "en");
  };
  ReportOptions options = months("2026-01", "2026-01", {charge});
  const ReportPlot lying = draw(options);
  CHECK(texts_of(lying) == Texts{"first: 700", "second: 700"});
  CHECK(lying.sentence == "January 2026: no total, as some usage is in several bars.");
  options.limit = 1;
  CHECK(texts_of(draw(options)) == Texts{"first: 700", "1 other: 700"});
  books.use("bolag-1", "2026-02", 40);
  CHECK(draw(months("2026-01", "2026-02")).sentence ==
        "January 2026 to February 2026: 740 in all.");
  // The sum of two others, which share their usage, is not known.
  books.change([&] {
    add_tariff(*books.store, replaced(vitec, "vitec-epost", "third"), "third.toml");
    subscribe(*books.store, Subscription{"bolag-1", "third", Day::parse("2026-01-01")});
  });
  CHECK(texts_of(draw(options)) == Texts{"epost: 700", "2 others"});
  CHECK(error_of(
            [&] {
              draw(months("2026-01", "2026-01", {month, charge}));
            },
            "measure: some usage is in several rows") == "invalid_argument");
  CHECK(draw(months("2026-01", "2026-01")).sentence == "January 2026: 700 in all.");
}

}  // namespace report_plot_test
