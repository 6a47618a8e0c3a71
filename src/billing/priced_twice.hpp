// Meters of a company that two tariffs price: billed twice, which may be meant and may be a slip.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/catalogue.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// A meter of a company in a month, and the tariffs that price it.
struct PricedTwice {
  std::string company;
  std::string meter;
  std::vector<std::string> tariffs;  ///< at least two
};

/// Those of a month; the subscriptions are ordered by company, then tariff. By company, meter.
std::vector<PricedTwice> priced_twice(std::span<const Subscription> subscriptions,
                                      Catalogue& catalogue, Month month);

/// What to say of the meters that subscriptions, which were added, make priced twice.
std::vector<std::string> told_priced_twice(Store& store, std::span<const Subscription> added);
/// The same of a version of a tariff.
std::vector<std::string> told_priced_twice(Store& store, std::string_view tariff, int version);

}  // namespace porto::internal
