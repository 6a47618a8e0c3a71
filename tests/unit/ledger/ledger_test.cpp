// The facade on a real file: the main job from usage to frozen lines, and what survives reopening.
#include "porto/ledger.hpp"

#include <doctest/doctest.h>

#include <cerrno>

#include "porto/audit.hpp"
#include "support/tariffs.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace ledger_test {
namespace {

std::string code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return to_string(error.code());
  }
  return "no error";
}

Ledger ledger_with(const std::string& path, std::initializer_list<const char*> companies) {
  Ledger ledger = Ledger::create(path);
  ledger.add_tariff(vitec);
  for (const char* id : companies) {
    ledger.add_company({id, ""});
    ledger.subscribe({id, "vitec-epost", Month(2025, 5), {}});
  }
  return ledger;
}

UsageEvent event(const char* id, const char* company, const char* time, std::int64_t quantity) {
  return {.source = "test",
          .event_id = id,
          .company = company,
          .occurred_at = parse_rfc3339(time),
          .quantity = quantity};
}

std::string amounts(const Invoice& invoice) {
  std::string text;
  for (const InvoiceLine& line : invoice.lines)
    text += (text.empty() ? "" : " + ") + line.net_amount.to_string();
  return text;
}

}  // namespace

TEST_CASE("the main job: usage in, exact lines out, frozen for good") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  Invoice closed{Month(2025, 5), MonthState::open, {}, {}};
  {
    Ledger ledger = ledger_with(path, {"bolag-1"});
    const std::vector events = {event("a", "bolag-1", "2025-05-01T00:00:00+02:00", 39999),
                                event("b", "bolag-1", "2025-05-31T21:59:59.999999Z", 1),
                                event("c", "bolag-1", "2025-05-31T22:00:00Z", 7)};
    for (const RecordResult& result : ledger.record(events))
      CHECK(result.outcome == Outcome::stored);
    CHECK(amounts(ledger.invoice(Month(2025, 5))) == "500.00 + 360.00");
    closed = ledger.close(Month(2025, 5), parse_rfc3339("2025-06-01T00:00:00+02:00")).invoice;
  }
  Ledger ledger = Ledger::open(path);
  CHECK(ledger.invoice(Month(2025, 5)).lines == closed.lines);
  CHECK(ledger.invoice(Month(2025, 5)).state == MonthState::closed);
  const std::vector<ClosedMonth> periods = ledger.closed_months();
  REQUIRE(periods.size() == 1);
  CHECK(periods.at(0).month == Month(2025, 5));
  CHECK(periods.at(0).closed_at == parse_rfc3339("2025-05-31T22:00:00Z"));
  CHECK(ledger.usage({.month = Month(2025, 6), .company = {}}).at(0).quantity == 7);
}

TEST_CASE("the month of an event is that of the ledger's zone") {
  const auto check = [](const char* zone, const char* time, const char* month) {
    Ledger ledger = Ledger::in_memory({.zone = zone, .currency = "SEK"});
    const UsageEvent e = event("a", "bolag-1", time, 1);
    ledger.record({&e, 1});
    CHECK(ledger.usage().at(0).month.to_string() == month);
  };
  check("Europe/Stockholm", "2025-05-31T22:30:00Z", "2025-06");
  check("Europe/Stockholm", "2025-07-31T21:59:59.999999Z", "2025-07");
  check("UTC", "2025-05-31T22:30:00Z", "2025-05");
  check("America/New_York", "2025-06-01T03:59:59Z", "2025-05");
}

TEST_CASE("recording: each event is stored once, an event that changed is a conflict") {
  Ledger ledger = Ledger::in_memory();
  const char* may = "2025-05-10T12:00:00Z";
  const UsageEvent first = event("a", "bolag-1", may, 5);
  const UsageEvent other = event("a", "bolag-1", may, 6);
  CHECK(ledger.record({&first, 1}).at(0).outcome == Outcome::stored);
  CHECK(ledger.record({&first, 1}).at(0).outcome == Outcome::duplicate);
  const RecordResult conflict = ledger.record({&other, 1}).at(0);
  CHECK(conflict.outcome == Outcome::conflict);
  CHECK_FALSE(conflict.reason.empty());
  CHECK(ledger.usage().at(0).quantity == 5);
  CHECK(ledger.usage().at(0).events == 1);
}

