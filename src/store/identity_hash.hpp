// The hash of an identity, and what is kept of it.
#pragma once

#include <compare>
#include <cstdint>

namespace porto::internal {

/// A keyed hash of (source, event id): see identity_key.hpp. In the index of stored events of a
/// file it is cut to its first 48 bits, and the event itself tells whether it is of the identity.
struct IdentityHash {
  std::uint64_t head;
  std::uint64_t tail;
  friend auto operator<=>(const IdentityHash&, const IdentityHash&) = default;

  /// Its first 48 bits as a number: what pages and filters go by.
  std::int64_t short_hash() const noexcept { return static_cast<std::int64_t>(head >> 16); }
  static IdentityHash at(std::int64_t short_hash) noexcept {
    return {static_cast<std::uint64_t>(short_hash) << 16, 0};
  }
  IdentityHash cut() const noexcept { return {head >> 16 << 16, 0}; }
};
constexpr std::int64_t short_hashes = std::int64_t{1} << 48;

struct IdentityEntry {
  IdentityHash hash;
  std::int64_t value;  // the number of the event; of a pruned one, the hash of its content
  friend auto operator<=>(const IdentityEntry&, const IdentityEntry&) = default;
};

}  // namespace porto::internal
