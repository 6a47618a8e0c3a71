// A curve as the fewest straight lines that look like it.
#pragma once

#include <functional>
#include <vector>

#include "porto/tariff_tools.hpp"

namespace porto::internal {

/// Follows y_of from one x to another, in hundredths of a pixel, a tenth of a pixel at most beside
/// the curve. A jump is a vertical line at the last x before it.
std::vector<Plot::Point> polyline(int first, int last, const std::function<int(int x)>& y_of);

}  // namespace porto::internal
