// A plot as an SVG picture: one self-contained file, for a browser, a document or a printer.
#pragma once

#include <string>

#include "porto/tariff_tools.hpp"

namespace porto {

/// A picture some 800 pixels wide; wider where long numbers need the room. Byte-stable.
std::string to_svg(const Plot& plot);

}  // namespace porto
