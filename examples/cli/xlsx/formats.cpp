// See formats.hpp.
#include "xlsx/formats.hpp"

#include <algorithm>
#include <new>

namespace porto_cli {

std::string number_format(std::size_t decimals) {
  constexpr std::size_t most = 30;  // that a spreadsheet shows; the number has them all
  if (decimals == 0) return "#,##0";
  return "#,##0." + std::string(std::min(decimals, most), '0');
}

lxw_format* CellFormats::of(const std::string& number_format, bool bold) {
  lxw_format*& format = formats_[{number_format, bold}];
  if (format != nullptr) return format;
  format = workbook_add_format(workbook_);
  if (format == nullptr) throw std::bad_alloc();
  format_set_num_format(format, number_format.c_str());
  if (bold) format_set_bold(format);
  return format;
}

}  // namespace porto_cli
