// A page of the index of identities: entries in the order of their hashes, as the bytes that the
// file holds.
//
// First, little-endian: the number of entries (2 bytes), how many bytes a value takes (1 byte) and
// the least value (8 bytes). Then the hash of each, big-endian: 6 bytes of an event that is stored,
// 16 of one that was pruned. Then the value of each less the least, little-endian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/identity/identity_entry.hpp"

namespace porto::internal {

/// How many bytes of each hash the pages of an index have.
enum class HashBytes : std::uint8_t { cut = 6, whole = 16 };

/// Reads a page. The bytes are borrowed.
class IdentityPage {
 public:
  /// Error corrupt if the bytes are no page. Does not check that the hashes ascend.
  IdentityPage(std::string_view bytes, HashBytes hash_bytes);

  std::size_t size() const noexcept { return size_; }
  IdentityHash hash(std::size_t entry) const noexcept;
  std::int64_t value(std::size_t entry) const noexcept;
  /// The first entry, not before `from`, whose hash is not before this one; size() if there is
  /// none. Quick if it is near.
  std::size_t lower_bound(const IdentityHash& hash, std::size_t from) const noexcept;

 private:
  std::size_t size_;
  std::size_t hash_bytes_;
  std::size_t value_bytes_;
  std::uint64_t least_;
  const unsigned char* hashes_;
  const unsigned char* values_;
};

/// Writes a page: entries are added in order.
class IdentityPageWriter {
 public:
  explicit IdentityPageWriter(HashBytes hash_bytes) : hash_bytes_(hash_bytes) {}

  bool empty() const noexcept { return entries_.empty(); }
  /// Whether another value has room.
  bool fits(std::int64_t value) const noexcept;
  void add(const IdentityEntry& entry);
  const IdentityHash& last() const noexcept { return entries_.back().hash; }
  /// The bytes of the page, which is empty afterwards.
  std::string take();

 private:
  HashBytes hash_bytes_;
  std::vector<IdentityEntry> entries_;
  std::int64_t least_ = 0;
  std::int64_t most_ = 0;
};

}  // namespace porto::internal
