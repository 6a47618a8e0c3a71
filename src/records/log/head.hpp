// What stands in front of what a program logged: the head that syslog, the journal, or a
// container's log gave the line. One reader for the logs of all mail servers.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace porto::internal {

struct LogHead {
  std::string_view time;     ///< as LogClock reads it; empty: the line has none
  std::string_view host;     ///< empty: the line names none
  std::string_view program;  ///< without its process id and colon; empty: the line names none
  std::string_view text;     ///< what was logged: the line behind its head
  bool has_process = false;  ///< "[12]" stood behind the program
  bool has_mark = false;     ///< a byte order mark stood in front
  bool is_json = false;      ///< an object of the journal or of a container
  bool is_broken = false;    ///< begins as an object, and is none
  bool has_no_text = false;  ///< an object whose message the journal left out
};

/// Reads heads. What they view is valid until the next one is read.
class LogHeads {
 public:
  /// `objects`: whether those are read as well, or are text.
  explicit LogHeads(bool objects = true);
  ~LogHeads();
  LogHeads(const LogHeads&) = delete;
  LogHeads& operator=(const LogHeads&) = delete;

  /// A head may be of several layers, each in front of the next: a priority, "mail_1  | ", the
  /// time, host and program of a container's log, an object {"log":...}. Those of the innermost are
  /// told.
  LogHead read(std::string_view line);

 private:
  struct Json;  // the members of objects that are read

  void read_layers(std::string_view line, LogHead& head);
  bool read_object(std::string_view line, LogHead& head);
  bool take_message(LogHead& head);
  void take_time(LogHead& head);

  bool objects_;
  std::string time_;  // where a time is not as it stands in the line
  std::string record_;
  std::string message_;
  std::unique_ptr<Json> json_;  // once there was an object
};

/// Takes the first word and the space behind it from the front of a text.
std::string_view take_word(std::string_view& rest) noexcept;

/// True if nothing but what may stand in front of a head is there.
bool is_decoration(std::string_view text) noexcept;

}  // namespace porto::internal
