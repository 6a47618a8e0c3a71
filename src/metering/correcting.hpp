// An import that corrects: rows that conflict with what is stored, and differ from it in quantity
// alone, correct it. Rows that contradict one another correct nothing: which of them is right is
// not known, and their order says nothing of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_set>
#include <vector>

#include "metering/batch.hpp"
#include "metering/growing_totals.hpp"
#include "metering/ingest.hpp"
#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Voids an event and stores one with another quantity in its place, in the write transaction that
/// is open: see Ledger::correct_event.
using CorrectEvent = std::function<CorrectResult(const Void& what, std::int64_t quantity)>;

/// A correction, and the event of a batch that made it.
struct Correction {
  std::size_t event;
  StoredEvent before;
  std::string corrected_by;
};

class Correcting {
 public:
  Correcting(Store& store, const Zone& zone, const ImportOptions& options, CorrectEvent correct)
      : store_(store), zone_(zone), options_(options), correct_(std::move(correct)) {}

  /// Events of the import were stored, with these numbers.
  void stored(const EventRange& events) { stored_.push_back(events); }
  /// Corrects what it can of the conflicts of a batch that was recorded: they are no refusals any
  /// longer. A known row that contradicts a correction of this import becomes a conflict. In order
  /// of rows.
  std::vector<Correction> run(const Batch& batch, Ingested& ingested);

 private:
  using Mark = std::size_t;  // of an identity: 64 bits, of far fewer than 2^32

  bool is_of_import(std::int64_t seq) const;
  void look_back(const Batch& batch, const Ingested& ingested);
  std::optional<Refusal> correct(const DatedEvent& dated, Correction& correction);
  std::optional<Refusal> why_not_change(const DatedEvent& dated, const StoredEvent& standing);

  Store& store_;
  const Zone& zone_;
  const ImportOptions& options_;
  CorrectEvent correct_;
  std::vector<EventRange> stored_;       // by the import
  std::vector<Mark> known_;              // of rows that were stored before the import
  std::unordered_set<Mark> known_now_;   // those that conflicts of the batch may contradict
  std::unordered_set<Mark> corrected_;   // by this import
  std::optional<GrowingTotals> totals_;  // while a batch is corrected
};

}  // namespace porto::internal
