// Sums that cannot overflow: of 64-bit quantities, before it is known whether they fit.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace porto::internal {

/// Holds the sum of 2^63 quantities.
__extension__ using Wide = __int128;

/// The number, if it fits in 64 bits.
constexpr std::optional<std::int64_t> narrow(Wide sum) noexcept {
  using Limits = std::numeric_limits<std::int64_t>;
  if (sum < Limits::min() || sum > Limits::max()) return std::nullopt;
  return static_cast<std::int64_t>(sum);
}

/// The number without its sign, which always fits.
constexpr Wide size_of(Wide sum) noexcept { return sum < 0 ? -sum : sum; }

}  // namespace porto::internal
