// The ids of events that stand in the place of corrected ones.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// "e-1" is corrected by "e-1/correction-1", and that by "e-1/correction-2".
std::string correction_id(std::string_view event_id);

}  // namespace porto::internal
