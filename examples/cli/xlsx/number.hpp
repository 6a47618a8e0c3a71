// Numbers and times as cells of a spreadsheet. A cell holds a double: this is the one place of
// porto that has one (decision 0033), and it writes none whose digits are not those of the number.
#pragma once

#include <xlsxwriter.h>

#include <string_view>

#include "xlsx/clock.hpp"

namespace porto_cli {

/// Where a cell is; both from 0.
struct Place {
  lxw_row_t row;
  lxw_col_t column;
};

/// Whether a cell holds the number that this decimal text says, such as "-28.97", with each of its
/// digits: 15 at most, zeros at the ends aside. Not so if the text is no number.
bool fits_cell(std::string_view decimal);

// The texts below fit. They return the error of libxlsxwriter.
lxw_error write_number(lxw_worksheet* sheet, Place place, std::string_view decimal,
                       lxw_format* format);
/// A formula, and the number that it gives, for readers that do not compute.
lxw_error write_formula(lxw_worksheet* sheet, Place place, const char* formula,
                        std::string_view decimal, lxw_format* format);
lxw_error write_clock(lxw_worksheet* sheet, Place place, const Clock& clock, lxw_format* format);

}  // namespace porto_cli
