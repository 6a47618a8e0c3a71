// Usage events, their totals and their voids. Totals of companies are not kept but computed from
// the events and the owners of the domains as they are now.
#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "store/errors.hpp"
#include "store/event_digest.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {
namespace {

StoredEvent kept(const DatedEvent& dated) {
  const UsageEvent& event = dated.event;
  return {.source = std::string(event.source),
          .event_id = std::string(event.event_id),
          .company = std::string(event.company),
          .domain = std::string(event.domain),
          .day = dated.day,
          .meter = std::string(event.meter),
          .occurred_at = event.occurred_at,
          .quantity = event.quantity,
          .owner = {}};
}

Outcome compare(const StoredEvent& stored, const UsageEvent& event) {
  const bool same = stored.company == event.company && stored.domain == event.domain &&
                    stored.meter == event.meter && stored.occurred_at == event.occurred_at &&
                    stored.quantity == event.quantity;
  return same ? Outcome::duplicate : Outcome::conflict;
}

bool matches(const EventFilter& filter, const StoredEvent& event) {
  return (!filter.first_seq || event.seq >= *filter.first_seq) &&
         (!filter.last_seq || event.seq <= *filter.last_seq) &&
         (!filter.from || event.occurred_at >= *filter.from) &&
         (!filter.before || event.occurred_at < *filter.before) &&
         (!filter.company || event.owner == *filter.company) &&
         (!filter.meter || event.meter == *filter.meter) && (filter.voided || !event.voided) &&
         (!filter.source || event.source == *filter.source) &&
         (!filter.domain || event.domain == *filter.domain) &&
         (!filter.import || event.import == *filter.import) &&
         (!filter.only_voided || event.voided);
}

}  // namespace

std::vector<std::optional<Outcome>> MemoryStore::find(std::span<const DatedEvent> events) {
  std::vector<std::optional<Outcome>> outcomes;
  for (const auto& [event, month, day] : events) {
    const std::pair identity(std::string(event.source), std::string(event.event_id));
    const auto stored = state_.seqs.find(identity);
    const auto pruned = state_.pruned.find(identity);
    std::optional<Outcome>& outcome = outcomes.emplace_back();
    if (stored != state_.seqs.end()) outcome = compare(state_.events.at(stored->second), event);
    if (pruned != state_.pruned.end()) outcome = compare(pruned->second, event);
  }
  return outcomes;
}

AppendResult MemoryStore::append(std::span<const DatedEvent> events) {
  AppendResult appended;
  MemoryState& state = writable();
  const std::vector<std::optional<Outcome>> known = find(events);
  std::map<std::pair<int, std::string>, std::pair<StoredEvent, Month>> fresh;  // by identity
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& [event, month, day] = events[i];
    if (!state.meters.contains(event.meter)) throw store_error::unknown_meter(event.meter);
    if (event.company.empty() == event.domain.empty() || day.has_value() == event.domain.empty())
      throw store_error::event_without_owner();
    if (known[i]) {
      appended.outcomes.push_back(*known[i]);
      continue;
    }
    const auto [entry, is_new] = fresh.try_emplace(
        {source_no(event.source), std::string(event.event_id)}, kept(events[i]), month);
    appended.outcomes.push_back(is_new ? Outcome::stored : compare(entry->second.first, event));
  }
  std::vector<std::pair<StoredEvent, Month>> stored;
  for (const auto& [identity, dated] : fresh) {
    stored.push_back(dated);
    const std::string& company = dated.first.company;
    if (!company.empty() && state.companies.try_emplace(company, Company{company, {}}).second)
      appended.new_companies.push_back(company);
  }
  std::sort(appended.new_companies.begin(), appended.new_companies.end());
  appended.stored = store_new(stored);
  appended.late = late_after([&] {
    for (const auto& [identity, dated] : fresh) count(dated.first, dated.second, 1);
  });
  return appended;
}

bool MemoryStore::may_overflow(std::span<const DatedEvent> events) {
  Wide more = 0;
  for (const DatedEvent& dated : events) more += size_of(dated.event.quantity);
  const auto near = [&](const auto& total) {
    return !narrow(more + size_of(total.second.quantity));
  };
  return !narrow(more) || std::ranges::any_of(company_totals(), near) ||
         std::ranges::any_of(state_.domain_days, near);
}

