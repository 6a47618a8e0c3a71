// See close.hpp.
#include "billing/close.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "billing/bill.hpp"
#include "billing/chain.hpp"
#include "billing/domains_digest.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

void check_turn(Biller& biller, Month month) {
  const std::optional<Month> next = biller.next_to_close();
  if (!next || month < *next) {
    const std::vector<ClosedMonth>& closed_months = biller.closed_months();
    throw Error(ErrorCode::invalid_argument,
                "there is nothing to close in " + month.to_string() + ": " +
                    (!closed_months.empty() ? "the first month that was closed is " +
                                                  closed_months.front().month.to_string() +
                                                  ", and the next close settles what is before it"
                     : next ? "the ledger begins in " + next->to_string()
                            : "the ledger has no usage and no subscriptions yet"));
  }
  if (month > *next)
    throw Error(ErrorCode::month_open, next->to_string() +
                                           " is still open; close months in order, " +
                                           next->to_string() + " first");
}

void check_over(const Zone& zone, Month month, Instant now) {
  const Instant end = zone.end(month);
  if (now < end)
    throw Error(ErrorCode::month_open, month.to_string() + " is not over until " + to_rfc3339(end) +
                                           " (midnight in " + zone.name() + "); close it then");
}

// A company's totals, one for each meter, also those that have become 0.
std::vector<MonthUsage> all_totals(Store& store, const CompanyMonth& of) {
  const std::vector<MonthUsage> known = store.usage({.month = of.month, .company = of.company});
  std::vector<MonthUsage> all;
  for (const Meter& meter : store.meters()) {
    const auto total = std::ranges::find(known, meter.id, &MonthUsage::meter);
    all.push_back(
        total != known.end() ? *total : MonthUsage{of.month, of.company, meter.id, meter.decimals});
  }
  return all;
}

// The totals that a month's lines are computed from: its own and those of the months it adjusts.
std::vector<MonthUsage> usage_behind(Store& store, Biller& biller, Month month) {
  std::vector<MonthUsage> usage;
  for (const CompanyMonth& changed : store.changed())
    std::ranges::move(all_totals(store, changed), std::back_inserter(usage));
  std::ranges::copy(biller.totals(month, {}), std::back_inserter(usage));
  return usage;
}

// The chains that are not of events, and the sums of domains that changed since the last close.
ClosedState state_now(Store& store, const Position& position, Month month) {
  ClosedState state{.chains = position.chains, .domains = {}};
  for (const Month changed : store.changed_domains())
    if (changed != month) state.domains.push_back(domains_digest(store, changed));
  DomainsDigest own = domains_digest(store, month);
  if (own.days != 0) state.domains.push_back(std::move(own));
  return state;
}

Invoice freeze(Store& store, Biller& biller, Month month, Instant now) {
  std::vector<InvoiceLine> lines = biller.preview(month, {});
  const std::vector<MonthUsage> usage = usage_behind(store, biller, month);
  const std::vector<TariffDocument> tariffs = tariffs_of(lines, store.tariffs());
  const Position position = store.position();
  const ClosedState state = state_now(store, position, month);
  const std::vector<ClosedMonth>& closed = biller.closed_months();
  ClosedMonth closed_month{.month = month,
                           .closed_at = now,
                           .last_seq = position.events,
                           .last_batch = position.batches};
  closed_month.hash = chain_hash(
      closed_month, {.ledger = store.info(),
                     .previous_hash = closed.empty() ? std::string_view() : closed.back().hash,
                     .events_digest = position.digest,
                     .tariffs = tariffs,
                     .state = state,
                     .usage = usage,
                     .lines = lines});
  store.add_closed_month(closed_month, lines, usage, state);
  return {month, true, std::move(lines), biller.unbilled(month, {})};
}

}  // namespace

CloseResult close_month(Store& store, const Zone& zone, Month month, Instant now) {
  Biller biller(store, zone);
  if (std::ranges::binary_search(biller.closed_months(), month, {}, &ClosedMonth::month))
    return {.invoice = biller.invoice(month, {}), .closed_now = false};
  check_turn(biller, month);
  check_over(zone, month, now);
  return {.invoice = freeze(store, biller, month, now), .closed_now = true};
}

}  // namespace porto::internal
