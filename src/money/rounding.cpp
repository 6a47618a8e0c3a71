// The rounding modes: what each does with a remainder, and their names.
#include "money/rounding.hpp"

#include <array>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr std::array<std::string_view, 7> names = {"half_up", "half_even", "half_down", "up",
                                                   "down",    "ceiling",   "floor"};

}  // namespace

bool internal::rounds_away(RoundingMode mode, bool negative, bool odd, std::strong_ordering half) {
  switch (mode) {
    case RoundingMode::half_up:
      return half >= 0;
    case RoundingMode::half_even:
      return half > 0 || (half == 0 && odd);
    case RoundingMode::half_down:
      return half > 0;
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
    case RoundingMode::ceiling:
      return !negative;
    case RoundingMode::floor:
      return negative;
  }
  throw Error(ErrorCode::invalid_argument, "there is no such rounding mode");
}

const char* to_string(RoundingMode mode) noexcept {
  const auto index = static_cast<std::size_t>(mode);
  return index < names.size() ? names[index].data() : "unknown";
}

RoundingMode parse_rounding_mode(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<RoundingMode>(i);
  std::string message = in_quotes(name) + " is not a rounding mode";
  if (const auto meant = nearest(name, names); !meant.empty())
    message += "; did you mean " + in_quotes(meant) + "?";
  message += " There are half_up, half_even, half_down, up, down, ceiling and floor.";
  throw Error(ErrorCode::invalid_argument, message);
}

}  // namespace porto
