// Checked addition and the decimal point: see total.hpp.
#include "total.hpp"

#include "failure.hpp"

namespace porto_cli {

void Total::add(std::int64_t minor_units, std::string_view as_text, std::string_view currency) {
  if (__builtin_add_overflow(minor_units_, minor_units, &minor_units_))
    throw failed("total", "it exceeds 2^63 - 1 minor units; add up the lines of --output csv");
  const std::size_t point = as_text.find('.');
  decimals_ = point == std::string_view::npos ? 0 : as_text.size() - point - 1;
  currency_ = currency;
}

std::string Total::amount() const {
  std::string text = std::to_string(minor_units_);
  const std::size_t sign = text.front() == '-' ? 1 : 0;
  const std::size_t digits = text.size() - sign;
  if (digits <= decimals_) text.insert(sign, decimals_ + 1 - digits, '0');
  if (decimals_ > 0) text.insert(text.size() - decimals_, ".");
  return text;
}

}  // namespace porto_cli
