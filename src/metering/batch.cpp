// See batch.hpp.
#include "metering/batch.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace porto {
namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20;

// Room for rows of ordinary length; what does not fit is allocated beside it until clear().
std::size_t space_for(std::size_t rows) { return std::min(rows, max_bytes / 512) * 512; }

}  // namespace

Batch::Batch(std::size_t max_rows)
    : max_rows_(max_rows),
      space_(std::make_unique_for_overwrite<char[]>(space_for(max_rows))),
      arena_(space_.get(), space_for(max_rows)) {}

bool Batch::full() const noexcept {
  return entries_.size() >= max_rows_ || bytes_ + 2 * max_row_bytes > max_bytes;
}

std::string_view Batch::keep(std::string_view text) {
  if (text.empty()) return {};
  char* kept = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  bytes_ += text.size();
  return {kept, text.size()};
}

void Batch::add(std::size_t file, const Row& row, const UsageEvent& event) {
  const std::string_view bytes = keep(row.bytes);
  entries_.push_back({file, row.line, bytes, {}});
  // Most texts stand in the row as they are; what was unquoted or unescaped is kept beside it.
  const auto kept = [&](std::string_view text) {
    const char* end = row.bytes.data() + row.bytes.size();
    const bool in_row = std::less_equal<>()(row.bytes.data(), text.data()) &&
                        std::less_equal<>()(text.data() + text.size(), end);
    return in_row
               ? bytes.substr(static_cast<std::size_t>(text.data() - row.bytes.data()), text.size())
               : keep(text);
  };
  UsageEvent copy = event;
  copy.event_id = kept(event.event_id);
  copy.company = kept(event.company);
  copy.source = kept(event.source);
  copy.meter = kept(event.meter);
  events_.push_back(copy);
}

void Batch::refuse(std::size_t file, const Row& row, std::string reason) {
  entries_.push_back({file, row.line, keep(row.bytes), std::move(reason)});
}

void Batch::clear() noexcept {
  entries_.clear();
  events_.clear();
  arena_.release();
  bytes_ = 0;
}

}  // namespace porto
