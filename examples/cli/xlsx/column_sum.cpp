// See column_sum.hpp.
#include "xlsx/column_sum.hpp"

namespace porto_cli {

void ColumnSum::add(std::int64_t minor, std::int32_t decimals) noexcept {
  if (has_cells_ && decimals != decimals_) fits_ = false;
  decimals_ = decimals;
  has_cells_ = true;
  if (__builtin_add_overflow(minor_, minor, &minor_)) fits_ = false;
}

std::optional<std::string> ColumnSum::text() const {
  if (!has_cells_ || !fits_) return {};
  std::string digits = std::to_string(minor_);
  const std::string sign = minor_ < 0 ? "-" : "";
  digits.erase(0, sign.size());
  const auto decimals = static_cast<std::size_t>(decimals_);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  return sign + digits;
}

void OneCurrency::add(std::string_view currency) {
  if (first_.empty()) first_ = currency;
  if (currency.empty() || currency != first_) is_one_ = false;
}

}  // namespace porto_cli
