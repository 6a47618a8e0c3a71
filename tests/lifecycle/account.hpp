// What a ledger says of its closed months, as text: two ledgers that were told the same say the
// same, to the byte, wherever they are.
#pragma once

#include <string>

#include "porto/ledger.hpp"

namespace porto::testing {

using namespace internal;

/// The invoice lines of all closed months.
std::string lines_of(const Ledger& ledger);

/// The same, and what proves them: the hashes of the months, the statement of each company in each
/// month with all its parts, the import log, and the digests that verify gives to keep.
std::string account_of(const Ledger& ledger);

/// The first line in which two such texts differ, of both; empty if they are the same.
std::string first_difference(const std::string& one, const std::string& other);

}  // namespace porto::testing
