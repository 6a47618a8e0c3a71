// A log without a line: one that was rotated just now, or of a day without mail.
#pragma once

#include <memory>

#include "formats/reader.hpp"

namespace porto::internal {

/// Reads nothing, and says so.
std::unique_ptr<Reader> open_empty_log(Lines lines);

}  // namespace porto::internal
