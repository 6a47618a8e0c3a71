// What is remembered of the lines of a mail server's log, by the readers of all its files: messages
// in the queue, messages that other servers took, how the lines before looked.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "records/log/clock.hpp"

namespace porto::internal {

/// The sender of a message.
struct Sender {
  bool null = false;
  std::string domain{};  ///< in lower case; empty if the address has none
};

/// Where a line is among the lines of all files.
struct LogPlace {
  std::uint32_t file = 0;
  std::int64_t time = 0;  ///< see LogClock::place; 0 where there is one file
};

/// What is known of the messages in a server's queue. Bounded: the oldest are forgotten.
class Queue {
 public:
  /// A message that is in the queue under an id.
  void seen(const std::string& id);
  /// The address it was sent from; empty for the null sender, which reports of bounces have.
  void sent_by(const std::string& id, std::string_view address);
  /// It has left the queue, as a line at the place says; the id may come again for another.
  void removed(const std::string& id, const LogPlace& at);

  bool knows(const std::string& id) const { return messages_.contains(id); }
  /// Of the message that a line at the place is about; null if that is not known. Another file may
  /// have the same lines, and tell of a message at the same time: it is still known there.
  const Sender* sender(const std::string& id, const LogPlace& at) const;

 private:
  struct Message {
    std::uint64_t number;
    std::optional<Sender> sender;
    std::optional<LogPlace> removed;
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

/// How Exim's lines of deliveries to other hosts look.
struct EximDeliveries {
  std::set<std::string, std::less<>> transports{};
  bool have_answers = false;
};

struct LogMemory {
  Queue queue;
  RelayedMessages relayed;
  EximDeliveries exim;
  LogClock::Moment moment;   ///< of the line before
  bool sent_before = false;  ///< the record before is a message
  bool of_format = false;    ///< some line was
  bool has_objects = false;  ///< some line was one
  int first_day = 0;         ///< see LogClock::count_years_from; 0: each file counts by itself
};

}  // namespace porto::internal
