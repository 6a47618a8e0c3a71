// What a part of a run of identities certainly does not have, without a look at its pages: a split
// block Bloom filter, as Apache Parquet's format describes it, of 16 bits for each identity. One
// that the part lacks is taken for one that it may have about once in a thousand times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace porto::internal {

class IdentityFilter {
 public:
  /// Empty, for this many identities.
  explicit IdentityFilter(std::size_t identities);
  /// From its bytes. Error corrupt if they are those of no filter.
  explicit IdentityFilter(std::string_view bytes);

  /// Spreads a short hash over 64 bits, which is what a filter takes.
  static std::uint64_t spread(std::int64_t short_hash) noexcept;

  void add(std::span<const std::uint64_t> added) noexcept;
  bool may_have(std::uint64_t wanted) const noexcept;
  /// Calls `visit` with the index of each identity that may be there, in order.
  template <typename Visit>
  void each_possible(std::span<const std::uint64_t> wanted, Visit visit) const {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      fetch(wanted, i);
      if (may_have(wanted[i])) visit(i);
    }
  }
  const std::string& bytes() const noexcept { return bits_; }

 private:
  std::size_t block_of(std::uint64_t spread_place) const noexcept;
  void fetch(std::span<const std::uint64_t> wanted, std::size_t at) const noexcept;

  std::string bits_;  // blocks of 32 bytes
};

}  // namespace porto::internal
