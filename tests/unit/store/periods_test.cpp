// Closed months as they are kept: their totals, changes since, and pruning.
#include "unit/store/fixture.hpp"

namespace porto::testing {

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
                   InMemory, InSqlite) {
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

TEST_CASE_TEMPLATE("lines by the month of their usage", Kind, InMemory, InSqlite) {
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

TEST_CASE_TEMPLATE("closed months are marked as changed until the next close", Kind, InMemory,
                   InSqlite) {
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
                   Kind, InMemory, InSqlite) {
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

TEST_CASE_TEMPLATE("no number of an event is given twice, whatever was pruned", Kind, InMemory,
                   InSqlite) {
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

}  // namespace porto::testing
