// See event_list.hpp.
#include "billing/event_list.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <string>
#include <vector>

#include "porto/error.hpp"
#include "store/errors.hpp"

namespace porto::internal {
namespace {

[[noreturn]] void refuse_option(const std::string& why, const char* option) {
  throw Error(ErrorCode::invalid_argument, why, option);
}

// What is not in the ledger is more often a slip than the question for an empty list. Sources and
// domains are not looked up: senders make them.
void check_known(Store& store, const EventListOptions& options) {
  if (options.company && !store.has_company(*options.company))
    throw store_error::unknown_company(*options.company);
  if (options.meter && std::ranges::none_of(store.meters(), [&](const Meter& meter) {
        return meter.id == *options.meter;
      }))
    throw store_error::unknown_meter(*options.meter);
  if (options.import && !store.import(*options.import))
    throw store_error::unknown_import(*options.import);
}

EventFilter filter_of(const Zone& zone, const EventListOptions& options) {
  EventFilter filter{.company = options.company,
                     .meter = options.meter,
                     .source = options.source,
                     .domain = options.domain,
                     .import = options.import,
                     .only_voided = options.voided,
                     .with_corrects = true,
                     .limit = options.limit};
  if (options.after < 0 || options.after == std::numeric_limits<std::int64_t>::max())
    refuse_option("there is no event " + std::to_string(options.after) + " to go on after",
                  "after");
  if (options.after != 0) filter.first_seq = options.after + 1;
  if (options.from && options.through && *options.through < *options.from)
    refuse_option("the months end in " + options.through->to_string() + ", before they begin in " +
                      options.from->to_string(),
                  "through");
  if (options.from) filter.from = zone.start(*options.from);
  if (options.through) filter.before = zone.end(*options.through);
  if (!options.day) return filter;
  if (options.from || options.through)
    refuse_option("a day is in its month; give the day alone, or months", "day");
  filter.from = zone.start(*options.day);
  filter.before = zone.end(*options.day);
  return filter;
}

bool may_be_pruned(const EventListOptions& options) {
  return options.voided && !options.company && !options.from && !options.through && !options.day &&
         !options.domain && !options.meter && !options.import;
}

// What a void tells of its event, where the event is pruned.
StoredEvent pruned_event(const StoredVoid& stored) {
  StoredEvent event;
  event.seq = stored.seq;
  event.source = stored.what.source;
  event.event_id = stored.what.event_id;
  event.voided = stored.what;
  event.corrected_by = stored.replaced_by;
  return event;
}

// Voids in the order of their events, of which those that are pruned are not read.
class VoidedEvents {
 public:
  VoidedEvents(Store& store, const EventListOptions& options, const EventFilter& filter,
               const std::function<void(const StoredEvent&)>& visit)
      : store_(store),
        filter_(filter),
        visit_(visit),
        left_(options.limit.value_or(std::numeric_limits<std::uint64_t>::max())) {
    for (StoredVoid& stored : store.voids())
      if (stored.seq > options.after && (!options.source || stored.what.source == *options.source))
        voids_.push_back(std::move(stored));
    std::ranges::sort(voids_, {}, &StoredVoid::seq);
    next_ = voids_.begin();
  }

  void run() {
    store_.each_event(filter_, [&](const StoredEvent& event) {
      show_pruned(event.seq);
      if (next_ != voids_.end() && next_->seq == event.seq) ++next_;
      show(event);
    });
    show_pruned(std::numeric_limits<std::int64_t>::max());
  }

 private:
  void show_pruned(std::int64_t before_seq) {
    for (; next_ != voids_.end() && next_->seq < before_seq; ++next_) show(pruned_event(*next_));
  }

  void show(const StoredEvent& event) {
    if (left_ == 0) return;
    --left_;
    visit_(event);
  }

  Store& store_;
  const EventFilter& filter_;
  const std::function<void(const StoredEvent&)>& visit_;
  std::uint64_t left_;
  std::vector<StoredVoid> voids_;
  std::vector<StoredVoid>::const_iterator next_;
};

}  // namespace

void list_events(Store& store, const Zone& zone, const EventListOptions& options,
                 const std::function<void(const StoredEvent&)>& visit) {
  check_known(store, options);
  const EventFilter filter = filter_of(zone, options);
  if (may_be_pruned(options)) return VoidedEvents(store, options, filter, visit).run();
  store.each_event(filter, visit);
}

}  // namespace porto::internal
