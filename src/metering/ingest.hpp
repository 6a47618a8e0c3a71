// Recording events: what is malformed or comes too late is refused, the rest is stored once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "porto/calendar.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What recording a batch of events did.
struct Ingested {
  std::vector<Outcome> outcomes;            ///< one per event, in order
  std::map<std::size_t, Refusal> refusals;  ///< of those that were refused or conflict, by index
  std::vector<std::string> new_companies;   ///< met for the first time
  std::map<Month, std::uint64_t> stored_by_month;
  /// By month and company, which is empty for what is unassigned; if it was asked for.
  std::map<std::pair<Month, std::string>, std::uint64_t> stored_by_company;
  std::uint64_t late = 0;            ///< stored, of closed months
  std::uint64_t unassigned = 0;      ///< stored, of domains that no company has claimed
  std::vector<EventRange> stored{};  ///< their numbers, in each lane that took some
};

/// The row that an event is of; events of a batch are told apart and put in order by it.
using RowOf = std::function<std::size_t(std::size_t event)>;

struct IngestOptions {
  bool by_company = false;  ///< fills Ingested::stored_by_company
  /// If it is set, an event is refused that a total does not hold, in the order of rows; the others
  /// are stored. Otherwise Error overflow, at the latest when the transaction is committed.
  RowOf row_of{};
  std::int64_t import = 0;  ///< the number of the import that the events are of; 0: of none
};

/// Records judged events in the transaction that is open, which writes or records. A new event of a
/// closed month is refused if the ledger's policy is that; if not, it is stored and its total is
/// marked as changed. A new event of a pruned month is always refused: whether it was counted is
/// not known any more.
Ingested ingest(Store& store, std::span<const DatedEvent> events,
                const IngestOptions& options = {});

/// One caller's events, and what recording them did.
struct Recording {
  std::span<const UsageEvent> events;
  std::optional<Instant> now;
  std::vector<RecordResult> results{};  ///< one per event, in order
};

/// Judges and records the events of all in one transaction, as if one came after the other. Each
/// event is judged alone: a refused one does not hold up the others. An Error means that nothing
/// was stored.
void record(Store& store, const Zone& zone, std::span<Recording* const> recordings);

}  // namespace porto::internal