std::vector<EventRange> MemoryStore::store_new(std::vector<std::pair<StoredEvent, Month>>& events) {
  if (events.empty()) return {};
  MemoryState& state = writable();
  const EventBatch before = state.batches.empty() ? EventBatch{} : state.batches.back();
  BatchDigest digest;
  std::int64_t seq = before.last_seq;
  Instant first_at = events.front().first.occurred_at;
  Instant last_at = first_at;
  for (auto& [event, month] : events) {
    first_at = std::min(first_at, event.occurred_at);
    last_at = std::max(last_at, event.occurred_at);
    event.seq = ++seq;
    digest.add(event, month);
    state.seqs[{event.source, event.event_id}] = seq;
    state.events[seq] = event;
  }
  EventBatch batch{.no = before.no + 1,
                   .first_seq = before.last_seq + 1,
                   .last_seq = seq,
                   .events = static_cast<std::int64_t>(events.size()),
                   .first_at = first_at,
                   .last_at = last_at};
  batch.digest = batch_digest(before.digest, batch, digest.parts());
  state.batches.push_back(std::move(batch));
  return {{before.last_seq + 1, seq}};
}

void MemoryStore::count(const StoredEvent& event, Month month, int sign) {
  MemoryState& state = writable();
  const bool own = event.domain.empty();
  Total& total = own ? state.own[{month, event.company, event.meter}]
                     : state.domain_days[{event.domain, event.day.value(), event.meter}];
  total.quantity += static_cast<Wide>(sign) * event.quantity;
  total.events += sign;
  if (!own && !state.periods.empty() && event.day->month() <= state.periods.rbegin()->first)
    state.changed_domains.insert(event.day->month());
}

MemoryState::CompanyTotals MemoryStore::company_totals() const {
  MemoryState::CompanyTotals totals = state_.own;
  for (const auto& [key, total] : state_.domain_days) {
    const auto& [domain, day, meter] = key;
    const SendingDomain* claim = claim_on(domain, day);
    if (!claim) continue;
    Total& owner = totals[{day.month(), claim->company, meter}];
    owner.quantity += total.quantity;
    owner.events += total.events;
  }
  std::erase_if(totals, [](const auto& entry) { return entry.second.events == 0; });
  return totals;
}

std::vector<CompanyMonth> MemoryStore::late_after(const std::function<void()>& work) {
  const auto before = state_.periods.empty() ? MemoryState::CompanyTotals() : company_totals();
  work();
  for (const auto& [key, total] : state_.domain_days)
    if (!narrow(total.quantity))
      throw store_error::domain_overflow(std::get<0>(key), std::get<2>(key), total.quantity);
  const auto after = company_totals();
  for (const auto& [key, total] : after) {
    const auto& [month, company, meter] = key;
    if (!narrow(total.quantity))
      throw store_error::total_overflow(month, company, meter, total.quantity);
  }

  std::set<CompanyMonth> late;
  const auto add_changed = [&](const auto& totals, const auto& others) {
    for (const auto& [key, total] : totals) {
      const auto other = others.find(key);
      const bool same = other != others.end() && other->second == total;
      if (!same && std::get<Month>(key) <= state_.periods.rbegin()->first)
        late.insert({std::get<0>(key), std::get<1>(key)});
    }
  };
  if (!state_.periods.empty()) {
    add_changed(before, after);
    add_changed(after, before);
  }
  return {late.begin(), late.end()};
}

std::vector<MonthUsage> MemoryStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  for (const auto& [key, total] : company_totals()) {
    const auto& [month, company, meter] = key;
    if (filter.month && month != *filter.month) continue;
    if (filter.company && company != *filter.company) continue;
    found.push_back({month, company, meter, state_.meters.at(meter),
                     static_cast<std::int64_t>(total.quantity), total.events});
  }
  return found;
}

