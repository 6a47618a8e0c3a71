// See companies.hpp.
#include "billing/companies.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"

namespace porto::internal {

void remove_company(Store& store, std::string_view id, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const std::string name = "company " + in_quotes(id);
  if (!store.has_company(id)) throw store_error::unknown_company(id, "id");
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::conflict, name + " " + why, "id");
  };
  if (store.has_usage(id))
    refuse(
        "has usage, or had some before it was voided, and stays; a company without a subscription "
        "is billed nothing");
  if (!store.subscriptions(std::string(id)).empty())
    refuse("has a subscription; remove that first, or end it and keep the company");
  if (std::ranges::count(store.domains(), id, &SendingDomain::company) > 0)
    refuse("has a sending domain; remove that first, or end it and keep the company");
  store.remove_company(id);
  keep_change(store, {.kind = ChangeKind::company_remove, .company = std::string(id)}, options);
}

}  // namespace porto::internal