TEST_CASE("a total past 2^63 - 1 is an overflow and nothing of the call is stored") {
  Ledger ledger = Ledger::in_memory();
  const char* may = "2025-05-10T12:00:00Z";
  const std::vector events = {event("a", "bolag-1", may, 8'000'000'000'000'000'000),
                              event("b", "bolag-2", may, 1),
                              event("c", "bolag-1", may, 2'000'000'000'000'000'000)};
  CHECK(code_of([&] { ledger.record(events); }) == "overflow");
  CHECK(ledger.usage().empty());
  CHECK(ledger.companies().empty());
}

TEST_CASE("a meter with decimals: quantities in its smallest unit, amounts exact") {
  Ledger ledger = Ledger::in_memory();
  CHECK(ledger.add_meter({"storage", 3}));
  CHECK_FALSE(ledger.add_meter({"storage", 3}));
  CHECK(code_of([&] { ledger.add_meter({"storage", 2}); }) == "conflict");
  CHECK(code_of([&] { ledger.add_meter({"storage", 19}); }) == "invalid_argument");
  CHECK(code_of([&] { ledger.add_meter({"", 0}); }) == "invalid_argument");
  CHECK(ledger.meters() == std::vector<Meter>{{"messages", 0}, {"storage", 3}});

  UsageEvent used = event("a", "bolag-1", "2025-05-10T12:00:00Z", 1500);
  used.meter = "storage";
  ledger.record({&used, 1});
  CHECK(ledger.usage().at(0).amount() == Decimal::parse("1.5"));
}

TEST_CASE("companies: added, renamed, refused") {
  Ledger ledger = Ledger::in_memory();
  CHECK(ledger.add_company({"0010", ""}));
  CHECK(ledger.add_company({"10", "Tio AB"}));
  CHECK_FALSE(ledger.add_company({"10", "Tio AB"}));
  CHECK(ledger.add_company({"10", "Tio Fastigheter AB"}));
  CHECK(ledger.companies() == std::vector<Company>{{"0010", ""}, {"10", "Tio Fastigheter AB"}});
  CHECK(ledger.update_company({.id = "10", .reference = "Ink\xC3\xB6p 12", .language = "sv"}));
  CHECK_FALSE(ledger.update_company({.id = "10", .reference = "Ink\xC3\xB6p 12"}));
  CHECK(ledger.update_company({.id = "11", .cost_centre = "K1"}));
  CHECK(ledger.update_company({.id = "10", .reference = ""}));
  CHECK(ledger.companies()[1] == Company{"10", "Tio Fastigheter AB", "", "", "sv", ""});
  CHECK(ledger.companies()[2] == Company{"11", "", "", "", "", "K1"});
  CHECK(testing::thrown([&] { ledger.update_company({.id = "10", .language = "SV"}); }).message ==
        "company language \"SV\" is none of \"en\", \"sv\"; did you mean \"sv\"?");
  CHECK(code_of([&] { ledger.update_company({.id = "10", .reference = "a\nb"}); }) ==
        "invalid_argument");
  CHECK(code_of([&] { ledger.add_company({"", ""}); }) == "invalid_argument");
  CHECK(code_of([&] { ledger.add_company({"a\nb", ""}); }) == "invalid_argument");
  CHECK(code_of([&] { ledger.add_company({"a", "\xff"}); }) == "invalid_argument");
}

TEST_CASE("what a ledger cannot be") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  CHECK(code_of([&] { Ledger::create(path, {.zone = "Europe/Nowhere", .currency = "SEK"}); }) ==
        "unknown_zone");
  CHECK(code_of([&] { Ledger::create(path, {.zone = "UTC", .currency = "KRONOR"}); }) ==
        "unknown_currency");
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(code_of([&] { Ledger::open(path); }) == "not_found");
  try {
    Ledger::open(path);
  } catch (const Error& error) {
    CHECK(error.cause() == Cause{.system_errno = ENOENT});
  }
  Ledger::create(path, {.zone = "Pacific/Apia", .currency = "JPY"});
  CHECK(code_of([&] { Ledger::create(path); }) == "ledger_exists");
  CHECK(Ledger::open(path).info().zone == "Pacific/Apia");
  CHECK(Ledger::open(path).info().currency == "JPY");
  CHECK(Ledger::open(path).zone().name() == "Pacific/Apia");
}

