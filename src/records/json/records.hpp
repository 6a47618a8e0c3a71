// Splits a stream of JSON into records in bounded memory, however it is laid out: one document over
// many lines, documents one after another or one a line, with or without commas between them, an
// array of records, or an envelope (a page of an API) that holds such an array.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "input/lines.hpp"
#include "records/json/scan.hpp"

namespace porto::internal {

/// A record may have max_row_bytes. A broken one reaches to the next line that begins as its own
/// line did, with the same indent and bracket: what lies between is refused with it.
class JsonRecords {
 public:
  /// `envelopes`: names of members whose array holds the records ("items"); those of wrapped
  /// records are known (wrappers.hpp). `first_line`: the number of the first line.
  JsonRecords(Lines lines, std::span<const std::string_view> envelopes,
              std::uint64_t first_line = 1);

  /// Moves to the next record; false at the end.
  bool next();
  /// The record at hand was taken to be its whole line, since that looks like an object. If it
  /// cannot be read so, again() looks where it really ends: a record that is here once more, or
  /// another one if the line was an envelope; false if there is none.
  bool is_guess() const noexcept { return guess_; }
  bool again();

  std::uint64_t line() const noexcept { return record_line_; }
  /// Padding_bytes may be read behind them. Valid until the next call.
  std::string_view bytes() const noexcept { return lines_.unread().substr(0, length_); }
  /// Why the record cannot be read, or nothing.
  const std::optional<Refusal>& broken() const noexcept { return broken_; }

  const Lines& lines() const noexcept { return lines_; }
  /// True if there is nothing but blanks from here on.
  bool at_end();

 private:
  enum class Nest : std::uint8_t { array, envelope };
  enum class Step : std::uint8_t { go_on, found, end };
  enum class Awaits : std::uint8_t { first, comma, element };

  void consume(std::size_t bytes);
  bool read_more();
  void skip_blanks();
  void leave_record();
  std::string line_beginning() const;
  void skip_to_line();
  bool find_record();
  Step step();
  Step step_in_nest(char c);
  void enter(Nest nest, std::size_t bytes);
  Step leave_nest();
  bool take_line();
  Step take_value();
  JsonScan::State run(JsonScan& scan, Refusal& why);
  JsonScan::State run_to_list(JsonScan& scan);
  bool is_envelope(std::size_t list, std::string_view name);
  Step refuse(Refusal why);
  Step refuse_and_skip(Refusal why);

  Lines lines_;
  std::span<const std::string_view> envelopes_;
  std::vector<Nest> nests_;
  Awaits awaits_ = Awaits::first;  // in the innermost nest
  bool line_start_ = true;         // nothing but blanks since the line began
  std::string indent_;             // of the line
  char bracket_ = '{';             // that begins the line
  std::size_t nests_above_ = 0;    // how many held the line
  std::uint64_t line_;             // of the first unread byte
  std::uint64_t record_line_ = 1;
  std::size_t length_ = 0;
  bool guess_ = false;
  bool skipping_ = false;  // to a line that begins as the record's did
  std::optional<Refusal> broken_;
};

}  // namespace porto::internal
