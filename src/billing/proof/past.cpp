// See past.hpp.
#include "billing/proof/past.hpp"

#include <algorithm>
#include <compare>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "store/pruned.hpp"
#include "store/wide.hpp"

namespace porto::internal {

struct Past::Event {
  Instant occurred_at;
  std::string source;
  std::string event_id;
  std::int64_t quantity;
  friend auto operator<=>(const Event&, const Event&) = default;
};

Past::Past(SharedReads& reads, const std::string& company, std::optional<ClosedMonth> invoice)
    : reads_(reads),
      store_(reads.store()),
      zone_(reads.zone()),
      catalogue_(reads.catalogue()),
      pruned_through_(pruned_through(reads.closed_months())),
      company_(company),
      invoice_(std::move(invoice)) {
  if (!invoice_) {
    subscriptions_ = store_.subscriptions(company);
    return;
  }
  state_ = reads.closed_state(invoice_->month);
  terms_ = terms_after(reads.changes(company), last_of(state_, "change"));
  subscriptions_ = terms_.subscriptions();
  claims_ = terms_.claims();
}

std::vector<Coverage> Past::coverages(Month month) const { return covered(subscriptions_, month); }

const Tariff& Past::tariff(const Coverage& coverage) {
  if (!invoice_) return catalogue_.tariff_for(coverage.tariff, coverage.month);
  const Tariff* best = nullptr;
  for (const auto& [version, sha256] : terms_.tariffs()) {  // in ascending order
    if (version.first != coverage.tariff) continue;
    const Tariff& known = catalogue_.version(version.first, version.second);
    if (known.effective <= coverage.month) best = &known;
  }
  if (best) return *best;
  throw Error(ErrorCode::not_found, "tariff " + in_quotes(coverage.tariff) + " had no version in " +
                                        coverage.month.to_string());
}

std::vector<MonthUsage> Past::totals(Month month) {
  if (!invoice_) return store_.usage({.month = month, .company = company_});
  return reads_.totals(invoice_->month, month, company_);
}

std::optional<Usage> Past::usage(const Coverage& coverage, const Tariff& tariff) {
  EventNeeds needs;
  needs.add(coverage, tariff);
  if (!invoice_) return usage_now(coverage, needs);
  if (needs.empty()) {
    Usage usage{.meters = {}, .share = coverage.share()};
    for (const MonthUsage& total : totals(coverage.month))
      usage.meters.push_back({total.meter, total.amount(), {}});
    return usage;
  }
  if (!is_pruned(coverage.month)) return of_events(coverage, needs);
  if (!is_unchanged(coverage)) return {};
  return usage_now(coverage, needs);
}

std::optional<Usage> Past::usage_now(const Coverage& coverage, const EventNeeds& needs) {
  if (is_pruned(coverage.month) && reads_events(store_, coverage.month, needs)) return {};
  return CompanyUsage(store_, zone_, coverage.month, company_, needs).of(coverage);
}

// The days of what domains brought are known after pruning: as they are now.
bool Past::is_unchanged(const Coverage& coverage) {
  std::vector<MonthUsage> then = totals(coverage.month);
  std::erase_if(then, [](const MonthUsage& total) { return total.events == 0; });
  std::vector<MonthUsage> now = store_.usage({.month = coverage.month, .company = company_});
  std::erase_if(now, [](const MonthUsage& total) { return total.events == 0; });
  return then == now;
}

// Totals of the days from events: the sum of all days is the total that the close was computed
// from, unless the file is damaged.
Usage Past::of_events(const Coverage& coverage, const EventNeeds& needs) {
  const EventsByMeter events = this->events(coverage.month);
  Usage usage{.meters = {}, .share = coverage.share()};
  for (const MonthUsage& total : totals(coverage.month)) {
    Wide all = 0;
    Wide covered = 0;
    std::vector<Decimal> values;
    const auto of_meter = events.find(total.meter);
    if (of_meter != events.end())
      for (const Event& event : of_meter->second) {
        all += event.quantity;
        if (!(coverage.days & day_bit(zone_.day_of(event.occurred_at).day()))) continue;
        covered += event.quantity;
        if (needs.meters.contains(total.meter))
          values.push_back(Decimal::from_scaled(event.quantity, total.decimals));
      }
    if (all != total.quantity)
      throw Error(ErrorCode::corrupt, "the events of " + coverage.month.to_string() + ", company " +
                                          in_quotes(company_) +
                                          ", do not give the usage that was invoiced (see "
                                          "verify)");
    const std::optional<std::int64_t> quantity = narrow(covered);
    if (!quantity)
      throw Error(ErrorCode::overflow, "the usage of meter " + in_quotes(total.meter) +
                                           " on some days of " + coverage.month.to_string() +
                                           " does not fit in 64 bits");
    usage.meters.push_back(
        {total.meter, Decimal::from_scaled(*quantity, total.decimals), std::move(values)});
  }
  return usage;
}

// In order of time, source and id: the order in which they are priced.
Past::EventsByMeter Past::events(Month month) {
  EventsByMeter events;
  EventFilter filter{.from = zone_.start(month), .before = zone_.end(month), .company = company_};
  add_events(filter, events);
  filter.company.reset();
  std::set<std::string> domains;
  for (const SendingDomain& claim : claims_) domains.insert(claim.domain);
  for (const std::string& domain : domains) {
    filter.domain = domain;
    add_events(filter, events);
  }
  for (auto& [meter, of_meter] : events) std::ranges::sort(of_meter);
  return events;
}

// The events that name the company, or a domain.
void Past::add_events(const EventFilter& filter, EventsByMeter& events) {
  reads_.voids();  // while events are read, nothing else can be
  store_.each_event(filter, [&](const StoredEvent& event) {
    if (event.domain.empty() == filter.domain.has_value() || !counted(event)) return;
    const auto is_owner = [&](const SendingDomain& claim) {
      return claim.domain == event.domain && claim.covers(*event.day);
    };
    if (!event.domain.empty() && std::ranges::none_of(claims_, is_owner)) return;
    events[event.meter].push_back(
        {event.occurred_at, event.source, event.event_id, event.quantity});
  });
}

bool Past::counted(const StoredEvent& event) {
  if (!was_stored_by(state_, event.seq)) return false;
  const auto voided = reads_.voids().find(event.seq);
  if (voided != reads_.voids().end() && voided->second <= last_of(state_, "void")) return false;
  const auto undone = reads_.undos().find(event.import);
  return undone == reads_.undos().end() || undone->second > last_of(state_, "undo");
}

}  // namespace porto::internal
