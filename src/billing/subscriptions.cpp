// See subscriptions.hpp.
#include "billing/subscriptions.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/change.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"

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

void check_known(Store& store, Catalogue& catalogue, const Subscription& subscription) {
  if (!store.has_company(subscription.company))
    throw store_error::unknown_company(subscription.company);
  if (subscription.through && *subscription.through < subscription.from)
    throw Error(ErrorCode::invalid_argument,
                "the subscription would end (" + subscription.through_text() +
                    ") before it begins (" + subscription.from_text() + ")");
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

Change change_of(ChangeKind kind, const Subscription& subscription) {
  Change change{.kind = kind, .company = subscription.company, .tariff = subscription.tariff};
  change.from = subscription.from_text();
  change.through = subscription.through_text();
  return change;
}

// The subscription that begins then, or the only one.
Subscription find_subscription(Store& store, std::string_view company, std::string_view tariff,
                               std::optional<Day> from) {
  std::vector<Subscription> found = store.subscriptions(std::string(company));
  std::erase_if(found, [&](const Subscription& known) {
    return known.tariff != tariff || (from && known.from != *from);
  });
  if (found.empty())
    throw Error(ErrorCode::not_found, in_quotes(company) + " is not on " + in_quotes(tariff) +
                                          (from ? " from " + from->to_string() : "") +
                                          "; see the list of subscriptions");
  if (found.size() == 1) return found.front();
  throw Error(ErrorCode::conflict,
              name_of(found.front()) + " and again from " + found[1].from_text() +
                  ": say which of them, by its beginning",
              "from");
}

// One that begins later was a slip: it has no last day.
Error no_subscription_then(Store& store, std::string_view company, std::string_view tariff,
                           Day through) {
  const Subscription asked(std::string(company), std::string(tariff), through, through);
  std::string advice = "the last day must be one that the subscription covers";
  for (const Subscription& known : store.subscriptions(std::string(company)))
    if (known.tariff == tariff && through < known.from)
      advice = "it is from " + known.from_text() +
               ": to take that back, remove the subscription (subscription remove)";
  return {ErrorCode::not_found, in_quotes(company) + " is not on " + in_quotes(tariff) +
                                    " at the end of " + asked.through_text() + "; " + advice};
}

// An invoice that names the tariff for one of the months stays as it is.
void check_unused(Store& store, const Subscription& subscription,
                  std::span<const CompanyMonth> closed) {
  for (const CompanyMonth& of : closed)
    for (const InvoiceLine& line : store.lines({.company = of.company, .usage_month = of.month}))
      if (line.tariff == subscription.tariff)
        throw Error(ErrorCode::month_closed,
                    name_of(subscription) + ", which the invoice of " + line.month.to_string() +
                        " has: end it instead, or say that the next close is to credit what was "
                        "invoiced (--settle, settle)");
}

}  // namespace

void check_prorates(Catalogue& catalogue, const Subscription& subscription) {
  const auto& [company, tariff, from, through] = subscription;
  if (from != from.month().first_day()) check_prorates_in(catalogue, subscription, from.month());
  if (through && *through != through->month().last_day())
    check_prorates_in(catalogue, subscription, through->month());
}

bool subscribe(Store& store, const Subscription& subscription, const ChangeOptions& options) {
  Catalogue catalogue(store);
  return subscribe(store, catalogue, subscription, options);
}

bool subscribe(Store& store, Catalogue& catalogue, const Subscription& subscription,
               const ChangeOptions& options) {
  check_told(options, Told::may_be);
  check_known(store, catalogue, subscription);
  for (const Subscription& known : store.subscriptions(subscription.company)) {
    if (known == subscription) return false;
    if (known.tariff == subscription.tariff && overlap(known, subscription))
      throw Error(ErrorCode::conflict,
                  name_of(known) + " already; end that first, or begin after it");
  }
  const std::vector<CompanyMonth> changed = closed_months_of(
      store, subscription.company, subscription.from.month(), month_of(subscription.through));
  check_begin(store, subscription.from.month(), options, "from");
  check_end(store, subscription.through, options);
  check_reach(store, changed, options, "from");
  store.add_subscription(subscription);
  keep_change(store, change_of(ChangeKind::subscription_add, subscription), options);
  settle_later(store, changed);
  return true;
}

void unsubscribe(Store& store, std::string_view company, std::string_view tariff, Day through,
                 const ChangeOptions& options) {
  check_told(options, Told::may_be);
  for (const Subscription& known : store.subscriptions(std::string(company))) {
    if (known.tariff != tariff || !known.covers(through)) continue;
    if (known.through == through) return;
    const std::vector<CompanyMonth> changed =
        closed_months_of(store, known.company, through.next().month(), month_of(known.through));
    check_end(store, through, options);
    check_reach(store, changed, options, "through");
    Subscription ended = known;
    ended.through = through;
    Catalogue catalogue(store);
    check_prorates(catalogue, ended);
    store.end_subscription(known, through);
    Change change = change_of(ChangeKind::subscription_end, ended);
    change.was_through = known.through_text();
    keep_change(store, std::move(change), options);
    settle_later(store, changed);
    return;
  }
  throw no_subscription_then(store, company, tariff, through);
}

void remove_subscription(Store& store, std::string_view company, std::string_view tariff,
                         std::optional<Day> from, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const Subscription known = find_subscription(store, company, tariff, from);
  const std::vector<CompanyMonth> changed =
      closed_months_of(store, known.company, known.from.month(), month_of(known.through));
  if (!options.settle && !since_last_close(store, change_of(ChangeKind::subscription_add, known)))
    check_unused(store, known, changed);
  store.remove_subscription(known);
  keep_change(store, change_of(ChangeKind::subscription_remove, known), options);
  settle_later(store, changed);
}

}  // namespace porto::internal
