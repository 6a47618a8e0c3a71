// Recording events: which are refused and why, closed months, and that nothing else changes.
#include "metering/ingest.hpp"

#include "metering/row_event.hpp"
#include "porto/usage.hpp"
#include "support/thrown.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace ingest_test {
namespace {

UsageEvent event(std::string_view id, std::string_view time = june, std::int64_t quantity = 1) {
  UsageEvent e;
  e.source = "test";
  e.event_id = id;
  e.company = "bolag-1";
  e.occurred_at = parse_rfc3339(time);
  e.quantity = quantity;
  return e;
}

void check_refused(const UsageEvent& e, const std::string& kind, const std::string& detail,
                   const LedgerOptions& ledger = {}) {
  Metering m(ledger);
  const RecordResult result = m.record(e, parse_rfc3339(june));
  CHECK(result.outcome == Outcome::rejected);
  CHECK(result.kind == kind);
  CHECK(contains(result.reason, detail));
  CHECK(m.usage().empty());
}

void check_month(const std::string& time, const Month& month, Month first = Month(2000, 1)) {
  Metering m({.first_month = first});
  CHECK(m.record(event("e", time)).outcome == Outcome::stored);
  CHECK(m.usage().at(0).month == month);
}

void check_outcomes(Metering& m, const std::vector<UsageEvent>& events,
                    const std::vector<Outcome>& expected) {
  const std::vector<RecordResult> results = m.record(events);
  REQUIRE(results.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(results[i].outcome == expected[i]);
}

}  // namespace

TEST_CASE("a time of 0 is a time that was not set, or read in another unit") {
  UsageEvent e = event("e");
  e.occurred_at = {0};
  check_refused(e, "occurred_at is 0", "it was not set, or is in another unit");
  check_refused(event("e", "1970-01-01T01:00:00+01:00"), "occurred_at is 0", "epoch_ms");
  check_month("1970-01-01T00:00:00.000001Z", Month(1970, 1), Month(1970, 1));
  check_month("1970-01-01T00:00:01Z", Month(1970, 1), Month(1970, 1));
}

TEST_CASE(
    "an event before the ledger's first month is refused, with a hint at the unit of its time") {
  const std::string kind = "occurred_at is before the ledger's first month";
  check_refused(event("e", "1999-12-31T22:59:59Z"), kind,
                "1999-12-31T22:59:59Z, and events begin in 2000-01");
  check_month("1999-12-31T23:00:00Z", Month(2000, 1));  // in Stockholm
  check_refused(event("e", "1970-01-21T12:18:43Z"), kind,
                "epoch is seconds, epoch_ms milliseconds");
  const LedgerOptions recent{.first_month = Month(2026, 3)};
  check_refused(event("e", "2026-02-28T22:59:59Z"), kind, "begin in 2026-03", recent);
  check_month("2026-02-28T23:00:00Z", Month(2026, 3), Month(2026, 3));
}

TEST_CASE("a malformed event is refused with what is wrong") {
  UsageEvent e = event("");
  check_refused(e, "event_id cannot be used, it is empty", "1 to 255 bytes");
  e = event(std::string_view("a\0b", 3));
  check_refused(e, "event_id cannot be used, it has a control character", "a\\x00b");
  e = event("a\xFF");
  check_refused(e, "event_id cannot be used, it is not UTF-8", "a\\xFF");
  e = event("e");
  e.company = "";
  check_refused(e, "company cannot be used, it is empty", "1 to 255 bytes");
  const std::string long_id(256, 'x');
  e.company = long_id;
  check_refused(e, "company cannot be used, it is longer than 255 bytes", "xxx");
  e = event("e");
  e.source = "";
  check_refused(e, "source cannot be used, it is empty", "1 to 255 bytes");
  e = event("e");
  e.meter = "mesages";
  check_refused(e, "meter is unknown", "did you mean \"messages\"?");
  e.meter = "";
  check_refused(e, "meter is unknown", "the ledger has \"gb\", \"messages\"");
  check_refused(event("e", june, -1), "quantity is negative", "-1");
  e = event("e", june, -1500);
  e.meter = "gb";
  check_refused(e, "quantity is negative", "-1.5; usage is 0 or more in this ledger");
  e = event("e");
  e.company = "";
  e.domain = "Mail.bolag.se";
  check_refused(e, "domain has capital letters", "write it in lower case");
  e.domain = "mail\x01.se";
  check_refused(e, "domain cannot be used, it has a control character", "mail");
  check_refused(event("e", "1969-12-31T00:00:00Z"), "occurred_at is out of range", "1970-01");
  check_refused(event("e", "2200-01-01T00:00:00Z"), "occurred_at is out of range", "2199-12");
}

TEST_CASE("a refused event holds up no other") {
  Metering m;
  check_outcomes(m, {event("a"), event(""), event("b", june, -5), event("c")},
                 {Outcome::stored, Outcome::rejected, Outcome::rejected, Outcome::stored});
  CHECK(m.total() == 2);
}

TEST_CASE("an event belongs to the month of the ledger's zone") {
  check_month("2025-05-31T21:59:59.999999Z", Month(2025, 5));
  check_month("2025-05-31T22:30:00Z", Month(2025, 6));
  check_month("2025-07-31T21:59:59.999999Z", Month(2025, 7));
  check_month("2025-07-31T22:00:00Z", Month(2025, 8));
  check_month("2025-03-31T22:30:00Z", Month(2025, 4));   // summer time: +02:00
  check_month("2025-10-31T22:30:00Z", Month(2025, 10));  // winter time: +01:00
  check_month("2025-08-01T00:01:00+02:00", Month(2025, 8));
  check_month("2016-12-31T23:59:60Z", Month(2017, 1));  // the last leap second
}

TEST_CASE("an identity counts once; other content is a conflict and changes nothing") {
  Metering m;
  UsageEvent elsewhere = event("a");
  elsewhere.source = "other";
  check_outcomes(m, {event("a"), event("a"), event("a", june, 2), elsewhere},
                 {Outcome::stored, Outcome::duplicate, Outcome::conflict, Outcome::stored});
  UsageEvent other_company = event("a");
  other_company.company = "bolag-2";
  UsageEvent other_meter = event("a");
  other_meter.meter = "gb";
  const UsageEvent other_time = event("a", "2025-06-16T12:00:00Z");
  check_outcomes(m, {event("a"), other_company, other_meter, other_time},
                 {Outcome::duplicate, Outcome::conflict, Outcome::conflict, Outcome::conflict});
  CHECK(m.usage() == std::vector<MonthUsage>{{Month(2025, 6), "bolag-1", "messages", 0, 2, 2}});
}

TEST_CASE("a conflict says which fields differ, and what both have") {
  Metering m;
  const auto check_reason = [&](const UsageEvent& e, const std::string& differences) {
    const RecordResult result = m.record(e);
    CHECK(result.outcome == Outcome::conflict);
    CHECK(contains(result.reason,
                   "event_id is taken by another event: \"a\" of source \"test\" has " +
                       differences + "; the stored event was not changed. If the "));
  };
  UsageEvent e = event("a", june, 2);
  e.meter = "gb";
  REQUIRE(m.record(e).outcome == Outcome::stored);
  e.quantity = 2500;
  check_reason(e, "quantity 2.5 instead of 0.002");
  e.company = "bolag-2";
  e.occurred_at = parse_rfc3339("2025-06-15T12:00:00.5Z");
  check_reason(e,
               "company \"bolag-2\" instead of \"bolag-1\", occurred_at 2025-06-15T12:00:00.5Z"
               " instead of 2025-06-15T12:00:00Z, quantity 2.5 instead of 0.002");
  check_reason(event("a", june, 2),
               "meter \"messages\" instead of \"gb\", quantity 2 instead of"
               " 0.002");
  e = event("a", june, 2);
  e.meter = "gb";
  e.company = "";
  e.domain = "bolag.se";
  check_reason(e, "company of domain \"bolag.se\" instead of \"bolag-1\"");
}

TEST_CASE("a conflict of an event that was stored for a domain") {
  Metering m;
  UsageEvent e = event("a", june, 1);
  e.company = "";
  e.domain = "bolag.se";
  CHECK(m.record(e).outcome == Outcome::stored);
  e.domain = "other.se";
  CHECK(contains(m.record(e).reason, " has domain \"other.se\" instead of \"bolag.se\""));
  e.domain = "";
  e.company = "bolag-1";
  CHECK(contains(m.record(e).reason, "company \"bolag-1\" instead of that of domain \"bolag.se\""));
}

TEST_CASE("how far in the future an event may be is the ledger's to say") {
  const LedgerOptions policies{.future_days = 2};
  check_refused(event("e", "2025-06-17T12:00:00.000001Z"), "occurred_at is in the future",
                "2025-06-17T12:00:00.000001Z, and it is 2025-06-15T12:00:00Z; this ledger takes"
                " events until 2025-06-17T12:00:00Z",
                policies);
  Metering m(policies);
  CHECK(m.record(event("e", "2025-06-17T12:00:00Z"), parse_rfc3339(june)).outcome ==
        Outcome::stored);
  CHECK(thrown([&] { m.record(event("f")); }).code == ErrorCode::invalid_argument);
  Metering any;
  CHECK(any.record(event("e", "2199-06-17T12:00:00Z")).outcome == Outcome::stored);
}

TEST_CASE("quantities below zero are taken where the ledger allows them") {
  Metering m({.negative = true});
  CHECK(m.record(event("a", june, 10'005)).outcome == Outcome::stored);
  CHECK(m.record(event("b", june, -10)).outcome == Outcome::stored);
  CHECK(m.total() == 9'995);
}

TEST_CASE(
    "a ledger that refuses late usage takes no new event of a closed month, and still knows"
    " those it has") {
  Metering m({.late = LatePolicy::refuse});
  REQUIRE(m.record(event("may", "2025-05-15T12:00:00Z")).outcome == Outcome::stored);
  m.close(Month(2025, 5));
  check_outcomes(m,
                 {event("may", "2025-05-15T12:00:00Z"), event("may", "2025-05-15T12:00:00Z", 7),
                  event("late", "2025-05-20T12:00:00Z"), event("june")},
                 {Outcome::duplicate, Outcome::conflict, Outcome::rejected, Outcome::stored});
  const RecordResult late = m.record(event("late", "2025-05-20T12:00:00Z"));
  CHECK(late.kind == "month is closed");
  CHECK(contains(late.reason, "2025-05 is closed and takes no new usage; keep the row"));
  const RecordResult earlier = m.record(event("earlier", "2025-04-20T12:00:00Z"));
  CHECK(earlier.kind == "month is closed");  // as it can never be closed now
  CHECK(m.total() == 2);
}

TEST_CASE("a ledger that adjusts stores late usage and marks what it changed") {
  Metering m;
  REQUIRE(m.record(event("may", "2025-05-15T12:00:00Z")).outcome == Outcome::stored);
  m.close(Month(2025, 5));
  CHECK(m.record(event("may", "2025-05-15T12:00:00Z")).outcome == Outcome::duplicate);
  CHECK(m.store->changed().empty());
  CHECK(m.record(event("late", "2025-05-20T12:00:00Z")).outcome == Outcome::stored);
  CHECK(m.store->changed() == std::vector<CompanyMonth>{{Month(2025, 5), "bolag-1"}});
  CHECK(m.total() == 2);
}

TEST_CASE("a pruned month takes no new event, whatever the ledger does with late ones") {
  Metering m;
  REQUIRE(m.record(event("may", "2025-05-15T12:00:00Z")).outcome == Outcome::stored);
  m.close(Month(2025, 5));
  {
    const auto transaction = m.store->begin(Store::Access::write);
    m.store->prune(Month(2025, 5), m.zone.end(Month(2025, 5)), parse_rfc3339(june),
                   [&](Instant time) { return m.zone.month_of(time); });
    transaction->commit();
  }
  CHECK(m.record(event("may", "2025-05-15T12:00:00Z")).outcome == Outcome::duplicate);
  const RecordResult result = m.record(event("new", "2025-05-15T12:00:00Z"));
  CHECK(result.outcome == Outcome::rejected);
  CHECK(result.kind == "month is pruned");
  CHECK(contains(result.reason, "the events of 2025-05 were removed"));
  CHECK(contains(m.record(event("april", "2025-04-15T12:00:00Z")).reason, "month is pruned"));
  REQUIRE(m.record(event("june")).outcome == Outcome::stored);
  CHECK(m.record(event("june", "2025-05-15T12:00:00Z")).outcome == Outcome::conflict);
  CHECK(m.total() == 2);
}

TEST_CASE("an id whose event was pruned is a duplicate or a conflict in any year") {
  Metering m({.negative = true});
  const Instant may = parse_rfc3339("2025-05-15T12:00:00Z");
  REQUIRE(m.record(event("a", "2025-05-15T12:00:00Z", 2)).outcome == Outcome::stored);
  REQUIRE(m.record(event("b", "2025-05-15T12:00:00Z", 2)).outcome == Outcome::stored);
  const Void correct_b{"test", "b", "ada", "too few", may};
  {
    const auto transaction = m.store->begin(Store::Access::write);
    m.store->add_void(correct_b, Month(2025, 5), "b/correction-1");
    transaction->commit();
  }
  REQUIRE(m.record(event("b/correction-1", "2025-05-15T12:00:00Z", 3)).outcome == Outcome::stored);
  m.close(Month(2025, 5));
  {
    const auto transaction = m.store->begin(Store::Access::write);
    m.store->prune(Month(2025, 5), m.zone.end(Month(2025, 5)), parse_rfc3339(june),
                   [&](Instant time) { return m.zone.month_of(time); });
    transaction->commit();
  }
  for (const char* at : {"2025-05-15T12:00:01Z", "2025-06-01T20:00:00Z", "2035-05-15T12:00:00Z"}) {
    const RecordResult later = m.record(event("a", at, 2));
    CHECK(later.outcome == Outcome::conflict);
    CHECK(later.kind == "event_id is taken by another event");
    CHECK(contains(later.reason, "its event has been pruned since; nothing was changed"));
  }
  CHECK(m.record(event("a", "2025-05-15T12:00:00Z", 3)).outcome == Outcome::conflict);
  // What it was corrected to counts already; what it said before is what is known of it.
  CHECK(m.record(event("b", "2025-05-15T12:00:00Z", 3)).outcome == Outcome::duplicate);
  CHECK(m.record(event("b", "2025-05-15T12:00:00Z", 2)).outcome == Outcome::duplicate);
  CHECK(m.record(event("b", "2025-05-15T12:00:00Z", 4)).outcome == Outcome::conflict);
  CHECK(m.record(event("b", "2025-06-15T12:00:00Z", 3)).outcome == Outcome::conflict);
  // No sender knows the id that the correction made.
  const RecordResult made = m.record(event("b/correction-1", "2025-05-15T12:00:00Z", 3));
  CHECK(made.outcome == Outcome::conflict);
  CHECK(contains(made.reason, "was made here, by the correction of \"b\""));
  CHECK(m.total() == 5);
}

TEST_CASE("an identity stored by the same batch is found for a closed month too") {
  Metering m({.late = LatePolicy::refuse});
  m.close(Month(2025, 5));
  check_outcomes(m, {event("a"), event("a", "2025-05-15T12:00:00Z")},
                 {Outcome::stored, Outcome::conflict});
}

namespace {

DatedEvent dated(const UsageEvent& e) {
  DatedEvent judged{e, Metering::stockholm().month_of(e.occurred_at)};
  if (e.company.empty()) judged.day = Metering::stockholm().day_of(e.occurred_at);
  return judged;
}

UsageEvent of_domain(std::string_view id, std::string_view domain, std::string_view time = june) {
  UsageEvent e = event(id, time);
  e.company = "";
  e.domain = domain;
  return e;
}

Ingested ingest(Metering& m, std::span<const DatedEvent> events) {
  const auto transaction = m.store->begin(Store::Access::write);
  Ingested ingested = porto::internal::ingest(*m.store, events, {.by_company = true});
  transaction->commit();
  return ingested;
}

}  // namespace

TEST_CASE("a batch reports new companies, and what it stored by month and company") {
  Metering m;
  const std::vector<DatedEvent> events = {dated(event("a")), dated(event("a")), dated(event("b")),
                                          dated(event("c", "2025-07-01T12:00:00Z"))};
  const Ingested ingested = ingest(m, events);
  CHECK(ingested.new_companies == std::vector<std::string>{"bolag-1"});
  const std::map<Month, std::uint64_t> by_month = {{Month(2025, 6), 2}, {Month(2025, 7), 1}};
  CHECK(ingested.stored_by_month == by_month);
  const std::map<std::pair<Month, std::string>, std::uint64_t> by_company = {
      {{Month(2025, 6), "bolag-1"}, 2}, {{Month(2025, 7), "bolag-1"}, 1}};
  CHECK(ingested.stored_by_company == by_company);
  CHECK(ingest(m, events).new_companies.empty());
}

TEST_CASE("a batch reports what is late, and what belongs to nobody") {
  Metering m;
  m.add_company("bolag-2");
  {
    const auto transaction = m.store->begin(Store::Access::write);
    m.store->add_claim({"bolag.se", "bolag-2", Day::parse("2025-06-10"), Day::parse("2025-06-15")});
    transaction->commit();
  }
  m.close(Month(2025, 5));
  const std::vector<DatedEvent> events = {
      dated(event("a", "2025-05-15T12:00:00Z")),
      dated(of_domain("b", "bolag.se")),
      dated(of_domain("c", "bolag.se", "2025-06-15T22:00:00Z")),  // the 16th in Stockholm
      dated(of_domain("d", "other.se")),
      dated(of_domain("e", "other.se", "2025-05-15T12:00:00Z")),
      dated(event("f", "2025-04-15T12:00:00Z"))};  // before the first month that was closed
  const Ingested ingested = ingest(m, events);
  CHECK(ingested.late == 3);
  CHECK(ingested.unassigned == 3);
  const std::map<std::pair<Month, std::string>, std::uint64_t> by_company = {
      {{Month(2025, 4), "bolag-1"}, 1},
      {{Month(2025, 5), ""}, 1},
      {{Month(2025, 5), "bolag-1"}, 1},
      {{Month(2025, 6), ""}, 2},
      {{Month(2025, 6), "bolag-2"}, 1}};
  CHECK(ingested.stored_by_company == by_company);
  CHECK(ingest(m, events).unassigned == 0);  // duplicates are not stored
}

TEST_CASE("a total that does not fit is an error and nothing is stored") {
  Metering m;
  REQUIRE(m.record(event("a", june, INT64_MAX - 1)).outcome == Outcome::stored);
  const std::vector<UsageEvent> events = {event("b"), event("c")};
  CHECK(thrown([&] { m.record(events); }).code == ErrorCode::overflow);
  CHECK(m.total() == INT64_MAX - 1);
  CHECK(m.record(event("b")).outcome == Outcome::stored);
}

TEST_CASE("a store without rows to record is left alone") {
  Metering m;
  CHECK(m.record(std::span<const UsageEvent>()).empty());
  CHECK(m.usage().empty());
}

TEST_CASE("outcomes have names") {
  CHECK(std::string(to_string(Outcome::stored)) == "stored");
  CHECK(std::string(to_string(Outcome::duplicate)) == "duplicate");
  CHECK(std::string(to_string(Outcome::conflict)) == "conflict");
  CHECK(std::string(to_string(Outcome::rejected)) == "rejected");
}

namespace {

void check_quantity(const std::string& text, int decimals, std::int64_t expected) {
  std::int64_t quantity = -1;
  CHECK_FALSE(read_quantity(text, {"m", decimals}, quantity));
  CHECK(quantity == expected);
}

void check_no_quantity(const std::string& text, int decimals, const std::string& reason) {
  std::int64_t quantity = -1;
  const std::optional<Refusal> refusal = read_quantity(text, {"m", decimals}, quantity);
  REQUIRE(refusal);
  CHECK(contains(refusal->text(), reason));
  CHECK(quantity == -1);
}

}  // namespace

TEST_CASE("a quantity is exact at its meter's decimals") {
  check_quantity("0", 0, 0);
  check_quantity("007", 0, 7);
  check_quantity("999999999999999999", 0, 999999999999999999);
  check_quantity("9223372036854775807", 0, INT64_MAX);
  check_quantity("00000000000000000000012", 0, 12);
  check_quantity("2.0", 0, 2);
  check_quantity("1.5", 3, 1500);
  check_quantity("1.5000000", 3, 1500);
  check_quantity("12", 3, 12000);
  check_quantity("9223372036854775.807", 3, INT64_MAX);
  check_quantity("0.000000000000000001", 18, 1);
  check_quantity("-1", 0, -1);
  check_quantity("-0.5", 3, -500);
  check_quantity("-9223372036854775808", 0, INT64_MIN);
}

TEST_CASE("a quantity that is not exact is refused, never guessed at") {
  check_no_quantity("", 0, "quantity is empty: write a number");
  for (const char* text : {"abc", "1e3", " 5", "5 ", "+5", "1,5", "1 000", "0x10", "NaN", "1e400",
                           ".5", "5.", ".", "-", "--1", "-0.0.66962", "1.2.3", "1E+15", "inf"})
    check_no_quantity(text, 0,
                      "quantity is not a plain number: \"" + std::string(text) + "\"; write");
  check_no_quantity("\xD9\xA3", 0, "quantity is not a plain number: ");  // an Arabic digit
  check_no_quantity("1.5", 0, "quantity has too many decimals: \"1.5\", but meter \"m\" has 0");
  check_no_quantity("1.2345", 3, "quantity has too many decimals: ");
  check_no_quantity("9223372036854775808", 0, "quantity is too large: \"9223372036854775808\"");
  check_no_quantity("9223372036854775808", 0, "at most 9223372036854775807");
  check_no_quantity("9223372036854775.808", 3, "at most 9223372036854775.807");
  check_no_quantity(std::string(200, '9'), 0, "quantity is too large: ");
}

TEST_CASE("ids that a spreadsheet rewrote are known") {
  CHECK(looks_mangled("1.23E+15"));
  CHECK(looks_mangled("1E+15"));
  for (const char* id : {"0010", "E+15", "1.23E15", "1.23E+", "a1.23E+15", "1.2.3E+15"})
    CHECK_FALSE(looks_mangled(id));
}

// ---- Faults that other billing systems have had, with their tracker entries

TEST_CASE("a call that fails leaves no row behind (lago-api #4772)") {
  Metering m;
  const std::vector events = {event("a"), event("b", june, INT64_MAX), event("c", june, 9)};
  CHECK(thrown([&] { m.record(events); }).code == ErrorCode::overflow);
  CHECK(m.usage().empty());
  CHECK(m.store->companies().empty());
  CHECK(m.record(event("a")).outcome == Outcome::stored);
}

TEST_CASE("an identity is one for ever, not for a day (docs.stripe.com: at least 24 hours)") {
  Metering m;
  CHECK(m.record(event("e1", "2025-05-01T12:00:00Z")).outcome == Outcome::stored);
  CHECK(m.record(event("e1", "2025-05-02T13:00:00Z")).outcome == Outcome::conflict);
  CHECK(m.record(event("e1", "2025-06-10T12:00:00Z")).outcome == Outcome::conflict);
  CHECK(m.record(event("e1", "2025-05-01T14:00:00+02:00")).outcome == Outcome::duplicate);
  CHECK(m.total() == 1);
}

}  // namespace ingest_test
