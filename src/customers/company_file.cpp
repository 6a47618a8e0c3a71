// See company_file.hpp.
#include "customers/company_file.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "formats/csv_map.hpp"
#include "formats/map_settings.hpp"
#include "formats/mapped_columns.hpp"
#include "formats/reader.hpp"
#include "formats/row_filter.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::array field_columns = {Column::name, Column::customer_number, Column::reference,
                                      Column::language, Column::cost_centre};
static_assert(field_columns.size() == company_fields.size());

// The day that a layout gives, or the end of its month.
Day day_of(const TimeLayout& layout, std::string_view text, Day (Month::*end)() const) {
  ClockTime clock;
  if (const std::string why = layout.read(text, clock); !why.empty())
    throw Error(ErrorCode::bad_time, why);
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(clock.local_us)))};
  const int year = static_cast<int>(date.year());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  if (!layout.has_day()) return (Month(year, month).*end)();
  return Day(Month(year, month), static_cast<int>(static_cast<unsigned>(date.day())));
}

// The words of a cell: domains stand with blanks, line ends, ";" or "," between them.
std::vector<std::string_view> words_of(std::string_view cell) {
  constexpr std::string_view between = " \t\r\n;,";
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = cell.find_first_not_of(between, at)) != cell.npos;) {
    const std::size_t end = std::min(cell.find_first_of(between, at), cell.size());
    words.push_back(cell.substr(at, end - at));
    at = end;
  }
  return words;
}

ColumnMap map_of(const ImportOptions& options) {
  if (!options.map.empty()) return column_map(options, RowsOf::companies);
  ColumnMap map;
  map.style = csv_style(options);
  return map;
}

class CompanyTable {
 public:
  CompanyTable(Lines lines, ColumnMap map, CompanyMistakes& mistakes)
      : map_(std::move(map)), records_(std::move(lines), map_.style), mistakes_(mistakes) {
    find();
    filter_ = RowFilter(map_, records_);
    file_.path = records_.lines().path();
    file_.id_column = called(Column::id);
    file_.tariff_column = called(Column::tariff);
    file_.from_column = called(Column::from);
    file_.through_column = called(Column::through);
    file_.domains_column = called(Column::domains);
    for (std::size_t i = 0; i < field_columns.size(); ++i)
      file_.field_columns[i] = called(field_columns[i]);
  }

  CompanyFile read() {
    for (Row row; records_.next(row);) {
      ++file_.rows;
      if (!row.is_settled()) filter_.judge(row, records_.fields());
      if (row.refusal)
        mistakes_.add(row.line, "", row.refusal->text());
      else if (!row.not_counted.empty())
        ++file_.not_counted[std::string(row.not_counted)];
      else
        take(row.line);
    }
    tell_repeated();
    for (std::string& notice : filter_.notices(file_.path))
      file_.notices.push_back(std::move(notice));
    return std::move(file_);
  }

 private:
  // A map that names no column means that all have the names that they have here.
  void find() {
    is_native_ = !map_.names_columns();
    if (is_native_) {
      if (!map_.header) refuse_map("names no columns, and the file has no header to name them");
      records_.read_header("id,name,tariff,from,through,domains");
      for (const Column column : columns_of(RowsOf::companies))
        if (records_.has_column(map_key(column)) && !map_.constant(column)) {
          map_.columns[static_cast<std::size_t>(column)] = {std::string(map_key(column))};
          columns_[static_cast<std::size_t>(column)] = {records_.column(map_key(column))};
        }
      if (map_[Column::id].empty()) refuse_no_id();
      records_.demand_rows();
    } else {
      if (map_[Column::id].empty()) refuse_map("names no column for id");
      columns_ = find_columns(map_, records_);
    }
    judge_unused();
  }

  [[noreturn]] void refuse_no_id() const {
    records_.fail_header("the header has no column \"id\"; it has " + listed(records_.header()) +
                         "; say by a column map what they are (--map id=COLUMN,name=COLUMN,...)");
  }

  // A column that is not used may be one that is meant, misspelt.
  void judge_unused() {
    std::vector<std::string_view> absent;
    for (const Column column : columns_of(RowsOf::companies))
      if (!map_.has(column)) absent.push_back(map_key(column));
    for (std::size_t i = 0; i < records_.header().size(); ++i) {
      const bool used = std::ranges::any_of(columns_, [&](const std::vector<std::size_t>& places) {
        return std::ranges::find(places, i) != places.end();
      });
      const std::string& name = records_.header()[i];
      const bool judged = std::ranges::any_of(
          map_.where, [&](const ColumnMap::Condition& one) { return one.column == name; });
      if (used || judged) continue;
      const std::string_view meant = nearest(lower_case(name), absent);
      if (is_native_ && !meant.empty())
        records_.fail_header("the header has an unknown column " + in_quotes(name) +
                             "; did you mean " + in_quotes(meant) + "? Rename or remove it");
      file_.notices.push_back(records_.lines().path() + ": column " + in_quotes(name) +
                              " is not used");
    }
  }

  std::string called(Column column) const {
    return map_[column].empty() ? std::string(map_key(column)) : map_[column].front();
  }
  std::string_view text(Column column) const {
    return text_of(map_, columns_, records_.fields(), column);
  }

  void take(std::uint64_t line) {
    const std::string_view id = text(Column::id);
    if (const char* why = why_not_id(id))
      return mistakes_.add(line, file_.id_column,
                           in_quotes(id) + " cannot be the id of a company: " + why);
    says_more_ = false;
    const std::size_t mistakes = mistakes_.count();
    WrittenCompany& company = of(id, line);
    for (std::size_t i = 0; i < field_columns.size(); ++i) take_field(company, i, line);
    take_subscription(company, line);
    take_domains(company, line);
    if (!says_more_ && mistakes_.count() == mistakes) repeated_.push_back(line);
  }

