// The rounding modes: what each does with a remainder.
#include "money/rounding.hpp"

#include "porto/error.hpp"

namespace porto {

using namespace internal;

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

}  // namespace porto
