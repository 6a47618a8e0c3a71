// See identity_pending.hpp.
#include "store/sqlite/identity/identity_pending.hpp"

#include <algorithm>

#include "base/short_text.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_entries = 250'000;
constexpr std::size_t max_text_bytes = std::size_t{16} << 20;

}  // namespace

bool PendingIdentities::full() const noexcept {
  return size_ >= max_entries || id_bytes_ >= max_text_bytes;
}

bool PendingIdentities::of_one_source() const noexcept {
  return std::ranges::count_if(entries_, [](const auto& of) { return !of.second.empty(); }) == 1;
}

std::function<bool(IdentityEntry&)> PendingIdentities::in_order() const {
  return [this, source = entries_.begin(), at = std::size_t{0}](IdentityEntry& entry) mutable {
    for (; source != entries_.end(); ++source, at = 0) {
      if (at == source->second.size()) continue;
      const Entry& next = source->second[at++];
      entry = {source->first, next.id, next.seq};
      return true;
    }
    return false;
  };
}

bool PendingIdentities::id_before(const Entry& a, const Entry& b) noexcept {
  return a.head != b.head ? a.head < b.head : a.id < b.id;
}

void PendingIdentities::find(std::span<FeedRow> rows, std::span<const std::uint32_t> order) const {
  each_source(rows, order, [&](std::int64_t source_no, std::span<const std::uint32_t> of_source) {
    const auto source = entries_.find(source_no);
    if (source != entries_.end()) find_in(source->second, rows, of_source);
  });
}

// Mostly there are about as many rows as entries: then going from entry to entry is quickest.
void PendingIdentities::find_in(const Entries& entries, std::span<FeedRow> rows,
                                std::span<const std::uint32_t> order) {
  const bool few_rows = order.size() < entries.size() / 32;
  auto at = entries.begin();
  for (const std::uint32_t row : order) {
    const Entry wanted{text_head(rows[row].event_id), rows[row].event_id, 0};
    if (few_rows) at = std::lower_bound(at, entries.end(), wanted, id_before);
    while (at != entries.end() && id_before(*at, wanted)) ++at;
    if (at == entries.end()) return;
    if (at->head == wanted.head && at->id == wanted.id) rows[row].seq = at->seq;
  }
}

void PendingIdentities::add(std::span<const FeedRow> rows, std::span<const std::uint32_t> order) {
  each_source(rows, order, [&](std::int64_t source_no, std::span<const std::uint32_t> of_source) {
    add_to(entries_[source_no], rows, of_source);
  });
  size_ += order.size();
}

// From the last to the first, so that each moves once, to where it stays.
void PendingIdentities::add_to(Entries& entries, std::span<const FeedRow> rows,
                               std::span<const std::uint32_t> order) {
  std::size_t from = entries.size();
  std::size_t to = from + order.size();
  entries.resize(to);
  for (auto row = order.rbegin(); row != order.rend(); ++row) {
    const std::string_view id = keep(rows[*row].event_id);
    const Entry entry{text_head(id), id, rows[*row].seq};
    while (from > 0 && id_before(entry, entries[from - 1])) entries[--to] = entries[--from];
    entries[--to] = entry;
  }
}

std::string_view PendingIdentities::keep(std::string_view id) {
  char* kept = static_cast<char*>(ids_.allocate(id.size(), 1));
  id.copy(kept, id.size());
  id_bytes_ += id.size();
  return {kept, id.size()};
}

void PendingIdentities::clear() noexcept {
  // The memory of one source is kept if it is not large: to grow again and again leaves gaps.
  if (entries_.size() > 1) entries_.clear();
  for (auto& [source, entries] : entries_)
    entries.capacity() <= 2 * max_entries ? entries.clear() : Entries().swap(entries);
  size_ = 0;
  ids_.release();
  id_bytes_ = 0;
}

}  // namespace porto::internal
