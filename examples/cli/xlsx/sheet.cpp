// See sheet.hpp.
#include "xlsx/sheet.hpp"

#include <algorithm>
#include <cstdio>
#include <new>
#include <utility>

#include "xlsx/cell_text.hpp"

namespace porto_cli {
namespace {

constexpr const char* kInstead = "; use --output csv";
constexpr char kWhyText[] =
    "Some numbers of this column have more digits than a spreadsheet keeps (15). They are texts, "
    "so "
    "that no digit is lost.";

/// A cell of the current row; none if it is absent.
std::optional<std::string_view> cell_at(porto_rows* rows, std::size_t column) {
  std::size_t size = 0;
  const char* const cell = porto_rows_text(rows, static_cast<std::uint32_t>(column), &size);
  if (cell == nullptr) return {};
  return std::string_view(cell, size);
}

/// The same, as it is written: times by the clocks of the ledger's zone.
std::optional<std::string_view> written_at(porto_rows* rows, std::size_t column,
                                           std::int32_t type) {
  if (type != PORTO_COLUMN_TIME) return cell_at(rows, column);
  std::size_t size = 0;
  const char* const cell = porto_rows_shown(rows, static_cast<std::uint32_t>(column), &size);
  if (cell == nullptr) return {};
  return std::string_view(cell, size);
}

bool is_number_column(std::int32_t type) {
  return type == PORTO_COLUMN_INTEGER || type == PORTO_COLUMN_DECIMAL ||
         type == PORTO_COLUMN_MONEY || type == PORTO_COLUMN_QUANTITY;
}

std::size_t decimals_in(std::string_view number) {
  const std::size_t point = number.find('.');
  return point == std::string_view::npos ? 0 : number.size() - point - 1;
}

/// How many decimals a quantity or money of the current row is shown with.
std::int32_t decimals_of(porto_rows* rows, std::size_t column) {
  std::int32_t decimals = 0;
  call(porto_rows_decimals, rows, static_cast<std::uint32_t>(column), &decimals);
  return decimals;
}

}  // namespace

Sheet::Sheet(lxw_workbook* workbook, CellFormats& formats, std::string name,
             const std::vector<porto_rows*>& parts)
    : formats_(formats),
      name_(std::move(name)),
      sheet_(workbook_add_worksheet(workbook, name_.c_str())) {
  if (sheet_ == nullptr)
    throw failed("--output xlsx",
                 "no room for the rows: libxlsxwriter cannot make its file in /tmp");
  const std::uint32_t count = porto_rows_column_count(parts.front());
  for (std::uint32_t i = 0; i < count; ++i)
    columns_.push_back(
        {porto_rows_column_name(parts.front(), i), porto_rows_column_type(parts.front(), i)});
  for (porto_rows* rows : parts) measure(rows);
  write_header();
}

void Sheet::measure(porto_rows* rows) {
  for (porto_rows_rewind(rows); call(porto_rows_next, rows) == PORTO_OK;) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      SheetColumn& column = columns_[i];
      if (!is_number_column(column.type)) continue;
      const auto cell = cell_at(rows, i);
      if (!cell) continue;
      if (!fits_cell(*cell))
        column.has_texts = true;
      else if (column.type == PORTO_COLUMN_DECIMAL)
        column.decimals = std::max(column.decimals, decimals_in(*cell));
    }
  }
  porto_rows_rewind(rows);
}

void Sheet::write_header() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    SheetColumn& column = columns_[i];
    column.width = column.name.size() + 2;  // and the mark of the filter
    const Place at = place(i);
    require(
        worksheet_write_string(sheet_, at.row, at.column, column.name.c_str(), formats_.header()),
        i);
    if (column.has_texts) require(worksheet_write_comment(sheet_, at.row, at.column, kWhyText), i);
  }
  worksheet_freeze_panes(sheet_, 1, 0);
  row_ = 1;
}

void Sheet::add(porto_rows* rows) {
  const std::uint64_t last = row_ + porto_rows_count(rows);
  if (last >= max_rows)
    throw failed("--output xlsx", "a sheet holds " + std::to_string(max_rows - 2) +
                                      " rows, and these are more" + kInstead +
                                      ", or ask for a part of them");
  while (call(porto_rows_next, rows) == PORTO_OK) {
    write_row(rows);
    ++row_;
  }
}

void Sheet::write_row(porto_rows* rows) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto cell = written_at(rows, i, columns_[i].type);
    if (cell && !cell->empty()) write_cell(rows, i, *cell);
    if (columns_[i].name == "currency") currency_.add(cell.value_or(""));
  }
}

