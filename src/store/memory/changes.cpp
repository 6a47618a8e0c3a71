// Changes of what is billed, and what may be removed.
#include <algorithm>

#include "store/change_digest.hpp"
#include "store/errors.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

void MemoryStore::add_change(const Change& change) {
  std::vector<Change>& changes = writable().changes;
  Change added = change;
  added.no = static_cast<std::int64_t>(changes.size()) + 1;
  added.digest = change_digest(changes.empty() ? "" : changes.back().digest, added);
  changes.push_back(std::move(added));
}

std::vector<Change> MemoryStore::changes(const std::optional<std::string>& company) {
  std::vector<Change> found = state_.changes;
  if (company)
    std::erase_if(found, [&](const Change& change) {
      return !change.company.empty() && change.company != *company;
    });
  return found;
}

std::optional<Change> MemoryStore::last_change() {
  if (state_.changes.empty()) return {};
  return state_.changes.back();
}

bool MemoryStore::has_usage(std::string_view company) {
  const auto names_it = [&](const auto& entry) { return entry.second.company == company; };
  const auto totals = company_totals();
  return std::ranges::any_of(state_.events, names_it) ||
         std::ranges::any_of(state_.lines, names_it) ||
         std::ranges::any_of(state_.period_usage, names_it) ||
         std::ranges::any_of(
             totals, [&](const auto& entry) { return std::get<1>(entry.first) == company; });
}

void MemoryStore::remove_company(std::string_view id) {
  MemoryState& state = writable();
  const auto found = state.companies.find(id);
  if (found == state.companies.end()) throw store_error::unknown_company(id);
  const auto names_it = [&](const auto& entry) { return entry.second.company == id; };
  if (has_usage(id) || std::ranges::any_of(state.subscriptions, names_it) ||
      std::ranges::any_of(state.claims, names_it) || std::ranges::any_of(state.items, names_it))
    throw store_error::company_used(id);
  std::erase_if(state.changed, [&](const CompanyMonth& mark) { return mark.company == id; });
  state.companies.erase(found);
}

void MemoryStore::remove_tariff(std::string_view id, int version) {
  MemoryState& state = writable();
  const auto found = state.tariffs.find({std::string(id), version});
  if (found == state.tariffs.end()) throw store_error::unknown_version(id, version);
  const auto names_it = [&](const auto& entry) {
    return entry.second.tariff == id && entry.second.tariff_version == version;
  };
  if (std::ranges::any_of(state.lines, names_it)) throw store_error::version_used(id, version);
  state.tariffs.erase(found);
}

void MemoryStore::remove_subscription(const Subscription& subscription) {
  if (writable().subscriptions.erase(
          {subscription.company, subscription.tariff, subscription.from}) == 0)
    throw store_error::unknown_subscription(subscription.company, subscription.tariff,
                                            subscription.from);
}

}  // namespace porto::internal
