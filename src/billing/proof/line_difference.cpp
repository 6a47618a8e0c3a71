// See line_difference.hpp.
#include "billing/proof/line_difference.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "billing/line_texts.hpp"

namespace porto::internal {
namespace {

struct Column {
  std::string name;
  std::string text;
  friend bool operator==(const Column&, const Column&) = default;
};

std::vector<Column> columns_of(const InvoiceLine& line) {
  std::vector<Column> columns;
  each_line_text(line, [&](const char* name, std::optional<std::string> text) {
    columns.push_back({name, std::move(text).value_or("")});
  });
  return columns;
}

}  // namespace

std::optional<LineDifference> first_difference(const InvoiceLine& stored,
                                               const InvoiceLine& expected) {
  const std::vector<Column> all = columns_of(stored);
  const std::vector<Column> wanted = columns_of(expected);
  const auto [differs, should] = std::ranges::mismatch(all, wanted);
  if (differs == all.end()) return {};
  return LineDifference{differs->name, differs->text, should->text};
}

}  // namespace porto::internal
