// Usage to be rated, as it comes over the C ABI.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "porto/tariff.hpp"

namespace porto::c {

/// The tariffs that one of a usage's meters must be a meter of.
using Pricing = std::initializer_list<const Tariff*>;

/// Reads usage into a value whose memory is used again. Refuses a meter that no tariff prices, one
/// that is there twice, and one without a name where it is not clear which is meant.
void read_usage(const porto_usage* usage, Pricing pricing, Usage& into);
/// `count` usages, which lie struct_size bytes apart.
std::vector<Usage> read_usages(const porto_usage* usages, std::size_t count, Pricing pricing);

}  // namespace porto::c
