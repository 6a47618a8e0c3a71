// The records of a file as if nothing had wrapped them: what a wrapper holds is read in its place,
// and a wrapper in it too. It stands between the records of a file and the readers of events.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/json/records.hpp"
#include "records/json/wrappers.hpp"

namespace porto::internal {

/// Wrappers in one another; a record in more is refused.
inline constexpr std::size_t max_wrappers = 8;

class WrappedRecords {
 public:
  /// `envelopes`: see JsonRecords.
  WrappedRecords(Lines lines, std::span<const std::string_view> envelopes)
      : file_(std::move(lines), envelopes), envelopes_(envelopes) {}

  /// Moves to the next record, of the wrapper that was opened last if there is one; false at the
  /// end of the file.
  bool next();
  /// Opens the record at hand if it is a wrapper: the records that it holds come next. One that is
  /// no wrapper stays at hand. Throws Refusal if what it holds cannot be read.
  Wrapping open();
  /// The type of a record that open() found to be no usage.
  std::string_view type() const noexcept { return unwrapper_.type(); }

  /// Of the record at hand: see JsonRecords.
  bool is_guess() const noexcept { return at_hand().is_guess(); }
  bool again() { return at_hand().again() || next(); }
  std::string_view bytes() const noexcept { return at_hand().bytes(); }
  const std::optional<Refusal>& broken() const noexcept { return at_hand().broken(); }
  /// How many wrappers it is in.
  std::size_t depth() const noexcept { return wrapped_.size(); }
  /// The line of the file where the record begins, or what holds it as text.
  std::uint64_t line() const noexcept;

  /// Records that a wrapper says its service has not counted: how many, and the line of the first.
  struct Uncounted {
    std::uint64_t records = 0;
    std::uint64_t first_line = 0;
  };
  const Uncounted& uncounted() const noexcept { return uncounted_; }

  const Lines& lines() const noexcept { return file_.lines(); }
  /// True if there is nothing but blanks in the file from here on.
  bool at_end() { return file_.at_end(); }

 private:
  struct Wrapped {
    JsonRecords records;
    std::optional<std::uint64_t> line;  // of all of them, if they were text
  };

  const JsonRecords& at_hand() const noexcept {
    return wrapped_.empty() ? file_ : wrapped_.back().records;
  }
  JsonRecords& at_hand() noexcept { return wrapped_.empty() ? file_ : wrapped_.back().records; }

  JsonRecords file_;
  std::span<const std::string_view> envelopes_;
  std::vector<Wrapped> wrapped_;  // the outermost first
  Unwrapper unwrapper_;
  Uncounted uncounted_;
};

/// How a file of JSON begins, without wrappers.
struct UnwrappedHead {
  std::string text;      ///< its first records, a line each
  bool wrapped = false;  ///< one of them was in a wrapper
  bool empty = true;     ///< there are no records, but lists of none
};
/// `head` may end anywhere.
UnwrappedHead unwrapped_head(std::string_view head);

}  // namespace porto::internal
