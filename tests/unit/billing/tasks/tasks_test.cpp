// What there is to know of a month before it is billed: usage that is missing or that nobody pays,
// companies that cannot be rated, with the event at fault.
#include "billing/tasks/tasks.hpp"

#include <doctest/doctest.h>

#include "billing/tasks/bill_with_tasks.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace tasks_test {
namespace {

// "no_usage 2026-03; unrated 2026-03 bolag-2 messages -5 by e7; ...".
std::string text_of(const std::vector<Task>& tasks) {
  std::string text;
  for (const Task& task : tasks) {
    text += (text.empty() ? "" : "; ") + std::string(to_string(task.what)) + " " +
            task.month.to_string();
    for (const std::string& word : {task.company, task.domain, task.meter})
      if (!word.empty()) text += " " + word;
    if (task.quantity) text += " " + task.quantity->to_string();
    if (!task.event_id.empty()) text += " by " + task.event_id;
    if (task.what == TaskKind::priced_twice) text += " by " + task.tariff;
  }
  return text;
}

struct Desk : Books {
  using Books::Books;
  std::vector<Task> invoice_tasks(const char* month,
                                  const std::optional<std::string>& company = {}) {
    auto transaction = store->begin(Store::Access::read);
    std::vector<Task> tasks;
    lines_ = invoice_with_tasks(*store, zone, Month::parse(month), company, tasks).lines;
    return tasks;
  }
  std::string tasks(const char* month, const std::optional<std::string>& company = {}) {
    return text_of(invoice_tasks(month, company));
  }
  std::string open(const char* now, const std::optional<std::string>& company = {}) {
    auto transaction = store->begin(Store::Access::read);
    Biller biller(*store, zone);
    return text_of(open_tasks(*store, zone, biller, parse_rfc3339(now), company));
  }
  void use_domain(const std::string& domain, const char* at, std::int64_t quantity) {
    const Instant when = parse_rfc3339(at);
    const std::string id = domain + at;
    DatedEvent dated{{.source = "test",
                      .event_id = id,
                      .company = "",
                      .occurred_at = when,
                      .quantity = quantity,
                      .domain = domain},
                     zone.month_of(when)};
    dated.day = zone.day_of(when);
    change([&] { settle_later(*store, store->append({&dated, 1}).late); });
  }

  std::vector<InvoiceLine> lines_{};
};

}  // namespace

