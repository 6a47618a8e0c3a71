// See verify_batches.hpp.
#include "billing/proof/verify_batches.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

// Batches are small where single events are recorded: their events are read together.
constexpr std::int64_t many_events = 100'000;
constexpr std::size_t many_batches = 10'000;

std::string place_of(const EventBatch& batch) {
  return "batch " + std::to_string(batch.no) + ", events " + std::to_string(batch.first_seq) +
         " to " + std::to_string(batch.last_seq);
}

}  // namespace

void VerifyBatches::run() {
  store_.each_batch([&](const EventBatch& batch) {
    if (lane_of(batch.no) != lane_of(last_.no)) begin_lane(lane_of(batch.no));
    check_number(batch);
    waiting_.push_back(batch);
    if (batch.last_seq - read_through_ >= many_events || waiting_.size() >= many_batches)
      read_events(batch.last_seq);
  });
  read_events({});
  report();
}

// The numbers and digests of a lane begin anew.
void VerifyBatches::begin_lane(std::int64_t lane) {
  const std::int64_t before_first = lane * lane_size;
  read_events(before_first);
  last_ = {};
  last_.no = before_first;
  last_.last_seq = before_first;
  previous_.clear();
}

// Numbers of batches have no gaps, so that none can be taken out, nor have those of their first
// events. Within a batch there may be some, of events that another writer stored first, where there
// can be another.
void VerifyBatches::check_number(const EventBatch& batch) {
  const std::string place = place_of(batch);
  findings_.same(Check::events, place + ": no", std::to_string(batch.no),
                 std::to_string(last_.no + 1));
  findings_.same(Check::events, place + ": first_seq", std::to_string(batch.first_seq),
                 std::to_string(last_.last_seq + 1));
  const std::int64_t last_seq = batch.first_seq + batch.events - 1;
  if (store_.writers() == 1 || batch.last_seq < last_seq)
    findings_.same(Check::events, place + ": last_seq", std::to_string(batch.last_seq),
                   std::to_string(last_seq));
  last_ = batch;
  ++batches_;
}

void VerifyBatches::read_events(std::optional<std::int64_t> last_seq) {
  auto batch = waiting_.cbegin();
  store_.each_event({.first_seq = read_through_ + 1, .last_seq = last_seq},
                    [&](const StoredEvent& event) {
                      while (batch != waiting_.cend() && event.seq > batch->last_seq)
                        finish(*batch++);
                      const bool stray = batch == waiting_.cend() || event.seq < batch->first_seq;
                      if (stray && strays_++ == 0) first_stray_ = event.seq;
                      if (!stray) add(event);
                      ++events_;
                      each_(event);
                    });
  while (batch != waiting_.cend()) finish(*batch++);
  waiting_.clear();
  read_through_ = std::max(read_through_, last_seq.value_or(read_through_));
}

void VerifyBatches::add(const StoredEvent& event) {
  // A time that the zone does not know is found by the totals; its digest is that of no month.
  const Instant at = event.occurred_at;
  content_.digest.add(event, zone_.covers(at) ? zone_.month_of(at) : Month(1, 1));
  ++content_.events;
  content_.first_at = std::min(content_.first_at, at);
  content_.last_at = std::max(content_.last_at, at);
}

// The digests of what was pruned stand for the events that are gone.
void VerifyBatches::finish(const EventBatch& batch) {
  const std::string place = place_of(batch);
  std::vector<BatchPart> parts = content_.digest.parts();
  std::int64_t events = content_.events;
  for (const BatchPart& pruned : batch.pruned) {
    events += pruned.events;
    parts.push_back(pruned);
  }
  std::ranges::sort(parts, {}, &BatchPart::month);
  if (events != batch.events)
    findings_.differs(Check::events, place, std::to_string(events) + " of its events",
                      "all " + std::to_string(batch.events));
  else
    findings_.same(Check::events, place + ": digest", batch.digest,
                   batch_digest(previous_, batch, parts));
  check_pruned(batch, place);
  check_times(batch, place);
  content_ = {};
  previous_ = batch.digest;  // the stored one, or one difference would show as many
}

void VerifyBatches::check_pruned(const EventBatch& batch, const std::string& place) {
  if (batch.pruned.empty()) return;
  if (pruned_events_ == 0) first_pruned_ = batch.no;
  last_pruned_ = batch.no;
  for (const BatchPart& part : batch.pruned) {
    pruned_events_ += static_cast<std::uint64_t>(part.events);
    if (!pruned_through_ || part.month > *pruned_through_)
      findings_.differs(Check::events, place + ": events of " + part.month.to_string(),
                        "their digest alone", "the events, since that month is not pruned");
  }
}

// Reading by time skips batches by these times.
void VerifyBatches::check_times(const EventBatch& batch, const std::string& place) {
  if (content_.events == 0) return;
  const bool all = batch.pruned.empty();
  if (all ? batch.first_at != content_.first_at : batch.first_at > content_.first_at)
    findings_.differs(Check::events, place + ": first_at", to_rfc3339(batch.first_at),
                      to_rfc3339(content_.first_at));
  if (all ? batch.last_at != content_.last_at : batch.last_at < content_.last_at)
    findings_.differs(Check::events, place + ": last_at", to_rfc3339(batch.last_at),
                      to_rfc3339(content_.last_at));
}

void VerifyBatches::report() {
  if (strays_ > 0)
    findings_.differs(Check::events, "event " + std::to_string(first_stray_),
                      "in no batch, as " + counted(strays_, "event"),
                      "in the batch it was stored with");
  if (pruned_events_ > 0)
    findings_.note(counted(pruned_events_, "event") + " of batches " +
                   std::to_string(first_pruned_) + " to " + std::to_string(last_pruned_) +
                   " pruned: their digests, which were kept, stand for them");
  findings_.checked(Check::events, events_,
                    counted(events_, "event") + " in " + std::to_string(batches_) +
                        (batches_ == 1 ? " batch" : " batches"));
}

}  // namespace porto::internal