  // A row that is there twice may be a slip for another company.
  void tell_repeated() {
    if (repeated_.empty()) return;
    constexpr std::size_t shown = 3;
    std::string lines;
    for (std::size_t i = 0; i < std::min(repeated_.size(), shown); ++i)
      lines += (i == 0 ? " " : ", ") + std::to_string(repeated_[i]);
    if (repeated_.size() > shown)
      lines += " and " + std::to_string(repeated_.size() - shown) + " more";
    const bool one = repeated_.size() == 1;
    file_.notices.push_back(file_.path + ": " + (one ? "line" : "lines") + lines +
                            (one ? " says" : " say") +
                            " nothing that earlier lines do not: a row that is there twice?");
  }

  WrittenCompany& of(std::string_view id, std::uint64_t line) {
    const auto [known, is_new] = index_.try_emplace(std::string(id), file_.companies.size());
    if (is_new) file_.companies.push_back({.id = std::string(id), .line = line});
    says_more_ = is_new;
    return file_.companies[known->second];
  }

  void take_field(WrittenCompany& company, std::size_t index, std::uint64_t line) {
    const std::string_view said = text(field_columns[index]);
    if (said.empty()) return;
    auto& known = company.fields[index];
    if (!known) {
      known = {std::string(said), line};
      says_more_ = true;
    } else if (known->value != said) {
      mistakes_.add(line, file_.field_columns[index],
                    in_quotes(said) + ", but line " + std::to_string(known->line) + " has " +
                        in_quotes(known->value) + " for company " + in_quotes(company.id) +
                        "; write the same in all of its rows, or leave it empty");
    }
  }

  void take_subscription(WrittenCompany& company, std::uint64_t line) {
    const std::string_view tariff = text(Column::tariff);
    if (tariff.empty()) return refuse_dates_alone(line);
    const std::string_view begin = text(Column::from);
    if (begin.empty())
      return mistakes_.add(line, file_.from_column,
                           "a row with a tariff says from when: a month, 2026-02, or a day");
    std::optional<Day> from;
    std::optional<Day> through;
    mistakes_.attempt(line, file_.from_column, [&] { from = begin_of(begin); });
    const std::string_view end = text(Column::through);
    if (!end.empty())
      mistakes_.attempt(line, called(Column::through), [&] { through = end_of(end); });
    if (!from || (!end.empty() && !through)) return;
    add(company, {company.id, std::string(tariff), *from, through}, line);
  }

  // Where a constant says them, they are of rows with a tariff.
  void refuse_dates_alone(std::uint64_t line) {
    for (const Column column : {Column::from, Column::through})
      if (!map_.constant(column) && !text(column).empty())
        mistakes_.add(line, called(column),
                      "a row without a tariff has no period; name the tariff, or leave it empty");
  }

  Day begin_of(std::string_view written) const {
    if (map_.time_layout && !map_.constant(Column::from))
      return day_of(*map_.time_layout, written, &Month::first_day);
    return read_begin(written);
  }
  Day end_of(std::string_view written) const {
    if (map_.time_layout && !map_.constant(Column::through))
      return day_of(*map_.time_layout, written, &Month::last_day);
    return read_end(written);
  }

  // The same again says nothing new: rows may differ in their domains alone.
  void add(WrittenCompany& company, const Subscription& subscription, std::uint64_t line) {
    for (const Written<Subscription>& known : company.subscriptions) {
      if (known.value == subscription) return;
      if (known.value.tariff == subscription.tariff && known.value.from == subscription.from)
        return mistakes_.add(line, called(Column::through),
                             period_text(subscription) + ", but line " +
                                 std::to_string(known.line) + " has " + period_text(known.value) +
                                 " for the same subscription; keep the one that is right");
    }
    company.subscriptions.push_back({subscription, line});
    says_more_ = true;
  }

  void take_domains(WrittenCompany& company, std::uint64_t line) {
    for (const std::size_t place : columns_[static_cast<std::size_t>(Column::domains)])
      for (const std::string_view word : words_of(records_.fields()[place]))
        mistakes_.attempt(line, file_.domains_column, [&] {
          WrittenDomain domain = read_domain_text(word);
          domain.claim.company = company.id;
          const bool again = std::ranges::any_of(company.domains, [&](const auto& known) {
            return known.value.claim == domain.claim;
          });
          if (again) return;
          company.domains.push_back({std::move(domain), line});
          says_more_ = true;
        });
  }

  ColumnMap map_;
  bool is_native_ = false;  // the columns have the names that they have here
  CsvRecords records_;
  MappedColumns columns_;
  RowFilter filter_;
  CompanyMistakes& mistakes_;
  CompanyFile file_;
  bool says_more_ = false;                              // the row, than those before it
  std::vector<std::uint64_t> repeated_;                 // lines that do not
  std::unordered_map<std::string, std::size_t> index_;  // of file_.companies, by id
};

}  // namespace

CompanyFile read_company_file(const ImportInput& input, const ImportOptions& options,
                              const Stop& stop, CompanyMistakes& mistakes) {
  ColumnMap map = map_of(options);
  Lines lines = open_text(input, {.import = options, .stop = stop, .rows = RowsOf::companies});
  return CompanyTable(std::move(lines), std::move(map), mistakes).read();
}

}  // namespace porto::internal
