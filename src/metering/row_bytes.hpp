// The bytes of a row, to be shown with what is wrong with it.
#pragma once

#include <string>

#include "metering/batch.hpp"

namespace porto::internal {

/// From the batch or, if it did not keep them, from the file again. Error io.
std::string row_bytes(const ImportInput& input, const Batch::Location& row);

}  // namespace porto::internal
