// How a table for people is laid out: the widths of its columns, and what is done where a terminal
// has no room for them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "porto/output.hpp"

namespace porto::internal {

/// A cell as people see it: times by the clocks of the zone, no control characters.
std::string shown_cell(const Cell& cell, const Column& column, const Zone* zone);

/// A table whose rows are walked over twice: measured, then written. Nothing of a row is left out,
/// and no word is broken.
class TableLayout {
 public:
  /// `columns` and `zone` outlive it. `width` 0: as much as is needed.
  TableLayout(const std::vector<Column>& columns, const Zone* zone, std::size_t width);

  void measure(const std::vector<Cell>& cells);
  /// Once all rows are measured. `rows_are_known`: that no others will be written, so that what is
  /// the same in all of them can be told once.
  void fit(bool rows_are_known);

  void write_header(const Sink& sink) const;
  void write_row(const std::vector<Cell>& cells, const Sink& sink);

 private:
  struct Laid {
    std::size_t width = 0;  ///< characters
    std::size_t least = 0;  ///< the longest word of a text that may be broken
    std::string value{};    ///< of the first row
    bool is_same = true;    ///< in all rows
    bool is_told = false;   ///< above the table, instead of in it
  };

  bool to_the_right(std::size_t i) const { return is_number(columns_[i].type); }
  std::size_t line_width() const;
  void tell_same();
  void narrow();
  void write_cells(const std::vector<std::string>& cells, const Sink& sink) const;
  void write_record(const std::vector<std::string>& cells, const Sink& sink);

  const std::vector<Column>& columns_;
  const Zone* zone_;
  std::size_t room_;
  std::vector<Laid> laid_;
  std::size_t rows_ = 0;
  std::string told_;         ///< what is the same in all rows
  bool as_records_ = false;  ///< a row becomes lines of name and value
  bool record_written_ = false;
};

}  // namespace porto::internal
