// Importing files: every row is read, judged and recorded once, in batches, and accounted for in
// the report: rows = stored + duplicate + conflict + rejected.
#pragma once

#include <span>
#include <string>

#include "metering/lines.hpp"
#include "porto/ledger.hpp"
#include "store/store.hpp"

namespace porto {

/// How much is in memory at a time. It never changes what is stored.
struct ImportSizes {
  std::size_t chunk_bytes = default_chunk_bytes;  ///< of a file
  std::size_t batch_rows = 80'000;  ///< read while as many are stored; at most batch_events
};

/// Imports files in the order given; "-" is standard input. All are opened and their starts are
/// looked at before the first row is stored: Error io, bad_input or invalid_argument, and nothing
/// is stored. Then a transaction takes batch after batch until it has options.batch_events, or the
/// next is long in coming. An Error after the first transaction says that what was stored
/// stays; importing the same files again counts no row twice and continues.
ImportReport import_files(Store& store, const Zone& zone, std::span<const std::string> paths,
                          const ImportOptions& options, const ImportSizes& sizes = {});

}  // namespace porto
