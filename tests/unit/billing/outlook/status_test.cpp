// How a running month stands: allowances, cost so far, an exact forecast, and what waits to be
// done.
#include "billing/outlook/status.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace status_test {
namespace {

struct Office : Books {
  LedgerStatus status(const char* now, const std::optional<std::string>& company = {}) {
    auto transaction = store->begin(Store::Access::read);
    return porto::internal::status(*store, zone, parse_rfc3339(now), company);
  }

  /// "bolag-1 epost 8500/10000 85% 500.00 -> 17000 584.00", a line each; what is not set is "-".
  std::string charges(const char* now, const std::optional<std::string>& company = {}) {
    const auto text_of = [](const auto& value) { return value ? value->to_string() : "-"; };
    std::string text;
    for (const ChargeStatus& row : status(now, company).charges)
      text += (text.empty() ? "" : "\n") + row.company + " " + row.charge + " " +
              row.used.to_string() + "/" + text_of(row.included) + " " + text_of(row.used_percent) +
              "% " + row.cost.to_string() + " -> " + text_of(row.forecast_used) + " " +
              text_of(row.forecast_cost);
    return text;
  }

  void add(const std::string& toml) {
    change([&] { add_tariff(*store, toml, "more.toml"); });
  }

  /// Stores an event of a domain that is nobody's.
  void use_domain(const std::string& domain, const char* at, std::int64_t quantity) {
    const Instant when = parse_rfc3339(at);
    DatedEvent dated{{.source = "test",
                      .event_id = domain,
                      .company = "",
                      .occurred_at = when,
                      .quantity = quantity,
                      .domain = domain},
                     zone.month_of(when)};
    dated.day = zone.day_of(when);
    change([&] { settle_later(*store, store->append({&dated, 1}).late); });
  }
};

// The tasks of a kind: "2026-01 bolag-3 messages 7/1; ..."
std::string tasks(const LedgerStatus& status, TaskKind kind) {
  std::string text;
  for (const Task& task : status.tasks) {
    if (task.what != kind) continue;
    text += (text.empty() ? "" : "; ") + task.month.to_string();
    for (const std::string& word : {task.company, task.domain, task.meter})
      if (!word.empty()) text += " " + word;
    if (task.quantity) text += " " + task.quantity->to_string() + "/" + std::to_string(task.events);
  }
  return text;
}

// "ready ... | settle ... | unbilled ... | unassigned ..."
std::string tasks(const LedgerStatus& status) {
  return tasks(status, TaskKind::ready_to_close) + " | " + tasks(status, TaskKind::to_settle) +
         " | " + tasks(status, TaskKind::unbilled) + " | " + tasks(status, TaskKind::unassigned);
}

}  // namespace

