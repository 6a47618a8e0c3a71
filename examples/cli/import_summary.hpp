// The report of an import for people at a terminal: what matters comes last, above the prompt.
#pragma once

#include <cstddef>
#include <string>

#include "capi.hpp"

namespace porto_cli {

/// All rows of the report but its notices, which are told elsewhere. Many new companies are one row
/// that counts them. `room`: characters in a line.
std::string import_summary(const Rows& report, std::size_t room);

}  // namespace porto_cli
