// See batch.hpp.
#include "metering/batch.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <cstring>
#include <utility>

#include "base/short_text.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_kept_bytes = std::size_t{32} << 20;

// Room for the texts of ordinary events; what does not fit is allocated beside it until clear().
std::size_t space_for(std::size_t rows) { return std::min(rows * 128, max_kept_bytes); }

// Puts events into an order, in place: the i-th becomes what is the order[i]-th now. Follows each
// cycle of the permutation.
void reorder(std::vector<DatedEvent>& events, std::vector<std::uint32_t> order) {
  for (std::uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    const DatedEvent first = events[start];
    std::uint32_t at = start;
    while (order[at] != start) {
      events[at] = events[order[at]];
      at = std::exchange(order[at], at);
    }
    events[at] = first;
    order[at] = at;
  }
}

}  // namespace

Batch::Batch(std::size_t max_rows)
    : max_rows_(std::min<std::size_t>(max_rows, UINT32_MAX)),
      space_(std::make_unique_for_overwrite<char[]>(space_for(max_rows_))),
      arena_(space_.get(), space_for(max_rows_)) {
  // Growing step by step would end with up to twice as much.
  const std::size_t rows_expected = std::min(max_rows_, std::size_t{250'000});
  locations_.reserve(rows_expected);
  events_.reserve(rows_expected);
  row_of_added_.reserve(rows_expected);
  keys_.reserve(rows_expected);
}

bool Batch::full() const noexcept {
  return rows >= max_rows_ || kept_bytes_ + 2 * max_row_bytes > max_kept_bytes;
}

std::string_view Batch::keep(std::string_view text) {
  if (text.empty()) return {};
  char* kept = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  kept_bytes_ += text.size();
  return {kept, text.size()};
}

void Batch::add_location(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset) {
  const char* kept = offset ? nullptr : keep(row.bytes).data();
  locations_.push_back(
      {row.line, file, static_cast<std::uint32_t>(row.bytes.size()), offset.value_or(0), kept});
}

// Ids of a supplier may begin alike, with a year: heads are taken behind what is the same in all.
void Batch::add_key(std::string_view id) {
  const std::string_view first = keys_.empty() ? id : events_.front().event.event_id;
  const auto alike = static_cast<std::ptrdiff_t>(std::min({same_start_, id.size(), first.size()}));
  const auto end = std::mismatch(id.begin(), id.begin() + alike, first.begin()).first;
  const auto same = static_cast<std::size_t>(end - id.begin());
  if (same < same_start_)
    for (Key& key : keys_) key.id_head = text_head(events_[key.event].event.event_id.substr(same));
  same_start_ = same;
  keys_.push_back({text_head(id.substr(same)), static_cast<std::uint32_t>(events_.size())});
}

void Batch::add(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset,
                const DatedEvent& dated) {
  const UsageEvent last = events_.empty() ? UsageEvent{} : events_.back().event;
  const UsageEvent& event = dated.event;
  add_key(event.event_id);
  text_bytes_ += event.event_id.size() + event.company.size() + event.domain.size();
  row_of_added_.push_back(static_cast<std::uint32_t>(locations_.size()));
  add_location(file, row, offset);
  // Most texts are those of the event before, and are shared.
  const auto shared = [this](std::string_view text, std::string_view before) {
    return same_text(text, before) ? before : keep(text);
  };
  UsageEvent& kept = events_.emplace_back(dated).event;
  kept.source = shared(event.source, last.source);
  kept.event_id = keep(event.event_id);
  kept.company = shared(event.company, last.company);
  kept.meter = shared(event.meter, last.meter);
  kept.domain = shared(event.domain, last.domain);
}

void Batch::sort() {
  sort_keys();
  std::vector<std::uint32_t> order;
  order.reserve(keys_.size());
  for (const Key& key : keys_) order.push_back(key.event);
  reorder(events_, std::move(order));
  gather_texts();
}

// Most heads differ: a branchless sort by heads alone takes half the time. Keys with equal heads
// are sorted by the whole ids afterwards.
void Batch::sort_keys() {
  boost::sort::pdqsort_branchless(keys_.begin(), keys_.end(),
                                  [](const Key& a, const Key& b) { return a.id_head < b.id_head; });
  for (auto first = keys_.begin(); first != keys_.end();) {
    const auto other = [&](const Key& key) { return key.id_head != first->id_head; };
    const auto end = std::find_if(first + 1, keys_.end(), other);
    if (end - first > 1)
      std::sort(first, end, [this](const Key& a, const Key& b) {
        const int ids = events_[a.event].event.event_id.compare(events_[b.event].event.event_id);
        return ids != 0 ? ids < 0 : a.event < b.event;
      });
    first = end;
  }
}

// Copies the texts in event order, so that storing them reads memory sequentially. Sources and
// meters are few, and stay where they are.
void Batch::gather_texts() {
  if (sorted_texts_.size() < text_bytes_) sorted_texts_.resize(text_bytes_);
  char* end = sorted_texts_.data();
  const auto move = [&](std::string_view text) {
    const std::string_view moved(end, text.size());
    end = std::ranges::copy(text, end).out;
    return moved;
  };
  for (DatedEvent& dated : events_) {
    UsageEvent& event = dated.event;
    event.event_id = move(event.event_id);
    event.company = move(event.company);
    event.domain = move(event.domain);
  }
}

void Batch::refuse(std::uint32_t file, const Row& row, Refusal why) {
  refusals_.push_back({locations_.size(), std::move(why)});
  add_location(file, row, std::nullopt);
}

void Batch::clear() noexcept {
  rows = 0;
  not_counted.clear();
  notices.clear();
  files.clear();
  locations_.clear();
  events_.clear();
  row_of_added_.clear();
  keys_.clear();
  same_start_ = SIZE_MAX;
  text_bytes_ = 0;
  refusals_.clear();
  arena_.release();
  kept_bytes_ = 0;
}

}  // namespace porto::internal
