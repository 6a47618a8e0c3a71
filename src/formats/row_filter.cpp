// See row_filter.hpp.
#include "formats/row_filter.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "formats/mapped_columns.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_kinds = 100;      // in a report
constexpr std::size_t max_kind_bytes = 64;  // of a value in it

// What a rule and a report call a value: a word as it is, all else in quotes.
std::string shown(std::string_view text) {
  const bool word = !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return c > ' ' && c != '"' && c != '=' && c != 0x7F;
  });
  return word ? std::string(text) : in_quotes(text);
}

}  // namespace

RowFilter::RowFilter(const ColumnMap& map, const CsvRecords& records) {
  for (const ColumnMap::Condition& condition : map.where) {
    Test& test = tests_.emplace_back(
        Test{condition.column, find_column(map, records, condition.column), {}});
    rule_ += (rule_.empty() ? "" : " and ") + condition.column + " = ";
    for (const std::string& value : condition.values) {
      rule_ += (test.values.empty() ? "" : " or ") + shown(value);
      test.values.push_back({value, folded(value)});
    }
  }
}

void RowFilter::judge(Row& row, const std::vector<std::string_view>& fields) {
  for (Test& test : tests_) {
    const std::string_view text = fields[test.column];
    const auto value = std::ranges::find(test.values, text, &Value::text);
    if (value != test.values.end()) {
      ++value->rows;
      continue;
    }
    row.refusal = near_miss(test, text);
    if (!row.refusal) row.not_counted = kind(test, text);
    return;
  }
}

std::optional<Refusal> RowFilter::near_miss(const Test& test, std::string_view text) {
  const auto meant = std::ranges::find(test.values, folded(text), &Value::folded);
  if (meant == test.values.end()) return {};
  return Refusal{
      "row may count",
      test.name + " " + in_quotes(text) + " differs from " + in_quotes(meant->text) +
          " only by blanks, case or Unicode form; if such rows count, add the value to where." +
          test.name};
}

std::string_view RowFilter::kind(const Test& test, std::string_view text) {
  std::string kind = test.name + " = " + shown(text);
  if (const auto known = kinds_.find(kind); known != kinds_.end()) return *known;
  if (text.size() > max_kind_bytes || kinds_.size() >= max_kinds) kind = test.name + " = others";
  return *kinds_.insert(std::move(kind)).first;
}

std::vector<std::string> RowFilter::notices(const std::string& path) const {
  std::vector<std::string> notices;
  for (const Test& test : tests_)
    for (const Value& value : test.values)
      if (value.rows == 0)
        notices.push_back(path + ": no row has " + test.name + " = " + shown(value.text) +
                          ", which the column map counts");
  return notices;
}

}  // namespace porto::internal
