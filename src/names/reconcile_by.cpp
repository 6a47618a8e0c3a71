// Names of what metered totals and other counts are compared by.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"
#include "porto/reconcile.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<ReconcileBy> reconcile_keys[] = {
    {ReconcileBy::company, "company"},
    {ReconcileBy::domain, "domain"},
    {ReconcileBy::total, "total"},
};

}  // namespace

const char* to_string(ReconcileBy by) noexcept { return name_of(by, reconcile_keys); }

ReconcileBy parse_reconcile_by(std::string_view name) {
  if (const auto by = value_of(name, reconcile_keys)) return *by;
  throw Error(
      ErrorCode::invalid_argument,
      "counts are compared by " + choices_of(reconcile_keys) + ", not by " + in_quotes(name), "by");
}

}  // namespace porto
