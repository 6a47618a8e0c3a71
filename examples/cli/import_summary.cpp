// See import_summary.hpp.
#include "import_summary.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "text_table.hpp"

namespace porto_cli {
namespace {

/// The most new companies that are named.
constexpr std::size_t kCompaniesNamed = 10;
/// The entries that say in sum what became of the rows.
constexpr std::array<std::string_view, 8> kSums = {"rows",     "stored", "duplicate",  "conflict",
                                                   "rejected", "late",   "unassigned", "corrected"};

bool is_sum(const std::string& entry) {
  return std::find(kSums.begin(), kSums.end(), entry) != kSums.end();
}

std::vector<TextTable::Cells> read(const Rows& report) {
  std::vector<TextTable::Cells> details;
  std::vector<TextTable::Cells> companies;
  std::vector<TextTable::Cells> sums;
  while (next(report)) {
    TextTable::Cells cells;
    for (const char* column : {"entry", "name", "value", "month"})
      cells.emplace_back(shown(report, column));
    if (cells[0] == "notice") continue;
    (is_sum(cells[0]) ? sums : cells[0] == "company" ? companies : details).push_back(cells);
  }
  if (companies.size() > kCompaniesNamed)
    companies = {{"company", "new; `porto company list` has them, --output csv names them here",
                  std::to_string(companies.size()), ""}};
  details.insert(details.end(), companies.begin(), companies.end());
  details.insert(details.end(), sums.begin(), sums.end());
  return details;
}

}  // namespace

std::string import_summary(const Rows& report, std::size_t room) {
  TextTable table({{"entry"}, {"name", false, true}, {"value", true}, {"month"}}, room);
  const std::vector<TextTable::Cells> rows = read(report);
  for (const TextTable::Cells& cells : rows) table.measure(cells);
  std::string out = table.header();
  for (const TextTable::Cells& cells : rows) out += table.row(cells);
  return out;
}

}  // namespace porto_cli
