// The order in which events are looked up and stored.
#include "store/postgres/key_order.hpp"

#include <algorithm>
#include <random>

#include "store/postgres/identity.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::key_order_test {

using namespace internal;
using namespace internal::postgres;
namespace {

std::vector<DatedEvent> events_of(const std::vector<std::string>& ids) {
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) events.push_back(event(id));
  return events;
}

}  // namespace

TEST_CASE("events of one identity are neighbours, in the order in which they came") {
  std::vector<std::string> ids;
  for (int i = 0; i < 2'000; ++i) ids.push_back("event-" + std::to_string(i % 700));
  std::vector<DatedEvent> events = events_of(ids);
  events[5].event.source = "t";  // the id of another source
  const KeyOrder order(events);
  REQUIRE(order.indexes().size() == events.size());
  std::size_t identities = 0;
  for (std::size_t place = 0; place < events.size(); ++identities) {
    const auto same = order.indexes().subspan(place, order.count_same(place));
    CHECK(std::ranges::is_sorted(same));
    for (const std::size_t i : same) {
      CHECK(events[i].event.event_id == events[same.front()].event.event_id);
      CHECK(events[i].event.source == events[same.front()].event.source);
    }
    place += same.size();
  }
  CHECK(identities == 701);
}

TEST_CASE("buckets come in their order, and whatever order events come in, theirs is the same") {
  std::vector<std::string> ids;
  for (int i = 0; i < 1'000; ++i) ids.push_back("a long common beginning " + std::to_string(i));
  const auto in_order = [&] {
    const std::vector<DatedEvent> events = events_of(ids);
    const KeyOrder order(events);
    std::vector<std::string> ordered;
    std::int16_t last = 0;
    for (const std::size_t i : order.indexes()) {
      CHECK(order.bucket(i) == bucket_of("s", ids[i]));
      CHECK(last <= order.bucket(i));
      last = order.bucket(i);
      ordered.push_back(ids[i]);
    }
    return ordered;
  };
  const std::vector<std::string> first = in_order();
  std::ranges::shuffle(ids, std::mt19937(7));
  CHECK(in_order() == first);
}

}  // namespace porto::testing::key_order_test
