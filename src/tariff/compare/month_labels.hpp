// The labels of an x axis of months.
#pragma once

#include <vector>

#include "porto/tariff_tools.hpp"
#include "tariff/language.hpp"

namespace porto::internal {

/// Months side by side in slots of equal width.
class MonthAxis {
 public:
  MonthAxis(Month from, int count, int width) : from_(from), count_(count), width_(width) {}
  int count() const { return count_; }
  Month month(int index) const { return from_.plus(index); }
  /// The left side of a month's slot; that of the month after the last is the right end.
  int slot(int index) const { return index * width_ / count_; }
  int middle(int index) const { return (slot(index) + slot(index + 1)) / 2; }
  /// January, April and so on where there is no room for all months.
  std::vector<Plot::Mark> months(const Language& language) const;
  /// Below the first month of each year.
  std::vector<Plot::Mark> years() const;

 private:
  Month from_;
  int count_;
  int width_;
};

}  // namespace porto::internal
