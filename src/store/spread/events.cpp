// Stored events: those of the head, then of each other server, which is the order of their numbers.
// The head knows which of them are voided, and whose a domain is.
#include <algorithm>
#include <utility>

#include "store/spread/implementation.hpp"
#include "store/spread/place.hpp"

namespace porto::internal::spread {

using namespace postgres;

namespace {

using Visit = std::function<void(const StoredEvent&)>;

// What the head says of an event of another server; null: it is not voided.
void complete(StoredEvent& event, const VoidOfEvent* of, const Owners& owners) {
  if (event.day) event.owner = owners.of(event.domain, *event.day);
  if (!of) return;
  event.voided = of->what;
  event.corrected_by = of->replaced_by;
}

// One walk through the events of a server that is not the head.
class ServerWalk {
 public:
  ServerWalk(PostgresStore& server, const EventFilter& filter, const Owners& owners,
             std::vector<VoidOfEvent> voids, std::uint64_t& left, const Visit& visit)
      : server_(server),
        filter_(filter),
        owners_(owners),
        voids_(std::move(voids)),
        left_(left),
        visit_(visit) {
    asked_.after_close.reset();
    asked_.by_close.reset();
    asked_.limit.reset();
    asked_.voided = true;
    if (filter_.company) asked_.or_domains = owners_.domains_of(*filter_.company);
  }

  void walk(const EventRange& range) {
    asked_.first_seq = range.first;
    asked_.last_seq = range.last;
    if (filter_.only_voided) return walk_voided();
    if (!filter_.limit)
      return server_.each_event(asked_, [&](const StoredEvent& event) { take(event); });
    walk_pages();
  }

 private:
  // Where few are wanted, few are asked for at a time.
  void walk_pages() {
    constexpr std::uint64_t least = 1'000;
    while (left_ > 0) {
      asked_.limit = std::max(left_, least);
      std::uint64_t seen = 0;
      std::int64_t last = 0;
      server_.each_event(asked_, [&](const StoredEvent& event) {
        ++seen;
        last = event.seq;
        take(event);
      });
      if (seen < *asked_.limit) return;
      asked_.first_seq = last + 1;
    }
  }

  // Those that are voided with their imports are told by their server, the others by the head.
  void walk_voided() {
    std::vector<StoredEvent> alone;
    EventFilter one = asked_;
    one.only_voided = false;
    for (const VoidOfEvent& of : voids_) {
      if (of.seq < *asked_.first_seq || of.seq > *asked_.last_seq) continue;
      one.first_seq = one.last_seq = of.seq;
      server_.each_event(one, [&](const StoredEvent& event) { alone.push_back(event); });
    }
    auto next = alone.begin();
    server_.each_event(asked_, [&](const StoredEvent& event) {
      while (next != alone.end() && next->seq < event.seq) take(*next++);
      take(event);
    });
    while (next != alone.end()) take(*next++);
  }

  void take(const StoredEvent& stored) {
    if (left_ == 0) return;
    event_ = stored;
    const auto of = std::ranges::lower_bound(voids_, stored.seq, {}, &VoidOfEvent::seq);
    const bool is_voided = of != voids_.end() && of->seq == stored.seq;
    complete(event_, is_voided ? &*of : nullptr, owners_);
    if (filter_.company && event_.owner != *filter_.company) return;
    if (!filter_.voided && event_.voided) return;
    --left_;
    visit_(event_);
  }

  PostgresStore& server_;
  const EventFilter& filter_;
  const Owners& owners_;
  std::vector<VoidOfEvent> voids_;  // by seq
  std::uint64_t& left_;
  const Visit& visit_;
  EventFilter asked_ = filter_;
  StoredEvent event_{};
};

// The numbers that events of a server have, as the filter says: lane by lane where that asks for
// what a close has found.
std::vector<EventRange> ranges_of(Store& head, const EventFilter& filter, const EventRange& all) {
  const EventRange wanted{std::max(all.first, filter.first_seq.value_or(all.first)),
                          std::min(all.last, filter.last_seq.value_or(all.last))};
  std::vector<EventRange> ranges;
  if (!filter.after_close && !filter.by_close) {
    if (wanted.first <= wanted.last) ranges.push_back(wanted);
    return ranges;
  }
  const auto end_in = [](const ClosedState& closed, std::int64_t lane) {
    for (const LaneHead& head_of : closed.lanes)
      if (lane_of(head_of.last_batch) == lane) return head_of.last_seq;
    return lane * lane_size;
  };
  std::optional<ClosedState> after;
  std::optional<ClosedState> by;
  if (filter.after_close) after = head.closed_state(*filter.after_close);
  if (filter.by_close) by = head.closed_state(*filter.by_close);
  for (std::int64_t lane = lane_of(all.first); lane <= lane_of(all.last); ++lane) {
    EventRange range{lane * lane_size, (lane + 1) * lane_size - 1};
    if (after) range.first = end_in(*after, lane) + 1;
    if (by) range.last = end_in(*by, lane);
    range = {std::max(range.first, wanted.first), std::min(range.last, wanted.last)};
    if (range.first <= range.last) ranges.push_back(range);
  }
  return ranges;
}

// Nothing was stored before or after the close of a month that is open.
bool names_open_month(Store& head, const EventFilter& filter) {
  const std::vector<ClosedMonth> closed = head.closed_months();
  const auto is_open = [&](const std::optional<Month>& month) {
    return month && std::ranges::none_of(
                        closed, [&](const ClosedMonth& one) { return one.month == *month; });
  };
  return is_open(filter.after_close) || is_open(filter.by_close);
}

}  // namespace

std::optional<StoredEvent> SpreadStore::event(std::string_view source, std::string_view id) {
  const std::size_t server = server_of(source, id, servers_.size());
  std::optional<StoredEvent> event = at(server).event(source, id);
  if (!event || server == 0) return event;
  const std::optional<VoidOfEvent> of = head().void_of(event->seq);
  complete(*event, of ? &*of : nullptr, Owners(domains(event->domain)));
  return event;
}

void SpreadStore::each_event(const EventFilter& filter, const Visit& visit) {
  if (names_open_month(head(), filter)) return;
  const Owners owners(domains({}));
  std::uint64_t left = filter.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  head().each_event(filter, [&](const StoredEvent& event) {
    --left;
    visit(event);
  });
  for (std::size_t i = 1; i < servers_.size() && left > 0; ++i) {
    Server& server = at(i);
    const EventRange numbers = server.numbers();
    const std::vector<EventRange> ranges = ranges_of(head(), filter, numbers);
    if (ranges.empty()) continue;
    ServerWalk walk(server, filter, owners, head().voids_between(numbers), left, visit);
    for (const EventRange& range : ranges) walk.walk(range);
  }
}

void SpreadStore::each_batch(const std::function<void(const EventBatch&)>& visit) {
  for (std::size_t i = 0; i < servers_.size(); ++i) at(i).each_batch(visit);
}

}  // namespace porto::internal::spread