TEST_CASE("a forecast is the straight line from the start of the month, exactly") {
  struct {
    const char* month;
    std::int64_t used;
    const char* now;
    const char* stands;
  } rows[] = {
      // The very start, and a microsecond later.
      {"2026-02", 0, "2026-02-01T00:00:00+01:00", "0/10000 0% 500.00 -> - -"},
      {"2026-02", 0, "2026-02-01T00:00:00.000001+01:00", "0/10000 0% 500.00 -> 0 500.00"},
      {"2026-02", 1, "2026-02-01T00:00:00.000001+01:00",
       "1/10000 0% 500.00 -> 2419200000000 29030400380.00"},
      // Half of the month, with 28 and 29 days.
      {"2026-02", 8'500, "2026-02-15T00:00:00+01:00", "8500/10000 85% 500.00 -> 17000 584.00"},
      {"2028-02", 8'500, "2028-02-15T12:00:00+01:00", "8500/10000 85% 500.00 -> 17000 584.00"},
      // 29 days of which 11.6 are over: 2.5, rounded half up to whole messages.
      {"2028-02", 1, "2028-02-12T14:24:00+01:00", "1/10000 0% 500.00 -> 3 500.00"},
      // The last day, and the last microsecond.
      {"2028-02", 28'000, "2028-02-29T00:00:00+01:00", "28000/10000 280% 716.00 -> 29000 728.00"},
      {"2028-02", 8'500, "2028-02-29T23:59:59.999999+01:00",
       "8500/10000 85% 500.00 -> 8500 500.00"},
      // March lacks an hour: 674 of 743 are over.
      {"2026-03", 6'740, "2026-03-29T03:00:00+02:00", "6740/10000 67.4% 500.00 -> 7430 500.00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.now);
    Office office;
    office.subscribe("bolag-1", row.month);
    if (row.used > 0) office.use("bolag-1", row.month, row.used);
    CHECK(office.charges(row.now) == "bolag-1 epost " + std::string(row.stands));
  }
}

TEST_CASE("the share of an allowance is rounded down to one decimal, never up to a limit") {
  struct {
    std::int64_t used;
    const char* stands;
  } rows[] = {
      {4, "4/10000 0% 500.00"},
      {9, "9/10000 0% 500.00"},
      {10, "10/10000 0.1% 500.00"},
      {7'995, "7995/10000 79.9% 500.00"},
      {9'999, "9999/10000 99.9% 500.00"},
      {10'000, "10000/10000 100% 500.00"},
      {10'009, "10009/10000 100% 500.11"},
  };
  for (const auto& row : rows) {
    Office office;
    office.subscribe("bolag-1", "2026-02");
    office.use("bolag-1", "2026-02", row.used);
    CHECK(office.charges("2026-02-01T00:00:00+01:00") ==
          "bolag-1 epost " + std::string(row.stands) + " -> - -");
  }
}

TEST_CASE("an allowance of 0 has no share of it") {
  Office office;
  office.add(replaced(replaced(vitec, "vitec-epost", "none"), "10000", "0"));
  office.change([&] { subscribe(*office.store, {"bolag-1", "none", {2026, 2}, {}}); });
  office.use("bolag-1", "2026-02", 1'000);
  CHECK(office.charges("2026-02-15T00:00:00+01:00") ==
        "bolag-1 epost 1000/0 -% 512.00 -> 2000 524.00");
}

TEST_CASE("each company and charge is a row; only what runs this month is one") {
  Office office;
  office.subscribe("bolag-2", "2026-02");
  office.subscribe("bolag-1", "2026-01");
  office.subscribe("bolag-3", "2026-01");
  office.unsubscribe("bolag-3", "2026-01");
  office.use("bolag-1", "2026-01", 9'000);
  office.use("bolag-1", "2026-02", 100);
  office.use("bolag-3", "2026-02", 100);
  CHECK(office.status("2026-02-15T00:00:00+01:00").month == Month(2026, 2));
  CHECK(office.charges("2026-02-15T00:00:00+01:00") ==
        "bolag-1 epost 100/10000 1% 500.00 -> 200 500.00\n"
        "bolag-2 epost 0/10000 0% 500.00 -> 0 500.00");
  CHECK(office.charges("2026-02-15T00:00:00+01:00", "bolag-2") ==
        "bolag-2 epost 0/10000 0% 500.00 -> 0 500.00");
  CHECK(office.charges("2026-02-15T00:00:00+01:00", "bolag-3").empty());
  // The month is that of the ledger's zone.
  CHECK(office.status("2026-01-31T23:30:00Z").month == Month(2026, 2));
  CHECK(error_of([&] { office.status("2026-02-15T00:00:00Z", "nobody"); }, "\"nobody\"") ==
        "not_found");
}

TEST_CASE("charges without an allowance, limits of the tariff, prices of each event") {
  Office office;
  office.change([&] { office.store->add_meter({"storage", 2}); });
  office.add(R"toml(id        = "mixed"
version   = 1
effective = "2026-01"
name      = "Mixed"
currency  = "SEK"
minimum   = 5000

[[charge]]
id  = "base"
fee = 100

[[charge]]
id      = "each"
meter   = "messages"
each    = "event"
percent = 2

[[charge]]
id    = "gb"
meter = "storage"
price = 2
)toml");
  office.change([&] { subscribe(*office.store, {"bolag-1", "mixed", {2026, 2}, {}}); });
  office.use("bolag-1", "2026-02", 1'000);
  CHECK(office.charges("2026-02-15T00:00:00+01:00") ==
        "bolag-1 base 0/- -% 100.00 -> 0 100.00\n"
        "bolag-1 each 1000/- -% 20.00 -> - -\n"
        "bolag-1 gb 0/- -% 0.00 -> 0 0.00\n"
        "bolag-1  0/- -% 4880.00 -> - -");
  const Month february(2026, 2);
  const DatedEvent event{{.source = "test",
                          .event_id = "s",
                          .company = "bolag-1",
                          .meter = "storage",
                          .occurred_at = office.zone.start(february),
                          .quantity = 125},
                         february};
  office.change([&] { office.store->append({&event, 1}); });
  CHECK(office.charges("2026-02-15T00:00:00+01:00") ==
        "bolag-1 base 0/- -% 100.00 -> 0 100.00\n"
        "bolag-1 each 1000/- -% 20.00 -> - -\n"
        "bolag-1 gb 1.25/- -% 2.50 -> 2.5 5.00\n"
        "bolag-1  0/- -% 4877.50 -> - -");
}

TEST_CASE("the costs sum up to the invoice: limits and rounding of the whole tariff are a row") {
  struct {
    const char* key;
    std::int64_t used;
    const char* stands;
    const char* invoice;
  } rows[] = {
      {"minimum = 20", 3, "m 3/- -% 3.00 -> 6 6.00\nbolag-1  0/- -% 17.00 -> - 14.00", "20.00"},
      {"minimum = 20", 30, "m 30/- -% 30.00 -> 60 60.00\nbolag-1  0/- -% 0.00 -> - 0.00", "30.00"},
      {"maximum = 5", 3, "m 3/- -% 3.00 -> 6 6.00\nbolag-1  0/- -% 0.00 -> - -1.00", "3.00"},
      {"maximum = 5", 8, "m 8/- -% 8.00 -> 16 16.00\nbolag-1  0/- -% -3.00 -> - -11.00", "5.00"},
      {"round = { decimals = 0, mode = \"half_up\", per = \"total\" }", 3,
       "m 3/- -% 3.00 -> 6 6.00\nbolag-1  0/- -% 0.00 -> - 0.00", "3.00"},
      {"language = \"en\"", 3, "m 3/- -% 3.00 -> 6 6.00", "3.00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.key);
    Office office;
    office.add(std::string("id = \"whole\"\nversion = 1\neffective = \"2026-01\"\nname = \"W\"\n") +
               "currency = \"SEK\"\n" + row.key +
               "\n[[charge]]\nid = \"m\"\nmeter = \"messages\"\nprice = 1\n");
    office.change([&] { subscribe(*office.store, {"bolag-1", "whole", {2026, 2}, {}}); });
    office.use("bolag-1", "2026-02", row.used);
    // Nothing is forecast from nothing: at the start of the month there is no forecast.
    CHECK(office.charges("2026-02-01T00:00:00+01:00").ends_with("-> - -"));
    const char* now = "2026-02-15T00:00:00+01:00";
    CHECK(office.charges(now) == "bolag-1 " + std::string(row.stands));
    Money due(0, Currency("SEK"));
    for (const ChargeStatus& charge : office.status(now).charges) due = due + charge.cost;
    CHECK(due.to_string() == row.invoice);
    auto transaction = office.store->begin(Store::Access::read);
    Money invoiced(0, Currency("SEK"));
    for (const InvoiceLine& line : invoice_lines(*office.store, office.zone, {2026, 2}, {}))
      invoiced = invoiced + line.net_amount;
    CHECK(invoiced == due);
  }
}

TEST_CASE("a forecast that does not fit hides no facts; what cannot be rated names the company") {
  Office office;
  office.subscribe("bolag-1", "2026-02");
  office.use("bolag-1", "2026-02", 5'000'000'000'000'000'000);
  CHECK(office.charges("2026-02-15T00:00:00+01:00") ==
        "bolag-1 epost 5000000000000000000/10000 50000000000000000% 60000000000000380.00 -> - -");
  office.subscribe("bolag-2", "2026-02");
  office.use("bolag-2", "2026-02", -5);
  const LedgerStatus status = office.status("2026-02-15T00:00:00+01:00");
  REQUIRE(status.charges.size() == 1);
  CHECK(status.charges[0].company == "bolag-1");
  REQUIRE(!status.tasks.empty());
  CHECK(status.tasks[0].what == TaskKind::unrated);
  CHECK(status.tasks[0].company == "bolag-2");
}

TEST_CASE("who cannot be rated in two open months is named once in each") {
  Office office;
  office.subscribe("bolag-1", "2026-01");
  office.use("bolag-1", "2026-01", -5);
  office.use("bolag-1", "2026-02", -6);
  CHECK(tasks(office.status("2026-02-15T00:00:00+01:00"), TaskKind::unrated) ==
        "2026-01 bolag-1 messages -5/0; 2026-02 bolag-1 messages -6/0");
}

TEST_CASE("who cannot be rated is named in a closed month, too") {
  Office office;
  for (const char* company : {"bolag-1", "bolag-2"}) office.subscribe(company, "2026-01");
  office.use("bolag-1", "2026-01", 9'000);
  office.close("2026-01");
  office.use("bolag-1", "2026-01", -20'000);
  const LedgerStatus status = office.status("2026-01-20T00:00:00+01:00");
  REQUIRE(status.charges.size() == 1);
  CHECK(status.charges[0].company == "bolag-2");
  REQUIRE(tasks(status, TaskKind::unrated) == "2026-01 bolag-1 messages -20000/0");
  CHECK(status.tasks[0].what == TaskKind::unrated);
  CHECK(status.tasks[0].event_id == "e2");
  CHECK(status.tasks[0].error == ErrorCode::negative_usage);
  CHECK(tasks(office.status("2026-01-20T00:00:00+01:00", "bolag-2"), TaskKind::unrated).empty());
}

TEST_CASE("what waits to be done: months to close, changes to settle, usage that nobody pays") {
  Office office;
  office.subscribe("bolag-1", "2026-01");
  office.use("bolag-1", "2026-01", 9'000);
  office.use("bolag-3", "2026-01", 7);
  office.use("bolag-3", "2026-02", 8);
  office.use("bolag-3", "2026-03", 9);
  office.use_domain("x.example", "2026-02-10T12:00:00Z", 3);
  const std::string nobody = "2026-02 x.example messages 3/1";

  // A month is ready once it is over, not a microsecond before.
  CHECK(tasks(office.status("2026-01-31T23:59:59.999999+01:00")) ==
        " |  | 2026-01 bolag-3 messages 7/1 | " + nobody);
  CHECK(tasks(office.status("2026-02-01T00:00:00+01:00")) ==
        "2026-01 |  | 2026-01 bolag-3 messages 7/1; 2026-02 bolag-3 messages 8/1 | " + nobody);
  office.close("2026-01");
  CHECK(tasks(office.status("2026-03-10T12:00:00Z")) ==
        "2026-02 |  | 2026-01 bolag-3 messages 7/1; 2026-02 bolag-3 messages 8/1; 2026-03 bolag-3 "
        "messages 9/1 | " +
            nobody);
  // Late usage of a closed month is settled by the next close.
  office.use("bolag-1", "2026-01", 2'000);
  CHECK(tasks(office.status("2026-03-10T12:00:00Z")) ==
        "2026-02 | 2026-01 bolag-1 | 2026-01 bolag-3 messages 7/1; 2026-02 bolag-3 messages 8/1; "
        "2026-03 bolag-3 messages 9/1 | " +
            nobody);
  CHECK(tasks(office.status("2026-03-10T12:00:00Z", "bolag-3"), TaskKind::to_settle).empty());
  CHECK(tasks(office.status("2026-03-10T12:00:00Z", "bolag-1"), TaskKind::unbilled).empty());
  office.close("2026-02");
  CHECK(tasks(office.status("2026-03-10T12:00:00Z")) ==
        " |  | 2026-01 bolag-3 messages 7/1; 2026-02 bolag-3 messages 8/1; "
        "2026-03 bolag-3 messages 9/1 | " +
            nobody);
}

TEST_CASE("nothing waits in an empty ledger") {
  Office office;
  CHECK(tasks(office.status("2026-03-10T12:00:00Z")) == " |  |  | ");
  CHECK(office.charges("2026-03-10T12:00:00Z").empty());
}

}  // namespace status_test
