// See month_labels.hpp.
#include "tariff/compare/month_labels.hpp"

#include <string>

namespace porto::internal {

std::vector<Plot::Mark> MonthAxis::months(const Language& language) const {
  constexpr int room_for_name = 2600;
  int step = 1;
  while (step < 6 && step * width_ / count_ < room_for_name) step = step == 1 ? 3 : 6;
  std::vector<Plot::Mark> labels;
  for (int i = 0; i < count_; ++i) {
    const auto index = static_cast<std::size_t>(month(i).month() - 1);
    if (static_cast<int>(index) % step == 0)
      labels.push_back({middle(i), std::string(language.months[index].substr(0, 3))});
  }
  return labels;
}

std::vector<Plot::Mark> MonthAxis::years() const {
  constexpr int room_for_year = 4000;
  std::vector<Plot::Mark> labels;
  for (int i = 0; i < count_; ++i) {
    if (i > 0 && month(i).month() != 1) continue;
    // The label of a part of a year gives way to that of the year after it.
    if (!labels.empty() && middle(i) - labels.back().at < room_for_year) labels.pop_back();
    labels.push_back({middle(i), std::to_string(month(i).year())});
  }
  return labels;
}

}  // namespace porto::internal
