// Rows on their way from a reader to the store: a batch keeps what is needed of them, in bounded
// memory that is used again.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/reader.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Batch {
 public:
  /// Where a row is in the input.
  struct Location {
    std::uint64_t line;
    std::uint32_t file;  ///< index into the paths
    std::uint32_t length;
    std::uint64_t offset;  ///< of its bytes in the file, unless they are kept
    const char* kept;      ///< null if they can be read again
  };
  /// A row that is no event, and why.
  struct RefusedRow {
    std::size_t row;  ///< index into locations()
    Refusal why;
  };

  /// A file that was read through while the batch was filled.
  struct ReadFile {
    std::uint32_t file;  ///< index into the paths
    std::uint64_t size;
    std::string digest;
  };

  explicit Batch(std::size_t max_rows);

  /// Whether nothing was read into it.
  bool empty() const noexcept { return rows == 0 && notices.empty() && files.empty(); }
  /// No further row may be added: enough rows, or enough bytes.
  bool full() const noexcept;
  /// Keeps a row and its event. `offset`: where its bytes can be read again; not set: they are
  /// kept.
  void add(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset,
           const DatedEvent& dated);
  void refuse(std::uint32_t file, const Row& row, Refusal why);
  /// Sorts the events by id, the order in which the store is quickest; those of one id stay in the
  /// order of the files. To be called once, after the last was added.
  void sort();
  void clear() noexcept;

  const std::vector<Location>& locations() const noexcept { return locations_; }
  const std::vector<DatedEvent>& events() const noexcept { return events_; }
  /// The row that an event of events() is of: an index into locations().
  std::size_t row_of(std::size_t event) const noexcept { return row_of_added_[keys_[event].event]; }
  const std::vector<RefusedRow>& refusals() const noexcept { return refusals_; }

  std::uint64_t rows = 0;                              ///< read, with those that are no usage
  std::map<std::string, std::uint64_t> not_counted{};  ///< rows that are no usage, by type
  std::vector<std::string> notices{};
  std::vector<ReadFile> files{};
  std::uint64_t bytes_read = 0;  ///< of all files, up to the end of the batch

 private:
  // The sort key of an event: most comparisons need nothing else of it.
  struct Key {
    std::uint64_t id_head;  // eight bytes of the event id behind same_start_, compared as bytes
    std::uint32_t event;    // the number it was added as
  };

  std::string_view keep(std::string_view text);
  void add_key(std::string_view id);
  void sort_keys();
  void gather_texts();
  void add_location(std::uint32_t file, const Row& row, std::optional<std::uint64_t> offset);

  std::size_t max_rows_;
  std::size_t kept_bytes_ = 0;
  // Pages of this and of reserved vectors that are never touched cost nothing.
  std::unique_ptr<char[]> space_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Location> locations_;
  std::vector<DatedEvent> events_;
  std::vector<std::uint32_t> row_of_added_;  // of events in the order they were added
  std::vector<Key> keys_;                    // in the order of the events
  std::size_t same_start_ = SIZE_MAX;        // so many bytes are the same in all ids
  std::size_t text_bytes_ = 0;               // of all events
  std::vector<RefusedRow> refusals_;
  std::vector<char> sorted_texts_;
};

}  // namespace porto::internal
