// Inputs of imports and comparisons, as they come over the C ABI.
#pragma once

#include <cstddef>
#include <vector>

#include "arguments.hpp"
#include "porto/import.hpp"

namespace porto::c {

/// One of several; a parameter that is wrong is refused as ".path".
ImportInput read_input(const porto_input& input);
/// The only one of a call, its parameter `input`.
ImportInput read_single_input(const porto_input* input);
/// `count` inputs, which lie struct_size bytes apart.
std::vector<ImportInput> read_inputs(const porto_input* inputs, std::size_t count);

}  // namespace porto::c
