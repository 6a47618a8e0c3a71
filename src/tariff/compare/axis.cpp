// See axis.hpp.
#include "tariff/compare/axis.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

constexpr int outside = 2000;  // the farthest position outside, in hundredths of a pixel

}  // namespace

Decimal round_step(const Decimal& range, int most_parts) {
  constexpr int finest = -30;  // no price is finer
  for (int zeros = finest;; ++zeros)
    for (const int digit : {1, 2, 5}) {
      const Decimal step = Decimal::from_scaled(digit, -zeros);
      if (step * Decimal(most_parts) >= range) return step;
    }
}

Axis::Axis(Decimal low, Decimal high, Decimal step, int length)
    : low_(std::move(low)), high_(std::move(high)), step_(std::move(step)), length_(length) {}

Axis Axis::around(const Decimal& low, const Decimal& high, int length, int most_steps) {
  if (low == high) return {low, low + 1, 1, length};
  // The two ends may each take up to a step more.
  const Decimal step = round_step(high - low, most_steps - 1);
  return {low.count_of(step, RoundingMode::floor) * step,
          high.count_of(step, RoundingMode::ceiling) * step, step, length};
}

int Axis::place(const Decimal& top, const Decimal& bottom) const {
  const Decimal at = ((top - low_ * bottom) * Decimal(length_))
                         .divide((high_ - low_) * bottom, 0, RoundingMode::half_up);
  const Decimal held = std::clamp(at, Decimal(-outside), Decimal(length_ + outside));
  return static_cast<int>(held.to_scaled_int64(0));
}

std::vector<Decimal> Axis::ticks() const {
  std::vector<Decimal> values;
  for (Decimal value = low_.count_of(step_, RoundingMode::ceiling) * step_; value <= high_;
       value += step_)
    values.push_back(value);
  return values;
}

}  // namespace porto::internal
