// Closed months as they are kept: their totals, changes since, and pruning.
#include <optional>
#include <utility>

#include "unit/store/fixture.hpp"

namespace porto::testing::periods_test {

using namespace internal;
namespace {

const Month may(2025, 5);
const Month june(2025, 6);
const Instant end_of_may{202506'000};
const Instant end_of_june{202507'000};

void close(Store& store, Month month, const std::vector<MonthUsage>& usage = {}) {
  write(store, [&] { store.add_closed_month({month, {1}}, {}, usage, {}); });
}

std::int64_t prune(Store& store, Month through, Instant before) {
  return write(store, [&] { return store.prune(through, before, {9}, month_of); });
}

}  // namespace

TEST_CASE_TEMPLATE("a period comes back with all it has, and the totals it was computed from", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] { store.add_meter({"gb", 3}); });
  append(store, {event("1", 5), event("2", 6, "b", may)});
  const ClosedMonth period{june, {1}, "abc", 2, 1};
  const MonthUsage own{june, "a", "messages", 0, 5, 1};
  const MonthUsage adjusted{may, "b", "gb", 3, -6, 0};
  write(store, [&] { store.add_closed_month(period, {}, std::vector{own, adjusted}, {}); });
  close(store, june.next());
  CHECK(store.closed_months().at(0) == period);
  CHECK(store.period_usage(june) == std::vector{adjusted, own});
  CHECK(store.period_usage(june, {may, {}}) == std::vector{adjusted});
  CHECK(store.period_usage(june, {{}, "a"}) == std::vector{own});
  CHECK(store.period_usage(june, {.month = may, .company = "a"}).empty());
  CHECK(store.period_usage(june.next()).empty());
  CHECK(store.period_usage(may).empty());

  const auto code = [&](const MonthUsage& total) {
    return code_of([&] { close(store, june.plus(2), {own, total}); });
  };
  CHECK(code(own) == ErrorCode::conflict);
  CHECK(code({may, "nobody", "messages"}) == ErrorCode::not_found);
  CHECK(code({may, "a", "nothing"}) == ErrorCode::not_found);
  CHECK(store.closed_months().size() == 2);
}

TEST_CASE_TEMPLATE("lines by the month of their usage", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    for (const char* id : {"a", "b"}) store.put_company({id, ""});
    store.add_tariff({"vitec", 1, {2024, 2}, ""});
  });
  InvoiceLine adjustment = line("a", 2);
  adjustment.usage_month = may;
  write(store, [&] {
    store.add_closed_month({june, {1}}, std::vector{line("a", 1), adjustment, line("b", 1)}, {},
                           {});
  });
  CHECK(store.lines({.usage_month = may}) == std::vector{adjustment});
  CHECK(store.lines({.company = "a", .usage_month = june}) == std::vector{line("a", 1)});
  CHECK(store.lines({.month = june, .company = "b", .usage_month = may}).empty());
}

TEST_CASE_TEMPLATE("closed months are marked as changed until the next close", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    for (const char* id : {"a", "b"}) store.put_company({id, ""});
  });
  close(store, may);
  close(store, june);
  const auto mark = [&](const std::vector<CompanyMonth>& months) {
    write(store, [&] { store.mark_changed(months); });
  };
  mark({{june, "a"}, {may, "b"}});
  mark({{may, "a"}, {june, "a"}});
  CHECK(store.changed() == std::vector<CompanyMonth>{{may, "a"}, {may, "b"}, {june, "a"}});
  CHECK(code_of([&] { mark({{june, "nobody"}}); }) == ErrorCode::not_found);
  close(store, june.next());
  CHECK(store.changed().empty());
}

TEST_CASE_TEMPLATE("pruning removes the events of closed months and keeps what they add up to",
                   Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Day day(may, 3);
  append(store, {event("1", 5, "a", may), event("2", 6), domain_event("3", day, 7)});
  append(store, {event("4", 8, "a", may), event("5", 9, "a", june.next())});
  write(store, [&] { store.add_void({"s", "4", "ada", "why", {1}}, may); });
  close(store, may);
  close(store, june);
  const auto usage = store.usage({});
  const auto voids = store.voids();
  const Position position = store.position();
  const auto ids = [&] {
    std::string text;
    store.each_event({}, [&](const StoredEvent& event) { text += event.event_id; });
    return text;
  };
  CHECK(code_of([&] { prune(store, june.next(), end_of_june); }) == ErrorCode::month_open);
  CHECK(prune(store, may, end_of_may) == 3);
  CHECK(ids() == "25");
  CHECK(prune(store, may, end_of_may) == 0);
  CHECK(store.closed_months().at(0).pruned_at == Instant{9});
  CHECK(store.closed_months().at(1).pruned_at == std::nullopt);
  CHECK(store.usage({}) == usage);
  CHECK(store.unassigned().at(0).quantity == 7);
  CHECK(store.voids() == voids);
  CHECK(store.position() == position);
  CHECK(store.event("s", "1") == std::nullopt);
  // Totals of days can still be assigned.
  write(store, [&] { store.add_claim({"a.se", "a", {}, {}}); });
  CHECK(store.usage({.month = may, .company = {}}).at(0).quantity == 12);
  CHECK(prune(store, june, end_of_june) == 1);
  CHECK(ids() == "5");
}

