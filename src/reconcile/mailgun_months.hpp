// The counts of Mailgun's statistics, which are of hours, days or months, as months of a zone.
#pragma once

#include <string_view>

#include "input/lines.hpp"
#include "reconcile/their_counts.hpp"

namespace porto::internal {

/// Reads a file of answers. Error bad_input also for a count that lies in two months of the zone,
/// and if there are no counts.
TheirCounts read_mailgun_months(Lines lines, const ReconcileOptions& options,
                                std::string_view counting);

}  // namespace porto::internal
