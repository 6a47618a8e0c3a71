// Reports: what months were invoiced and used, summed up by month, company, tariff, ... Nothing is
// written. docs/reference/report.md has the rules of what is summed up and what is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"

namespace porto {

/// What a report may be summed by. Columns are in this order.
enum class ReportKey : std::uint8_t {
  month,
  company,
  tariff,
  charge,
  meter,
  domain,  ///< a sending domain: it has usage and no amount
};
const char* to_string(ReportKey key) noexcept;
/// "month". Error invalid_argument for any other text; `where` is the option that it is in.
ReportKey parse_report_key(std::string_view name, const std::string& where);
/// "month,company". Error invalid_argument: no key, or one that is there twice.
std::vector<ReportKey> parse_report_keys(std::string_view list);

/// What the cells of a pivot are.
enum class ReportMeasure : std::uint8_t { amount, quantity };
/// "amount", "quantity". Error invalid_argument.
ReportMeasure parse_report_measure(std::string_view name);

/// The months that a report is compared with.
enum class ReportCompare : std::uint8_t {
  nothing,
  previous,  ///< as many months, just before the first
  year,      ///< the same months a year before
};
/// "previous", "year". Error invalid_argument.
ReportCompare parse_report_compare(std::string_view name);

/// What the rows are sorted by; rows that are equal in it by their keys.
enum class ReportSort : std::uint8_t {
  keys,
  amount,
  quantity,    ///< by meter, then quantity
  difference,  ///< of the amounts of a comparison
  month,
  company,
  tariff,
  charge,
  meter,
  domain,
};
/// "amount", "quantity", "difference" or the name of a key. Error invalid_argument.
ReportSort parse_report_sort(std::string_view name);

struct ReportOptions {
  /// As many months as a report has room for.
  static constexpr int most_months = 1200;
  /// As many columns as the values of a pivot may be.
  static constexpr std::size_t most_columns = 1000;

  Month from;
  Month through;  ///< included
  std::vector<ReportKey> by{ReportKey::month};
  std::optional<std::string> company{};  ///< only of this one
  std::optional<std::string> tariff{};   ///< only its lines, and the usage that it prices
  /// Adjustments are in the month whose usage they settle, also those that the next close will
  /// bill; else in the month of the invoice that they are on.
  bool by_usage_month = false;
  std::optional<ReportKey> pivot{};  ///< one of `by`, whose values become columns
  ReportMeasure measure = ReportMeasure::amount;
  ReportCompare compare = ReportCompare::nothing;
  ReportSort sort = ReportSort::keys;
  bool descending = false;  ///< what is absent is last in any case
  std::size_t limit = 0;    ///< the first so many rows, the rest as one; 0: all
};

/// What a row is.
enum class ReportEntry : std::uint8_t {
  row,
  other,  ///< the sum of the rows beyond the limit
  total,  ///< of all rows
};
const char* to_string(ReportEntry entry) noexcept;

/// What the amounts of a row are.
enum class ReportState : std::uint8_t {
  closed,  ///< frozen lines
  open,    ///< a preview
  mixed,   ///< a sum of both
};
const char* to_string(ReportState state) noexcept;

/// The sums of a row. What is not set is not known or not there; it is not 0.
struct ReportFigures {
  std::optional<Money> amount{};  ///< excluding VAT; not set: no line
  /// Of usage as it is metered now. Not set: there is none, it is of several meters, rows that are
  /// summed up share it, or the events that would tell it are pruned.
  std::optional<Decimal> quantity{};
  std::string meter{};         ///< of the quantity; empty: there is none, or it is not of one meter
  int decimals = 0;            ///< of the meter
  std::int64_t companies = 0;  ///< how many different ones there are
  std::optional<std::int64_t> events{};  ///< of all meters together; not set: not known
  std::optional<ReportState> state{};
};

/// A cell of a pivot; one that has nothing is not there.
struct ReportCell {
  std::size_t column = 0;  ///< of Report::columns
  ReportFigures figures;
};

struct ReportRow {
  ReportEntry entry = ReportEntry::row;
  /// In the order of Report::keys; not set: it has none, or is a sum of several.
  std::vector<std::optional<std::string>> keys{};
  std::string name{};  ///< of the company, where rows are by company; empty: it has none
  ReportFigures figures{};
  std::vector<ReportCell> cells{};        ///< of a pivot, by column
  std::optional<ReportFigures> before{};  ///< of a comparison
  /// Of a comparison. Nothing in a month is 0 here; a month before the ledger's first is not.
  std::optional<Money> amount_difference{};
  std::optional<Decimal> quantity_difference{};
};

struct Report {
  Currency currency;
  std::vector<ReportKey> keys;  ///< of the rows, in order; without that of the pivot
  std::optional<ReportKey> pivot{};
  ReportMeasure measure = ReportMeasure::amount;
  bool compares = false;
  std::vector<std::optional<std::string>> columns{};  ///< the values of the pivot, in order
  std::vector<ReportRow> rows{};                      ///< as they are sorted, other, total
  std::size_t rest = 0;                               ///< how many rows `other` sums up
  std::vector<std::string> notices{};                 ///< what one must know to read it
};

}  // namespace porto
