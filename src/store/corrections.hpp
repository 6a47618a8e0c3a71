// Corrections as the store keeps them: the void of an event names the event in its place.
#pragma once

#include <optional>
#include <string>

#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What stands for a stored event: itself or, if it was corrected, its last correction.
StoredEvent last_correction(Store& store, StoredEvent event);

/// The id for an event in the place of this one: that of the event that was corrected first, and
/// "/correction-N", with the first number that is free and that the store takes
/// with the void. What it looks like says nothing: a sender
/// may have ids of this form.
std::string free_correction_id(Store& store, const StoredEvent& event);

/// The earliest moment at which an event may have been stored, as far as the ledger knows; it was
/// not voided before. `first` is the start of the ledger's first month.
Instant stored_since(Store& store, const StoredEvent& event, Instant first);

}  // namespace porto::internal
