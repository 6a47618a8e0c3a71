// Monthly counts: what somebody else counted, a supplier's statistic or a spreadsheet, as company,
// month and quantity.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/csv_map.hpp"
#include "formats/mapped_columns.hpp"
#include "formats/row_filter.hpp"
#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/import.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

/// The count of a company in a month.
struct MonthlyCount {
  Month month;
  std::string company;
  std::string meter;
  Decimal quantity;
  std::uint64_t line = 0;  ///< of the file
  friend bool operator==(const MonthlyCount&, const MonthlyCount&) = default;
};

/// A file of monthly counts, record by record: CSV with the header company,month,quantity and
/// perhaps meter, or any CSV by a column map.
class MonthlyRecords {
 public:
  /// `meter` is what records count in a file that says nothing of meters. Errors bad_input,
  /// invalid_argument, unknown_zone.
  MonthlyRecords(Lines lines, const ImportOptions& options,
                 std::string_view meter = messages_meter);

  /// A count as its texts; the month is read.
  struct Record {
    std::optional<Month> month;
    std::string_view company;
    std::string_view meter;
    std::string_view quantity;  ///< as porto writes numbers
  };
  /// The next record, in `row` its place and, if it is refused, the reason. False at the end. A
  /// company that has two counts for a month and a meter is refused: it may be counted twice.
  bool next(Row& row, Record& record);
  const Lines& lines() const noexcept { return records_.lines(); }
  /// Complete once the file has been read.
  std::vector<std::string> notices() const;
  /// Which records count: see RowFilter::rule().
  const std::string& rule() const noexcept { return filter_.rule(); }

 private:
  std::optional<Refusal> read(const Row& row, Record& record);
  std::optional<Refusal> read_month(std::string_view text, Record& record) const;
  std::optional<Refusal> remember(const Record& record, std::uint64_t line);

  ColumnMap map_;
  CsvRecords records_;
  MappedColumns columns_;
  RowFilter filter_;
  std::string company_;                                      // of the file
  std::string meter_;                                        // of the file
  std::string quantity_;                                     // of the record
  std::unordered_map<std::string, std::uint64_t> lines_of_;  // by company, month and meter
  std::vector<std::string> notices_;
};

/// All counts of a file, in its order; of `meter`, if the file says nothing of meters. Errors as of
/// import; bad_input, where = "file:line", for the first record that is refused.
std::vector<MonthlyCount> read_monthly_counts(const std::string& path, const ImportOptions& options,
                                              std::string_view meter = messages_meter);

}  // namespace porto::internal
