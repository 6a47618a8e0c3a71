// See ingest.hpp.
#include "metering/ingest.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "metering/conflict.hpp"
#include "metering/domain_owners.hpp"
#include "metering/growing_totals.hpp"
#include "metering/judge.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

// Everything up to the last closed month is closed, and up to the last pruned one without its
// events, the months before the first closed one too: nothing can be closed there any more.
class ClosedMonths {
 public:
  ClosedMonths(std::span<const ClosedMonth> closed, LatePolicy policy)
      : policy_(policy), last_pruned_(pruned_through(closed)) {
    if (!closed.empty()) last_ = closed.back().month;
  }

  bool contains(Month month) const { return last_ && month <= *last_; }
  bool takes(Month month) const {
    return !contains(month) || (policy_ == LatePolicy::adjust && !pruned(month));
  }
  /// Why no new event is taken, of a month of which none is.
  Refusal why_not(Month month) const {
    if (pruned(month))
      return {"month is pruned", "the events of " + month.to_string() +
                                     " were removed, and it takes no new usage; no event with this "
                                     "id was counted: keep the"
                                     " row and settle it with the company by hand"};
    return {"month is closed",
            month.to_string() +
                " is closed and takes no new usage; keep the row and settle it with the company by"
                " hand"};
  }

 private:
  bool pruned(Month month) const { return last_pruned_ && month <= *last_pruned_; }

  LatePolicy policy_;
  std::optional<Month> last_;
  std::optional<Month> last_pruned_;
};

// Some events of a batch, and their indexes in it.
struct Part {
  std::vector<std::size_t> indexes;
  std::vector<DatedEvent> copies;  // empty if it is all of them

  std::span<const DatedEvent> of(std::span<const DatedEvent> batch) {
    if (indexes.size() == batch.size()) return batch;
    if (copies.size() == indexes.size()) return copies;
    copies.clear();
    copies.reserve(indexes.size());
    for (const std::size_t index : indexes) copies.push_back(batch[index]);
    return copies;
  }
};

class Ingest {
 public:
  Ingest(Store& store, std::span<const DatedEvent> events, bool by_company, const RowOf& row_of)
      : store_(store),
        events_(events),
        by_company_(by_company),
        row_of_(row_of),
        closed_(store.closed_months(), store.info().late),
        pruned_(store) {}

  Ingested run() {
    out_.outcomes.resize(events_.size());
    Part taken;
    Part refused;
    taken.indexes.reserve(events_.size());
    for (std::size_t i = 0; i < events_.size(); ++i)
      (closed_.takes(events_[i].month) ? taken : refused).indexes.push_back(i);
    append(taken);
    refuse(refused);  // after, so that an identity of this very batch is found too
    return std::move(out_);
  }

 private:
  void append(Part& part) {
    if (row_of_ && !part.indexes.empty() && store_.may_overflow(part.of(events_))) leave_out(part);
    if (part.indexes.empty()) return;
    AppendResult appended = store_.append(part.of(events_));
    out_.new_companies = std::move(appended.new_companies);
    if (!appended.late.empty()) store_.mark_changed(appended.late);
    for (std::size_t i = 0; i < part.indexes.size(); ++i)
      note(part.indexes[i], appended.outcomes[i]);
  }

  // Refuses the events that the totals cannot hold, as if one came after the other in the order of
  // their rows. An event whose identity is known, or comes earlier, adds nothing.
  void leave_out(Part& part) {
    const std::span<const DatedEvent> events = part.of(events_);
    const std::vector<std::optional<Outcome>> known = store_.find(events);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (!known[i]) order.push_back(i);
    std::ranges::sort(order, {}, [&](std::size_t i) { return row_of_(part.indexes[i]); });
    GrowingTotals totals(store_);
    std::set<std::pair<std::string_view, std::string_view>> taken;
    for (const std::size_t i : order) {
      const UsageEvent& event = events[i].event;
      const std::pair<std::string_view, std::string_view> identity(event.source, event.event_id);
      if (taken.contains(identity)) continue;
      if (auto refusal = totals.add(events[i]))
        refuse(part.indexes[i], std::move(*refusal));
      else
        taken.insert(identity);
    }
    std::erase_if(part.indexes, [&](std::size_t index) { return out_.refusals.contains(index); });
  }

  void refuse(std::size_t index, Refusal why) {
    out_.outcomes[index] = Outcome::rejected;
    out_.refusals[index] = std::move(why);
  }

  void refuse(Part& part) {
    if (part.indexes.empty()) return;
    const std::vector<std::optional<Outcome>> known = store_.find(part.of(events_));
    for (std::size_t i = 0; i < part.indexes.size(); ++i) {
      const std::size_t index = part.indexes[i];
      if (known[i]) note(index, *known[i]);
      if (!known[i]) refuse(index, closed_.why_not(events_[index].month));
    }
  }

