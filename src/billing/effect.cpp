// See effect.hpp.
#include "billing/effect.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/sorted.hpp"
#include "billing/bill.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

Currency currency_of(Store& store) { return Currency(store.info().currency); }

Money sum_of(std::span<const InvoiceLine> lines, Currency currency) {
  Money sum(0, currency);
  for (const InvoiceLine& line : lines) sum = sum + line.net_amount;
  return sum;
}

// What is due of months of companies, read from one state of the ledger.
class Dues {
 public:
  Dues(Store& store, const Zone& zone)
      : biller_(store, zone),
        currency_(currency_of(store)),
        subscriptions_(store.subscriptions().size()) {}

  // Calls `take(company, sum)` for each of the companies, with no sum if it cannot be rated, whose
  // reason `failed` gets.
  template <class Take, class Failed>
  void each(Month month, std::span<const CompanyMonth> companies, Take&& take, Failed&& failed) {
    // Of many companies, the month is rated as a whole.
    if (companies.size() > 1 && companies.size() * 20 > subscriptions_) try {
        const std::vector<InvoiceLine> lines = biller_.due(month, {});
        for (const CompanyMonth& of : companies) {
          const auto own = of_key(std::span(lines), of.company, &InvoiceLine::company);
          take(of, sum_of(own, currency_));
        }
        return;
      } catch (const Error& error) {
        if (!cannot_be_rated(error)) throw;
        // Of one of them, or of another company: they are looked at one by one.
      }
    for (const CompanyMonth& of : companies) try {
        take(of, std::optional(sum_of(biller_.due(month, of.company), currency_)));
      } catch (const Error& error) {
        if (!cannot_be_rated(error)) throw;
        failed(std::string(error.what()));
        take(of, std::optional<Money>());
      }
  }

 private:
  Biller biller_;
  Currency currency_;
  std::size_t subscriptions_;
};

Money invoiced(Store& store, const CompanyMonth& of, Currency currency) {
  return sum_of(store.lines({.company = of.company, .usage_month = of.month}), currency);
}

// The companies of which a month cannot be rated: they have no lines at all.
std::set<std::string> not_rated(const std::map<CompanyMonth, std::optional<Money>>& dues) {
  std::set<std::string> companies;
  for (const auto& [of, due] : dues)
    if (!due) companies.insert(of.company);
  return companies;
}

void add_to(std::optional<Money>& sum, const Money& amount) { sum = sum.value() + amount; }

}  // namespace

Effect no_effect(Store& store) {
  Effect effect;
  effect.before = Money(0, currency_of(store));
  effect.after = effect.before;
  if (const std::optional<Month> closed = last_closed(store)) effect.next = closed->next();
  return effect;
}

EffectOf::EffectOf(Store& store, const Zone& zone, std::optional<std::string> company)
    : store_(store), zone_(zone), company_(std::move(company)) {
  due_before_ = due(store_.changed(company_), nullptr);
}

EffectOf::Amounts EffectOf::due(const std::vector<CompanyMonth>& months,
                                std::vector<std::string>* notices) {
  Amounts amounts;
  if (months.empty()) return amounts;
  Dues dues(store_, zone_);
  const auto take = [&](const CompanyMonth& of, const std::optional<Money>& sum) {
    amounts.insert_or_assign(of, sum);
  };
  const auto failed = [&](const std::string& why) {
    if (notices) notices->push_back("not in the sum: " + why);
  };
  for (auto first = months.begin(); first != months.end();) {
    const auto end = std::find_if(
        first, months.end(), [&](const CompanyMonth& next) { return next.month != first->month; });
    dues.each(first->month, {first, end}, take, failed);
    first = end;
  }
  return amounts;
}

Effect EffectOf::take() {
  const Currency currency = currency_of(store_);
  Effect effect = no_effect(store_);
  std::vector<std::string> unrated;
  const Amounts due_after = due(store_.changed(company_), &unrated);
  const std::set<std::string> not_before = not_rated(due_before_);
  const std::set<std::string> not_after = not_rated(due_after);
  std::set<std::string> companies;
  for (const auto& [of, due_now] : due_after) {
    const auto known = due_before_.find(of);
    const bool was_rated = !not_before.contains(of.company);
    const bool is_rated = !not_after.contains(of.company);
    const bool is_same = known != due_before_.end() && known->second == due_now;
    if (is_same && was_rated == is_rated) continue;
    // A company that cannot be rated is left out of the next close, as what is not marked.
    std::optional<Money> before;
    if (known != due_before_.end() && was_rated) before = known->second;
    if (!before) before = invoiced(store_, of, currency);
    std::optional<Money> after;
    if (is_rated) after = due_now;
    effect.months.push_back({of.month, of.company, before, after});
    companies.insert(of.company);
    if (!after) continue;
    add_to(effect.before, *before);
    add_to(effect.after, *after);
  }
  if (!effect.months.empty()) effect.notices = std::move(unrated);
  effect.companies = companies.size();
  return effect;
}

}  // namespace porto::internal
