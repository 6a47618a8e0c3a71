// What logs of mail servers have in common: a line is a delivery, or it is not, and one that may be
// a delivery is never passed over; what went to another server and will come back is no message
// yet.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

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

/// The sender of a message.
struct Sender {
  bool null = false;
  std::string domain{};  ///< in lower case; empty if the address has none
};

/// What is known of the messages in a server's queue. Bounded: the oldest are forgotten.
class Queue {
 public:
  /// A message that is in the queue under an id.
  void seen(const std::string& id);
  /// The address it was sent from; empty for the null sender, which reports of bounces have.
  void sent_by(const std::string& id, std::string_view address);
  /// It has left the queue; the id may come again for another.
  void removed(const std::string& id);

  bool knows(const std::string& id) const { return messages_.contains(id); }
  const Sender* sender(const std::string& id) const;  ///< null if that is not known

 private:
  struct Message {
    std::uint64_t number;
    std::optional<Sender> sender;
  };
  Message& message(const std::string& id);

  std::unordered_map<std::string, Message> messages_;
  std::deque<std::pair<std::uint64_t, std::string>> order_;
  std::uint64_t next_number_ = 0;
};

/// Messages that were counted when another server took them, under the ids they got there. If that
/// server's own lines come later in this log, the message has been counted. Bounded: the oldest are
/// forgotten.
class RelayedMessages {
 public:
  void add(std::string_view id, std::string_view recipient);
  bool has(std::string_view id, std::string_view recipient) const;

 private:
  std::unordered_set<std::size_t> marks_;
  std::deque<std::size_t> order_;
};

/// A record of a log: a line, or what is left of one.
struct LogLine {
  std::string_view bytes;
  LogHead head;
  bool open = false;  ///< no line end follows it, but the file's end, NUL bytes, another record
};

class LogReader : public Reader {
 public:
  /// Errors invalid_argument, unknown_zone.
  LogReader(Lines lines, const ReaderOptions& options, std::string_view format_name);
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

 private:
  // Lines that are told of: how many, and the first.
  struct Told {
    std::uint64_t lines = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    void at(std::uint64_t line) noexcept;
  };

  bool take_line(Row& row);
  LogLine take_record();
  void part(LogLine& line);
  std::size_t find_record(const LogLine& line);
  bool is_prefix(std::string_view text, const LogHead& head) const;
  bool judge(const LogLine& line, Row& row);
  std::optional<Refusal> suspicion(const LogLine& line) const;
  void note_skipped(const LogLine& line);
  void check_format() const;

  const ImportOptions& options_;
  std::string_view rule_;
  Lines lines_;
  LogClock clock_;
  LogHeads heads_;
  LogHeads probe_{false};  // of what may be heads inside a line
  std::uint64_t line_ = 0;
  std::string_view rest_;     // of the line, its records that are still to be read
  bool has_end_ = true;       // the line
  bool of_format_ = false;    // some line was
  bool has_objects_ = false;  // some line was one
  bool sent_before_ = false;  // the record before is a message
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
