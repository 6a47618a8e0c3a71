// See limit_marks.hpp.
#include "tariff/compare/limit_marks.hpp"

#include <algorithm>
#include <compare>
#include <iterator>
#include <set>

namespace porto::internal {
namespace {

// A limit by the line that it adds. A charge may have several: of its tiers, and of what is paid
// for the amount so far.
struct HoldingLimit {
  LineKind kind = LineKind::maximum;
  std::size_t charge = 0;
  std::optional<std::size_t> tier{};
  int nth = 0;  // of those that are alike in the rest
  friend auto operator<=>(const HoldingLimit&, const HoldingLimit&) = default;
};
using HoldingLimits = std::set<HoldingLimit>;

class LimitSearch {
 public:
  explicit LimitSearch(const std::function<Rating(const Decimal&)>& rate) : rate_(rate) {}

  HoldingLimits at(const Decimal& quantity) const {
    HoldingLimits limits;
    for (const RatedLine& line : rate_(quantity).lines) {
      if (line.kind != LineKind::minimum && line.kind != LineKind::maximum) continue;
      HoldingLimit limit{line.kind, line.charge, line.tier};
      while (!limits.insert(limit).second) ++limit.nth;
    }
    return limits;
  }

  // The quantity on the side without the limit, next to one with it.
  Decimal between(Decimal low, Decimal high, const HoldingLimit& limit, bool low_holds) const {
    while (high - low > Decimal(1)) {
      const Decimal middle = (low + high).divide(2, 0, RoundingMode::floor);
      (at(middle).contains(limit) == low_holds ? low : high) = middle;
    }
    return low_holds ? high : low;
  }

 private:
  const std::function<Rating(const Decimal&)>& rate_;
};

bool is_same_mark(const LimitMark& a, const LimitMark& b) {
  return a.quantity == b.quantity && a.is_maximum == b.is_maximum && a.charge == b.charge;
}

}  // namespace

std::vector<LimitMark> limit_marks(const Decimal& from, const Decimal& to, int parts,
                                   const std::function<Rating(const Decimal&)>& rate) {
  std::vector<LimitMark> marks;
  const LimitSearch search(rate);
  const Decimal start = from.round(0, RoundingMode::ceiling);
  Decimal low = start;
  HoldingLimits below = search.at(low);
  for (int part = 1; part <= parts; ++part) {
    const Decimal high =
        start + ((to - from) * Decimal(part)).divide(parts, 0, RoundingMode::floor);
    if (high <= low || high > to) continue;
    HoldingLimits above = search.at(high);
    std::vector<HoldingLimit> changed;
    std::ranges::set_symmetric_difference(below, above, std::back_inserter(changed));
    for (const HoldingLimit& limit : changed)
      marks.push_back({search.between(low, high, limit, below.contains(limit)),
                       limit.kind == LineKind::maximum, limit.charge});
    low = high;
    below = std::move(above);
  }
  std::ranges::stable_sort(marks, {}, &LimitMark::quantity);
  marks.erase(std::unique(marks.begin(), marks.end(), is_same_mark), marks.end());
  return marks;
}

}  // namespace porto::internal
