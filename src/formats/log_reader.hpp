// What logs of mail servers have in common: a line is a delivery, or it is not, and one that may be
// a delivery is never passed over; what went to another server and will come back is no message
// yet.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "formats/log_memory.hpp"
#include "formats/reader.hpp"
#include "records/log/clock.hpp"
#include "records/log/head.hpp"

namespace porto::internal {

/// Whether a format claims one of the lines that a file starts with.
template <class Claims>
bool any_line(std::string_view head, const Claims& claims) {
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    if (claims(head.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    head.remove_prefix(end + 1);
  }
  return false;
}

/// A record of a log: a line, or what is left of one.
struct LogLine {
  std::string_view bytes;
  LogHead head;
  bool open = false;  ///< no line end follows it, but the file's end, NUL bytes, another record
};

/// Reads one file of a log: all of it by next(), or record by record in turns with other files.
class LogReader : public Reader {
 public:
  /// How a file begins: its first line with a time in front. Empty if there is none at its start.
  struct Beginning {
    std::string time{};  ///< as LogHead has it
    std::string host{};
    std::string line{};
  };

  /// Errors invalid_argument, unknown_zone.
  LogReader(Lines lines, const ReaderOptions& options, std::string_view format_name);

  /// Looks at the start of the file, which stays unread. Before anything is taken.
  Beginning beginning();
  /// Shares what is remembered with the log's other files, of which it is one by number. Before
  /// anything is taken.
  void join(std::shared_ptr<LogMemory> memory, std::uint32_t file);
  /// Takes the next record, unless one is taken that was not read yet. False at the end.
  bool take();
  /// Where the record that was taken stands: see LogClock::place.
  std::int64_t place();
  /// Reads the record that was taken. False if it is no row.
  bool read_record(Row& row);
  /// Once all was read: Error bad_input if no line of the file is of the format.
  void finish() const;

  /// Error bad_input at the end of a file of which no line is of the format.
  bool next(Row& row) final;
  const Lines& lines() const final { return lines_; }
  std::vector<std::string> notices() const final;
  std::string_view counting() const final { return rule_; }

 protected:
  /// What a line is. `other` is none of the format: of another program, of another file.
  enum class Is : std::uint8_t { delivery, no_delivery, other };
  /// Reads a line, into the row if it is a delivery, or may be one and is refused; others are
  /// skipped, unless says_sent, or may_be_cut where the line is open.
  virtual Is read(const LogLine& line, Row& row) = 0;
  /// Whether a line with this head is of the format.
  virtual bool is_of_format(const LogHead& head) const = 0;
  /// Whether a text, whatever stands in front, says that a message was sent. Its head is that of a
  /// line in which the text of messages may stand, or another.
  virtual bool says_sent(std::string_view text, const LogHead& head) const = 0;
  /// Whether what is there may be the first part of a line that says that a message was sent.
  virtual bool may_be_cut(const LogHead& head) const = 0;

  /// The row is a message to a recipient, from a sender (null if that is not known), with an id of
  /// the log.
  void deliver(Row& row, std::string_view id, std::string_view recipient, const Sender* sender);
  /// Reads the row's time. Returns why not, or empty.
  std::optional<Refusal> read_time(Row& row, const LogHead& head);
  const LogClock& clock() const noexcept { return clock_; }
  LogMemory& memory() noexcept { return *memory_; }
  const LogMemory& memory() const noexcept { return *memory_; }
  /// Where the record that is read stands.
  const LogPlace& at() const noexcept { return at_; }

 private:
  // Lines that are told of: how many, and the first.
  struct Told {
    std::uint64_t lines = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    void at(std::uint64_t line) noexcept;
  };

  void begin();
  bool take_line();
  LogLine take_record();
  void part(LogLine& line);
  std::size_t find_record(const LogLine& line);
  bool is_prefix(std::string_view text, const LogHead& head) const;
  bool judge(const LogLine& line, Row& row);
  std::optional<Refusal> suspicion(const LogLine& line) const;
  void note_skipped(const LogLine& line);

  const ImportOptions& options_;
  std::string_view rule_;
  Lines lines_;
  std::shared_ptr<LogMemory> memory_;  // of the log that the file is of
  LogClock clock_;
  LogPlace at_;
  LogHeads heads_;
  LogHeads probe_{false};  // of what may be heads inside a line
  std::uint64_t line_ = 0;
  std::string_view rest_;          // of the line, its records that are still to be read
  std::optional<LogLine> record_;  // taken, and not read yet
  bool is_long_ = false;           // the line that was taken is too long for a row
  bool has_end_ = true;            // the line
  bool of_format_ = false;         // some line of this file was
  bool sent_before_ = false;       // the record before is a message
  std::uint64_t skipped_ = 0;
  Told nul_, marked_, joined_, without_time_;
  std::string id_;
  std::string domain_;
};

/// The refusal of a line that ends inside what must be known.
Refusal cut_line();
/// The refusal of a line in which another one's text follows, without a head of its own.
Refusal joined_line();
/// Whether another server's answer says that it threw the message away.
bool says_discarded(std::string_view answer);

/// True for addresses of this machine: "127.0.0.1", "::1", "localhost".
bool is_this_machine(std::string_view host) noexcept;

/// The text between two others, of which the second is looked for behind the first; empty if they
/// are not there.
std::string_view between(std::string_view text, std::string_view begin,
                         std::string_view end) noexcept;

}  // namespace porto::internal
