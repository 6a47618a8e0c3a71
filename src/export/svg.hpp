// Plots as SVG pictures: one self-contained file each, for a browser, a document or a printer.
#pragma once

#include <string>

#include "porto/simulation_plot.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

/// A picture some 800 pixels wide; wider where long numbers need the room. Byte-stable.
std::string to_svg(const Plot& plot);
std::string to_svg(const SimulationPlot& plot);

}  // namespace porto
