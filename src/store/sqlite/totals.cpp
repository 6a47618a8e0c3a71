// See totals.hpp.
#include "store/sqlite/totals.hpp"

#include <algorithm>
#include <vector>

#include "store/errors.hpp"

namespace porto {
namespace {

// SQLite turns an integer sum that is too large into a floating-point number. The WHERE keeps it
// from coming to that: where the sum would not fit, no row is changed. Quantities are not negative,
// so the difference always fits.
constexpr const char* add_sql =
    "INSERT INTO usage_month (month, company_no, meter_no, quantity, events)"
    " VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (month, company_no, meter_no) DO UPDATE"
    " SET quantity = quantity + excluded.quantity, events = events + excluded.events"
    " WHERE quantity <= 9223372036854775807 - excluded.quantity";

Error overflow(const DatedEvent& example) {
  return store_error::total_overflow(example.month, example.event.company, example.event.meter);
}

}  // namespace

std::size_t Totals::KeyHash::operator()(const Key& key) const noexcept {
  // Fibonacci hashing: companies count from 1, months and meters are few.
  const auto mixed = static_cast<std::uint64_t>(key.company_no) << 24 ^
                     static_cast<std::uint64_t>(key.meter_no) << 20 ^
                     static_cast<std::uint64_t>(key.month);
  return static_cast<std::size_t>(mixed * 0x9E3779B97F4A7C15U >> 16);
}

void Totals::add(const DatedEvent& dated, std::int64_t company_no, std::int64_t meter_no) {
  Sum& sum = sums_[{dated.month.number(), company_no, meter_no}];
  sum.example = &dated;
  ++sum.events;
  if (__builtin_add_overflow(sum.quantity, dated.event.quantity, &sum.quantity)) {
    throw overflow(dated);
  }
}

void Totals::write(Connection& connection) const {
  std::vector<std::pair<Key, Sum>> sums(sums_.begin(), sums_.end());
  std::sort(sums.begin(), sums.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  Query add = connection.query(add_sql);
  for (const auto& [key, sum] : sums) {
    add.bind(key.month, key.company_no, key.meter_no, sum.quantity, sum.events);
    if (add.run() == 0) throw overflow(*sum.example);
  }
}

}  // namespace porto
