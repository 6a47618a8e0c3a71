// An identity, and the number of the event that has it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/short_text.hpp"
#include "store/sqlite/connection/feed.hpp"

namespace porto::internal {

struct IdentityEntry {
  std::int64_t source_no;
  std::string_view event_id;  // borrowed
  std::int64_t seq;
};

/// The order of identities, of entries and of rows: by source, then by the bytes of the id.
template <typename Identified>
bool comes_before(const Identified& a, const Identified& b) noexcept {
  if (a.source_no != b.source_no) return a.source_no < b.source_no;
  const std::uint64_t head_a = text_head(a.event_id);
  const std::uint64_t head_b = text_head(b.event_id);
  return head_a != head_b ? head_a < head_b : a.event_id < b.event_id;
}

/// Calls `work` for each source with its part of `order`, the indexes of rows in the order of their
/// identities.
template <typename Work>
void each_source(std::span<const FeedRow> rows, std::span<const std::uint32_t> order, Work work) {
  while (!order.empty()) {
    const std::int64_t source_no = rows[order.front()].source_no;
    const auto other = [&](std::uint32_t row) { return rows[row].source_no != source_no; };
    const auto end = std::ranges::find_if(order, other);
    const auto of_source = order.first(static_cast<std::size_t>(end - order.begin()));
    work(source_no, of_source);
    order = order.subspan(of_source.size());
  }
}

}  // namespace porto::internal
