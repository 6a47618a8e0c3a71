// See limit_marks.hpp.
#include "tariff/compare/limit_marks.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

class LimitSearch {
 public:
  LimitSearch(const std::function<Rating(const Decimal&)>& rate, LineKind limit)
      : rate_(rate), limit_(limit) {}

  bool holds(const Decimal& quantity) const {
    const Rating rating = rate_(quantity);
    return std::ranges::any_of(rating.lines,
                               [&](const RatedLine& line) { return line.kind == limit_; });
  }

  // The quantity on the side without the limit, next to one with it.
  Decimal between(Decimal low, Decimal high, bool low_holds) const {
    while (high - low > Decimal(1)) {
      const Decimal middle = (low + high).divide(2, 0, RoundingMode::floor);
      if (middle <= low) break;
      (holds(middle) == low_holds ? low : high) = middle;
    }
    return low_holds ? high : low;
  }

 private:
  const std::function<Rating(const Decimal&)>& rate_;
  LineKind limit_;
};

}  // namespace

std::vector<LimitMark> limit_marks(const Decimal& from, const Decimal& to, int parts,
                                   const std::function<Rating(const Decimal&)>& rate) {
  std::vector<LimitMark> marks;
  for (const LineKind limit : {LineKind::minimum, LineKind::maximum}) {
    const LimitSearch search(rate, limit);
    Decimal low = from.round(0, RoundingMode::ceiling);
    bool low_holds = search.holds(low);
    for (int part = 1; part <= parts; ++part) {
      const Decimal high = from.round(0, RoundingMode::ceiling) +
                           ((to - from) * Decimal(part)).divide(parts, 0, RoundingMode::floor);
      if (high <= low || high > to) continue;
      const bool high_holds = search.holds(high);
      if (high_holds != low_holds)
        marks.push_back({search.between(low, high, low_holds), limit == LineKind::maximum});
      low = high;
      low_holds = high_holds;
    }
  }
  std::ranges::stable_sort(marks, {}, &LimitMark::quantity);
  return marks;
}

}  // namespace porto::internal
