// See key_order.hpp.
#include "store/postgres/key_order.hpp"

#include <algorithm>
#include <tuple>

#include "base/short_text.hpp"
#include "store/postgres/identity.hpp"

namespace porto::internal::postgres {
namespace {

// What decides between most of them without a look at the events.
struct Key {
  std::int16_t bucket;
  std::uint64_t head;  // of the event's id
  std::size_t index;
};

}  // namespace

KeyOrder::KeyOrder(std::span<const DatedEvent> events) : events_(events) {
  std::vector<Key> keys;
  keys.reserve(events.size());
  buckets_.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    const UsageEvent& event = events[i].event;
    buckets_.push_back(bucket_of(event.source, event.event_id));
    keys.push_back({buckets_.back(), text_head(event.event_id), i});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.bucket != b.bucket) return a.bucket < b.bucket;
    if (a.head != b.head) return a.head < b.head;
    const UsageEvent& one = events[a.index].event;
    const UsageEvent& other = events[b.index].event;
    return std::tie(one.event_id, one.source, a.index) <
           std::tie(other.event_id, other.source, b.index);
  });
  indexes_.reserve(keys.size());
  for (const Key& key : keys) indexes_.push_back(key.index);
}

std::size_t KeyOrder::count_same(std::size_t place) const {
  const UsageEvent& first = events_[indexes_[place]].event;
  std::size_t end = place + 1;
  while (end < indexes_.size()) {
    const UsageEvent& next = events_[indexes_[end]].event;
    if (!same_text(next.event_id, first.event_id) || next.source != first.source) break;
    ++end;
  }
  return end - place;
}

}  // namespace porto::internal::postgres
