// See headroom.hpp.
#include "store/sqlite/headroom.hpp"

#include <algorithm>
#include <utility>

namespace porto::internal {
namespace {

constexpr std::size_t months_of_zones = 230 * 12;  // 1970 through 2199

}  // namespace

bool Headroom::is_known() { return !largest_.empty() && version_ == version(); }

// The months of events alternate, so that looking one up must cost next to nothing.
bool Headroom::take(std::span<const DatedEvent> events) {
  if (largest_.empty()) {
    version_ = version();
    largest_.assign(months_of_zones, -1);
  }
  taken_ = true;
  Wide most = 0;
  for (const DatedEvent& dated : events) {
    added_ += size_of(dated.event.quantity);
    most = std::max(most, largest(dated.month));
  }
  return narrow(most + added_).has_value();
}

void Headroom::append() noexcept {
  if (!std::exchange(taken_, false)) forget();
}

void Headroom::forget() noexcept {
  largest_.clear();
  added_ = 0;
  taken_ = false;
}

// Another connection's commit changes it, and its own do not.
std::int64_t Headroom::version() { return connection_.integer("PRAGMA data_version"); }

Wide Headroom::largest(Month month) {
  const auto at = static_cast<std::size_t>((month.year() - 1970) * 12 + month.month() - 1);
  Wide& known = largest_.at(at);
  if (known < 0) known = read_largest(month.number());
  return known;
}

// Of a company in the month, or of a domain on one of its days.
Wide Headroom::read_largest(int month) {
  Query row = connection_.query(
      "SELECT ifnull(max(quantity), 0), ifnull(min(quantity), 0) FROM usage_month WHERE month = ?1"
      " UNION ALL SELECT ifnull(max(quantity), 0), ifnull(min(quantity), 0) FROM domain_day"
      " WHERE day BETWEEN ?1 * 100 AND ?1 * 100 + 99",
      month);
  Wide largest = 0;
  while (row.step())
    for (const int column : {0, 1}) largest = std::max(largest, size_of(row.integer(column)));
  return largest;
}

}  // namespace porto::internal
