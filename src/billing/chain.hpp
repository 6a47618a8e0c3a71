// The chain of closed months: each has a SHA-256 over the month before it and everything it was
// closed with, so that nothing in a closed month can be changed without a trace.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/invoice.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// All that the hash of a closed month covers besides its own record.
struct ClosedMonthContent {
  const LedgerInfo& ledger;                 ///< its zone, currency and policies
  std::string_view previous_hash;           ///< of the month before; empty for the first
  std::string_view events_digest;           ///< of the last batch that was stored by then
  std::span<const TariffDocument> tariffs;  ///< those its lines name, by id, version
  const ClosedState& state;                 ///< its chains and the sums of its domains
  std::span<const MonthUsage> usage;        ///< the totals it was computed from, in store order
  std::span<const InvoiceLine> lines;       ///< all of its lines, in order
};

/// The hash of a closed month (whose own member `hash` and `pruned_at` are not part of it), in
/// hexadecimal. The bytes are netstrings (length ":" bytes ","), so that no two contents have the
/// same; docs/reference/chain.md lists them in order.
std::string chain_hash(const ClosedMonth& closed, const ClosedMonthContent& content);

/// Those of a ledger's documents that lines name, in the ledger's order.
std::vector<TariffDocument> tariffs_of(std::span<const InvoiceLine> lines,
                                       std::vector<TariffDocument> documents);

}  // namespace porto::internal