TEST_CASE("a month without any usage is told, once, and not each company of it") {
  Desk desk;
  for (const char* company : {"bolag-1", "bolag-2"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-2", "2026-01", 5);
  CHECK(desk.tasks("2026-01").empty());
  CHECK(desk.tasks("2026-02") == "no_usage 2026-02");
  CHECK(desk.tasks("2026-02", "bolag-1") == "usage_missing 2026-02 bolag-1 messages 5");
  // Of the running month nothing is missing yet.
  CHECK(desk.open("2026-02-15T12:00:00Z") == "ready_to_close 2026-01");
  CHECK(desk.open("2026-03-15T12:00:00Z") ==
        "ready_to_close 2026-01; ready_to_close 2026-02; no_usage 2026-02");
}

TEST_CASE("who had usage in the month before and has none is told") {
  Desk desk;
  for (const char* company : {"bolag-1", "bolag-2"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-2", "2026-01", 6);
  desk.use("bolag-3", "2026-01", 7);  // on no tariff: nothing is missed
  desk.use("bolag-1", "2026-02", 5);
  CHECK(desk.tasks("2026-02") == "usage_missing 2026-02 bolag-2 messages 6");
  desk.take_back("e2");
  CHECK(desk.tasks("2026-02").empty());
}

TEST_CASE("a company of which several meters are missing is told once, with the first") {
  Desk desk;
  desk.change([&] {
    desk.store->add_meter({"storage", 0});
    add_tariff(*desk.store,
               replaced(vitec, "vitec-epost", "two") +
                   "[[charge]]\nid = \"gb\"\nmeter = \"storage\"\nprice = 1\n",
               "two.toml");
    for (const char* company : {"bolag-1", "bolag-2"})
      porto::internal::subscribe(*desk.store, {company, "two", Month(2026, 1), {}});
  });
  const Month january(2026, 1);
  for (const char* meter : {"messages", "storage"}) {
    const DatedEvent event{{.source = "test",
                            .event_id = meter,
                            .company = "bolag-1",
                            .meter = meter,
                            .occurred_at = desk.zone.start(january),
                            .quantity = 6},
                           january};
    desk.change([&] { desk.store->append({&event, 1}); });
  }
  desk.use("bolag-2", "2026-02", 5);
  CHECK(desk.tasks("2026-02") == "usage_missing 2026-02 bolag-1 messages 6");
}

TEST_CASE("before the ledger's first month nothing was missed") {
  Desk desk(make_memory_store({.zone = "Europe/Stockholm",
                               .currency = "SEK",
                               .schema_version = 1,
                               .late = {},
                               .future_days = {},
                               .negative = {},
                               .first_month = Month(2026, 2)}));
  for (const char* company : {"bolag-1", "bolag-2"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);  // as an older porto may have stored it
  desk.use("bolag-2", "2026-02", 5);
  CHECK(desk.tasks("2026-02").empty());
  CHECK(desk.tasks("2026-03", "bolag-2") == "usage_missing 2026-03 bolag-2 messages 5");
}

TEST_CASE("usage that was taken back is none") {
  Desk desk;
  for (const char* company : {"bolag-1", "bolag-2"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-2", "2026-02", 5);
  desk.use("bolag-1", "2026-02", 5);
  desk.take_back("e3");
  CHECK(desk.tasks("2026-02") == "usage_missing 2026-02 bolag-1 messages 5");
  desk.take_back("e1");
  CHECK(desk.tasks("2026-02").empty());
}

TEST_CASE("whom a close left out is told, until it is settled and after") {
  Desk desk;
  for (const char* company : {"bolag-1", "bolag-2"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-2", "2026-01", 5);
  desk.change([&] {
    close_month(*desk.store, desk.zone, {2026, 1}, parse_rfc3339("2026-02-02T00:00:00Z"),
                {.except = {"bolag-2"}, .actor = "Anna", .reason = "in dispute"});
  });
  CHECK(desk.invoice_tasks("2026-01").at(0).reason ==
        "the next close bills what is due of 2026-01");
  desk.close("2026-02");
  CHECK(desk.tasks("2026-01") == "excepted 2026-01 bolag-2");
  CHECK(desk.invoice_tasks("2026-01").at(0).reason ==
        "a later close has billed what was due of 2026-01");
  CHECK(desk.tasks("2026-01", "bolag-1").empty());
}

TEST_CASE("a tariff that prices no usage misses none") {
  Desk desk;
  desk.change([&] {
    add_tariff(*desk.store, R"(id = "fee"
version = 1
effective = "2026-01"
name = "Fee"
currency = "SEK"
[[charge]]
id = "f"
fee = 5
)",
               "fee.toml");
    porto::internal::subscribe(*desk.store, {"bolag-1", "fee", Month(2026, 1), {}});
  });
  CHECK(desk.tasks("2026-02").empty());
}

TEST_CASE("usage that nobody is billed for, of the month and of closed ones that changed") {
  Desk desk;
  desk.subscribe("bolag-1", "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-3", "2026-01", 7);
  desk.use_domain("x.example", "2026-01-10T12:00:00Z", 3);
  CHECK(desk.tasks("2026-01") ==
        "unbilled 2026-01 bolag-3 messages 7; unassigned 2026-01 x.example messages 3");
  CHECK(desk.tasks("2026-01", "bolag-1").empty());
  desk.close("2026-01");
  CHECK(desk.tasks("2026-01") ==
        "unbilled 2026-01 bolag-3 messages 7; unassigned 2026-01 x.example messages 3");
  // Of closed months the next invoice tells what has changed, and no more.
  desk.use("bolag-1", "2026-02", 5);
  CHECK(desk.tasks("2026-02").empty());
  desk.use("bolag-2", "2026-01", 4);
  desk.use_domain("y.example", "2026-01-11T12:00:00Z", 2);
  CHECK(desk.tasks("2026-02") ==
        "late_unbilled 2026-01 bolag-2 messages 4; unassigned 2026-01 x.example messages 3; "
        "unassigned 2026-01 y.example messages 2");
  CHECK(desk.open("2026-02-15T12:00:00Z") ==
        "to_settle 2026-01 bolag-2; unbilled 2026-01 bolag-3 messages 7; "
        "late_unbilled 2026-01 bolag-2 messages 4; unassigned 2026-01 x.example messages 3; "
        "unassigned 2026-01 y.example messages 2");
}

TEST_CASE("a meter that two tariffs price") {
  Desk desk;
  desk.subscribe("bolag-1", "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.change([&] {
    add_tariff(*desk.store, replaced(vitec, "vitec-epost", "also"), "also.toml");
    porto::internal::subscribe(*desk.store, {"bolag-1", "also", Month(2026, 1), {}});
  });
  CHECK(desk.tasks("2026-01") == "priced_twice 2026-01 bolag-1 messages by also, vitec-epost");
  CHECK(desk.tasks("2026-01", "bolag-2").empty());
  CHECK(desk.tasks("2026-01", "bolag-1") ==
        "priced_twice 2026-01 bolag-1 messages by also, vitec-epost");
}

TEST_CASE("who cannot be rated is named with the event at fault, and the others have lines") {
  Desk desk;
  for (const char* company : {"bolag-1", "bolag-2", "bolag-3"}) desk.subscribe(company, "2026-01");
  desk.use("bolag-1", "2026-01", 5);
  desk.use("bolag-2", "2026-01", 3);
  desk.use("bolag-2", "2026-01", -50);
  desk.use("bolag-2", "2026-01", -7);
  desk.use("bolag-3", "2026-01", 9'200'000'000'000'000'000);  // 1.1e19 öre
  desk.change([&] {
    add_tariff(
        *desk.store,
        replaced(replaced(replaced(vitec, "version   = 1", "version   = 2"), "2024-02", "2026-01"),
                 "\"0.012\"", "\"12\""),
        "dear.toml");
  });
  const std::vector<Task> tasks = desk.invoice_tasks("2026-01");
  CHECK(text_of(tasks) ==
        "unrated 2026-01 bolag-2 messages -50 by e3; "
        "unrated 2026-01 bolag-3 messages 9200000000000000000 by e5");
  CHECK(summary(desk.lines_) == "bolag-1:1:fee:500.00");
  CHECK(tasks.at(0).error == ErrorCode::negative_usage);
  CHECK(tasks.at(0).source == "test");
  CHECK(tasks.at(0).occurred_at == desk.zone.start(Month(2026, 1)));
  CHECK(tasks.at(0).tariff == "vitec-epost");
  CHECK(tasks.at(0).reason.find("company \"bolag-2\", tariff \"vitec-epost\" version 2: ") !=
        std::string::npos);
  CHECK(tasks.at(1).error == ErrorCode::overflow);
  CHECK(desk.open("2026-01-15T12:00:00Z").rfind("unrated 2026-01 bolag-2", 0) == 0);
  CHECK(desk.open("2026-01-15T12:00:00Z", "bolag-1").empty());
  // Where nobody asks for the tasks, nothing is left out in silence.
  CHECK(error_of([&] { desk.invoice("2026-01"); }, "\"bolag-2\"") == "unrated");
  CHECK(error_of([&] { desk.invoice("2026-01", "bolag-3"); }, "\"bolag-3\"") == "unrated");
  CHECK(summary(desk.invoice("2026-01", "bolag-1").lines) == "bolag-1:1:fee:500.00");
}

}  // namespace tasks_test
