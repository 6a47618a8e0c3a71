// Looking things up in what is sorted, or should be.
#pragma once

#include <algorithm>
#include <span>

namespace porto::internal {

/// The items with a key, of items in the order of their keys. A damaged ledger may give them in
/// another order: then it is some of them, or none, and never what is not there.
template <class Item, class Key, class Projection>
std::span<const Item> of_key(std::span<const Item> sorted, const Key& key, Projection key_of) {
  const auto first = std::ranges::lower_bound(sorted, key, {}, key_of);
  return {first, std::ranges::upper_bound(first, sorted.end(), key, {}, key_of)};
}

}  // namespace porto::internal
