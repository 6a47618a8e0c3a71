// Two tariffs side by side at chosen usages.
#include <algorithm>
#include <set>

#include "porto/tariff_tools.hpp"
#include "tariff/compare/boundaries.hpp"

namespace porto {

using namespace internal;

namespace {

// The first numbers of 1, 2, 5, 10, 20, 50 ... above a quantity.
std::vector<Decimal> round_numbers_above(const Decimal& quantity, std::size_t count) {
  std::vector<Decimal> numbers;
  for (int zeros = 0; numbers.size() < count; ++zeros)
    for (const int digit : {1, 2, 5}) {
      const Decimal number = Decimal::from_scaled(digit, -zeros);
      if (number > quantity && numbers.size() < count) numbers.push_back(number);
    }
  return numbers;
}

// Quantities of a meter that tell the prices of the tariffs apart, ascending.
std::set<Decimal> telling_quantities(std::initializer_list<const Tariff*> tariffs,
                                     std::string_view meter) {
  std::set<Decimal> boundaries{0};
  int decimals = 0;
  for (const Tariff* tariff : tariffs)
    for (const Boundary& boundary : boundaries_of(*tariff, meter)) {
      boundaries.insert(boundary.quantity);
      decimals = std::max(decimals, boundary.quantity.decimals());
    }
  std::set<Decimal> quantities = boundaries;
  // The next quantity above a boundary.
  const Decimal least = Decimal::from_scaled(1, decimals);
  for (const Decimal& boundary : boundaries) quantities.insert(boundary + least);
  const Decimal last = *boundaries.rbegin();
  if (last.is_zero())
    quantities.insert({100, 1000, 10'000});
  else
    for (const Decimal& number : round_numbers_above(last, 3)) quantities.insert(number);
  return quantities;
}

// Past the free events, as long as these are few.
std::size_t events_needed(std::initializer_list<const Tariff*> tariffs, std::string_view meter) {
  constexpr int most = 9;
  std::size_t needed = 1;
  for (const Tariff* tariff : tariffs)
    for (const Charge& charge : tariff->charges) {
      if (charge.meter != meter || !charge.included_events || *charge.included_events > most)
        continue;
      const auto free = static_cast<std::size_t>(charge.included_events->to_scaled_int64(0));
      needed = std::max(needed, free + 1);
    }
  return needed;
}

}  // namespace

std::vector<PriceComparison> compare_prices(const Tariff& before, const Tariff& after,
                                            std::span<const Usage> usages) {
  std::vector<PriceComparison> comparisons;
  for (const Usage& usage : usages)
    comparisons.push_back({usage, rate(before, usage).total, rate(after, usage).total});
  return comparisons;
}

std::vector<Usage> telling_usages(const Tariff& before, const Tariff& after) {
  std::vector<std::string_view> meters = meters_of(before);
  for (const std::string_view meter : meters_of(after))
    if (std::find(meters.begin(), meters.end(), meter) == meters.end()) meters.push_back(meter);
  if (meters.empty()) return {Usage{}};
  std::vector<Usage> usages;
  for (const std::string_view meter : meters) {
    const bool each = prices_each_event(before, meter) || prices_each_event(after, meter);
    for (const Decimal& quantity : telling_quantities({&before, &after}, meter)) {
      if (quantity.is_zero() && meter != meters.front()) continue;  // no usage is there already
      if (each && !quantity.is_zero())
        usages.push_back(Usage::of_events(
            std::string(meter),
            std::vector<Decimal>(events_needed({&before, &after}, meter), quantity)));
      else
        usages.push_back(Usage::of(std::string(meter), quantity));
    }
  }
  return usages;
}

}  // namespace porto
