// See output_options.hpp.
#include "output_options.hpp"

#include <string>

namespace porto::c {
namespace {

/// A mark as CSV takes it: 0 if it is none that a byte holds, which check() then refuses.
char mark_of(std::uint32_t mark) { return mark < 0x80 ? static_cast<char>(mark) : '\0'; }

}  // namespace

OutputOptions read_output_options(const porto_output_options* options, std::string_view parameter) {
  OutputOptions read;
  const auto given = read_options(options, PORTO_OUTPUT_OPTIONS_INIT, parameter);
  const std::string place = std::string(parameter) + ".csv";
  if (const auto name = optional_text(given.csv, given.csv_len, place))
    read.csv = read_at(place, [&] { return csv_dialect(*name); });
  if (given.delimiter != 0) read.csv.delimiter = mark_of(given.delimiter);
  if (given.decimal_mark != 0) read.csv.decimal_mark = mark_of(given.decimal_mark);
  if (given.byte_order_mark != 0) read.csv.byte_order_mark = true;
  read.table_width = given.table_width;
  const std::string delimiter = std::string(parameter) + ".delimiter";
  const std::string decimal_mark = std::string(parameter) + ".decimal_mark";
  placed({{"delimiter", delimiter}, {"decimal_mark", decimal_mark}}, [&] { check(read.csv); });
  return read;
}

}  // namespace porto::c
