// Where two invoice lines that should be the same differ.
#pragma once

#include <optional>
#include <string>

#include "porto/invoice.hpp"

namespace porto::internal {

struct LineDifference {
  std::string field;  ///< the name of its column
  std::string stored;
  std::string expected;
};

/// The first field, in the order of the columns, in which the lines differ.
std::optional<LineDifference> first_difference(const InvoiceLine& stored,
                                               const InvoiceLine& expected);

}  // namespace porto::internal
