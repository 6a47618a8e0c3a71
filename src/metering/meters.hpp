// The meters of a ledger, looked up by id for every event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "porto/usage.hpp"

namespace porto::internal {

class Meters {
 public:
  explicit Meters(std::vector<Meter> meters) : meters_(std::move(meters)) {}

  /// Null if there is no such meter.
  const Meter* find(std::string_view id) const noexcept;
  /// Why an event of an unknown meter is refused, with the name that may be meant.
  Refusal why_unknown(std::string_view id) const;

 private:
  std::vector<Meter> meters_;
};

}  // namespace porto::internal
