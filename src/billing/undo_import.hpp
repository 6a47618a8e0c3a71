// Taking back what an import stored.
#pragma once

#include "porto/calendar.hpp"
#include "porto/import_log.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Undoes an import in the caller's write transaction: see Ledger::undo_import. Of `undo`, import,
/// actor, reason and time are used; the whole of it is returned.
ImportUndo undo_import(Store& store, const Zone& zone, const ImportUndo& undo);

}  // namespace porto::internal
