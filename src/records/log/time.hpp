// The time that a log's line begins with, in whichever of the forms that syslog, the journal and
// containers write.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

struct LogTime {
  std::string_view text;   ///< as LogClock reads it: as "iso" has it, or of old syslog
  std::size_t length = 0;  ///< what it takes of the line; 0 if there is none
};

/// "Mar  1 00:00:01", also with one space, a fraction, a year; ISO with T or a space; of journalctl
/// also "Sun 2026-03-01 00:00:01 CET" and "1772319601.000000". What LogClock does not read as it
/// stands is put into `made`.
LogTime log_time(std::string_view line, std::string& made);

/// Where a time may begin behind `from`; npos if nowhere.
std::size_t find_log_time(std::string_view text, std::size_t from) noexcept;

}  // namespace porto::internal
