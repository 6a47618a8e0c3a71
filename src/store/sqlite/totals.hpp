// Sums of one batch by month, company and meter, and their way into usage_month. Sums are checked:
// a total that does not fit is an error, never a wrapped or rounded number.
#pragma once

#include <compare>
#include <cstdint>
#include <unordered_map>

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

namespace porto {

class Totals {
 public:
  /// The event must live as long as this object. Error overflow.
  void add(const DatedEvent& dated, std::int64_t company_no, std::int64_t meter_no);
  /// Adds the sums to those in the file. Error overflow.
  void write(Connection& connection) const;

 private:
  struct Key {
    int month;
    std::int64_t company_no;
    std::int64_t meter_no;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  struct Sum {
    std::int64_t quantity = 0;
    std::int64_t events = 0;
    const DatedEvent* example = nullptr;  // names the total in an error
  };

  std::unordered_map<Key, Sum, KeyHash> sums_;
};

}  // namespace porto
