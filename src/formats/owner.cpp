// See owner.hpp.
#include "formats/owner.hpp"

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

void name_owner(Row& row, std::string_view domain, const ImportOptions& options) {
  const bool domain_first = options.company.empty() || !options.company_from.empty();
  if (domain_first && !domain.empty())
    row.domain = domain;
  else
    row[Field::company] = options.company;
}

void check_company_from(const ImportOptions& options, std::string_view format) {
  for (const std::string& place : options.company_from)
    if (place != "domain")
      throw Error(ErrorCode::invalid_argument,
                  "the format " + std::string(format) + " has no " + in_quotes(place) +
                      " to take a company from; use domain, or name the company of the file",
                  "company_from");
}

}  // namespace porto::internal