TEST_CASE("a ledger that is opened for reading alone is verified, and not changed") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  Ledger::create(path);
  Ledger ledger = Ledger::open(path, {.read_only = true});
  CHECK(ledger.verify().ok());
  CHECK(code_of([&] { ledger.add_company({"a", ""}); }) == "read_only");
  CHECK(ledger.companies().empty());
}

TEST_CASE("importing a file twice changes nothing, also after its month is closed") {
  const TempDir dir;
  Ledger ledger = ledger_with(dir.path("porto.db"), {"bolag-1"});
  const std::vector files = {dir.write("may.csv",
                                       "event_id,company,occurred_at,quantity\n"
                                       "a,bolag-1,2025-05-10T12:00:00Z,10001\n")};
  CHECK(ledger.import_files(files).stored == 1);
  const Invoice closed =
      ledger.close(Month(2025, 5), parse_rfc3339("2025-06-02T00:00:00Z")).invoice;
  CHECK(amounts(closed) == "500.00 + 0.01");
  const ImportReport again = ledger.import_files(files);
  CHECK(again.duplicate == 1);
  CHECK(again.clean());

  const std::vector late = {dir.write("late.csv",
                                      "event_id,company,occurred_at,quantity\n"
                                      "b,bolag-1,2025-05-11T12:00:00Z,1\n")};
  const ImportReport stored = ledger.import_files(late);
  CHECK(stored.stored == 1);
  CHECK(stored.late == 1);
  CHECK(ledger.invoice(Month(2025, 5)).lines == closed.lines);
}

TEST_CASE("a moved ledger works on, and what it was moved from may go") {
  Ledger first = Ledger::in_memory();
  first.add_company({"bolag-1", ""});
  Ledger second = std::move(first);
  CHECK(second.companies().size() == 1);
}

// ---- Faults that other billing systems have had, with their tracker entries

TEST_CASE("usage from before a company has its domain is not billed, and is listed (polar #5345)") {
  const TempDir dir;
  Ledger ledger = ledger_with(dir.path("porto.db"), {"bolag-1"});
  ledger.add_domain({"bolag.se", "bolag-1", Day::parse("2025-05-10"), {}});
  for (const char* id : {"a", "b", "c"}) {
    UsageEvent e = event(id, "", "2025-05-09T12:00:00Z", 1);
    e.domain = "bolag.se";
    CHECK(ledger.record({&e, 1}).at(0).outcome == Outcome::stored);
  }
  CHECK(ledger.usage().empty());
  REQUIRE(ledger.unassigned().size() == 1);
  CHECK(ledger.unassigned()[0].events == 3);
  CHECK(amounts(ledger.invoice(Month(2025, 5))) == "500.00");
}

TEST_CASE("a correction below zero counts where the ledger allows it (lago-api #1555)") {
  const auto record = [](Ledger& ledger, const char* id, std::int64_t quantity) {
    const UsageEvent e = event(id, "bolag-1", "2025-05-15T12:00:00Z", quantity);
    return ledger.record({&e, 1}).at(0).outcome;
  };
  Ledger strict = Ledger::in_memory();
  CHECK(record(strict, "a", -10) == Outcome::rejected);
  Ledger ledger = Ledger::in_memory({.negative = true});
  ledger.add_tariff(vitec);
  ledger.add_company({"bolag-1", ""});
  ledger.subscribe({"bolag-1", "vitec-epost", Month(2025, 5), {}});
  record(ledger, "a", 10'005);
  CHECK(amounts(ledger.invoice(Month(2025, 5))) == "500.00 + 0.06");
  record(ledger, "b", -10);
  CHECK(amounts(ledger.invoice(Month(2025, 5))) == "500.00");
  CHECK(ledger.usage().at(0).quantity == 9'995);
}

}  // namespace ledger_test