void Sheet::write_cell(porto_rows* rows, std::size_t column, std::string_view text) {
  switch (columns_[column].type) {
    case PORTO_COLUMN_INTEGER:
      return write_decimal(column, text, "0");
    case PORTO_COLUMN_DECIMAL:
      return write_decimal(column, text, number_format(columns_[column].decimals));
    case PORTO_COLUMN_QUANTITY:
    case PORTO_COLUMN_MONEY: {
      const std::int32_t decimals = decimals_of(rows, column);
      std::int64_t minor = 0;
      if (columns_[column].type == PORTO_COLUMN_MONEY) {
        call(porto_rows_int64, rows, static_cast<std::uint32_t>(column), &minor);
        columns_[column].sum.add(minor, decimals);
      }
      return write_decimal(column, text, number_format(static_cast<std::size_t>(decimals)));
    }
    case PORTO_COLUMN_TIME:
    case PORTO_COLUMN_MONTH:
    case PORTO_COLUMN_DAY:
    case PORTO_COLUMN_MONTH_OR_DAY:
      return write_date(column, text);
    default:
      return write_text(column, text);
  }
}

void Sheet::write_text(std::size_t column, std::string_view text) {
  SheetColumn& of = columns_[column];
  of.width = std::max(of.width, character_count(text));
  const Place at = place(column);
  require(
      worksheet_write_string(sheet_, at.row, at.column, cell_text(text).c_str(), formats_.text()),
      column);
}

void Sheet::write_decimal(std::size_t column, std::string_view text, const std::string& format) {
  if (!fits_cell(text)) {
    columns_[column].sum.add_text();
    if (texts_++ == 0) {
      char name[LXW_MAX_CELL_NAME_LENGTH];
      lxw_rowcol_to_cell(name, row_, static_cast<lxw_col_t>(column));
      first_text_ = name;
    }
    return write_text(column, text);
  }
  SheetColumn& of = columns_[column];
  const std::size_t decimals = format.size() - std::min(format.find('.'), format.size());
  const std::size_t whole = std::min(text.find('.'), text.size());
  of.width = std::max(of.width, whole + whole / 3 + decimals);
  require(write_number(sheet_, place(column), text, formats_.numbers(format)), column);
}

void Sheet::write_date(std::size_t column, std::string_view text) {
  const std::optional<Clock> clock = clock_of(text);
  if (!clock) return write_text(column, text);
  SheetColumn& of = columns_[column];
  of.width = std::max(of.width, text.size() + 1);
  require(write_clock(sheet_, place(column), *clock, formats_.numbers(format_of(*clock, text))),
          column);
}

void Sheet::end(bool has_totals) {
  const auto last_column = static_cast<lxw_col_t>(columns_.size() - 1);
  worksheet_autofilter(sheet_, 0, 0, row_ - 1, last_column);
  const bool has_sums = std::ranges::any_of(
      columns_, [](const SheetColumn& column) { return column.sum.text().has_value(); });
  if (!has_totals && has_sums && currency_.is_one()) write_sums();
  set_widths();
  char cells[LXW_MAX_CELL_RANGE_LENGTH];
  lxw_rowcol_to_range(cells, 0, 0, row_, last_column);
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, cells);
}

// The formula rounds: what doubles add up to is the exact sum but for a tiny part.
void Sheet::write_sums() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const SheetColumn& column = columns_[i];
    const std::optional<std::string> sum = column.sum.text();
    const Place at = place(i);
    if (i == 0) worksheet_write_string(sheet_, at.row, at.column, "Total", formats_.header());
    if (column.type != PORTO_COLUMN_MONEY || !sum) continue;
    const auto decimals = static_cast<std::size_t>(column.sum.decimals());
    lxw_format* const format = formats_.total(number_format(decimals));
    if (column.sum.has_text() || !fits_cell(*sum)) {
      require(worksheet_write_string(sheet_, at.row, at.column, sum->c_str(), format), i);
      continue;
    }
    char cells[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(cells, 1, at.column, row_ - 1, at.column);
    const std::string formula =
        "=ROUND(SUM(" + std::string(cells) + ")," + std::to_string(decimals) + ")";
    require(write_formula(sheet_, at, formula.c_str(), *sum, format), i);
  }
}

void Sheet::set_widths() {
  constexpr std::size_t least = 8;
  constexpr std::size_t most = 60;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    const auto width = static_cast<int>(std::clamp(columns_[i].width + 2, least, most));
    require(worksheet_set_column(sheet_, at, at, width,
                                 columns_[i].type == PORTO_COLUMN_TEXT ? formats_.text() : nullptr),
            i);
  }
}

std::uint64_t Sheet::kept_bytes() const {
  std::FILE* const kept = sheet_->optimize_tmpfile;
  lxw_worksheet_write_single_row(sheet_);  // the last row
  const long size = std::fflush(kept) == 0 && std::ferror(kept) == 0 ? std::ftell(kept) : -1;
  if (size < 0) throw failed("--output xlsx", "no room for the rows in /tmp");
  return static_cast<std::uint64_t>(size);
}

void Sheet::require(lxw_error error, std::size_t column) const {
  if (error == LXW_NO_ERROR) return;
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
  const std::string where =
      name_ + ", row " + std::to_string(row_ + 1) + ", " + columns_[column].name;
  if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    throw failed(where,
                 std::string("a cell holds 32767 characters, and this text has more") + kInstead);
  throw failed(where, std::string("libxlsxwriter: ") + lxw_strerror(error));
}

}  // namespace porto_cli
