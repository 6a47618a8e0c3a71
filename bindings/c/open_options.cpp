// See open_options.hpp.
#include "open_options.hpp"

#include <string>

#include "arguments.hpp"

namespace porto::c {

porto_ledger_options read_ledger_options(const porto_ledger_options* options) {
  if (!options) return PORTO_LEDGER_OPTIONS_INIT;
  const auto read = read_struct<porto_ledger_options>(options, "options");
  if (read.header_version > PORTO_VERSION_NUMBER)
    refuse("options.header_version", "the program was compiled for porto " +
                                         std::to_string(read.header_version) + " and runs with " +
                                         std::to_string(PORTO_VERSION_NUMBER) +
                                         "; install the newer library");
  return read;
}

// 0 is the default, as for every member, so that not to wait is a number of its own.
std::chrono::milliseconds busy_timeout(const porto_ledger_options& options) {
  if (options.busy_timeout_ms == 0) return default_busy_timeout;
  if (options.busy_timeout_ms == PORTO_NO_WAIT) return std::chrono::milliseconds(0);
  if (options.busy_timeout_ms < 0 || options.busy_timeout_ms > INT32_MAX)
    refuse("options.busy_timeout_ms",
           std::to_string(options.busy_timeout_ms) +
               " is no number of milliseconds to wait; PORTO_NO_WAIT is not to wait at all");
  return std::chrono::milliseconds(options.busy_timeout_ms);
}

OpenOptions read_open_options(const porto_ledger_options* options) {
  const porto_ledger_options read = read_ledger_options(options);
  const auto keep = "it is fixed when a ledger is created; leave it out to open one";
  if (read.zone) refuse("options.zone", keep);
  if (read.currency) refuse("options.currency", keep);
  if (read.late) refuse("options.late", keep);
  if (read.future_days != 0) refuse("options.future_days", keep);
  if (read.allow_negative != 0) refuse("options.allow_negative", keep);
  if (read.first_month != 0) refuse("options.first_month", keep);
  return {.read_only = read.read_only != 0, .busy_timeout = busy_timeout(read)};
}

}  // namespace porto::c
