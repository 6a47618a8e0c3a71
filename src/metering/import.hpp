// Importing files: every row is read, judged and recorded once, in batches, and accounted for in
// the report: rows = stored + duplicate + conflict + rejected.
#pragma once

#include <span>
#include <string>

#include "metering/lines.hpp"
#include "porto/ledger.hpp"
#include "store/store.hpp"

namespace porto {

/// Imports files in the order given; "-" is standard input. All are opened and their starts are
/// looked at before the first row is stored: Error io, bad_input or invalid_argument, and nothing
/// is stored. Then one transaction per batch. An Error after the first batch says that what was
/// stored stays; importing the same files again counts no row twice and continues. `chunk_bytes` is
/// how much is read at a time; it never changes the result.
ImportReport import_files(Store& store, const Zone& zone, std::span<const std::string> paths,
                          const ImportOptions& options,
                          std::size_t chunk_bytes = default_chunk_bytes);

}  // namespace porto
