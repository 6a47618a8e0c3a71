// Bars of a report, as a picture. See porto/output.hpp.
#pragma once

#include <string>
#include <string_view>

#include "porto/report_plot.hpp"

namespace porto::internal {

/// The rules of style of such pictures, for a page with some in it.
std::string_view report_picture_rules();
/// A file of its own or, with an id, a part of a page.
std::string report_picture(const ReportPlot& plot, std::string_view id = {});

}  // namespace porto::internal
