// See identity_pending.hpp.
#include "store/sqlite/identity/identity_pending.hpp"

namespace porto::internal {

bool PendingIdentities::full() const noexcept {
  constexpr std::size_t max_entries = 250'000;
  return entries_.size() >= max_entries;
}

// From the last to the first, so that each moves once, to where it stays.
void PendingIdentities::add(std::span<const IdentityEntry> added) {
  std::size_t from = entries_.size();
  std::size_t to = from + added.size();
  entries_.resize(to);
  for (auto entry = added.rbegin(); entry != added.rend(); ++entry) {
    while (from > 0 && entry->hash < entries_[from - 1].hash) entries_[--to] = entries_[--from];
    entries_[--to] = *entry;
  }
}

}  // namespace porto::internal
