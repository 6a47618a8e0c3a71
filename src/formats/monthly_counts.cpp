// See monthly_counts.hpp.
#include "formats/monthly_counts.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/map_settings.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_counts = 1'000'000;

std::string column_name(Column column) {
  return std::string(column_names[static_cast<std::size_t>(column)]);
}

// The map of a file with porto's own names. What counts may name is looked for in the header.
ColumnMap native_map(const ImportOptions& options, CountsOf of) {
  ColumnMap map;
  map.style = csv_style(options);
  map.zone = options.zone;
  map.marks.decimal = '.';
  for (const Column column : {Column::month, Column::quantity})
    map.columns[static_cast<std::size_t>(column)] = {column_name(column)};
  if (of == CountsOf::companies && options.company.empty())
    map.columns[static_cast<std::size_t>(Column::company)] = {column_name(Column::company)};
  return map;
}

ColumnMap map_of(const ImportOptions& options, CountsOf of) {
  if (options.map.empty()) return native_map(options, of);
  ColumnMap map = column_map(options);
  for (const Column column : {Column::month, Column::quantity})
    if (!map.has(column))
      refuse_map("names no column for " + column_name(column) +
                 "; monthly counts need company, month and quantity");
  if (of == CountsOf::companies && !map.has(Column::company) && options.company.empty())
    refuse_map("names no column for company; name one, or the company of the file");
  for (const Column column : {Column::id, Column::time, Column::domain, Column::source})
    if (map.has(column) && (column != Column::domain || of == CountsOf::companies))
      refuse_map("names a column for " + column_name(column) +
                 ", which monthly counts do not have; leave it out");
  return map;
}

// "a" in, and the month is to follow.
std::string whose(const MonthlyRecords::Record& record) {
  std::string names;
  for (const std::string_view name : {record.company, record.domain})
    if (!name.empty()) names += (names.empty() ? "" : ", ") + in_quotes(name);
  return names.empty() ? "" : names + " in ";
}

}  // namespace

MonthlyRecords::MonthlyRecords(Lines lines, const ImportOptions& options, std::string_view meter,
                               CountsOf of)
    : of_(of),
      map_(map_of(options, of)),
      records_(std::move(lines), map_.style),
      company_(options.company) {
  if (!map_.zone.empty())
    static_cast<void>(Zone(map_.zone));  // months need none, but it must be one
  if (!map_.time_layout) map_.time_layout.emplace("YYYY-MM");
  columns_ = find_columns(map_, records_);
  filter_ = RowFilter(map_, records_);
  if (options.map.empty()) find_native_columns();
  // An empty field of a column is of messages.
  meter_ = columns_[static_cast<std::size_t>(Column::meter)].empty() ? meter : messages_meter;
  if (options.map.empty()) judge_native_columns();
  if (of_ == CountsOf::anything && !company_.empty() &&
      (options.map.empty() ? records_.has_column("company") : map_.has(Column::company)))
    throw Error(ErrorCode::invalid_argument,
                "the counts of the file name their companies; leave the company of the file out",
                "company");
}

void MonthlyRecords::find_native_columns() {
  const auto find = [this](Column column) {
    if (records_.has_column(column_name(column)))
      columns_[static_cast<std::size_t>(column)] = {records_.column(column_name(column))};
  };
  find(Column::meter);
  if (of_ == CountsOf::companies) return;
  find(Column::domain);
  if (company_.empty()) find(Column::company);
}

// A column that is not used may be the one that says whose the counts are, by another name.
void MonthlyRecords::judge_native_columns() {
  std::vector<std::string_view> known;
  for (const Column column : {Column::company, Column::month, Column::quantity, Column::meter})
    known.push_back(column_names[static_cast<std::size_t>(column)]);
  if (of_ == CountsOf::anything)
    known.push_back(column_names[static_cast<std::size_t>(Column::domain)]);
  for (const std::string& name : records_.header()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (!names(Column::company) && !names(Column::domain))
      records_.fail_header("the header has neither company nor domain, but a column " +
                           in_quotes(name) +
                           "; say by a column map what it is, or leave it out if the counts are of"
                           " all that was sent");
    notices_.push_back(lines().path() + ": column " + in_quotes(name) + " is not used");
  }
}

