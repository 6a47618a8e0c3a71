// How cells look: each way once in a workbook.
#pragma once

#include <xlsxwriter.h>

#include <cstddef>
#include <map>
#include <string>

namespace porto_cli {

/// The number format with this many decimals, and with marks between thousands: "#,##0.00". What is
/// shown for them is up to the language of the reader.
std::string number_format(std::size_t decimals);

class CellFormats {
 public:
  explicit CellFormats(lxw_workbook* workbook) : workbook_(workbook) {}

  /// Ids stay what they are, also if somebody edits the cell.
  lxw_format* text() { return of("@", false); }
  lxw_format* numbers(const std::string& format) { return of(format, false); }
  lxw_format* header() { return of("@", true); }
  lxw_format* total(const std::string& format) { return of(format, true); }

 private:
  lxw_format* of(const std::string& number_format, bool bold);

  lxw_workbook* workbook_;
  std::map<std::pair<std::string, bool>, lxw_format*> formats_;
};

}  // namespace porto_cli
