// What logs of mail servers have in common: a line is a delivery, or it is not; times without year
// and zone; what went to another server and will come back is no message yet.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "formats/log_clock.hpp"
#include "formats/reader.hpp"

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

/// The length of the time at the front of a line, 0 if there is none.
std::size_t log_time_length(std::string_view line) noexcept;

/// Takes the first word and the space behind it from the front of a line.
std::string_view take_word(std::string_view& rest) noexcept;

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
  /// Reads a line, into the row if it is a delivery; others are skipped.
  virtual Is read(std::string_view line, Row& row) = 0;

  /// The row is a message to a recipient, from a sender (null if that is not known), with an id of
  /// the log.
  void deliver(Row& row, std::string_view id, std::string_view recipient, const Sender* sender);
  /// The time of a line; empty if it has none.
  virtual std::string_view time_of(std::string_view line) const;
  /// Reads the row's time, which time_of gave. Returns why not, or empty.
  std::optional<Refusal> read_time(Row& row, std::string_view text);
  const LogClock& clock() const noexcept { return clock_; }

 private:
  void check_format() const;

  const ImportOptions& options_;
  std::string_view rule_;
  Lines lines_;
  LogClock clock_;
  std::uint64_t line_ = 1;
  std::uint64_t skipped_ = 0;
  bool of_format_ = false;  // some line was
  std::string id_;
  std::string domain_;
};

/// True for addresses of this machine: "127.0.0.1", "::1", "localhost".
bool is_this_machine(std::string_view host) noexcept;

/// The text between two others, of which the second is looked for behind the first; empty if they
/// are not there.
std::string_view between(std::string_view text, std::string_view begin,
                         std::string_view end) noexcept;

}  // namespace porto::internal
