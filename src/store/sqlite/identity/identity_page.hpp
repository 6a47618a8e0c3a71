// A page of identities: event ids of one source in the order of their bytes, each with the number
// of its event, as the bytes that the file holds.
//
// All numbers are little-endian: the number of entries (2 bytes); for each entry where its id ends,
// counted from the first id (2 bytes); for each the number of its event (8 bytes); the ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

/// Reads a page. The bytes are borrowed.
class IdentityPage {
 public:
  /// Error corrupt if the bytes are no page. Does not check that the ids ascend.
  explicit IdentityPage(std::string_view bytes);

  std::size_t size() const noexcept { return size_; }
  std::string_view id(std::size_t entry) const noexcept;
  std::int64_t seq(std::size_t entry) const noexcept;
  /// The first entry, not before `from`, whose id is not before this one; size() if there is none.
  /// Quick if it is near.
  std::size_t lower_bound(std::string_view id, std::size_t from) const noexcept;

 private:
  std::size_t end_of(std::size_t entry) const noexcept;

  std::size_t size_;
  const char* ends_;
  const char* seqs_;
  std::string_view ids_;
};

/// Writes a page: ids are added in order.
class IdentityPageWriter {
 public:
  bool empty() const noexcept { return entries_.empty(); }
  /// Whether another id has room. One of 255 bytes always has room in an empty page.
  bool fits(std::string_view id) const noexcept;
  void add(std::string_view id, std::int64_t seq);
  std::string_view last_id() const noexcept;
  /// The bytes of the page, which is empty afterwards.
  std::string take();

 private:
  struct Entry {
    std::size_t end;
    std::int64_t seq;
  };
  std::string ids_;
  std::vector<Entry> entries_;
};

}  // namespace porto::internal
