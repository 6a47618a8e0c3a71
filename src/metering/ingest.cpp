// See ingest.hpp.
#include "metering/ingest.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "metering/conflict.hpp"
#include "metering/domain_owners.hpp"
#include "metering/growing_totals.hpp"
#include "metering/judge.hpp"

namespace porto::internal {
namespace {

// Why no new event is taken, of a month of which none is.
Refusal why_not_taken(const Admission& admission, Month month) {
  if (admission.is_pruned(month))
    return {"month is pruned", "the events of " + month.to_string() +
                                   " were removed, and it takes no new usage; no event with this "
                                   "id was counted: keep the"
                                   " row and settle it with the company by hand"};
  return {"month is closed",
          month.to_string() +
              " is closed and takes no new usage; keep the row and settle it with the company by"
              " hand"};
}

class Ingest {
 public:
  Ingest(Store& store, std::span<const DatedEvent> events, const IngestOptions& options)
      : store_(store), events_(events), options_(options), pruned_(store) {}

  Ingested run() {
    out_.outcomes.resize(events_.size());
    if (options_.row_of && store_.may_overflow(events_)) leave_out();
    std::vector<std::size_t> indexes;
    std::vector<DatedEvent> left;
    if (!out_.refusals.empty())
      for (std::size_t i = 0; i < events_.size(); ++i)
        if (!out_.refusals.contains(i)) {
          indexes.push_back(i);
          left.push_back(events_[i]);
        }
    const bool all = out_.refusals.empty();
    Recorded recorded =
        store_.record(all ? events_ : std::span<const DatedEvent>(left), options_.import);
    admission_ = recorded.admission;
    out_.new_companies = std::move(recorded.new_companies);
    out_.stored = std::move(recorded.stored);
    for (std::size_t i = 0; i < recorded.outcomes.size(); ++i)
      note(all ? i : indexes[i], recorded.outcomes[i]);
    return std::move(out_);
  }

 private:
  // Refuses the events that the totals cannot hold, as if one came after the other in the order of
  // their rows. An event whose identity is known, or comes earlier, adds nothing.
  void leave_out() {
    const Admission admission = admission_of(store_.info().late, store_.closed_months());
    const std::vector<std::optional<Outcome>> known = store_.find(events_);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < events_.size(); ++i)
      if (!known[i] && admission.takes(events_[i].month)) order.push_back(i);
    std::ranges::sort(order, {}, options_.row_of);
    GrowingTotals totals(store_);
    std::set<std::pair<std::string_view, std::string_view>> taken;
    for (const std::size_t i : order) {
      const UsageEvent& event = events_[i].event;
      const std::pair<std::string_view, std::string_view> identity(event.source, event.event_id);
      if (taken.contains(identity)) continue;
      if (auto refusal = totals.add(events_[i]))
        refuse(i, std::move(*refusal));
      else
        taken.insert(identity);
    }
  }

  void refuse(std::size_t index, Refusal why) {
    out_.outcomes[index] = Outcome::rejected;
    out_.refusals[index] = std::move(why);
  }

  void note(std::size_t index, Outcome outcome) {
    out_.outcomes[index] = outcome;
    if (outcome == Outcome::stored)
      count(events_[index]);
    else if (outcome == Outcome::rejected)
      refuse(index, why_not_taken(admission_, events_[index].month));
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
      month_is_closed_ = admission_.is_closed(dated.month);
    }
    ++*month_count_;
    if (month_is_closed_) ++out_.late;
    if (!options_.by_company && !dated.event.company.empty()) return;
    const std::string_view owner = owner_of(dated);
    if (owner.empty()) ++out_.unassigned;
    if (options_.by_company) ++out_.stored_by_company[{dated.month, std::string(owner)}];
  }

  std::string_view owner_of(const DatedEvent& dated) {
    if (!dated.event.company.empty()) return dated.event.company;
    if (!owners_) owners_.emplace(store_.domains());
    return owners_->owner(dated);
  }

  Store& store_;
  std::span<const DatedEvent> events_;
  const IngestOptions& options_;
  Admission admission_{};  // as it was when the events were stored
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
    Ingested ingested = ingest(store, events_);
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

Ingested ingest(Store& store, std::span<const DatedEvent> events, const IngestOptions& options) {
  return Ingest(store, events, options).run();
}

void record(Store& store, const Zone& zone, std::span<Recording* const> recordings) {
  const auto transaction = store.begin(Store::Access::record);
  JudgedEvents judged(store, zone);
  for (Recording* recording : recordings) judged.add(*recording);
  judged.ingest_into(store);
  transaction->commit();
}

}  // namespace porto::internal
