// Sums of changes by time, owner and meter, and their way into the totals of the file: usage_month
// (month, company, meter) and domain_day (day, domain, meter). Sums are checked: a total that does
// not fit is an error, never a wrapped or rounded number.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
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

  void add(const TotalKey& key, Wide quantity, std::int64_t events) {
    if (slots_.empty()) grow();
    Sum* slot = &slots_[slot_of(key)];
    if (slot->key != key) slot = &take_slot(key);
    slot->quantity += quantity;
    slot->events += events;
  }
  /// Adds the sums to those in the file. Error overflow.
  void write(Connection& connection);
  /// The same, faster for many.
  void write_many(Connection& connection, Feed& feed);
  /// For month totals: those of closed months, by month and company.
  std::vector<CompanyMonth> late(Connection& connection);
  /// For totals of days: marks the closed months that have them as changed.
  void mark_months(Connection& connection);

 private:
  struct Sum {
    TotalKey key{};  // 0 for a slot that is free: numbers count from 1
    std::int64_t events = 0;
    Wide quantity = 0;
  };
  std::size_t slot_of(const TotalKey& key) const noexcept {
    // Fibonacci hashing: owners count from 1, times and meters are few.
    const auto mixed = static_cast<std::uint64_t>(key.owner_no) << 24 ^
                       static_cast<std::uint64_t>(key.meter_no) << 20 ^
                       static_cast<std::uint64_t>(key.time);
    return static_cast<std::size_t>(mixed * 0x9E3779B97F4A7C15U >> 32) & (slots_.size() - 1);
  }
  Sum& take_slot(const TotalKey& key);
  void grow();
  void send_away();
  void combine();
  bool write_together(Connection& connection, Feed& feed) const;
  void write_one(Connection& connection, const Sum& sum) const;
  void change(Connection& connection, const Sum& sum) const;

  const TotalTable& table_;
  // Keys that come again soon are summed in their slots. A key that takes the slot of another sends
  // the other's sum away: few keys stay in the processor's cache, and many need no search.
  std::vector<Sum> slots_;  // a power of 2 of them
  std::vector<Sum> sums_;   // that were sent away; sorted, and each key once, after combine()
  std::size_t enough_ = std::size_t{1} << 20;  // to combine them
};

}  // namespace porto::internal
