// A sheet of a workbook: the rows of results with the same columns, under a header that stays in
// sight, and above their sums.
#pragma once

#include <xlsxwriter.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "capi.hpp"
#include "xlsx/column_sum.hpp"
#include "xlsx/formats.hpp"
#include "xlsx/number.hpp"

namespace porto_cli {

/// One column of a sheet.
struct SheetColumn {
  std::string name;
  std::int32_t type;         ///< a porto_column_type
  std::size_t width = 0;     ///< characters of its widest cell
  std::size_t decimals = 0;  ///< of exact numbers: those of the one that has most
  bool has_texts = false;    ///< numbers that no cell holds
  ColumnSum sum{};
};

class Sheet {
 public:
  /// The most rows of a sheet, header and sums among them.
  static constexpr std::uint64_t max_rows = LXW_ROW_MAX;

  /// A new sheet of the workbook, both of which outlive this. `parts` have the same columns, and
  /// are looked at to know how wide these are; add() writes them.
  Sheet(lxw_workbook* workbook, CellFormats& formats, std::string name,
        const std::vector<porto_rows*>& parts);

  /// Writes all rows of a result. Throws Failure if they are too many or a text is too long.
  void add(porto_rows* rows);
  /// Writes what stands below the rows: sums, unless the rows have their totals themselves.
  void end(bool has_totals);

  const std::string& name() const noexcept { return name_; }
  /// Bytes of the file in which libxlsxwriter keeps the rows until the workbook is written. Throws
  /// Failure if it did not take them all.
  std::uint64_t kept_bytes() const;
  /// How many numbers are texts, since no cell holds them, and where the first one is: "K7".
  std::uint64_t texts() const noexcept { return texts_; }
  const std::string& first_text() const noexcept { return first_text_; }

 private:
  void measure(porto_rows* rows);
  void write_header();
  void write_row(porto_rows* rows);
  void write_cell(porto_rows* rows, std::size_t column, std::string_view text);
  void write_text(std::size_t column, std::string_view text);
  void write_decimal(std::size_t column, std::string_view text, const std::string& format);
  void write_date(std::size_t column, std::string_view text);
  void write_sums();
  void set_widths();
  /// Throws what an error of libxlsxwriter is to the user.
  void require(lxw_error error, std::size_t column) const;
  Place place(std::size_t column) const { return {row_, static_cast<lxw_col_t>(column)}; }

  CellFormats& formats_;
  std::string name_;
  lxw_worksheet* sheet_;
  std::vector<SheetColumn> columns_;
  OneCurrency currency_;
  lxw_row_t row_ = 0;  ///< the next one
  std::uint64_t texts_ = 0;
  std::string first_text_;
};

}  // namespace porto_cli
