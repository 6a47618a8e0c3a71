// See overflow.hpp.
#include "store/postgres/overflow.hpp"

#include <algorithm>

#include "porto/error.hpp"

namespace porto::internal::postgres {

Wide size_of_all(std::span<const DatedEvent> events) {
  Wide sum = 0;
  for (const DatedEvent& dated : events) sum += size_of(dated.event.quantity);
  return sum;
}

// A total of a company is of some days of domains and some lanes: of far fewer than a million rows,
// none of which is larger than the largest.
bool fits_surely(Wide largest) {
  constexpr Wide most_rows = 1 << 20;
  return narrow(largest).has_value() && narrow(largest * most_rows).has_value();
}

bool exceeds(Store& store, Wide more) {
  try {
    Wide largest = 0;
    const auto meet = [&](const auto& total) {
      largest = std::max(largest, size_of(total.quantity));
    };
    for (const MonthUsage& total : store.usage({})) meet(total);
    store.each_domain_day({}, meet);
    return !narrow(largest + more);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::overflow) throw;
    return true;
  }
}

}  // namespace porto::internal::postgres
