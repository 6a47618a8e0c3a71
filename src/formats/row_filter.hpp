// Which rows of a CSV count, by a column map: those that have one of the values it names for a
// column. All others are no usage, and are told by their value.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv_map.hpp"
#include "input/row.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

class RowFilter {
 public:
  RowFilter() = default;  ///< every row counts
  /// Of records whose header has been read. Errors as find_column().
  RowFilter(const ColumnMap& map, const CsvRecords& records);

  /// Settles the row if it does not count, or if that is not certain. `fields` are those of its
  /// record. What the row then views is valid while the filter is.
  void judge(Row& row, const std::vector<std::string_view>& fields);
  /// The rule by which rows count: "event = processed or delivered"; empty if every row does.
  const std::string& rule() const noexcept { return rule_; }
  /// What was demanded and no row had; complete once the file `path` has been read.
  std::vector<std::string> notices(const std::string& path) const;

 private:
  struct Value {
    std::string text;
    std::string folded;
    std::uint64_t rows = 0;
  };
  struct Test {
    std::string name;  // of the column
    std::size_t column;
    std::vector<Value> values;
  };

  static std::optional<Refusal> near_miss(const Test& test, std::string_view text);
  std::string_view kind(const Test& test, std::string_view text);

  std::vector<Test> tests_;
  std::string rule_;
  std::set<std::string, std::less<>> kinds_;  // of rows that do not count
};

}  // namespace porto::internal
