// Recording: which months take new events, and what is marked for the next close.
#include <optional>
#include <vector>

#include "unit/store/fixture.hpp"

namespace porto::testing::record_test {

using namespace internal;
namespace {

const Month june{2025, 6};
const Month july{2025, 7};

Recorded record(Store& store, const std::vector<DatedEvent>& events) {
  const auto transaction = store.begin(Store::Access::record);
  Recorded recorded = store.record(events);
  transaction->commit();
  return recorded;
}

void close(Store& store, Month month) {
  write(store, [&] {
    store.cut(month);
    const Position position = store.position();
    store.add_closed_month({.month = month,
                            .closed_at = {1},
                            .last_seq = position.events,
                            .last_batch = position.batches},
                           {}, {}, {});
  });
}

}  // namespace

TEST_CASE_TEMPLATE("recording stores what is new, and tells its numbers", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Recorded first = record(store, {event("b"), event("a"), event("b"), event("b", 2)});
  CHECK(first.outcomes ==
        std::vector{Outcome::stored, Outcome::stored, Outcome::duplicate, Outcome::conflict});
  REQUIRE(first.stored.size() == 1);
  CHECK(first.stored[0].first == 1);
  CHECK(first.stored[0].last == 2);
  CHECK(first.new_companies == std::vector<std::string>{"a"});
  CHECK_FALSE(first.admission.closed_through);
  const Recorded again = record(store, {event("a")});
  CHECK(again.outcomes == std::vector{Outcome::duplicate});
  CHECK(again.stored.empty());
  CHECK(store.usage({}).front().quantity == 2);
}

TEST_CASE_TEMPLATE("late events of a company and of a domain are marked, until the next close",
                   Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    store.put_company({"b", ""});
    store.add_claim({"a.se", "b", std::nullopt, std::nullopt});
  });
  record(store, {event("1"), event("2", 1, "c")});
  close(store, june);
  CHECK(store.changed().empty());
  const Recorded late =
      record(store, {event("3"), domain_event("4", Day(june, 5)), event("5", 1, "c", july)});
  CHECK(late.admission.closed_through == june);
  CHECK(store.changed() == std::vector<CompanyMonth>{{june, "a"}, {june, "b"}});
  CHECK(store.changed(std::string("b")) == std::vector<CompanyMonth>{{june, "b"}});
  CHECK(store.changed_domains() == std::vector{june});
  close(store, july);
  CHECK(store.changed().empty());
  CHECK(store.changed_domains().empty());
}

TEST_CASE_TEMPLATE("a month that was pruned takes no new event, and knows the ones it had", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  record(store, {event("1")});
  close(store, june);
  write(store, [&] { store.prune(june, {july.number() * std::int64_t{1000}}, {2}, month_of); });
  const Recorded late =
      record(store, {event("2"), event("1"), event("1", 3), event("3", 1, "a", july)});
  CHECK(late.outcomes ==
        std::vector{Outcome::rejected, Outcome::duplicate, Outcome::conflict, Outcome::stored});
  CHECK(late.admission.pruned_through == june);
}

TEST_CASE_TEMPLATE("events are told apart by the closes before and after them", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  record(store, {event("1"), event("2", 1, "a", july)});
  close(store, june);
  record(store, {event("3"), event("4")});
  close(store, july);
  record(store, {event("5")});
  const auto ids = [&](const EventFilter& filter) {
    std::string all;
    store.each_event(filter, [&](const StoredEvent& one) { all += one.event_id; });
    return all;
  };
  CHECK(ids({.after_close = june}) == "345");
  CHECK(ids({.by_close = june}) == "12");
  CHECK(ids({.after_close = june, .by_close = july}) == "34");
  CHECK(ids({.from = Instant{june.number() * std::int64_t{1000}}, .after_close = july}) == "5");
  const ClosedState closed = store.closed_state(june);
  CHECK(was_stored_by(closed, 2));
  CHECK_FALSE(was_stored_by(closed, 3));
}

TEST_CASE("several lanes have one position, and their numbers are told apart") {
  const std::vector<LaneHead> one = {{7, 3, "digest"}};
  CHECK(position_of(one).digest == "digest");
  CHECK(position_of(one).events == 7);
  const std::int64_t second = 2 * lane_size;
  const std::vector<LaneHead> two = {{7, 3, "digest"}, {second + 5, second + 1, "other"}};
  const Position position = position_of(two);
  CHECK(position.events == 12);
  CHECK(position.batches == 4);
  CHECK(position.lanes == two);
  CHECK(position.digest.size() == 64);
  CHECK(position.digest !=
        position_of(std::vector{two[0], LaneHead{second + 5, second + 1, "o"}}).digest);
  CHECK(position_of({}) == Position{});
  const ClosedState closed{.lanes = two};
  CHECK(was_stored_by(closed, 7));
  CHECK_FALSE(was_stored_by(closed, 8));
  CHECK(was_stored_by(closed, second + 5));
  CHECK_FALSE(was_stored_by(closed, second + 6));
  CHECK_FALSE(was_stored_by(closed, lane_size + 1));
}

TEST_CASE("a correction is stored after what it corrects, in the lane of the write lock") {
  CHECK(may_correct(2, 1));
  CHECK_FALSE(may_correct(1, 2));
  CHECK_FALSE(may_correct(1, 1));
  CHECK(may_correct(1, lane_size + 9));
  CHECK_FALSE(may_correct(lane_size + 9, 1));
}

}  // namespace porto::testing::record_test
