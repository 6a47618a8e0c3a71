// See closed_month.hpp.
#include "books/closed_month.hpp"

#include <algorithm>
#include <utility>

#include "porto/error.hpp"

namespace porto::internal {

std::vector<CompanyLines> closed_lines(Store& store, Month month) {
  const std::vector<ClosedMonth> closed = store.closed_months();
  if (std::ranges::find(closed, month, &ClosedMonth::month) == closed.end())
    throw Error(ErrorCode::month_open,
                month.to_string() +
                    " is not closed, and its lines may still change: close it, then export it",
                "month");
  std::map<std::string, std::vector<InvoiceLine>> lines;
  for (InvoiceLine& line : store.lines({.month = month})) {
    std::vector<InvoiceLine>& of = lines[line.company];
    of.push_back(std::move(line));
  }
  std::vector<CompanyLines> found;
  for (auto& [id, of] : lines)
    found.push_back({store.company(id).value_or(Company{id, ""}), std::move(of)});
  return found;
}

}  // namespace porto::internal
