// Digests over the records of imports, and the chain of digests over their undoing: both stores
// write them, `verify` computes them again. docs/reference/chain.md has the bytes.
#pragma once

#include <string>
#include <string_view>

#include "porto/import_log.hpp"

namespace porto::internal {

/// The digest of a record: of all its members but its own digest and what undid it.
std::string import_digest(const ImportRecord& record);

/// The digest of an undo. `previous` is that of the undo before, empty for the first; `record` the
/// digest of the import's record.
std::string undo_digest(std::string_view previous, std::string_view record, const ImportUndo& undo);

}  // namespace porto::internal
