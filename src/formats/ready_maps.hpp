// Column maps that are there ready, by name: what programs write in the same way for everybody. A
// new one is a row of the table in ready_maps.cpp.
#pragma once

#include <string>
#include <string_view>

#include "formats/csv_map.hpp"

namespace porto::internal {

/// The settings of a ready map, in the short form of maps. Error invalid_argument if there is none
/// of this name for such rows; it lists those that there are.
std::string settings_of_ready_map(std::string_view name, RowsOf rows = RowsOf::usage);

}  // namespace porto::internal
