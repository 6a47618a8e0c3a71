// A closed month as the books need it: its frozen lines with the companies that they are of.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace porto::internal {

/// A company's part of a closed month.
struct CompanyLines {
  Company company;
  std::vector<InvoiceLine> lines;  ///< one or more
};

/// The companies of a closed month that have lines, by id. Error month_open: a preview is not for
/// the books.
std::vector<CompanyLines> closed_lines(Store& store, Month month);

}  // namespace porto::internal
