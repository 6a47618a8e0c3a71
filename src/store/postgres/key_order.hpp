// The events of one call in the order of their identities: that of the index in which they are
// looked up and stored, bucket by bucket. All writers go in it, so that two that store the same
// identities never wait for each other in a ring.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "store/store.hpp"

namespace porto::internal::postgres {

class KeyOrder {
 public:
  /// The events outlive it.
  explicit KeyOrder(std::span<const DatedEvent> events);

  std::int16_t bucket(std::size_t index) const { return buckets_[index]; }
  /// The indexes of all events. Those of one identity are neighbours, in the order in which they
  /// came.
  std::span<const std::size_t> indexes() const noexcept { return indexes_; }
  /// How many indexes from `place` on are of the same identity.
  std::size_t count_same(std::size_t place) const;

 private:
  std::span<const DatedEvent> events_;
  std::vector<std::int16_t> buckets_{};
  std::vector<std::size_t> indexes_{};
};

}  // namespace porto::internal::postgres
