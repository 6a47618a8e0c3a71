// Names of kinds of changes.
#include "names/change_kind.hpp"

#include "names/table.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<ChangeKind> kinds_of_changes[] = {
    {ChangeKind::subscription_add, "subscription_add"},
    {ChangeKind::subscription_end, "subscription_end"},
    {ChangeKind::subscription_remove, "subscription_remove"},
    {ChangeKind::domain_add, "domain_add"},
    {ChangeKind::domain_end, "domain_end"},
    {ChangeKind::domain_remove, "domain_remove"},
    {ChangeKind::tariff_add, "tariff_add"},
    {ChangeKind::tariff_remove, "tariff_remove"},
    {ChangeKind::company_remove, "company_remove"},
    {ChangeKind::company_except, "company_except"},
    {ChangeKind::item_add, "item_add"},
    {ChangeKind::item_remove, "item_remove"},
};

}  // namespace

const char* to_string(ChangeKind kind) noexcept { return name_of(kind, kinds_of_changes); }

std::optional<ChangeKind> internal::change_kind_of(std::string_view name) noexcept {
  return value_of(name, kinds_of_changes);
}

}  // namespace porto
