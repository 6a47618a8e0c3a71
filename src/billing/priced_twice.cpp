// See priced_twice.hpp.
#include "billing/priced_twice.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

using Meters = std::set<std::string>;

Meters metered_by(const Tariff& tariff) {
  Meters meters;
  for (const Charge& charge : tariff.charges)
    if (!charge.meter.empty()) meters.insert(charge.meter);
  return meters;
}

// Whether there is a day of the month that both cover.
bool share_day(const Subscription& a, const Subscription& b, Month month) {
  const Day first = std::max({a.from, b.from, month.first_day()});
  Day last = month.last_day();
  for (const Subscription* one : {&a, &b})
    if (one->through) last = std::min(last, *one->through);
  return first <= last;
}

// The months in which it can begin that two subscriptions price a meter both: where one of them
// begins, or a version of its tariff.
std::set<Month> beginnings(Store& store, const Subscription& a, const Subscription& b) {
  std::set<Month> months;
  const auto add = [&](Month month) {
    if (share_day(a, b, month)) months.insert(month);
  };
  add(std::max(a.from, b.from).month());
  for (const TariffDocument& document : store.tariffs())
    if (document.id == a.tariff || document.id == b.tariff) add(document.effective);
  return months;
}

// What is priced twice, by meter and pair of tariffs: since when, and of which companies.
class TwiceFound {
 public:
  TwiceFound(Store& store) : store_(store), catalogue_(store) {}

  // What `added` brings about with the other subscriptions of its company; of the meters, not set:
  // of all, and from a month on.
  void look_at(const Subscription& added, const std::vector<Subscription>& of_company,
               const std::optional<Meters>& meters, std::optional<Month> from) {
    for (const Subscription& other : of_company) {
      if (other.tariff == added.tariff) continue;
      for (const Month month : beginnings(store_, added, other))
        if (!from || *from <= month) look_at(added, other, meters, month);
    }
  }

  std::vector<std::string> told() const {
    std::vector<std::string> notices;
    for (const auto& [key, found] : found_) {
      const auto& [meter, one, other] = key;
      notices.push_back("meter " + in_quotes(meter) + " of company " +
                        in_quotes(found.first_company) +
                        (found.companies.size() == 1
                             ? std::string()
                             : " and " + std::to_string(found.companies.size() - 1) + " more") +
                        " is priced by tariffs " + in_quotes(one) + " and " + in_quotes(other) +
                        " from " + found.since.to_string() +
                        " on, and so billed twice; if that is not meant, remove or end one of "
                        "the subscriptions");
    }
    return notices;
  }

 private:
  struct Found {
    Month since;
    std::string first_company;
    std::set<std::string> companies{};
  };

  void look_at(const Subscription& added, const Subscription& other,
               const std::optional<Meters>& meters, Month month) {
    const Meters others = metered_by(catalogue_.tariff_for(other.tariff, month));
    for (const std::string& meter : metered_by(catalogue_.tariff_for(added.tariff, month))) {
      if (!others.contains(meter) || (meters && !meters->contains(meter))) continue;
      const auto [one, two] = std::minmax(added.tariff, other.tariff);
      Found& found =
          found_.try_emplace({meter, one, two}, Found{month, added.company}).first->second;
      if (month < found.since) found = {month, added.company, std::move(found.companies)};
      found.companies.insert(added.company);
    }
  }

  Store& store_;
  Catalogue catalogue_;
  std::map<std::tuple<std::string, std::string, std::string>, Found> found_;
};

}  // namespace

std::vector<PricedTwice> priced_twice(std::span<const Subscription> subscriptions,
                                      Catalogue& catalogue, Month month) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> tariffs;
  const auto look_at = [&](const Subscription& a, const Subscription& b) {
    if (a.tariff == b.tariff || !share_day(a, b, month)) return;
    const Meters others = metered_by(catalogue.tariff_for(b.tariff, month));
    for (const std::string& meter : metered_by(catalogue.tariff_for(a.tariff, month)))
      if (others.contains(meter)) tariffs[{a.company, meter}].insert({a.tariff, b.tariff});
  };
  for (auto first = subscriptions.begin(); first != subscriptions.end(); ++first)
    for (auto next = first + 1; next != subscriptions.end() && next->company == first->company;
         ++next)
      look_at(*first, *next);
  std::vector<PricedTwice> found;
  for (const auto& [of, by] : tariffs)
    found.push_back({of.first, of.second, {by.begin(), by.end()}});
  return found;
}

std::vector<std::string> told_priced_twice(Store& store, std::span<const Subscription> added) {
  std::optional<TwiceFound> found;
  for (const Subscription& one : added) {
    const std::vector<Subscription> of_company = store.subscriptions(one.company);
    if (of_company.size() < 2) continue;
    if (!found) found.emplace(store);
    found->look_at(one, of_company, {}, {});
  }
  return found ? found->told() : std::vector<std::string>();
}

std::vector<std::string> told_priced_twice(Store& store, std::string_view tariff, int version) {
  Catalogue catalogue(store);
  const Tariff& added = catalogue.version(tariff, version);
  Meters meters = metered_by(added);
  for (const TariffDocument& document : store.tariffs())
    if (document.id == tariff && document.version < version)
      for (const std::string& known : metered_by(catalogue.version(tariff, document.version)))
        meters.erase(known);
  if (meters.empty()) return {};
  TwiceFound found(store);
  std::vector<Subscription> of_company;
  for (const Subscription& subscription : store.subscriptions()) {
    if (subscription.tariff != tariff) continue;
    of_company = store.subscriptions(subscription.company);
    if (of_company.size() > 1) found.look_at(subscription, of_company, meters, added.effective);
  }
  return found.told();
}

}  // namespace porto::internal
