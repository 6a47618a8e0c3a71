// See monthly_counts.hpp.
#include "formats/monthly_counts.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/text.hpp"
#include "formats/map_settings.hpp"
#include "formats/reader.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::array<std::string_view, 3> required = {"company", "month", "quantity"};
constexpr std::size_t max_counts = 1'000'000;

// The map of a file with porto's own names.
ColumnMap native_map(const ImportOptions& options) {
  ColumnMap map;
  map.style = csv_style(options);
  map.zone = options.zone;
  map.marks.decimal = '.';
  for (const Column column : {Column::company, Column::month, Column::quantity})
    map.columns[static_cast<std::size_t>(column)] = {
        std::string(column_names[static_cast<std::size_t>(column)])};
  if (!options.company.empty()) map.columns[static_cast<std::size_t>(Column::company)].clear();
  return map;
}

ColumnMap map_of(const ImportOptions& options) {
  if (options.map.empty()) return native_map(options);
  ColumnMap map = column_map(options);
  for (const Column column : {Column::month, Column::quantity})
    if (!map.has(column))
      refuse_map("names no column for " +
                 std::string(column_names[static_cast<std::size_t>(column)]) +
                 "; monthly counts need company, month and quantity");
  if (!map.has(Column::company) && options.company.empty())
    refuse_map("names no column for company; name one, or the company of the file");
  for (const Column column : {Column::id, Column::time, Column::domain, Column::source})
    if (map.has(column))
      refuse_map("names a column for " +
                 std::string(column_names[static_cast<std::size_t>(column)]) +
                 ", which monthly counts do not have; leave it out");
  return map;
}

}  // namespace

MonthlyRecords::MonthlyRecords(Lines lines, const ImportOptions& options, std::string_view meter)
    : map_(map_of(options)), records_(std::move(lines), map_.style), company_(options.company) {
  if (!map_.zone.empty())
    static_cast<void>(Zone(map_.zone));  // months need none, but it must be one
  if (!map_.time_layout) map_.time_layout.emplace("YYYY-MM");
  columns_ = find_columns(map_, records_);
  filter_ = RowFilter(map_, records_);
  auto& meters = columns_[static_cast<std::size_t>(Column::meter)];
  if (options.map.empty() && records_.has_column("meter")) meters = {records_.column("meter")};
  meter_ = meters.empty() ? meter : messages_meter;  // an empty field is of messages
  if (!options.map.empty()) return;
  for (const std::string& name : records_.header())
    if (name != "meter" && std::ranges::find(required, name) == required.end())
      notices_.push_back(this->lines().path() + ": column " + in_quotes(name) + " is not used");
}

bool MonthlyRecords::next(Row& row, Record& record) {
  if (!records_.next(row)) return false;
  if (!row.is_settled()) filter_.judge(row, records_.fields());
  if (!row.is_settled()) row.refusal = read(row, record);
  return true;
}

std::vector<std::string> MonthlyRecords::notices() const {
  std::vector<std::string> notices = notices_;
  std::ranges::move(filter_.notices(lines().path()), std::back_inserter(notices));
  return notices;
}

std::optional<Refusal> MonthlyRecords::read(const Row& row, Record& record) {
  const auto text = [&](Column column) {
    return text_of(map_, columns_, records_.fields(), column);
  };
  record.company = map_.has(Column::company) ? text(Column::company) : company_;
  record.meter = text(Column::meter);
  if (record.meter.empty()) record.meter = meter_;
  if (record.company.empty()) return Refusal{"company is empty", "every count is of a company"};
  if (auto refusal = read_month(text(Column::month), record)) return refusal;
  const NumberMarks plain = {'.', ""};
  const NumberMarks& marks = map_.constant(Column::quantity) ? plain : map_.marks;
  if (auto refusal = read_number(text(Column::quantity), marks, quantity_)) return refusal;
  record.quantity = quantity_;
  return remember(record, row.line);
}

std::optional<Refusal> MonthlyRecords::read_month(std::string_view text, Record& record) const {
  ClockTime clock;
  const std::string why = map_.time_layout->read(text, clock);
  if (!why.empty()) return Refusal{"month is malformed", why};
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(clock.local_us)))};
  record.month.emplace(static_cast<int>(date.year()),
                       static_cast<int>(static_cast<unsigned>(date.month())));
  return {};
}

// What is remembered of a file must not be longer than ids are.
std::optional<Refusal> MonthlyRecords::remember(const Record& record, std::uint64_t line) {
  for (const auto& [field, id] : {std::pair("company", record.company), {"meter", record.meter}})
    if (const char* why = why_not_id(id))
      return Refusal{std::string(field) + " cannot be used, " + why, in_quotes(id)};
  std::string key = record.month->to_string() + '\n' + std::string(record.company) + '\n' +
                    std::string(record.meter);
  const auto [before, is_new] = lines_of_.emplace(std::move(key), line);
  if (!is_new)
    return Refusal{"count is there twice",
                   "line " + std::to_string(before->second) + " has " + in_quotes(record.company) +
                       " in " + record.month->to_string() +
                       " too; write one line with the sum, if that is meant"};
  if (lines_of_.size() > max_counts)
    throw Error(ErrorCode::bad_input,
                "the file has more than 1000000 companies and months; is it one of events?",
                lines().path() + ":" + std::to_string(line));
  return {};
}

std::vector<MonthlyCount> read_monthly_counts(const std::string& path, const ImportOptions& options,
                                              std::string_view meter) {
  MonthlyRecords records(open_text(path, {options, default_chunk_bytes}), options, meter);
  std::vector<MonthlyCount> counts;
  Row row;
  for (MonthlyRecords::Record record; records.next(row, record);) {
    if (!row.not_counted.empty()) continue;
    if (row.refusal)
      throw Error(ErrorCode::bad_input, row.refusal->text(), path + ":" + std::to_string(row.line));
    counts.push_back({*record.month, std::string(record.company), std::string(record.meter),
                      Decimal::parse(record.quantity), row.line});
  }
  return counts;
}

}  // namespace porto::internal
