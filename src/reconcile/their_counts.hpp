// What somebody else counted, as their file says it, in months.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "metering/meters.hpp"
#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/reconcile.hpp"

namespace porto::internal {

/// A count of a month. Of those with the same names there may be several: they are summed up.
struct TheirCount {
  Month month;
  std::string company;  ///< empty: the file names none
  std::string domain;   ///< in lower case; empty: the file names none
  Decimal quantity;
};

struct TheirCounts {
  std::vector<TheirCount> counts;
  bool of_companies = false;   ///< they name companies
  bool of_domains = false;     ///< they name domains
  std::string zone;            ///< of the months; empty: the ledger's
  std::set<Month> months;      ///< those that are compared, also if they have no count
  std::set<Month> incomplete;  ///< those of them that the file has a part of
  std::vector<std::string> notices;
};

/// Reads a file of any kind that can be compared. `counting`: the rule by which the ledger counts
/// the events of Mailgun. `stop` ends waiting for a pipe. Errors: see Ledger::reconcile.
TheirCounts read_their_counts(const ImportInput& input, const ReconcileOptions& options,
                              const Meters& meters, std::string_view counting,
                              const Stop& stop = {});

}  // namespace porto::internal
