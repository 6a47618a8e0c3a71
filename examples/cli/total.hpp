// Exact sums of money: minor units in 64 bits, checked. A total is the sum of the printed lines and
// never a rounding of anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace porto_cli {

class Total {
 public:
  /// Adds an amount, given as minor units and as text: "860.00" tells that there are 2 decimals.
  /// Throws Failure if the sum does not fit.
  void add(std::int64_t minor_units, std::string_view as_text, std::string_view currency);
  /// "860.00"; "0" as long as nothing was added.
  std::string amount() const;
  const std::string& currency() const noexcept { return currency_; }

 private:
  std::int64_t minor_units_ = 0;
  std::size_t decimals_ = 0;
  std::string currency_;
};

}  // namespace porto_cli
