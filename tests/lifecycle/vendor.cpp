// See vendor.hpp.
#include "lifecycle/vendor.hpp"

#include <algorithm>

namespace porto::testing {

using namespace internal;
namespace {

constexpr std::int64_t millionths_per_ore = 10'000;

// Half up; nothing here is negative.
std::int64_t ore(std::int64_t millionths) {
  return (millionths + millionths_per_ore / 2) / millionths_per_ore;
}

std::string kronor(std::int64_t millionths) {
  std::string fraction = std::to_string(millionths % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return '"' + std::to_string(millionths / 1'000'000) + "." + fraction + '"';
}

}  // namespace

std::string Price::toml() const {
  std::string text = "id = \"" + tariff + "\"\nversion = " + std::to_string(version) +
                     "\neffective = \"" + effective.to_string() +
                     "\"\ncurrency = \"SEK\"\n\n[[charge]]\nid = \"mail\"\nmeter = \"messages\"\n";
  if (fee != 0) text += "fee = " + kronor(fee) + "\n";
  if (included != 0) text += "included = " + std::to_string(included) + "\n";
  if (minimum != 0) text += "minimum = " + kronor(minimum) + "\n";
  return text + "price = " + kronor(each) + "\n";
}

std::int64_t Vendor::used(const Zone& zone, const std::string& company, Month month) const {
  std::int64_t quantity = 0;
  for (const Sent& message : sent) {
    if (message.voided || zone.month_of(message.at) != month) continue;
    std::string owner = message.company;
    for (const SendingDomain& claim : claims)
      if (claim.domain == message.domain && claim.covers(zone.day_of(message.at)))
        owner = claim.company;
    if (owner == company) quantity += message.quantity;
  }
  return quantity;
}

std::map<std::string, std::int64_t> Vendor::cost(const Zone& zone, const std::string& company,
                                                 Month month) const {
  std::map<std::string, std::int64_t> costs;
  for (const Subscription& subscription : subscriptions) {
    if (subscription.company != company || !subscription.covers(month)) continue;
    const Price* price = nullptr;
    for (const Price& version : prices)
      if (version.tariff == subscription.tariff && version.effective <= month &&
          (!price || price->version < version.version))
        price = &version;
    const std::int64_t above =
        std::max<std::int64_t>(0, used(zone, company, month) - price->included);
    costs[subscription.tariff] =
        std::max(ore(price->fee) + ore(above * price->each), ore(price->minimum));
  }
  return costs;
}

}  // namespace porto::testing
