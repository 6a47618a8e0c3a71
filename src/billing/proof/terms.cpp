// See terms.hpp.
#include "billing/proof/terms.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

bool is_month(const std::string& text) { return text.size() == 7; }

Day first_day_of(const std::string& text) {
  return is_month(text) ? Month::parse(text).first_day() : Day::parse(text);
}

std::optional<Day> last_day_of(const std::string& text) {
  if (text.empty()) return {};
  return is_month(text) ? Month::parse(text).last_day() : Day::parse(text);
}

std::optional<Day> optional_day(const std::string& text) {
  if (text.empty()) return {};
  return Day::parse(text);
}

[[noreturn]] void does_not_follow(const Change& change) {
  throw Error(ErrorCode::corrupt, "change " + std::to_string(change.no) + ", " +
                                      to_string(change.kind) +
                                      ", does not follow from those before: restore a backup");
}

// What the change is of, which must be there.
template <class Map>
typename Map::iterator known(Map& map, const typename Map::key_type& key, const Change& change) {
  const auto found = map.find(key);
  if (found == map.end()) does_not_follow(change);
  return found;
}

template <class Map>
void add_new(Map& map, typename Map::key_type key, typename Map::mapped_type value,
             const Change& change) {
  if (!map.emplace(std::move(key), std::move(value)).second) does_not_follow(change);
}

std::string item_in_words(const Change& change) {
  return change.amount + " of company " + in_quotes(change.company) + " in " + change.from + ", " +
         in_quotes(change.text);
}

}  // namespace

std::string item_in_words(const InvoiceItem& item) {
  return item.amount.to_string() + " of company " + in_quotes(item.company) + " in " +
         item.month.to_string() + ", " + in_quotes(item.text);
}

void Terms::apply(const Change& change) try {
  const auto subscription = [&] {
    return std::tuple(change.company, change.tariff, first_day_of(change.from));
  };
  const auto claim = [&] { return std::pair(change.domain, optional_day(change.from)); };
  const std::pair tariff(change.tariff, change.version);
  switch (change.kind) {
    case ChangeKind::subscription_add:
      return add_new(
          subscriptions_, subscription(),
          {change.company, change.tariff, first_day_of(change.from), last_day_of(change.through)},
          change);
    case ChangeKind::subscription_end:
      known(subscriptions_, subscription(), change)->second.through = last_day_of(change.through);
      return;
    case ChangeKind::subscription_remove:
      subscriptions_.erase(known(subscriptions_, subscription(), change));
      return;
    case ChangeKind::domain_add:
      return add_new(
          claims_, claim(),
          {change.domain, change.company, optional_day(change.from), optional_day(change.through)},
          change);
    case ChangeKind::domain_end:
      known(claims_, claim(), change)->second.through = optional_day(change.through);
      return;
    case ChangeKind::domain_remove:
      claims_.erase(known(claims_, claim(), change));
      return;
    case ChangeKind::tariff_add:
      return add_new(tariffs_, tariff, change.sha256, change);
    case ChangeKind::tariff_remove:
      tariffs_.erase(known(tariffs_, tariff, change));
      return;
    case ChangeKind::item_add:
      if (change.item != change.no) does_not_follow(change);
      return add_new(items_, change.item, item_in_words(change), change);
    case ChangeKind::item_remove:
      items_.erase(known(items_, change.item, change));
      return;
    case ChangeKind::company_remove:
    case ChangeKind::company_except:
      return;
  }
  does_not_follow(change);
} catch (const Error& error) {
  if (error.code() == ErrorCode::corrupt) throw;
  does_not_follow(change);  // a day, or a month, that is none
}

std::vector<Subscription> Terms::subscriptions() const {
  std::vector<Subscription> all;
  for (const auto& [key, subscription] : subscriptions_) all.push_back(subscription);
  return all;
}

std::vector<SendingDomain> Terms::claims() const {
  std::vector<SendingDomain> all;
  for (const auto& [key, claim] : claims_) all.push_back(claim);
  return all;
}

Terms terms_after(std::span<const Change> changes, std::int64_t last) {
  Terms terms;
  for (const Change& change : changes)
    if (change.no <= last) terms.apply(change);
  return terms;
}

bool touches(const Change& change, Month month) {
  const auto month_of = [&](const std::string& text) -> std::optional<Month> {
    if (text.empty()) return {};
    try {
      return Month::parse(text.substr(0, 7));
    } catch (const Error&) {
      throw Error(ErrorCode::corrupt, "change " + std::to_string(change.no) + " has the day " +
                                          in_quotes(text) + ": restore a backup");
    }
  };
  const bool is_end = !change.was_through.empty() || change.kind == ChangeKind::subscription_end ||
                      change.kind == ChangeKind::domain_end;
  const std::optional<Month> through = month_of(change.through);
  if (!is_end) {
    const std::optional<Month> from = month_of(change.from);
    return (!from || *from <= month) && (!through || month <= *through);
  }
  // An end moves the days between the old one and the new.
  const std::optional<Month> was = month_of(change.was_through);
  const std::optional<Month> first = through && was ? std::min(*through, *was) : through;
  return (!first || *first <= month) && (!through || !was || month <= std::max(*through, *was));
}

std::int64_t last_of(const ClosedState& state, std::string_view chain) {
  const auto head = std::ranges::find(state.chains, chain, &ChainHead::chain);
  return head == state.chains.end() ? 0 : head->last;
}

}  // namespace porto::internal
