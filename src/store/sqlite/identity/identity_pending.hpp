// Identities of events that the open transaction has stored, and that are in no table yet: those of
// several batches become a run together (docs/decisions/0014-measure-or-delete.md has the gain).
#pragma once

#include <span>
#include <vector>

#include "store/sqlite/identity/identity_entry.hpp"

namespace porto::internal {

class PendingIdentities {
 public:
  /// In order.
  const std::vector<IdentityEntry>& entries() const noexcept { return entries_; }
  /// Whether they should become a run before more are added.
  bool full() const noexcept;

  /// Calls `visit(row, value)` for each that has a wanted hash. `wanted` is in order.
  template <typename Visit>
  void find(std::span<const WantedIdentity> wanted, Visit visit) const {
    const bool few = wanted.size() < entries_.size() / 32;
    auto at = entries_.begin();
    for (const WantedIdentity& one : wanted) {
      const IdentityHash hash = one.hash.cut();
      const auto before = [](const IdentityEntry& a, const IdentityHash& b) { return a.hash < b; };
      if (few) at = std::lower_bound(at, entries_.end(), hash, before);
      while (at != entries_.end() && at->hash < hash) ++at;
      for (auto same = at; same != entries_.end() && same->hash == hash; ++same)
        visit(one.row, same->value);
    }
  }
  /// Adds entries with cut hashes, which are in order.
  void add(std::span<const IdentityEntry> entries);
  void clear() noexcept { entries_.clear(); }

 private:
  std::vector<IdentityEntry> entries_;
};

}  // namespace porto::internal
