// Views of a report: compared, turned, sorted and cut. All of them have the sums of the plain one.
#include <doctest/doctest.h>

#include "billing/report/report.hpp"
#include "support/choices.hpp"
#include "unit/billing/report/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace views_test {
namespace {

using enum ReportKey;

struct TwoYears : Reporting<Books> {
  TwoYears() {
    subscribe("bolag-1", "2025-01");
    subscribe("bolag-2", "2025-12");
    use("bolag-1", "2025-01", 12'000);
    use("bolag-1", "2025-12", 20'000);
    use("bolag-2", "2025-12", 11'000);
    use("bolag-1", "2026-01", 10'500);
    unsubscribe("bolag-2", "2025-12");
  }
};

ReportOptions january(std::vector<ReportKey> by, ReportCompare compare) {
  ReportOptions options = months("2026-01", "2026-01", std::move(by));
  options.compare = compare;
  return options;
}

// Months, companies and usage of a case; some months are closed, some have changed since.
struct AnyBooks : Reporting<Books> {
  explicit AnyBooks(Choices& choices) {
    const char* const companies[] = {"bolag-1", "bolag-2", "bolag-3"};
    for (const char* one : companies)
      if (!choices.one_in(4)) subscribe(one, choices.one_in(2) ? "2026-01" : "2026-02");
    const int closed = choices.below(4);
    const auto use_some = [&] {
      for (int i = choices.below(12); i > 0; --i)
        use(companies[choices.below(3)], month_names[choices.below(4)], choices.below(200) * 100);
    };
    use_some();
    use("bolag-1", "2026-01", 1);  // so that there is a first month
    for (int i = 0; i < closed; ++i) close(month_names[i]);
    use_some();
  }
  static constexpr const char* month_names[] = {"2026-01", "2026-02", "2026-03", "2026-04"};
};

Decimal amount_of(const ReportFigures& figures) {
  return figures.amount ? figures.amount->amount() : Decimal();
}

Decimal sum_of_rows(const Report& report) {
  Decimal sum;
  for (const ReportRow& row : report.rows)
    if (row.entry != ReportEntry::total) sum += amount_of(row.figures);
  return sum;
}

Decimal total_of(const Report& report) { return amount_of(report.rows.back().figures); }

}  // namespace

TEST_CASE("a comparison has the months before, and the same a year ago") {
  TwoYears books;
  CHECK(books.texts(january({company}, ReportCompare::previous)) ==
        Texts{"bolag-1: 506.00 10500 < 620.00 20000 -114.00 -9500",
              "bolag-2: - - < 512.00 11000 -512.00 -11000",
              "total: 506.00 10500 < 1132.00 31000 -626.00 -20500"});
  CHECK(books.texts(january({month}, ReportCompare::year)) ==
        Texts{"2026-01: 506.00 10500 < 524.00 12000 -18.00 -1500",
              "total: 506.00 10500 < 524.00 12000 -18.00 -1500"});
}

TEST_CASE("months before the ledger's first have no difference, which is told") {
  TwoYears books;
  ReportOptions options = months("2025-01", "2025-12");
  options.compare = ReportCompare::year;
  const Report report = books.report(options);
  CHECK(text_of(report, report.rows[0]) == "2025-01: 524.00 12000 < - - ? ?");
  CHECK(text_of(report, report.rows.back()) == "total: 6656.00 43000 < - - ? ?");
  CHECK(report.notices.back() ==
        "the months to compare with begin before the first month with an invoice, 2025-01");
  options.from = Month(2025, 12);
  options.through = Month(2026, 1);
  CHECK(text_of(books.report(options), books.report(options).rows[0]) ==
        "2025-12: 1132.00 31000 < - - ? ?");
  CHECK(text_of(books.report(options), books.report(options).rows[1]) ==
        "2026-01: 506.00 10500 < 524.00 12000 -18.00 -1500");
  options.from = options.through = Month(1, 1);
  CHECK(books.texts(options) == Texts{"total: - - < - - ? ?"});
}

TEST_CASE("quantities of other meters, or of several, have no difference") {
  Reporting<Books> books;
  books.change([&] { books.store->add_meter({"storage", 0}); });
  const auto store = [&](const std::string& company_id, const char* when, std::int64_t quantity) {
    const Month at = Month::parse(when);
    const std::string id = company_id + when;
    const DatedEvent event{{.source = "gb",
                            .event_id = id,
                            .company = company_id,
                            .meter = "storage",
                            .occurred_at = books.zone.start(at),
                            .quantity = quantity},
                           at};
    books.change([&] { books.store->append({&event, 1}); });
  };
  books.use("bolag-1", "2026-01", 5);
  books.use("bolag-2", "2026-01", 5);
  books.use("bolag-3", "2026-01", 5);
  store("bolag-1", "2026-02", 7);  // another meter
  store("bolag-2", "2026-02", 7);  // a second one
  books.use("bolag-2", "2026-02", 6);
  store("bolag-3", "2026-01", 7);  // a second one before
  books.use("bolag-3", "2026-02", 6);
  ReportOptions options = months("2026-02", "2026-02", {company});
  options.compare = ReportCompare::previous;
  CHECK(books.texts(options) == Texts{"bolag-1: - 7 storage < - 5 ? ?", "bolag-2: - - < - 5 ? ?",
                                      "bolag-3: - 6 < - - ? ?", "total: - - < - - ? ?"});
  // Meters stay in their order, whichever way their quantities are sorted.
  ReportOptions sorted = months("2026-02", "2026-02", {company, meter});
  sorted.sort = ReportSort::quantity;
  CHECK(books.texts(sorted) == Texts{"bolag-2/messages: - 6", "bolag-3/messages: - 6",
                                     "bolag-1/storage: - 7 storage", "bolag-2/storage: - 7 storage",
                                     "total: - -"});
}

TEST_CASE("a pivot has a column for each value, and totals at both ends") {
  TwoYears books;
  ReportOptions options = months("2025-11", "2026-01", {company, month});
  options.pivot = month;
  CHECK(books.texts(options) ==
        Texts{"bolag-1: 1626.00 30500 [2025-11: 500.00 -] [2025-12: 620.00 20000] "
              "[2026-01: 506.00 10500]",
              "bolag-2: 512.00 11000 [2025-12: 512.00 11000]",
              "total: 2138.00 41500 [2025-11: 500.00 -] [2025-12: 1132.00 31000] "
              "[2026-01: 506.00 10500]"});
  options.company = "bolag-2";
  CHECK(books.report(options).columns.size() == 3);  // months without anything too
  options.pivot = company;
  CHECK(books.texts(options) == Texts{"2025-12: 512.00 11000 [bolag-2: 512.00 11000]",
                                      "total: 512.00 11000 [bolag-2: 512.00 11000]"});
}

TEST_CASE("a pivot with more columns than there is room for is refused") {
  Reporting<Books> books;
  books.change([&] {
    for (int i = 0; i <= 1000; ++i) books.store->put_company({"c" + std::to_string(i), ""});
  });
  for (int i = 0; i <= 1000; ++i) books.use("c" + std::to_string(i), "2026-01", 1);
  ReportOptions options = months("2026-01", "2026-01", {company, month});
  options.pivot = company;
  CHECK(books.error(options, "1001 columns; there is room for 1000") == "invalid_argument");
}

TEST_CASE("rows are sorted, what is absent last, and cut") {
  TwoYears books;
  books.use("bolag-3", "2025-12", 99'000);
  ReportOptions options = months("2025-12", "2025-12", {company});
  options.sort = ReportSort::amount;
  CHECK(books.texts(options) == Texts{"bolag-2: 512.00 11000", "bolag-1: 620.00 20000",
                                      "bolag-3: - 99000", "total: 1132.00 130000"});
  options.descending = true;
  CHECK(books.texts(options) == Texts{"bolag-1: 620.00 20000", "bolag-2: 512.00 11000",
                                      "bolag-3: - 99000", "total: 1132.00 130000"});
  options.sort = ReportSort::quantity;
  options.limit = 1;
  const Report top = books.report(options);
  CHECK(texts_of(top) ==
        Texts{"bolag-3: - 99000", "other: 1132.00 31000", "total: 1132.00 130000"});
  CHECK(top.rows[1].figures.companies == 2);
  options.limit = 3;
  CHECK(books.texts(options).size() == 4);
  options.limit = 0;
  options.sort = ReportSort::company;
  CHECK(books.texts(options)[0] == "bolag-3: - 99000");
  options.sort = ReportSort::keys;
  CHECK(books.texts(options)[0] == "bolag-3: - 99000");
  ReportOptions changes = january({company}, ReportCompare::previous);
  changes.sort = ReportSort::difference;
  CHECK(books.report(changes).rows[0].keys[0] == "bolag-2");
  // Months that have no difference are behind those that have one.
  ReportOptions year = months("2025-12", "2026-01");
  year.compare = ReportCompare::year;
  year.sort = ReportSort::difference;
  CHECK(books.report(year).rows[0].keys[0] == "2026-01");
  CHECK(books.report(year).rows[1].keys[0] == "2025-12");
}

TEST_CASE("property: totals are those of the invoices, however a report is turned and cut") {
  const std::vector<std::vector<ReportKey>> keys = {
      {month}, {company}, {tariff}, {charge}, {meter}, {month, company}, {company, charge, meter}};
  for (std::uint64_t index = 0; index < 60; ++index) {
    CAPTURE(index);
    const Bytes bytes = bytes_of(20'261, index);
    Choices choices(bytes);
    AnyBooks books(choices);
    Decimal invoiced;
    for (const char* name : AnyBooks::month_names)
      for (const InvoiceLine& line : books.invoice(name).lines)
        invoiced += line.net_amount.amount();
    for (const std::vector<ReportKey>& by : keys) {
      ReportOptions options = months("2026-01", "2026-04", by);
      const Report plain = books.report(options);
      CHECK(total_of(plain) == invoiced);
      CHECK(sum_of_rows(plain) == invoiced);
      options.limit = 1 + static_cast<std::size_t>(choices.below(3));
      options.sort = ReportSort::amount;
      options.descending = choices.one_in(2);
      const Report cut = books.report(options);
      CHECK(sum_of_rows(cut) == invoiced);
      CHECK(total_of(cut) == invoiced);
      options.limit = 0;
      options.pivot = by.front();
      const Report turned = books.report(options);
      CHECK(total_of(turned) == invoiced);
      std::size_t cells = 0;
      for (const ReportRow& row : turned.rows) {
        Decimal sum;
        for (const ReportCell& cell : row.cells) sum += amount_of(cell.figures);
        CHECK(sum == amount_of(row.figures));
        if (row.entry == ReportEntry::row) cells += row.cells.size();
      }
      CHECK(cells == plain.rows.size() - 1);
      options.pivot.reset();
      options.sort = ReportSort::keys;
      options.descending = false;
      options.by_usage_month = true;
      CHECK(total_of(books.report(options)) == invoiced);
    }
  }
}

TEST_CASE("property: what a comparison has of before is what a report of then has") {
  for (std::uint64_t index = 0; index < 30; ++index) {
    CAPTURE(index);
    const Bytes bytes = bytes_of(20'262, index);
    Choices choices(bytes);
    AnyBooks books(choices);
    ReportOptions now = months("2026-03", "2026-04", {company});
    const Report before = books.report(months("2026-01", "2026-02", {company}));
    const Report plain = books.report(now);
    now.compare = ReportCompare::previous;
    const Report compared = books.report(now);
    CHECK(text_of_figures(*compared.rows.back().before) ==
          text_of_figures(before.rows.back().figures));
    CHECK(text_of_figures(compared.rows.back().figures) ==
          text_of_figures(plain.rows.back().figures));
    Decimal differences;
    for (const ReportRow& row : compared.rows)
      if (row.entry == ReportEntry::row && row.amount_difference)
        differences += row.amount_difference->amount();
    CHECK(differences == total_of(plain) - total_of(before));
  }
}

}  // namespace views_test
