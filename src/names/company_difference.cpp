// Names of what a table of companies says, and how it differs from the ledger.
#include "names/table.hpp"
#include "porto/company_import.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<CompanyPart> company_parts[] = {
    {CompanyPart::company, "company"},
    {CompanyPart::field, "field"},
    {CompanyPart::subscription, "subscription"},
    {CompanyPart::domain, "domain"},
};

constexpr Name<CompanyDifferenceKind> company_differences[] = {
    {CompanyDifferenceKind::added, "new"},
    {CompanyDifferenceKind::changed, "changed"},
    {CompanyDifferenceKind::same, "same"},
    {CompanyDifferenceKind::only_in_ledger, "only_in_ledger"},
};

}  // namespace

const char* to_string(CompanyPart part) noexcept { return name_of(part, company_parts); }

const char* to_string(CompanyDifferenceKind kind) noexcept {
  return name_of(kind, company_differences);
}

}  // namespace porto
