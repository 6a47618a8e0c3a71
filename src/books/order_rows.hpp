// Order rows: the lines of a month for a system that makes the invoices itself.
#pragma once

#include <vector>

#include "books/closed_month.hpp"
#include "books/postings.hpp"
#include "porto/books.hpp"

namespace porto::internal {

/// A row for each line, and what there is to say of them.
void add_order_rows(const std::vector<CompanyLines>& companies, const Postings& postings,
                    const BooksSettings& settings, BooksExport& into);

}  // namespace porto::internal
