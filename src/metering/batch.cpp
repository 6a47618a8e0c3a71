// See batch.hpp.
#include "metering/batch.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace porto {
namespace {

constexpr std::size_t max_kept_bytes = std::size_t{32} << 20;

// Room for the texts of ordinary events; what does not fit is allocated beside it until clear().
std::size_t space_for(std::size_t rows) { return std::min(rows * 64, max_kept_bytes); }

// Gives the texts of an event a new home. Most are those of the event before, and are shared.
template <class Keep>
void rehouse(UsageEvent& event, const UsageEvent& last, Keep keep) {
  const auto moved = [&](std::string_view text, std::string_view before) {
    return text == before ? before : keep(text);
  };
  event.source = moved(event.source, last.source);
  event.event_id = keep(event.event_id);
  event.company = moved(event.company, last.company);
  event.meter = moved(event.meter, last.meter);
  event.domain = moved(event.domain, last.domain);
}

// Brings items in an order, in place: what becomes the i-th is the order[i]-th now.
template <class Item>
void reorder(std::vector<Item>& items, std::vector<std::uint32_t> order) {
  for (std::uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    const Item first = items[start];
    std::uint32_t at = start;
    while (order[at] != start) {
      items[at] = items[order[at]];
      at = std::exchange(order[at], at);
    }
    items[at] = first;
    order[at] = at;
  }
}

std::uint64_t head(std::string_view id) noexcept {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  return number;
}

}  // namespace

Batch::Batch(std::size_t max_rows)
    : max_rows_(std::min<std::size_t>(max_rows, UINT32_MAX)),
      space_(std::make_unique_for_overwrite<char[]>(space_for(max_rows_))),
      arena_(space_.get(), space_for(max_rows_)) {
  // Growing step by step would end with up to twice as much.
  const std::size_t rows_expected = std::min(max_rows_, std::size_t{250'000});
  places_.reserve(rows_expected);
  events_.reserve(rows_expected);
  row_of_event_.reserve(rows_expected);
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

void Batch::add_place(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset) {
  const char* kept = offset ? nullptr : keep(row.bytes).data();
  places_.push_back(
      {row.line, file, static_cast<std::uint32_t>(row.bytes.size()), offset.value_or(0), kept});
}

void Batch::add(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset,
                const DatedEvent& dated) {
  const UsageEvent last = events_.empty() ? UsageEvent{} : events_.back().event;
  const UsageEvent& event = dated.event;
  keys_.push_back({head(event.event_id), static_cast<std::uint32_t>(events_.size())});
  text_bytes_ += event.source.size() + event.event_id.size() + event.company.size() +
                 event.meter.size() + event.domain.size();
  row_of_event_.push_back(static_cast<std::uint32_t>(places_.size()));
  add_place(file, row, offset);
  rehouse(events_.emplace_back(dated).event, last,
          [this](std::string_view text) { return keep(text); });
}

void Batch::sort() {
  std::ranges::sort(keys_, [this](const Key& a, const Key& b) {
    if (a.id_head != b.id_head) return a.id_head < b.id_head;
    const int ids = events_[a.event].event.event_id.compare(events_[b.event].event.event_id);
    return ids != 0 ? ids < 0 : a.event < b.event;
  });
  std::vector<std::uint32_t> order;
  order.reserve(keys_.size());
  for (const Key& key : keys_) order.push_back(key.event);
  reorder(events_, order);
  reorder(row_of_event_, std::move(order));
  gather_texts();
}

// Who goes through the events then finds their texts one after the other in memory.
void Batch::gather_texts() {
  auto texts = std::make_unique_for_overwrite<char[]>(text_bytes_);
  char* end = texts.get();
  const auto move = [&](std::string_view text) {
    const std::string_view moved(end, text.size());
    end = std::ranges::copy(text, end).out;
    return moved;
  };
  UsageEvent last;
  for (DatedEvent& dated : events_) {
    rehouse(dated.event, last, move);
    last = dated.event;
  }
  sorted_texts_ = std::move(texts);
}

void Batch::refuse(std::uint32_t file, const Row& row, std::string reason) {
  refusals_.push_back({places_.size(), std::move(reason)});
  add_place(file, row, std::nullopt);
}

void Batch::clear() noexcept {
  rows = 0;
  not_counted.clear();
  notices.clear();
  places_.clear();
  events_.clear();
  row_of_event_.clear();
  keys_.clear();
  text_bytes_ = 0;
  refusals_.clear();
  arena_.release();
  kept_bytes_ = 0;
}

}  // namespace porto
