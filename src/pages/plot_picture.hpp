// What usage costs, as a picture. See porto/output.hpp.
#pragma once

#include <string>
#include <string_view>

#include "porto/tariff_tools.hpp"

namespace porto::internal {

/// The rules of style of such pictures, for a page with some in it.
std::string_view plot_picture_rules();
/// A file of its own or, with an id, a part of a page.
std::string plot_picture(const Plot& plot, std::string_view id = {});

}  // namespace porto::internal
