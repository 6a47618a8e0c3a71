// The one exception type of porto and its codes. A code says who acts next; the text says what,
// where and what to do. Domain outcomes (a duplicate event, a mistake in a tariff) are values, not
// errors.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace porto {

/// The kind of a failure. The numbers are those of the C ABI (porto.h), spaced by who acts, and
/// never reused.
enum class ErrorCode : std::int32_t {
  // -1xx fix the call
  invalid_argument = -100,  ///< an argument is malformed: a month, a company id, a NULL
  bad_number = -101,        ///< text that is not an exact decimal number
  bad_time = -102,          ///< text that is not a time, or a time outside the calendar's range
  overflow = -103,          ///< a number does not fit; nothing was wrapped, clamped or written
  unknown_zone = -104,      ///< no such IANA time zone on this machine
  unknown_currency = -105,  ///< no such ISO 4217 currency
  // -2xx fix the data or the order of things
  not_found = -200,       ///< no such company, tariff, subscription, meter
  conflict = -201,        ///< the same identity exists with other content
  bad_tariff = -202,      ///< a tariff document has mistakes
  bad_input = -203,       ///< an input file cannot be read as what it claims to be
  month_open = -204,      ///< the month is not over, or an earlier month must be closed first
  month_closed = -205,    ///< the change would touch a month that is closed
  ledger_exists = -206,   ///< a ledger is there already
  not_a_ledger = -207,    ///< the file is not a porto ledger
  newer_ledger = -208,    ///< the ledger was written by a newer porto
  negative_usage = -209,  ///< usage below zero where the tariff does not price it
  unrated = -210,         ///< companies cannot be rated, which the message names with the reason
  // -3xx the machine: free space, fix permissions, or try again
  io = -300,         ///< reading or writing failed
  busy = -301,       ///< another process holds the ledger; try again
  full = -302,       ///< the disk, or the ledger's size limit, is full
  read_only = -303,  ///< the ledger or its folder cannot be written
  corrupt = -304,    ///< the file is damaged
  cancelled = -305,  ///< a callback or an interrupt stopped the work
  out_of_memory = -306,
  // -4xx report a bug
  internal = -400,
};

/// The stable lower-case name of a code, such as "bad_number".
const char* to_string(ErrorCode code) noexcept;

/// What lies behind a failure, as far as it is known; 0: nothing, or not known.
struct Cause {
  int system_errno = 0;  ///< the operating system's number, such as ENOSPC
  int sqlite_code = 0;   ///< SQLite's extended result code, such as 778: SQLITE_IOERR_WRITE
  friend bool operator==(const Cause&, const Cause&) = default;
};

/// A failure. `what()` is one line for people: what is wrong and what to do.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string where = {}, Cause cause = {})
      : std::runtime_error(message), code_(code), where_(std::move(where)), cause_(cause) {}

  ErrorCode code() const noexcept { return code_; }
  /// The place of the failure: "file:line", "file:line:column", or a field name; empty if it is the
  /// call itself.
  const std::string& where() const noexcept { return where_; }
  /// For logs and support: which code a failure has says what to do.
  const Cause& cause() const noexcept { return cause_; }

 private:
  ErrorCode code_;
  std::string where_;
  Cause cause_;
};

}  // namespace porto
