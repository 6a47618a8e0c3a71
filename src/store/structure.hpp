// The parts of a store's structure, as text, against those that this porto makes.
#pragma once

#include <map>
#include <string>

#include "store/store.hpp"

namespace porto::internal {

using Parts = std::map<std::string, std::string>;  ///< "trigger x" to its SQL

/// What is missing, changed or more, by name.
Structure compare_structure(const Parts& stored, const Parts& expected);

}  // namespace porto::internal
