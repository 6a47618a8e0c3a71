// See subscriptions.hpp.
#include "billing/subscriptions.hpp"

#include <optional>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

std::string name_of(const Subscription& subscription) {
  return in_quotes(subscription.company) + " is on " + in_quotes(subscription.tariff) + " from " +
         subscription.from.to_string() +
         (subscription.through ? " through " + subscription.through->to_string()
                               : std::string(" until further notice"));
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
                "the subscription would end (" + subscription.through->to_string() +
                    ") before it begins (" + subscription.from.to_string() + ")");
  Catalogue(store).document_for(subscription.tariff, subscription.from);
}

}  // namespace

bool subscribe(Store& store, const Subscription& subscription) {
  check_known(store, subscription);
  for (const Subscription& known : store.subscriptions(subscription.company)) {
    if (known == subscription) return false;
    if (known.tariff == subscription.tariff && overlap(known, subscription))
      throw Error(ErrorCode::conflict,
                  name_of(known) + " already; end that first, or begin after it");
  }
  store.add_subscription(subscription);
  settle_later(store, closed_months_of(store, subscription.company, subscription.from,
                                       subscription.through));
  return true;
}

void unsubscribe(Store& store, std::string_view company, std::string_view tariff, Month through) {
  for (const Subscription& known : store.subscriptions(std::string(company))) {
    if (known.tariff != tariff || !known.covers(through)) continue;
    if (known.through == through) return;
    store.end_subscription(known, through);
    settle_later(store, closed_months_of(store, known.company, through.next(), known.through));
    return;
  }
  throw Error(ErrorCode::not_found,
              in_quotes(company) + " is not on " + in_quotes(tariff) + " in " +
                  through.to_string() +
                  "; the last month must be one that the subscription covers");
}

}  // namespace porto::internal
