// The meters of a ledger, looked up by id for every event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "porto/usage.hpp"

namespace porto::internal {

class Meters {
 public:
  explicit Meters(std::vector<Meter> meters) : meters_(std::move(meters)) {}

  /// Null if there is no such meter.
  const Meter* find(std::string_view id) const noexcept;
  /// The reason to refuse an event of an unknown meter, with the name that may be meant.
  std::string why_unknown(std::string_view id) const;

 private:
  std::vector<Meter> meters_;
};

}  // namespace porto::internal
