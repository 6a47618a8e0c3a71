// Recording events: what is malformed or late is refused, the rest is stored once, in one
// transaction.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto {

/// What recording a batch of events did.
struct Ingested {
  std::vector<RecordResult> results;       ///< one per event, in order
  std::vector<std::string> new_companies;  ///< met for the first time
  std::map<Month, std::uint64_t> stored_by_month;
};

/// Records events in one transaction. Each is judged alone: a refused event does not hold up the
/// others. An event of a closed month is a duplicate or a conflict if its identity is stored, and
/// refused if it is new. Error overflow if a month's total would pass 2^63 - 1; an Error means that
/// nothing was stored.
Ingested ingest_batch(Store& store, const Zone& zone, std::span<const UsageEvent> events);

/// The same for callers that only want the outcomes.
std::vector<RecordResult> ingest(Store& store, const Zone& zone,
                                 std::span<const UsageEvent> events);

}  // namespace porto
