// Sums of changes by time, owner and meter, and their way into the totals of the file: usage_month
// (month, company, meter) and domain_day (day, domain, meter). Sums are checked: a total that does
// not fit is an error, never a wrapped or rounded number.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// The key of a total.
struct TotalKey {
  std::int64_t time;      ///< a month, or a day
  std::int64_t owner_no;  ///< a company, or a domain
  std::int64_t meter_no;
  friend auto operator<=>(const TotalKey&, const TotalKey&) = default;
};

/// One of the two tables of totals.
struct TotalTable {
  const char* name;
  const char* time;  // its columns
  const char* owner;
  Error (*overflow)(Connection& connection, const TotalKey& key, Wide sum);
};
extern const TotalTable month_totals;
extern const TotalTable day_totals;

class Totals {
 public:
  explicit Totals(const TotalTable& table) : table_(table) {}

  void add(const TotalKey& key, Wide quantity, std::int64_t events);
  /// Adds the sums to those in the file. Error overflow.
  void write(Connection& connection) const;
  /// For month totals: those of closed months, by month and company.
  std::vector<CompanyMonth> late(Connection& connection) const;

 private:
  struct KeyHash {
    std::size_t operator()(const TotalKey& key) const noexcept;
  };
  struct Sum {
    Wide quantity = 0;
    std::int64_t events = 0;
  };
  void change(Connection& connection, const TotalKey& key, const Sum& sum) const;

  const TotalTable& table_;
  std::unordered_map<TotalKey, Sum, KeyHash> sums_;
};

}  // namespace porto::internal
