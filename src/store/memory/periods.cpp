// Closed months, their lines, and changes to them since.
#include <algorithm>
#include <utility>

#include "store/errors.hpp"
#include "store/event_digest.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

void MemoryStore::mark_changed(std::span<const CompanyMonth> months) {
  MemoryState& state = writable();
  for (const CompanyMonth& mark : months) {
    require_company(mark.company);
    state.changed.insert(mark);
  }
}

std::vector<CompanyMonth> MemoryStore::changed(const std::optional<std::string>& company) {
  std::vector<CompanyMonth> found(state_.changed.begin(), state_.changed.end());
  if (company)
    std::erase_if(found, [&](const CompanyMonth& one) { return one.company != *company; });
  return found;
}

void MemoryStore::add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                                   std::span<const MonthUsage> usage, const ClosedState& closed) {
  MemoryState& state = writable();
  insert_new(state.periods, period.month, period, "period");
  for (const InvoiceLine& line : lines) {
    require_company(line.company);
    if (!state.periods.contains(line.month)) {
      throw Error(ErrorCode::not_found, "the month of an invoice line is not a period");
    }
    const bool is_priced = line.kind != LineKind::item;  // an item has no tariff
    if (is_priced && !state.tariffs.contains({line.tariff, line.tariff_version})) {
      throw store_error::unknown_tariff(line.tariff);
    }
    insert_new(state.lines, {line.month, line.company, line.line}, line, "invoice line");
  }
  for (const MonthUsage& total : usage) {
    require_company(total.company);
    const auto meter = state.meters.find(total.meter);
    if (meter == state.meters.end()) throw store_error::unknown_meter(total.meter);
    MonthUsage kept = total;
    kept.decimals = meter->second;
    insert_new(state.period_usage, {period.month, total.month, total.company, total.meter}, kept,
               "total");
  }
  state.closed_states[period.month] = closed;
  state.closed_states[period.month].lanes.clear();  // they follow from the period
  state.changed.clear();
  state.changed_domains.clear();
}

ClosedState MemoryStore::closed_state(Month closed) {
  ClosedState state = state_.closed_states[closed];
  const auto period = state_.periods.find(closed);
  if (period == state_.periods.end() || period->second.last_batch == 0) return state;
  const std::int64_t last_batch = period->second.last_batch;
  const auto last = std::ranges::find(state_.batches, last_batch, &EventBatch::no);
  state.lanes.push_back({period->second.last_seq, last_batch,
                         last == state_.batches.end() ? std::string() : last->digest});
  return state;
}

std::vector<Month> MemoryStore::changed_domains() {
  return {state_.changed_domains.begin(), state_.changed_domains.end()};
}

std::vector<ClosedMonth> MemoryStore::closed_months() { return values(state_.periods); }

std::vector<InvoiceLine> MemoryStore::lines(const LineFilter& filter) {
  std::vector<InvoiceLine> found;
  for (const auto& [key, line] : state_.lines) {
    const bool wanted = (!filter.month || line.month == *filter.month) &&
                        (!filter.company || line.company == *filter.company) &&
                        (!filter.usage_month || line.usage_month == *filter.usage_month);
    if (wanted) found.push_back(line);
  }
  return found;
}

std::vector<LineSum> MemoryStore::line_sums() {
  std::vector<LineSum> sums;
  for (const auto& [key, line] : state_.lines) {
    if (sums.empty() || sums.back().month != line.month) sums.push_back({line.month, 0, 0});
    ++sums.back().lines;
    sums.back().net_minor = sums.back().net_minor + Decimal(line.net_amount.minor());
  }
  return sums;
}

std::vector<MonthUsage> MemoryStore::period_usage(Month closed, const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  for (const auto& [key, total] : state_.period_usage)
    if (std::get<0>(key) == closed && total.month == filter.month.value_or(total.month) &&
        total.company == filter.company.value_or(total.company))
      found.push_back(total);
  return found;
}

void MemoryStore::keep_parts(Instant before, const std::function<Month(Instant)>& month_of) {
  for (EventBatch& batch : state_.batches) {
    BatchDigest digest;
    for (auto entry = state_.events.lower_bound(batch.first_seq);
         entry != state_.events.end() && entry->first <= batch.last_seq; ++entry)
      if (entry->second.occurred_at < before)
        digest.add(entry->second, month_of(entry->second.occurred_at));
    for (BatchPart& part : digest.parts()) batch.pruned.push_back(std::move(part));
    std::ranges::sort(batch.pruned, {}, &BatchPart::month);
  }
}

std::int64_t MemoryStore::prune(Month through, Instant before, Instant now,
                                const std::function<Month(Instant)>& month_of, const OnProgress&) {
  MemoryState& state = writable();
  if (!state.periods.contains(through)) throw store_error::not_closed(through);
  keep_parts(before, month_of);
  for (auto& [month, period] : state.periods)
    if (month <= through && !period.pruned_at) period.pruned_at = now;
  const auto removed = std::erase_if(state.events, [&](const auto& entry) {
    const StoredEvent& event = entry.second;
    if (event.occurred_at >= before) return false;
    const auto known = state.seqs.find({event.source, event.event_id});
    if (known != state.seqs.end() && known->second == entry.first) {
      state.pruned.emplace(known->first, event);
      state.seqs.erase(known);
    }
    return true;
  });
  return static_cast<std::int64_t>(removed);
}

PrunedIdentities MemoryStore::pruned_identities() {
  return {.identities = static_cast<std::int64_t>(state_.pruned.size()), .digest = {}};
}

}  // namespace porto::internal
