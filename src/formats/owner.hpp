// The company or the domain that a message belongs to, by the address it was sent from.
#pragma once

#include <string_view>

#include "formats/reader.hpp"

namespace porto::internal {

/// Names the row's company, or its sending domain, as the caller ordered: a company for the whole
/// file (`company`), unless domains come first (`company_from` = "domain"). The domain, in lower
/// case, lives as long as the row's other texts.
void name_owner(Row& row, std::string_view domain, const ImportOptions& options);

/// For formats whose events name no company: Error invalid_argument if it is to come from anywhere
/// but the domain.
void check_company_from(const ImportOptions& options, std::string_view format);

}  // namespace porto::internal
