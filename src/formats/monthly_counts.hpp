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

/// A count of a month: of a company, a domain, or both; of all if neither is named.
struct MonthlyCount {
  Month month;
  std::string company;
  std::string domain;  ///< in lower case
  std::string meter;
  Decimal quantity;
  std::uint64_t line = 0;  ///< of the file
  friend bool operator==(const MonthlyCount&, const MonthlyCount&) = default;
};

/// What the records of a file must name.
enum class CountsOf : std::uint8_t {
  companies,  ///< a company: it is billed for them
  anything,   ///< a company, a domain, both or neither: they are compared with
};

/// A file of monthly counts, record by record: CSV with the header company,month,quantity and
/// perhaps meter, or any CSV by a column map.
class MonthlyRecords {
 public:
  /// `meter` is what records count in a file that says nothing of meters. Errors bad_input,
  /// invalid_argument, unknown_zone.
  MonthlyRecords(Lines lines, const ImportOptions& options, std::string_view meter = messages_meter,
                 CountsOf of = CountsOf::companies);

  /// A count as its texts; the month is read.
  struct Record {
    std::optional<Month> month;
    std::string_view company;
    std::string_view domain;  ///< in lower case; valid until the next record
    std::string_view meter;
    std::string_view quantity;  ///< as porto writes numbers
  };
  /// The next record, in `row` its place and, if it is refused, the reason. False at the end. A
  /// company that has two counts for a month and a meter is refused: it may be counted twice.
  bool next(Row& row, Record& record);
  const Lines& lines() const noexcept { return records_.lines(); }
  CsvLayout layout() const { return records_.layout(); }
  /// Complete once the file has been read.
  std::vector<std::string> notices() const;
  /// Which records count: see RowFilter::rule().
  const std::string& rule() const noexcept { return filter_.rule(); }
  /// Whether the records name this: of company, domain.
  bool names(Column column) const;
  /// Of the months, as the map or the options say; empty if they do not.
  const std::string& zone() const noexcept { return map_.zone; }

 private:
  void find_native_columns();
  void judge_native_columns();
  std::optional<Refusal> read(const Row& row, Record& record);
  std::optional<Refusal> read_names(Record& record);
  std::optional<Refusal> read_month(std::string_view text, Record& record) const;
  std::optional<Refusal> remember(const Record& record, std::uint64_t line);

  CountsOf of_;
  ColumnMap map_;
  CsvRecords records_;
  MappedColumns columns_;
  RowFilter filter_;
  std::string company_;                                      // of the file
  std::string meter_;                                        // of the file
  std::string domain_;                                       // of the record
  std::string quantity_;                                     // of the record
  std::unordered_map<std::string, std::uint64_t> lines_of_;  // by all that a record names
  std::vector<std::string> notices_;
};

/// All counts of a file, in its order.
struct MonthlyCounts {
  std::vector<MonthlyCount> counts;
  bool of_companies = false;  ///< they name companies
  bool of_domains = false;    ///< they name domains
  std::string zone;           ///< of the months, as the map or the options say; or empty
  std::vector<std::string> notices;
};
/// `meter` is what they count in a file that says nothing of meters. Errors as of import;
/// bad_input, where = "file:line", for the first record that is refused.
MonthlyCounts read_monthly_counts(Lines lines, const ImportOptions& options, std::string_view meter,
                                  CountsOf of);

}  // namespace porto::internal
