// The sum below a column of money: exact, in minor units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porto_cli {

class ColumnSum {
 public:
  /// A cell of `minor` units with so many decimals. What does not fit leaves no sum.
  void add(std::int64_t minor, std::int32_t decimals) noexcept;
  /// A cell that is not a number in the sheet: the sum of the numbers would be another one.
  void add_text() noexcept { has_text_ = true; }

  bool has_text() const noexcept { return has_text_; }
  std::int32_t decimals() const noexcept { return decimals_; }
  /// "142426.41"; none if there is no sum.
  std::optional<std::string> text() const;

 private:
  std::int64_t minor_ = 0;
  std::int32_t decimals_ = 0;
  bool has_cells_ = false;
  bool fits_ = true;
  bool has_text_ = false;
};

/// Whether all rows of a sheet have one currency.
class OneCurrency {
 public:
  void add(std::string_view currency);
  bool is_one() const noexcept { return !first_.empty() && is_one_; }

 private:
  std::string first_;
  bool is_one_ = true;
};

}  // namespace porto_cli
