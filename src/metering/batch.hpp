// Rows on their way from a reader to the store: a batch keeps what it needs of them, in bounded
// memory that is used again.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "metering/readers/reader.hpp"
#include "porto/usage.hpp"

namespace porto {

class Batch {
 public:
  /// A row, with an event or with the reason why there is none.
  struct Entry {
    std::size_t file;  ///< index into the paths
    std::uint64_t line;
    std::string_view bytes;
    std::string refused;  ///< empty: the next of events() is this row's
  };

  explicit Batch(std::size_t max_rows);

  bool empty() const noexcept { return entries_.empty(); }
  /// No further row may be added: enough rows, or enough bytes.
  bool full() const noexcept;
  /// Keeps a row and its event, whose views may point into the row or elsewhere.
  void add(std::size_t file, const Row& row, const UsageEvent& event);
  void refuse(std::size_t file, const Row& row, std::string reason);
  void clear() noexcept;

  const std::vector<Entry>& entries() const noexcept { return entries_; }
  const std::vector<UsageEvent>& events() const noexcept { return events_; }

 private:
  std::string_view keep(std::string_view text);

  std::size_t max_rows_;
  std::size_t bytes_ = 0;
  std::unique_ptr<char[]> space_;  // untouched pages of it cost nothing
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Entry> entries_;
  std::vector<UsageEvent> events_;
};

}  // namespace porto