bool MonthlyRecords::names(Column column) const {
  if (column == Column::company && !company_.empty()) return true;
  return !columns_[static_cast<std::size_t>(column)].empty() || map_.constant(column);
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
  record.meter = text(Column::meter);
  if (record.meter.empty()) record.meter = meter_;
  if (auto refusal = read_names(record)) return refusal;
  if (auto refusal = read_month(text(Column::month), record)) return refusal;
  const NumberMarks plain = {'.', ""};
  const NumberMarks& marks = map_.constant(Column::quantity) ? plain : map_.marks;
  if (auto refusal = read_number(text(Column::quantity), marks, quantity_)) return refusal;
  record.quantity = quantity_;
  return remember(record, row.line);
}

// Whose count it is.
std::optional<Refusal> MonthlyRecords::read_names(Record& record) {
  record.company = text_of(map_, columns_, records_.fields(), Column::company);
  if (record.company.empty() && !map_.has(Column::company)) record.company = company_;
  if (record.company.empty() && names(Column::company))
    return Refusal{"company is empty", "every count is of a company"};
  record.domain = {};
  if (!names(Column::domain)) return {};
  const std::string_view domain = text_of(map_, columns_, records_.fields(), Column::domain);
  read_domain(domain, domain_);
  if (domain_.empty())
    return Refusal{"domain is malformed", in_quotes(domain) + " is not one, such as example.com"};
  record.domain = domain_;
  return {};
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
  const bool of_no_company = record.company.empty();  // read_names() took it so
  for (const auto& [field, id] : {std::pair("company", record.company), {"meter", record.meter}})
    if (const char* why = id.empty() && of_no_company ? nullptr : why_not_id(id))
      return Refusal{std::string(field) + " cannot be used, " + why, in_quotes(id)};
  std::string key = record.month->to_string() + '\n' + std::string(record.company) + '\n' +
                    std::string(record.domain) + '\n' + std::string(record.meter);
  const auto [before, is_new] = lines_of_.emplace(std::move(key), line);
  if (!is_new)
    return Refusal{"count is there twice",
                   "line " + std::to_string(before->second) + " has " + whose(record) +
                       record.month->to_string() +
                       " too; write one line with the sum, if that is meant"};
  if (lines_of_.size() > max_counts)
    throw Error(ErrorCode::bad_input,
                "the file has more than 1000000 companies and months; is it one of events?",
                lines().path() + ":" + std::to_string(line));
  return {};
}

namespace {

Decimal quantity_of(const MonthlyRecords::Record& record, const std::string& place) {
  try {
    return Decimal::parse(record.quantity);
  } catch (const Error& error) {
    throw Error(ErrorCode::bad_input, std::string("quantity does not fit: ") + error.what(), place);
  }
}

}  // namespace

MonthlyCounts read_monthly_counts(Lines lines, const ImportOptions& options, std::string_view meter,
                                  CountsOf of) {
  MonthlyRecords records(std::move(lines), options, meter, of);
  MonthlyCounts read;
  Row row;
  for (MonthlyRecords::Record record; records.next(row, record);) {
    if (!row.not_counted.empty()) continue;
    const std::string place = records.lines().path() + ":" + std::to_string(row.line);
    if (row.refusal) throw Error(ErrorCode::bad_input, row.refusal->text(), place);
    read.counts.push_back({*record.month, std::string(record.company), std::string(record.domain),
                           std::string(record.meter), quantity_of(record, place), row.line});
  }
  read.of_companies = records.names(Column::company);
  read.of_domains = records.names(Column::domain);
  read.zone = records.zone();
  read.notices = records.notices();
  return read;
}

}  // namespace porto::internal
