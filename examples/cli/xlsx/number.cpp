// See number.hpp.
#include "xlsx/number.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>

namespace porto_cli {
namespace {

constexpr std::size_t kDigitsOfCell = 15;  // that every spreadsheet keeps and shows

/// What a number is, however it is written: "0.0120" and "1.2e-02" are the same.
struct Digits {
  bool negative = false;
  std::string digits{};  ///< without zeros at the ends; empty: 0
  int exponent = 0;      ///< of the first digit: 1 of "12" and "12.5"
  bool operator==(const Digits&) const = default;
};

Digits digits_of(std::string_view text) {
  Digits of;
  of.negative = text.starts_with('-');
  if (of.negative) text.remove_prefix(1);
  const std::size_t mark = std::min(text.find('e'), text.size());
  int power = 0;
  if (mark < text.size()) {
    const std::string_view exponent = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    text = text.substr(0, mark);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  of.digits = text.substr(0, point);
  if (point < text.size()) of.digits += text.substr(point + 1);
  const std::size_t first = of.digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  of.exponent = power + static_cast<int>(point) - static_cast<int>(first) - 1;
  of.digits.erase(of.digits.find_last_not_of('0') + 1).erase(0, first);
  return of;
}

// The double nearest to a decimal number; none if it does not say the same when it is printed with
// as many digits as a spreadsheet has. Nothing is computed with it.
std::optional<double> nearest_cell(std::string_view decimal) {
  double cell = 0;
  const char* const end = decimal.data() + decimal.size();
  const auto [stop, error] = std::from_chars(decimal.data(), end, cell, std::chars_format::fixed);
  if (error != std::errc() || stop != end) return {};
  char printed[32];
  const auto to = std::to_chars(printed, printed + sizeof printed, cell,
                                std::chars_format::scientific, kDigitsOfCell - 1);
  if (to.ec != std::errc() || digits_of({printed, to.ptr}) != digits_of(decimal)) return {};
  return cell;
}

}  // namespace

bool fits_cell(std::string_view decimal) { return nearest_cell(decimal).has_value(); }

lxw_error write_number(lxw_worksheet* sheet, Place place, std::string_view decimal,
                       lxw_format* format) {
  return worksheet_write_number(sheet, place.row, place.column, nearest_cell(decimal).value(),
                                format);
}

lxw_error write_formula(lxw_worksheet* sheet, Place place, const char* formula,
                        std::string_view decimal, lxw_format* format) {
  return worksheet_write_formula_num(sheet, place.row, place.column, formula, format,
                                     nearest_cell(decimal).value());
}

lxw_error write_clock(lxw_worksheet* sheet, Place place, const Clock& clock, lxw_format* format) {
  lxw_datetime time{clock.year, clock.month, clock.day, clock.hour, clock.minute, 0};
  time.sec = clock.second;  // a whole number, of which a double holds each
  return worksheet_write_datetime(sheet, place.row, place.column, &time, format);
}

}  // namespace porto_cli
