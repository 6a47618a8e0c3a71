// See subscriptions.hpp.
#include "billing/subscriptions.hpp"

#include <optional>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

std::string period_of(const Subscription& subscription) {
  return "from " + subscription.from_text() +
         (subscription.through ? " through " + subscription.through_text()
                               : std::string(" until further notice"));
}

std::string name_of(const Subscription& subscription) {
  return in_quotes(subscription.company) + " is on " + in_quotes(subscription.tariff) + " " +
         period_of(subscription);
}

std::optional<Month> month_of(std::optional<Day> day) {
  if (!day) return {};
  return day->month();
}

bool overlap(const Subscription& a, const Subscription& b) {
  return (!a.through || b.from <= *a.through) && (!b.through || a.from <= *b.through);
}

void check_known(Store& store, const Subscription& subscription) {
  if (!store.has_company(subscription.company))
    throw Error(ErrorCode::not_found,
                "no company " + in_quotes(subscription.company) + "; add it first");
  if (subscription.through && *subscription.through < subscription.from)
    throw Error(ErrorCode::invalid_argument,
                "the subscription would end (" + subscription.through_text() +
                    ") before it begins (" + subscription.from_text() + ")");
  Catalogue catalogue(store);
  catalogue.document_for(subscription.tariff, subscription.from.month());
  check_prorates(catalogue, subscription);
}

void check_prorates_in(Catalogue& catalogue, const Subscription& subscription, Month month) {
  const Tariff& tariff = catalogue.tariff_for(subscription.tariff, month);
  if (tariff.prorate_days) return;
  throw Error(ErrorCode::conflict,
              in_quotes(tariff.id) + " version " + std::to_string(tariff.version) +
                  ", which prices " + month.to_string() + ", does not prorate, and " +
                  in_quotes(subscription.company) + " would be on it on some days of the month (" +
                  period_of(subscription) +
                  "); write prorate = \"days\" in a version for that month, or take whole months");
}

}  // namespace

void check_prorates(Catalogue& catalogue, const Subscription& subscription) {
  const auto& [company, tariff, from, through] = subscription;
  if (from != from.month().first_day()) check_prorates_in(catalogue, subscription, from.month());
  if (through && *through != through->month().last_day())
    check_prorates_in(catalogue, subscription, through->month());
}

bool subscribe(Store& store, const Subscription& subscription) {
  check_known(store, subscription);
  for (const Subscription& known : store.subscriptions(subscription.company)) {
    if (known == subscription) return false;
    if (known.tariff == subscription.tariff && overlap(known, subscription))
      throw Error(ErrorCode::conflict,
                  name_of(known) + " already; end that first, or begin after it");
  }
  store.add_subscription(subscription);
  settle_later(store, closed_months_of(store, subscription.company, subscription.from.month(),
                                       month_of(subscription.through)));
  return true;
}

void unsubscribe(Store& store, std::string_view company, std::string_view tariff, Day through) {
  for (const Subscription& known : store.subscriptions(std::string(company))) {
    if (known.tariff != tariff || !known.covers(through)) continue;
    if (known.through == through) return;
    Catalogue catalogue(store);
    check_prorates(catalogue, {known.company, known.tariff, known.from, through});
    store.end_subscription(known, through);
    settle_later(store, closed_months_of(store, known.company, through.next().month(),
                                         month_of(known.through)));
    return;
  }
  const Subscription asked(std::string(company), std::string(tariff), through, through);
  throw Error(ErrorCode::not_found, in_quotes(company) + " is not on " + in_quotes(tariff) +
                                        " at the end of " + asked.through_text() +
                                        "; the last day must be one that the subscription covers");
}

}  // namespace porto::internal
