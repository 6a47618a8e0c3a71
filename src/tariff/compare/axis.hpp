// An axis of a plot: round numbers along a length. All arithmetic is exact.
#pragma once

#include <vector>

#include "porto/decimal.hpp"

namespace porto::internal {

/// The smallest of 1, 2 and 5 times a power of ten that divides a range into at most `most_parts`
/// parts. `range` > 0.
Decimal round_step(const Decimal& range, int most_parts);

/// From the lowest value to the highest, low < high, over a length in hundredths of a pixel, with
/// a step between its ticks.
class Axis {
 public:
  Axis(Decimal low, Decimal high, Decimal step, int length);
  /// Widened to whole steps, at most `most_steps`; an axis of a single value gets one step of 1.
  static Axis around(const Decimal& low, const Decimal& high, int length, int most_steps);

  /// The position of top / bottom, to the nearest hundredth. A value far outside of the axis is
  /// moved to a little outside, so that it can be cut off. `bottom` is not zero.
  int place(const Decimal& top, const Decimal& bottom = 1) const;
  const Decimal& step() const noexcept { return step_; }
  /// The multiples of the step on the axis.
  std::vector<Decimal> ticks() const;

 private:
  Decimal low_;
  Decimal high_;
  Decimal step_;
  int length_;
};

}  // namespace porto::internal
