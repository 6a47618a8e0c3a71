// What is known of a company besides its id, listed once: the columns of its table, what an update
// may set, the columns of lists and of files follow from this list.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "porto/companies.hpp"

namespace porto::internal {

struct CompanyField {
  const char* name;  ///< in files, lists and messages
  std::string Company::*member;
  std::optional<std::string> CompanyUpdate::*update;
};

/// Their order is that of the columns: a new one goes last.
inline constexpr std::array company_fields{
    CompanyField{"name", &Company::name, &CompanyUpdate::name},
    CompanyField{"customer_number", &Company::customer_number, &CompanyUpdate::customer_number},
    CompanyField{"reference", &Company::reference, &CompanyUpdate::reference},
    CompanyField{"language", &Company::language, &CompanyUpdate::language},
    CompanyField{"cost_centre", &Company::cost_centre, &CompanyUpdate::cost_centre},
};

}  // namespace porto::internal
