// See vendor.hpp.
#include "lifecycle/vendor.hpp"

#include <algorithm>

namespace porto::testing {

using namespace internal;
namespace {

constexpr std::int64_t millionths_per_ore = 10'000;

// A part of millionths in öre, half up; nothing here is negative.
std::int64_t ore(std::int64_t millionths, std::int64_t days = 1, std::int64_t of = 1) {
  const std::int64_t per = millionths_per_ore * of;
  return (2 * millionths * days + per) / (2 * per);
}

std::string kronor(std::int64_t millionths) {
  std::string fraction = std::to_string(millionths % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return '"' + std::to_string(millionths / 1'000'000) + "." + fraction + '"';
}

}  // namespace

std::string Price::toml() const {
  std::string text = "id = \"" + tariff + "\"\nversion = " + std::to_string(version) +
                     "\neffective = \"" + effective.to_string() + "\"\ncurrency = \"SEK\"\n" +
                     (by_days ? "prorate = \"days\"\n" : "") +
                     "\n[[charge]]\nid = \"mail\"\nmeter = \"messages\"\n";
  if (fee != 0) text += "fee = " + kronor(fee) + "\n";
  if (included != 0) text += "included = " + std::to_string(included) + "\n";
  if (minimum != 0) text += "minimum = " + kronor(minimum) + "\n";
  return text + "price = " + kronor(each) + "\n";
}

std::int64_t Vendor::used(const Zone& zone, const std::string& company,
                          const std::set<Day>& days) const {
  std::int64_t quantity = 0;
  for (const Sent& message : sent) {
    const Day day = zone.day_of(message.at);
    if (message.voided || !days.contains(day)) continue;
    std::string owner = message.company;
    for (const SendingDomain& claim : claims)
      if (claim.domain == message.domain && claim.covers(day)) owner = claim.company;
    if (owner == company) quantity += message.quantity;
  }
  return quantity;
}

std::set<Day> Vendor::days_on(const std::string& company, const std::string& tariff,
                              Month month) const {
  std::set<Day> days;
  for (const Subscription& one : subscriptions) {
    if (one.company != company || (!tariff.empty() && one.tariff != tariff)) continue;
    for (int number = 1; number <= month.days(); ++number) {
      const Day day(month, number);
      if (day >= one.from && (!one.through || day <= *one.through)) days.insert(day);
    }
  }
  return days;
}

std::map<std::string, std::int64_t> Vendor::cost(const Zone& zone, const std::string& company,
                                                 Month month) const {
  std::map<std::string, const Price*> in_force;
  for (const Price& version : prices) {
    if (version.effective > month) continue;
    const Price*& price = in_force[version.tariff];
    if (!price || price->version < version.version) price = &version;
  }
  std::map<std::string, std::int64_t> costs;
  for (const auto& [tariff, price] : in_force) {
    const std::set<Day> days = days_on(company, tariff, month);
    if (days.empty()) continue;
    const auto part = [&, count = static_cast<std::int64_t>(days.size())](std::int64_t amount) {
      return ore(amount, count, month.days());
    };
    const std::int64_t above =
        std::max<std::int64_t>(0, used(zone, company, days) - price->included);
    costs[tariff] = std::max(part(price->fee) + ore(above * price->each), part(price->minimum));
  }
  return costs;
}

}  // namespace porto::testing