TEST_CASE_TEMPLATE("a pruned identity is known for ever, and its content too", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] { store.add_meter({"gb", 3}); });
  const Day day(may, 3);
  const DatedEvent own = event("own", 5, "a", may);
  const DatedEvent of_domain = domain_event("of-domain", day, 7);
  append(store, {own, of_domain, event("june", 6), event("a", 1, "b", june)});
  append(store, {event("voided", 8, "a", may)});
  write(store, [&] { store.add_void({"s", "voided", "ada", "why", {1}}, may); });
  CHECK(store.pruned_identities().identities == 0);
  close(store, may);
  CHECK(prune(store, may, end_of_may) == 3);
  CHECK(store.pruned_identities().identities == 3);

  DatedEvent other[] = {own, own, own, own, own, own, of_domain, of_domain};
  other[0].event.quantity = 6;
  other[1].event.company = "b";
  other[2].event.company = "nobody";
  other[3].event.meter = "gb";
  ++other[4].event.occurred_at.unix_us;
  other[5] = domain_event("own", day, 5);
  other[6].event.domain = "b.se";
  other[7].event = event("of-domain", 7, "a", may).event;
  other[7].day.reset();
  const std::vector<DatedEvent> conflicts(std::begin(other), std::end(other));
  const std::vector<DatedEvent> duplicates = {own, of_domain, event("voided", 8, "a", may)};
  for (int round = 0; round < 2; ++round) {
    for (const auto& [events, outcome] :
         {std::pair(conflicts, Outcome::conflict), std::pair(duplicates, Outcome::duplicate)}) {
      const std::vector<std::optional<Outcome>> expected(events.size(), outcome);
      CHECK(store.find(events) == expected);
      const AppendResult appended = append(store, events);
      CHECK(appended.outcomes == std::vector(events.size(), outcome));
      CHECK(appended.new_companies.empty());
    }
    // In the same batch as a new one, and with a source that has none of them.
    DatedEvent elsewhere = own;
    elsewhere.event.source = round == 0 ? "s2" : "s3";
    CHECK(append(store, {other[0], elsewhere, own}).outcomes ==
          std::vector{Outcome::conflict, Outcome::stored, Outcome::duplicate});
    // When later ones are pruned too, what is known stays so.
    if (round == 0) {
      close(store, june);
      CHECK(prune(store, june, end_of_june) == 3);
    }
  }
  CHECK(store.pruned_identities().identities == 6);
  CHECK(store.find(std::vector{event("june", 6)}).front() == Outcome::duplicate);
  CHECK(store.event("s", "own") == std::nullopt);
  CHECK(store.has_company("nobody") == false);
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("a pruned identity is known when its company is no longer", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const DatedEvent of_company = event("1", 5, "gone", may);
  append(store, {of_company, event("2", 5, "a", may)});
  write(store, [&] { store.add_void({"s", "1", "ada", "why", {1}}, may); });
  close(store, may);
  CHECK(prune(store, may, end_of_may) == 2);
  write(store, [&] { store.remove_company("gone"); });
  REQUIRE_FALSE(store.has_company("gone"));
  const DatedEvent of_another = event("1", 5, "a", may);
  CHECK(store.find(std::vector{of_company, of_another}) ==
        std::vector<std::optional<Outcome>>{Outcome::duplicate, Outcome::conflict});
  CHECK(append(store, {of_company, of_another}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::conflict});
  CHECK_FALSE(store.has_company("gone"));
}

TEST_CASE_TEMPLATE("identities of an undone import stay free when its events are pruned", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const DatedEvent undone = event("1", 5, "a", may);
  const DatedEvent voided = event("2", 5, "a", may);
  write(store, [&] {
    ImportRecord record;
    record.no = store.add_import(record);
    record.events = store.record(std::vector{undone, voided}, record.no).stored;
    record.finished = true;
    store.update_import(record);
    store.add_void({"s", "2", "ada", "why", {1}}, may);
    ImportUndo undo;
    undo.import = record.no;
    store.undo_import(undo, [](Instant) { return may; });
  });
  append(store, {event("1", 7, "a", june)});
  close(store, may);
  CHECK(prune(store, may, end_of_may) == 2);
  CHECK(store.pruned_identities().identities == 1);  // of the one with a void of its own
  CHECK(store.find(std::vector{undone, voided, event("1", 7, "a", june)}) ==
        std::vector<std::optional<Outcome>>{Outcome::conflict, Outcome::duplicate,
                                            Outcome::duplicate});
  CHECK(store.event("s", "1").value().quantity == 7);
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("many events that are pruned stay known, one by one", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  std::vector<std::string> ids;
  for (int i = 0; i < 3'000; ++i) ids.push_back("event-" + std::to_string(i));
  std::vector<DatedEvent> all;
  for (const std::string& id : ids) all.push_back(event(id, 1, "a", id.back() == '7' ? june : may));
  append(store, all);
  close(store, may);
  CHECK(prune(store, may, end_of_may) == 2'700);
  CHECK(append(store, all).outcomes == std::vector(3'000, Outcome::duplicate));
  std::vector<DatedEvent> later = all;
  for (DatedEvent& one : later) one = event(one.event.event_id, 1, "a", june.next());
  CHECK(append(store, later).outcomes == std::vector(3'000, Outcome::conflict));
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("no number of an event is given twice, whatever was pruned", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("1", 5, "a", june)});
  append(store, {event("2", 5, "a", may), event("3", 5, "a", may)});
  close(store, may);
  CHECK(prune(store, may, end_of_may) == 2);
  CHECK(append(store, {event("1", 5, "a", june)}).outcomes == std::vector{Outcome::duplicate});
  append(store, {event("4", 5, "a", june), event("1", 5, "a", june), event("5", 5, "a", june)});
  CHECK(store.event("s", "4").value().seq == 4);
  CHECK(store.event("s", "5").value().seq == 5);
  std::vector<EventBatch> batches;
  store.each_batch([&](const EventBatch& batch) { batches.push_back(batch); });
  CHECK(batches.back().first_seq == 4);
  int events = 0;
  store.each_event({}, [&](const StoredEvent&) { ++events; });
  CHECK(events == 3);
}

}  // namespace porto::testing::periods_test
