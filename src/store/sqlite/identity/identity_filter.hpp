// What a run of identities certainly does not have, without a look at its pages: a split block
// Bloom filter, as Apache Parquet's format describes it, of 16 bits for each identity. One that the
// run lacks is taken for one that it may have about once in a thousand times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

  static std::uint64_t hash(std::int64_t source_no, std::string_view event_id) noexcept;

  void add(std::span<const std::uint64_t> hashes) noexcept;
  /// Calls `visit` with the index of each hash whose identity the run may have, in order.
  void each_possible(std::span<const std::uint64_t> hashes,
                     const std::function<void(std::size_t)>& visit) const;
  const std::string& bytes() const noexcept { return bits_; }

 private:
  std::size_t block_of(std::uint64_t hash) const noexcept;
  void fetch(std::span<const std::uint64_t> hashes, std::size_t at) const noexcept;

  std::string bits_;  // blocks of 32 bytes
};

}  // namespace porto::internal
