// Companies that an import met for the first time and whose ids nearly are those of others: most
// often they are misspelt, and nobody is billed for them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace porto::internal {

/// A notice, if the id of one of the new companies differs from that of another company only by
/// blanks, case or Unicode form. Within the caller's transaction, which has the new ones too.
std::vector<std::string> near_companies(Store& store, std::span<const std::string> new_companies);

}  // namespace porto::internal
