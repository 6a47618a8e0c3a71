// Identities of events that the open transaction has stored, and that are in no table yet: those of
// several batches become a run together (docs/decisions/0014-measure-or-delete.md has the gain).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/identity/identity_entry.hpp"

namespace porto::internal {

class PendingIdentities {
 public:
  std::size_t size() const noexcept { return size_; }
  bool of_one_source() const noexcept;
  /// Whether they should become a run before more are added.
  bool full() const noexcept;
  /// A function that gives the next entry, in order; false after the last. The ids are borrowed
  /// until clear(); nothing may be added meanwhile.
  std::function<bool(IdentityEntry&)> in_order() const;

  /// Sets the numbers of the rows that are here, and leaves the others as they are. `order` has
  /// their indexes in the order of identities; some may be equal.
  void find(std::span<FeedRow> rows, std::span<const std::uint32_t> order) const;
  /// Adds rows, no two equal and none of them here already.
  void add(std::span<const FeedRow> rows, std::span<const std::uint32_t> order);
  void clear() noexcept;

 private:
  struct Entry {
    std::uint64_t head;  // of the id: most comparisons need no more
    std::string_view id;
    std::int64_t seq;
  };
  using Entries = std::vector<Entry>;  // in order of ids
  static bool id_before(const Entry& a, const Entry& b) noexcept;
  static void find_in(const Entries& entries, std::span<FeedRow> rows,
                      std::span<const std::uint32_t> order);
  void add_to(Entries& entries, std::span<const FeedRow> rows,
              std::span<const std::uint32_t> order);
  std::string_view keep(std::string_view id);

  std::map<std::int64_t, Entries> entries_;  // by source
  std::size_t size_ = 0;
  std::pmr::monotonic_buffer_resource ids_;
  std::size_t id_bytes_ = 0;
};

}  // namespace porto::internal