  void note(std::size_t index, Outcome outcome) {
    out_.outcomes[index] = outcome;
    if (outcome == Outcome::stored)
      count(events_[index]);
    else if (!note_correction(index) && outcome == Outcome::conflict)
      note_conflict(index);
  }

  // An event that is known is none that was sent before if the ledger made it itself. Only ids of
  // this form are looked at, since there is a look-up for each.
  bool note_correction(std::size_t index) {
    const UsageEvent& event = events_[index].event;
    if (event.event_id.find("/correction-") == std::string_view::npos) return false;
    const std::optional<StoredEvent> stored = store_.event(event.source, event.event_id);
    const std::string corrected = stored ? stored->corrects : pruned_.corrected_by(event);
    if (corrected.empty()) return false;
    out_.outcomes[index] = Outcome::conflict;
    out_.refusals[index] = why_conflict_with_correction(event, corrected);
    return true;
  }

  void note_conflict(std::size_t index) {
    const UsageEvent& event = events_[index].event;
    const auto standing = standing_event(store_, event);
    if (standing ? counts_so(*standing, event) : pruned_.counts_so(events_[index]))
      out_.outcomes[index] = Outcome::duplicate;
    else
      out_.refusals[index] = standing ? why_conflict(event, *standing, store_.meters())
                                      : why_conflict_with_pruned(event);
  }

  void count(const DatedEvent& dated) {
    if (month_count_ == nullptr || dated.month != last_month_) {
      last_month_ = dated.month;
      month_count_ = &out_.stored_by_month[dated.month];
      month_is_closed_ = closed_.contains(dated.month);
    }
    ++*month_count_;
    if (month_is_closed_) ++out_.late;
    if (!by_company_ && !dated.event.company.empty()) return;
    const std::string_view owner = owner_of(dated);
    if (owner.empty()) ++out_.unassigned;
    if (by_company_) ++out_.stored_by_company[{dated.month, std::string(owner)}];
  }

  std::string_view owner_of(const DatedEvent& dated) {
    if (!dated.event.company.empty()) return dated.event.company;
    if (!owners_) owners_.emplace(store_.domains());
    return owners_->owner(dated);
  }

  Store& store_;
  std::span<const DatedEvent> events_;
  bool by_company_;
  const RowOf& row_of_;
  ClosedMonths closed_;
  PrunedEvents pruned_;
  std::optional<DomainOwners> owners_;  // once an event of a domain was stored
  Ingested out_;
  // The month of the event counted last, since months repeat.
  std::optional<Month> last_month_;
  std::uint64_t* month_count_ = nullptr;
  bool month_is_closed_ = false;
};

// The events of several recordings that are to be stored together.
class JudgedEvents {
 public:
  JudgedEvents(Store& store, const Zone& zone)
      : ledger_(store.info()), meters_(store.meters()), zone_(zone) {}

  void add(Recording& recording) {
    Judge judge(ledger_, meters_, zone_, recording.now);
    recording.results.resize(recording.events.size());
    for (std::size_t i = 0; i < recording.events.size(); ++i) {
      RecordResult& result = recording.results[i];
      DatedEvent dated = {recording.events[i], Month(1970, 1)};
      if (auto refusal = judge.judge(recording.events[i], dated)) {
        result = {Outcome::rejected, refusal->kind, refusal->text()};
        continue;
      }
      events_.push_back(dated);
      results_.push_back(&result);
    }
  }

  void ingest_into(Store& store) {
    Ingested ingested = ingest(store, events_, false, {});
    for (std::size_t i = 0; i < results_.size(); ++i) results_[i]->outcome = ingested.outcomes[i];
    for (auto& [i, refusal] : ingested.refusals)
      *results_[i] = {ingested.outcomes[i], refusal.kind, refusal.text()};
  }

 private:
  LedgerInfo ledger_;
  std::vector<Meter> meters_;
  const Zone& zone_;
  std::vector<DatedEvent> events_;
  std::vector<RecordResult*> results_;
};

}  // namespace

Ingested ingest(Store& store, std::span<const DatedEvent> events, bool by_company,
                const RowOf& row_of) {
  return Ingest(store, events, by_company, row_of).run();
}

void record(Store& store, const Zone& zone, std::span<Recording* const> recordings) {
  const auto transaction = store.begin(Store::Access::write);
  JudgedEvents judged(store, zone);
  for (Recording* recording : recordings) judged.add(*recording);
  judged.ingest_into(store);
  transaction->commit();
}

}  // namespace porto::internal
