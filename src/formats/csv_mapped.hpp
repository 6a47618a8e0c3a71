// CSV of any shape, by a column map.
#pragma once

#include "formats/reader.hpp"

namespace porto::internal {

/// Errors bad_input (the file), invalid_argument (the map).
std::unique_ptr<Reader> open_mapped_csv(Lines lines, const ReaderOptions& options);

}  // namespace porto::internal
