// A row of totals at the end of a table: it is no usage, and would count everything twice.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/refusal.hpp"
#include "porto/usage.hpp"

namespace porto::internal {

/// Whether a key (an id, a company) is a word for a total: "Summa", "Total:", "Totalt".
bool says_total(std::string_view key) noexcept;

/// Why a row is refused whose key says so.
Refusal row_is_total(std::string_view key);

/// Looks for totals among the rows of one file.
class TotalRows {
 public:
  enum class Of : std::uint8_t { events, monthly_counts };
  /// `company` is that of the file, which its rows do not say.
  TotalRows(Of of, std::string_view company) : of_(of), company_(company) {}

  /// Why the row is a total, if a key says so; also if a key begins so ("Summa februari") and the
  /// quantity agrees with the rows that were added.
  std::optional<Refusal> judge(const UsageEvent& event) const;
  /// Adds a row that is taken.
  void add(const UsageEvent& event, std::uint64_t line);
  /// The line of the row added last, if its quantity alone says that it may be a total: that of at
  /// least two rows before it, of its meter, and with monthly counts perhaps of its month; else 0.
  std::uint64_t suspect() const noexcept { return suspect_; }

 private:
  struct Sum {
    std::int64_t quantity = 0;
    std::uint64_t rows = 0;
    bool overflowed = false;

    void add(std::int64_t more);
    bool is(std::int64_t total, std::uint64_t at_least_rows) const;
  };
  using Key = std::pair<std::int64_t, std::string>;  // start of the month, meter

  bool sums_up(const UsageEvent& event, std::uint64_t at_least_rows) const;

  Of of_;
  std::string_view company_;
  std::string meter_;  // that all_ is of: the first row's
  Sum all_;
  std::map<Key, Sum> by_month_;  // of monthly counts
  std::uint64_t suspect_ = 0;
};

}  // namespace porto::internal
