// How output is written, as it comes over the C ABI.
#pragma once

#include <string_view>

#include "arguments.hpp"
#include "porto/output.hpp"

namespace porto::c {

/// `options`, the parameter of this name, may be NULL.
OutputOptions read_output_options(const porto_output_options* options,
                                  std::string_view parameter = "options");

}  // namespace porto::c