std::optional<Month> MemoryStore::first_usage_month() {
  std::optional<Month> first;
  const auto meet = [&](Month month, const Total& total) {
    if (total.events > 0 && (!first || month < *first)) first = month;
  };
  for (const auto& [key, total] : state_.own) meet(std::get<Month>(key), total);
  for (const auto& [key, total] : state_.domain_days) meet(std::get<Day>(key).month(), total);
  return first;
}

StoredEvent MemoryStore::as_now(const StoredEvent& event) const {
  StoredEvent now = event;
  if (event.domain.empty()) {
    now.owner = event.company;
  } else if (const SendingDomain* claim = claim_on(event.domain, event.day.value())) {
    now.owner = claim->company;
  }
  for (const StoredVoid& stored : state_.voids) {
    if (stored.seq == event.seq) now.corrected_by = stored.replaced_by;
    if (stored.what.source == event.source && stored.replaced_by == event.event_id)
      now.corrects = stored.what.event_id;
  }
  const ImportRecord* record = import_of(event.seq);
  if (!record) return now;
  now.import = record->no;
  if (const auto& undo = record->undone; undo && !now.voided)
    now.voided = {event.source, event.event_id, undo->actor, undo->reason, undo->undone_at};
  return now;
}

std::optional<StoredEvent> MemoryStore::event(std::string_view source, std::string_view id) {
  const auto known = state_.seqs.find({std::string(source), std::string(id)});
  if (known != state_.seqs.end()) return as_now(state_.events.at(known->second));
  // An identity that is free: of the last event that had it and was undone.
  std::optional<StoredEvent> undone;
  for (const auto& [seq, event] : state_.events)
    if (event.source == source && event.event_id == id) undone = as_now(event);
  return undone;
}

void MemoryStore::each_event(const EventFilter& filter,
                             const std::function<void(const StoredEvent&)>& visit) {
  std::uint64_t left = filter.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  for (const auto& [seq, event] : state_.events) {
    if (left == 0) return;
    StoredEvent now = as_now(event);
    if (!matches(filter, now)) continue;
    if (filter.after_close && seq <= state_.periods.at(*filter.after_close).last_seq) continue;
    if (filter.by_close && seq > state_.periods.at(*filter.by_close).last_seq) continue;
    if (!filter.with_corrects) now.corrects.clear();
    visit(now);
    --left;
  }
}

void MemoryStore::each_batch(const std::function<void(const EventBatch&)>& visit) {
  for (const EventBatch& batch : state_.batches) visit(batch);
}

Position MemoryStore::position() {
  Position position;
  if (!state_.batches.empty()) {
    const EventBatch& last = state_.batches.back();
    const LaneHead head{last.last_seq, last.no, last.digest};
    position = position_of({&head, 1});
  }
  if (!state_.changes.empty())
    position.chains.push_back({"change", state_.changes.back().no, state_.changes.back().digest});
  const ImportUndo* undo = nullptr;
  for (const ImportRecord& record : state_.imports)
    if (record.undone && (!undo || record.undone->no > undo->no)) undo = &*record.undone;
  if (undo) position.chains.push_back({"undo", undo->no, undo->digest});
  if (!state_.voids.empty())
    position.chains.push_back({"void", state_.voids.back().no, state_.voids.back().digest});
  return position;
}

std::vector<CompanyMonth> MemoryStore::add_void(const Void& what, Month month,
                                                std::string_view replaced_by) {
  MemoryState& state = writable();
  const std::optional<StoredEvent> now = this->event(what.source, what.event_id);
  if (!now) throw store_error::unknown_event(what.source, what.event_id);
  if (now->voided) throw store_error::voided_already(*now->voided);
  StoredEvent& event = state.events.at(now->seq);
  event.voided = what;

  StoredVoid stored{.no = static_cast<std::int64_t>(state.voids.size()) + 1,
                    .seq = event.seq,
                    .what = what,
                    .digest = {},
                    .replaced_by = std::string(replaced_by)};
  stored.digest = void_digest(state.voids.empty() ? "" : state.voids.back().digest, stored);
  state.voids.push_back(stored);
  return late_after([&] { count(event, month, -1); });
}

}  // namespace porto::internal
