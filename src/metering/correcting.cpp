// See correcting.hpp.
#include "metering/correcting.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "metering/conflict.hpp"
#include "store/changed.hpp"
#include "store/corrections.hpp"

namespace porto::internal {
namespace {

std::size_t mark_of_identity(const UsageEvent& event) {
  return std::hash<std::string>{}(std::string(event.source) + '\n' + std::string(event.event_id));
}

bool has_outcome(const Ingested& ingested, Outcome outcome) {
  return std::ranges::find(ingested.outcomes, outcome) != ingested.outcomes.end();
}

// The events of a batch in the order of its rows.
std::vector<std::size_t> in_order_of_rows(const Batch& batch) {
  std::vector<std::size_t> order(batch.events().size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t event) { return batch.row_of(event); });
  return order;
}

}  // namespace

bool Correcting::is_of_import(std::int64_t seq) const {
  return std::ranges::any_of(
      stored_, [&](const EventRange& range) { return range.first <= seq && seq <= range.last; });
}

std::vector<Correction> Correcting::run(const Batch& batch, Ingested& ingested) {
  std::vector<Correction> corrections;
  look_back(batch, ingested);
  if (corrected_.empty() && !has_outcome(ingested, Outcome::conflict)) {
    for (std::size_t i = 0; i < ingested.outcomes.size(); ++i)
      if (ingested.outcomes[i] == Outcome::duplicate)
        known_.push_back(mark_of_identity(batch.events()[i].event));
    return corrections;
  }
  for (const std::size_t i : in_order_of_rows(batch)) {
    const DatedEvent& dated = batch.events()[i];
    Outcome& outcome = ingested.outcomes[i];
    if (outcome != Outcome::duplicate && outcome != Outcome::conflict) continue;
    const Mark mark = mark_of_identity(dated.event);
    const bool contradicts = corrected_.contains(mark) || known_now_.contains(mark);
    known_.push_back(mark);
    known_now_.insert(mark);
    if (outcome == Outcome::duplicate && !corrected_.contains(mark)) continue;
    const std::optional<StoredEvent> stored =
        store_.event(dated.event.source, dated.event.event_id);
    // What was pruned cannot be corrected, nor what no sender sent: it stays a conflict.
    if (!stored || !stored->corrects.empty()) continue;
    Correction correction{i, last_correction(store_, *stored), {}};
    ingested.refusals.erase(i);
    outcome = Outcome::duplicate;
    if (counts_so(correction.before, dated.event)) continue;
    outcome = Outcome::conflict;
    auto refusal = contradicts || is_of_import(correction.before.seq)
                       ? why_conflict_in_import(dated.event, correction.before, store_.meters())
                       : correct(dated, correction);
    if (refusal) {
      ingested.refusals[i] = std::move(*refusal);
    } else {
      corrected_.insert(mark);
      corrections.push_back(std::move(correction));
    }
  }
  totals_.reset();
  return corrections;
}

// Of the rows before the batch, the few that count are those whose identity conflicts in it.
void Correcting::look_back(const Batch& batch, const Ingested& ingested) {
  known_now_.clear();
  std::unordered_set<Mark> wanted;
  for (std::size_t i = 0; i < ingested.outcomes.size(); ++i)
    if (ingested.outcomes[i] == Outcome::conflict)
      wanted.insert(mark_of_identity(batch.events()[i].event));
  if (wanted.empty()) return;
  for (const Mark mark : known_)
    if (wanted.contains(mark)) known_now_.insert(mark);
}

// Makes the correction, or says why it cannot be.
std::optional<Refusal> Correcting::correct(const DatedEvent& dated, Correction& correction) {
  const StoredEvent& standing = correction.before;
  if (standing.voided || !same_but_quantity(dated.event, standing))
    return why_conflict(dated.event, standing, store_.meters());
  if (auto refusal = why_not_change(dated, standing)) return refusal;
  correction.corrected_by = correct_({.source = standing.source,
                                      .event_id = standing.event_id,
                                      .actor = options_.actor,
                                      .reason = options_.reason,
                                      .voided_at = options_.now.value()},
                                     dated.event.quantity)
                                .event_id;
  return std::nullopt;
}

// What correcting the event would fail for: it must not, in the middle of a batch.
std::optional<Refusal> Correcting::why_not_change(const DatedEvent& dated,
                                                  const StoredEvent& standing) {
  const std::vector<ClosedMonth> closed = store_.closed_months();
  // What is marked is on no invoice yet.
  if (!standing.owner.empty() && !closed.empty() && dated.month <= closed.back().month &&
      store_.info().late == LatePolicy::refuse &&
      !is_changed(store_, {dated.month, standing.owner}))
    return Refusal{"month is closed",
                   dated.month.to_string() +
                       " is invoiced, and this ledger's policy refuses changes to closed months;"
                       " keep the row and settle it with the company by hand"};
  const Instant since = stored_since(store_, standing, zone_.start(store_.info().first_month));
  if (options_.now.value() < since)
    return Refusal{"event cannot be corrected", "it was not stored before " + to_rfc3339(since) +
                                                    ", and this import is said to be of " +
                                                    to_rfc3339(*options_.now) +
                                                    "; give the time at which it is done"};
  const std::string id = free_correction_id(store_, standing);
  if (const char* why = why_not_id(id))
    return Refusal{"event cannot be corrected",
                   "the id of the event in its place, " + in_quotes(id) + ", cannot be used, " +
                       why + "; void the event, and give this one an id of its own"};
  if (!totals_) totals_.emplace(store_);
  return totals_->replace(dated, standing.quantity);
}

}  // namespace porto::internal
