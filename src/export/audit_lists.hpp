// The lists of proof and upkeep: what verifying found, an event, what a correction did.
#pragma once

#include <vector>

#include "export/rows.hpp"
#include "porto/audit.hpp"

namespace porto {

/// result ("differs", "note", "checked"), check, place, stored, expected: the findings, in the
/// order in which they were made; then what could not be checked; then how much was.
Rows rows_of(const VerifyReport& report);

/// One row: the event and, if it is voided, when, by whom and why.
Rows rows_of(const StoredEvent& event, const std::vector<Meter>& meters);
Rows rows_of(std::vector<StoredEvent> events, const std::vector<Meter>& meters);

/// One row: the event that was corrected, and the one in its place.
Rows rows_of(const Void& what, const CorrectResult& corrected);

/// One row: through, events.
Rows rows_of(const PruneResult& pruned);

}  // namespace porto
