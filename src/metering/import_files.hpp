// Importing files: every row is read, judged and recorded once, in batches, and accounted for in
// the report: rows = stored + duplicate + conflict + rejected.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "input/lines.hpp"
#include "metering/correcting.hpp"
#include "porto/changes.hpp"
#include "porto/import.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// How much is in memory at a time. It never changes what is stored.
struct ImportSizes {
  std::size_t chunk_bytes = default_chunk_bytes;  ///< of a file
  std::size_t batch_rows = 80'000;  ///< of a batch; at most ImportOptions::batch_events
  /// Minimum size of the growing first batches: each is as large as all before it.
  std::uint64_t first_bytes = std::uint64_t{1} << 20;
  /// Minimum size of the shrinking last batches: each is half of what is left.
  std::uint64_t last_bytes = std::uint64_t{16} << 20;
  std::size_t idle_events = 120'000;  ///< a transaction with this many ends when no batch waits
  /// A transaction that has gone on for so long ends with its batch: others may wait to write.
  std::chrono::milliseconds long_transaction{50};
};

/// What tells of the effect that usage of closed months has, if it is set.
struct LateUsage {
  Effect none{};                    ///< that of an import that has no such usage
  std::function<void()> before{};   ///< in the transaction that stores the first of it, before that
  std::function<Effect()> after{};  ///< at the end, in a transaction
};

/// Imports inputs in the order given, but for logs of one format, which are read in the order of
/// their times. All are opened and their starts are looked at before the first row is stored: Error
/// io, bad_input or invalid_argument, and nothing is stored. Then a transaction takes batch after
/// batch until it has options.batch_events. It ends earlier if the next batch is long in coming, if
/// it has enough and the next is not there yet, or if it has gone on for long; then others may
/// write. An Error after the first transaction says that what was stored stays; importing the same
/// files again counts no row twice and continues. `doubts`, if it is set, looks at what was stored,
/// within a transaction, and gives notices. `correct` is what options.correct needs.
ImportReport import_files(
    Store& store, const Zone& zone, std::span<const ImportInput> inputs,
    const ImportOptions& options, const ImportSizes& sizes = {},
    const std::function<std::vector<std::string>(const ImportReport&)>& doubts = {},
    const CorrectEvent& correct = {}, const LateUsage& late = {});

}  // namespace porto::internal
