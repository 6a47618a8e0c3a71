// What is looked up in the index of identities, and the order of its entries.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "store/identity_hash.hpp"

namespace porto::internal {

/// An identity that is looked up.
struct WantedIdentity {
  IdentityHash hash;
  std::uint32_t row;
};

/// Sorts by hash. Hashes are spread evenly: one pass puts each near its place.
template <typename Hashed>
void sort_by_hash(std::vector<Hashed>& all) {
  const auto before = [](const Hashed& a, const Hashed& b) { return a.hash < b.hash; };
  if (all.size() < 64) {
    std::ranges::sort(all, before);
    return;
  }
  const auto [first, last] = std::ranges::minmax_element(all, before);
  const std::uint64_t least = first->hash.head;
  const auto bits = [](std::uint64_t number) { return static_cast<int>(std::bit_width(number)); };
  const int shift = std::max(0, bits(last->hash.head - least) - bits(all.size()));
  const auto bucket_of = [&](const Hashed& one) {
    return static_cast<std::size_t>((one.hash.head - least) >> shift);
  };
  std::vector<std::uint32_t> ends(bucket_of(*last) + 2, 0);
  for (const Hashed& one : all) ++ends[bucket_of(one) + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<Hashed> sorted(all.size());
  for (const Hashed& one : all) sorted[ends[bucket_of(one)]++] = one;
  std::uint32_t begin = 0;
  for (std::size_t bucket = 0; bucket + 1 < ends.size(); begin = ends[bucket++])
    if (ends[bucket] - begin > 1)
      std::sort(sorted.begin() + begin, sorted.begin() + ends[bucket], before);
  all = std::move(sorted);
}

}  // namespace porto::internal
