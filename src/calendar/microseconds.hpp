// How many microseconds, the unit of an Instant, other units of time have.
#pragma once

#include <cstdint>

namespace porto::internal {

inline constexpr std::int64_t us_per_second = 1'000'000;
inline constexpr std::int64_t us_per_day = 86'400 * us_per_second;

}  // namespace porto::internal
