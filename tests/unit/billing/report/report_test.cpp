// Reports: what is summed up, what is not, and what is told.
#include "billing/report/report.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "billing/items.hpp"
#include "unit/billing/report/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace report_test {
namespace {

using enum ReportKey;

const std::string two_meters = R"toml(id        = "both"
version   = 1
effective = "2024-02"
currency  = "SEK"

[[charge]]
id    = "base"
fee   = 100

[[charge]]
id    = "store"
meter = "storage"
price = "0.5"

[[charge]]
id    = "send"
meter = "messages"
price = "0.01"
)toml";

// bolag-1 from January, bolag-2 in February only; March is open, bolag-3 has no subscription.
struct Quarter : Reporting<Books> {
  Quarter() {
    subscribe("bolag-1", "2026-01");
    subscribe("bolag-2", "2026-02");
    unsubscribe("bolag-2", "2026-02");
    use("bolag-1", "2026-01", 12'000);
    use("bolag-1", "2026-02", 20'000);
    use("bolag-2", "2026-02", 11'000);
    use("bolag-3", "2026-02", 7);
    close("2026-01");
    close("2026-02");
    use("bolag-1", "2026-03", 10'500);
  }
  Texts quarter(std::vector<ReportKey> by) { return texts(months("2026-01", "2026-03", by)); }
};

}  // namespace

TEST_CASE("closed months give their lines, open ones a preview") {
  Quarter books;
  const Report report = books.report(months("2026-01", "2026-04"));
  CHECK(texts_of(report) == Texts{"2026-01: 524.00 12000", "2026-02: 1132.00 31007",
                                  "2026-03: 506.00 10500", "2026-04: 500.00 -",
                                  "total: 2662.00 53507"});
  CHECK(report.rows[1].figures.companies == 3);
  CHECK(report.rows[1].figures.events == 3);
  CHECK(report.rows[3].figures.events == std::nullopt);
  CHECK(report.rows[1].figures.state == ReportState::closed);
  CHECK(report.rows[2].figures.state == ReportState::open);
  CHECK(report.rows[4].figures.state == ReportState::mixed);
  CHECK(report.rows[4].figures.companies == 3);
  CHECK(report.notices == Texts{"2026-03 to 2026-04: not closed, the amounts are a preview"});
}

TEST_CASE("a report is by any keys, in the order of the columns") {
  Quarter books;
  CHECK(books.quarter({company}) == Texts{"bolag-1: 1650.00 42500", "bolag-2: 512.00 11000",
                                          "bolag-3: - 7", "total: 2162.00 53507"});
  CHECK(books.quarter({company, month}) ==
        Texts{"2026-01/bolag-1: 524.00 12000", "2026-02/bolag-1: 620.00 20000",
              "2026-02/bolag-2: 512.00 11000", "2026-02/bolag-3: - 7",
              "2026-03/bolag-1: 506.00 10500", "total: 2162.00 53507"});
  CHECK(books.quarter({tariff}) ==
        Texts{"none: - 7", "vitec-epost: 2162.00 53500", "total: 2162.00 53507"});
  CHECK(books.quarter({charge}) ==
        Texts{"none: - 7", "epost: 2162.00 53500", "total: 2162.00 53507"});
  CHECK(books.quarter({meter}) == Texts{"messages: 2162.00 53507", "total: 2162.00 53507"});
}

TEST_CASE("nothing is a total of nothing") {
  Reporting<Books> books;
  CHECK(books.texts(months("2026-01", "2026-02")) == Texts{"total: - -"});
}

TEST_CASE("one company, one tariff") {
  Quarter books;
  ReportOptions options = months("2026-01", "2026-03");
  options.company = "bolag-2";
  CHECK(books.texts(options) == Texts{"2026-02: 512.00 11000", "total: 512.00 11000"});
  options.company.reset();
  options.tariff = "vitec-epost";
  CHECK(books.texts(options) == Texts{"2026-01: 524.00 12000", "2026-02: 1132.00 31000",
                                      "2026-03: 506.00 10500", "total: 2162.00 53500"});
}

TEST_CASE("quantities of several meters are not added up") {
  Reporting<Books> books;
  books.change([&] {
    books.store->add_meter({"storage", 3});
    add_tariff(*books.store, two_meters, "both.toml");
    subscribe(*books.store, {"bolag-1", "both", Month(2026, 1)});
    const Month january(2026, 1);
    const DatedEvent stored{{.source = "test",
                             .event_id = "s",
                             .company = "bolag-1",
                             .meter = "storage",
                             .occurred_at = books.zone.start(january),
                             .quantity = 2500},
                            january};
    books.store->append({&stored, 1});
  });
  books.use("bolag-1", "2026-01", 400);
  const Report report = books.report(months("2026-01", "2026-01"));
  CHECK(texts_of(report) == Texts{"2026-01: 105.25 -", "total: 105.25 -"});
  CHECK(report.rows[0].figures.events == 2);
  CHECK(report.notices.back() ==
        "the usage is of several meters, whose quantities are not added up; see them by meter");
  CHECK(books.texts(months("2026-01", "2026-01", {meter})) ==
        Texts{"none: 100.00 -", "messages: 4.00 400", "storage: 1.25 2.5 storage",
              "total: 105.25 -"});
  CHECK(books.texts(months("2026-01", "2026-01", {charge, meter})) ==
        Texts{"base/none: 100.00 -", "send/messages: 4.00 400", "store/storage: 1.25 2.5 storage",
              "total: 105.25 -"});
}

TEST_CASE("what is of no charge, or of no tariff, is of no meter") {
  Reporting<Books> books;
  books.change([&] {
    add_tariff(*books.store,
               replaced(replaced(vitec, "vitec-epost", "least"), "round ", "minimum = 900\nround "),
               "least.toml");
    subscribe(*books.store, {"bolag-1", "least", Month(2026, 1)});
    add_item(*books.store, {"bolag-1", {2026, 1}, Decimal(70), "Item"},
             {.actor = "anna", .reason = "agreed"});
  });
  CHECK(books.texts(months("2026-01", "2026-01", {meter})) ==
        Texts{"none: 470.00 -", "messages: 500.00 -", "total: 970.00 -"});
}

TEST_CASE("what is credited of a charge that a later version took away is of its meter") {
  Quarter books;
  books.change([&] {
    std::string renamed = replaced(vitec, "id       = \"epost\"", "id = \"post\"");
    renamed = replaced(replaced(renamed, "version   = 1", "version   = 2"), "2024-02", "2026-02");
    add_tariff(*books.store, renamed, "2.toml");
  });
  CHECK(books.texts(months("2026-03", "2026-03", {charge, meter})) ==
        Texts{"epost/messages: -1132.00 -", "post/messages: 1638.00 10500", "total: 506.00 10500"});
}

TEST_CASE("usage that two tariffs price is in both rows, and in no sum of them") {
  Reporting<Books> books;
  books.change([&] {
    books.store->add_meter({"storage", 3});
    add_tariff(*books.store, two_meters, "both.toml");
    subscribe(*books.store, {"bolag-1", "both", Month(2026, 1)});
  });
  books.subscribe("bolag-1", "2026-01");
  books.use("bolag-1", "2026-01", 400);
  const Report report = books.report(months("2026-01", "2026-01", {tariff}));
  CHECK(texts_of(report) ==
        Texts{"both: 104.00 400", "vitec-epost: 500.00 400", "total: 604.00 -"});
  CHECK(report.notices.back().find("some usage is in several rows") == 0);
  // Of two months, too; and not told where there is no second row.
  books.use("bolag-1", "2026-02", 70);
  CHECK(books.texts(months("2026-01", "2026-02", {tariff})) ==
        Texts{"both: 204.70 470", "vitec-epost: 1000.00 470", "total: 1204.70 -"});
  ReportOptions turned = months("2026-01", "2026-01", {month, tariff});
  turned.pivot = tariff;
  const Report row = books.report(turned);
  CHECK(texts_of(row)[0] == "2026-01: 604.00 - [both: 104.00 400] [vitec-epost: 500.00 400]");
  CHECK(std::ranges::none_of(row.notices, [](const std::string& notice) {
    return notice.starts_with("some usage is in several rows");
  }));
  ReportOptions one = months("2026-01", "2026-01", {tariff});
  one.tariff = "both";
  CHECK(books.texts(one) == Texts{"both: 104.00 400", "total: 104.00 400"});
  CHECK(books.texts(months("2026-01", "2026-01")) ==
        Texts{"2026-01: 604.00 400", "total: 604.00 400"});
}

TEST_CASE("usage of a part of a month is that of the tariff of its days") {
  Reporting<ByDays> books;
  books.on("bolag-1", "2025-03-01", "2025-03-16");
  books.on("bolag-1", "2025-03-17", "2025-03-30", "dyr");
  books.send("bolag-1", "2025-03-02T12:00:00Z", 10);
  books.send("bolag-1", "2025-03-18T12:00:00Z", 5);
  books.send("bolag-1", "2025-03-31T12:00:00Z", 1);
  const ReportOptions options = months("2025-03", "2025-03", {tariff});
  CHECK(books.texts(options) ==
        Texts{"none: - 1", "dyr: 225.81 5", "vitec-epost: 258.06 10", "total: 483.87 16"});
  books.close("2025-03");
  books.prune_before(Month(2025, 4));
  const Report pruned = books.report(options);
  CHECK(texts_of(pruned) ==
        Texts{"none: - -", "dyr: 225.81 -", "vitec-epost: 258.06 -", "total: 483.87 -"});
  CHECK(pruned.notices.back().find("2025-03: events are pruned") == 0);
  // Charges of both tariffs have one id: what is known of neither is not known of both.
  CHECK(books.texts(months("2025-03", "2025-03", {charge})) ==
        Texts{"none: - -", "epost: 483.87 -", "total: 483.87 -"});
  CHECK(books.texts(months("2025-03", "2025-03")) ==
        Texts{"2025-03: 483.87 16", "total: 483.87 16"});
}

TEST_CASE("what is not known of two companies is not known of both") {
  Reporting<ByDays> books;
  for (const char* company_id : {"bolag-1", "bolag-2"}) {
    books.on(company_id, "2025-03-17");
    books.send(company_id, "2025-03-18T12:00:00Z", 5);
  }
  CHECK(books.texts(months("2025-03", "2025-03", {tariff}))[0] == "vitec-epost: 483.88 10");
  books.close("2025-03");
  books.prune_before(Month(2025, 4));
  CHECK(books.texts(months("2025-03", "2025-03", {tariff})) ==
        Texts{"none: - -", "vitec-epost: 483.88 -", "total: 483.88 -"});
}

TEST_CASE("days without usage have none; usage of domains is known by day, also when pruned") {
  Reporting<ByDays> books;
  books.change([&] {
    settle_later(*books.store, books.store->add_claim({"a.se", "bolag-1", Day(Month(2025, 3), 1)}));
  });
  books.on("bolag-1", "2025-03-01", "2025-03-16");
  books.on("bolag-1", "2025-03-17", "2025-03-31", "dyr");
  books.send("", "2025-03-18T12:00:00Z", 5, "a.se");
  const ReportOptions options = months("2025-03", "2025-03", {tariff});
  const Texts texts{"dyr: 241.94 5", "vitec-epost: 258.06 -", "total: 500.00 5"};
  CHECK(books.texts(options) == texts);
  books.close("2025-03");
  books.prune_before(Month(2025, 4));
  const Report pruned = books.report(options);
  CHECK(texts_of(pruned) == texts);
  CHECK(pruned.notices.empty());
}

TEST_CASE("adjustments are in the month of their invoice, or in that of the usage") {
  Quarter books;
  books.use("bolag-1", "2026-01", 1000);  // late: 12.00
  ReportOptions options = months("2026-01", "2026-03");
  CHECK(books.texts(options) == Texts{"2026-01: 524.00 13000", "2026-02: 1132.00 31007",
                                      "2026-03: 518.00 10500", "total: 2174.00 54507"});
  options.by_usage_month = true;
  const Texts by_usage{"2026-01: 536.00 13000", "2026-02: 1132.00 31007", "2026-03: 506.00 10500",
                       "total: 2174.00 54507"};
  const Report unsettled = books.report(options);
  CHECK(texts_of(unsettled) == by_usage);
  CHECK(unsettled.rows[0].figures.state == ReportState::mixed);
  CHECK(unsettled.notices.back() ==
        "what the next close settles of closed months is in the months that it is of");
  books.close("2026-03");
  const Report settled = books.report(options);
  CHECK(texts_of(settled) == by_usage);
  CHECK(settled.rows[0].figures.state == ReportState::closed);
  CHECK(settled.notices.empty());
  options.through = options.from;  // the invoice that it is on is outside
  CHECK(books.texts(options) == Texts{"2026-01: 536.00 13000", "total: 536.00 13000"});
}

TEST_CASE("of what is not settled a report by usage has what is of its months") {
  Quarter books;
  books.use("bolag-1", "2026-01", 1000);  // 12.00
  books.use("bolag-1", "2026-02", 1000);  // 12.00
  const auto by_usage = [&](const char* from, const char* through) {
    ReportOptions options = months(from, through);
    options.by_usage_month = true;
    return books.report(options);
  };
  CHECK(texts_of(by_usage("2026-01", "2026-01")).back() == "total: 536.00 13000");
  CHECK(texts_of(by_usage("2026-02", "2026-02")).back() == "total: 1144.00 32007");
  CHECK(by_usage("2026-02", "2026-02").notices.size() == 1);
  for (const char* month : {"2025-12", "2026-03"})  // before them, and after them
    for (const std::string& notice : by_usage(month, month).notices)
      CHECK_FALSE(notice.starts_with("what the next close settles"));
}

TEST_CASE("who cannot be rated is named once, though two months of the report need the preview") {
  Quarter books;
  books.use("bolag-1", "2026-01", 1000);
  books.use("bolag-1", "2026-03", -50'000);
  ReportOptions options = months("2026-01", "2026-03");
  options.by_usage_month = true;
  books.report(options);
  REQUIRE(books.unrated.size() == 1);
  CHECK(books.unrated[0].company == "bolag-1");
  // Nobody needs to be told.
  const auto transaction = books.store->begin(Store::Access::read);
  const Report report = make_report(*books.store, books.zone, options, {});
  CHECK(texts_of(report).back() == "total: 1656.00 4507");
}

TEST_CASE("a company that cannot be rated is named once, and others have their sums") {
  Quarter books;
  books.subscribe("bolag-2", "2026-03");
  books.use("bolag-2", "2026-03", -5);
  const Report report = books.report(months("2026-02", "2026-03", {month, company}));
  CHECK(texts_of(report) == Texts{"2026-02/bolag-1: 620.00 20000", "2026-02/bolag-2: 512.00 11000",
                                  "2026-02/bolag-3: - 7", "2026-03/bolag-1: 506.00 10500",
                                  "2026-03/bolag-2: - -5", "total: 1638.00 41502"});
  REQUIRE(books.unrated.size() == 1);
  CHECK(books.unrated[0].company == "bolag-2");
  CHECK(books.unrated[0].month == Month(2026, 3));
}

TEST_CASE("usage of sending domains has no amounts, and is theirs who have them") {
  Reporting<ByDays> books;
  books.change([&] {
    settle_later(*books.store,
                 books.store->add_claim({"a.se", "bolag-1", Day(Month(2025, 3), 10)}));
  });
  books.on("bolag-1", "2025-03-01");
  books.send("bolag-1", "2025-03-02T12:00:00Z", 10);
  books.send("", "2025-03-02T12:00:00Z", 3, "a.se");  // before it was theirs
  books.send("", "2025-03-11T12:00:00Z", 4, "a.se");
  books.send("", "2025-03-11T12:00:00Z", 5, "b.se");
  const Report report = books.report(months("2025-03", "2025-03", {company, domain}));
  CHECK(texts_of(report) == Texts{"none/a.se: - 3", "none/b.se: - 5", "bolag-1/none: - 10",
                                  "bolag-1/a.se: - 4", "total: - 22"});
  CHECK(report.notices == Texts{"a sending domain has no price: there are no amounts"});
  CHECK(report.rows.back().figures.companies == 1);
  CHECK(books.texts(months("2025-03", "2025-03", {meter, domain})) ==
        Texts{"messages/none: - 10", "messages/a.se: - 7", "messages/b.se: - 5", "total: - 22"});
  ReportOptions one = months("2025-03", "2025-03", {domain});
  one.company = "bolag-1";
  CHECK(books.texts(one) == Texts{"none: - 10", "a.se: - 4", "total: - 14"});
}

TEST_CASE("usage that is of domains alone is no company's own; what was taken back is none") {
  Reporting<ByDays> books;
  books.change([&] {
    settle_later(*books.store, books.store->add_claim({"a.se", "bolag-1", Day(Month(2025, 3), 1)}));
  });
  books.send("", "2025-03-02T12:00:00Z", 4, "a.se");
  books.send("", "2025-03-02T12:00:00Z", 5, "b.se");
  books.send("bolag-1", "2025-04-02T12:00:00Z", 0);
  books.send("", "2025-04-02T12:00:00Z", 0, "a.se");
  CHECK(books.take_back("e2"));
  CHECK(books.texts(months("2025-03", "2025-03", {company, domain})) ==
        Texts{"bolag-1/a.se: - 4", "total: - 4"});
  // An event of 0 is one.
  CHECK(books.texts(months("2025-04", "2025-04", {company, domain})) ==
        Texts{"bolag-1/none: - 0", "bolag-1/a.se: - 0", "total: - 0"});
}

TEST_CASE("usage of a domain that does not fit is refused") {
  Reporting<ByDays> books;
  for (const char* when : {"2025-03-02T12:00:00Z", "2025-03-03T12:00:00Z"})
    books.send("", when, std::numeric_limits<std::int64_t>::max(), "a.se");
  CHECK(books.error(months("2025-03", "2025-03", {domain}),
                    "the usage of domain \"a.se\" does not fit") == "overflow");
}

TEST_CASE("sums that do not fit are refused") {
  Reporting<Books> books;
  for (const char* when : {"2026-01", "2026-02"})
    books.use("bolag-1", when, std::numeric_limits<std::int64_t>::max());
  CHECK(books.error(months("2026-01", "2026-02", {company}), "meter \"messages\"") == "overflow");
  CHECK(books.error(months("2026-01", "2026-02"), "meter \"messages\"") == "overflow");
  CHECK(books.error(months("2026-01", "2026-01"), "") == "no error");
}

TEST_CASE("options that make no sense are refused, with their names") {
  Quarter books;
  const ReportOptions quarter = months("2026-01", "2026-03");
  const auto with = [&](auto&& change) {
    ReportOptions options = quarter;
    change(options);
    return options;
  };
  struct {
    ReportOptions options;
    const char* says;
  } cases[] = {
      {months("2026-02", "2026-01"), "would end (2026-01) before it begins (2026-02)"},
      {months("1900-01", "2026-01"), "room for 1200 months, not for 1513"},
      {months("2026-01", "2026-02", {}), "names nothing to sum by"},
      {months("2026-01", "2026-02", {domain, charge}), "a domain is on no tariff"},
      {with([](ReportOptions& o) { o.pivot = company; }), "the report is not by company"},
      {with([](ReportOptions& o) { o.measure = ReportMeasure::quantity; }), "what a pivot shows"},
      {with([](ReportOptions& o) {
         o.pivot = month;
         o.compare = ReportCompare::year;
       }),
       "no room for a pivot"},
      {with([](ReportOptions& o) { o.sort = ReportSort::difference; }), "that of a comparison"},
      {with([](ReportOptions& o) { o.sort = ReportSort::company; }), "not by company"},
      {with([](ReportOptions& o) {
         o.pivot = month;
         o.sort = ReportSort::month;
       }),
       "not by month"},
  };
  for (const auto& row : cases) CHECK(books.error(row.options, row.says) == "invalid_argument");
  CHECK(books.error(with([](ReportOptions& o) { o.company = "x"; }), "no company") == "not_found");
  CHECK(books.error(with([](ReportOptions& o) { o.tariff = "x"; }), "no tariff") == "not_found");
  const auto by_domain = [&](auto&& change) {
    ReportOptions options = months("2026-01", "2026-02", {domain});
    change(options);
    return books.error(options, "leave it out");
  };
  CHECK(by_domain([](ReportOptions& o) { o.tariff = "vitec-epost"; }) == "invalid_argument");
  CHECK(by_domain([](ReportOptions& o) { o.by_usage_month = true; }) == "invalid_argument");
}

TEST_CASE("months before the first closed one have no invoice, which is told") {
  Reporting<Books> books;
  books.subscribe("bolag-1", "2026-02");
  books.close("2026-02");
  CHECK(books.report(months("2025-12", "2026-02")).notices ==
        Texts{"2025-12 to 2026-01: before the first closed month, without an invoice"});
}

}  // namespace report_test
