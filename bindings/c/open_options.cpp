// See open_options.hpp.
#include "open_options.hpp"

#include <string>

#include "arguments.hpp"

namespace porto::c {

porto_ledger_options read_ledger_options(const porto_ledger_options* options) {
  return read_options(options, PORTO_LEDGER_OPTIONS_INIT);
}

// 0 is the default, as for every member, so that not to wait is a number of its own.
std::int32_t busy_timeout_ms(std::int64_t timeout_ms) {
  if (timeout_ms == 0) return default_busy_timeout_ms;
  if (timeout_ms == PORTO_NO_WAIT) return 0;
  if (timeout_ms < 0 || timeout_ms > INT32_MAX)
    refuse("options.busy_timeout_ms",
           std::to_string(timeout_ms) +
               " is no number of milliseconds to wait; PORTO_NO_WAIT is not to wait at all");
  return static_cast<std::int32_t>(timeout_ms);
}

OpenOptions read_open_options(const porto_ledger_options* options) {
  const porto_ledger_options read = read_ledger_options(options);
  const auto keep = "it is fixed when a ledger is created; leave it out to open one";
  if (read.zone) refuse("options.zone", keep);
  if (read.currency) refuse("options.currency", keep);
  if (read.late) refuse("options.late", keep);
  if (read.future_days != 0) refuse("options.future_days", keep);
  if (read.allow_negative != 0) refuse("options.allow_negative", keep);
  if (read.first_month_yyyymm != 0) refuse("options.first_month_yyyymm", keep);
  return {.read_only = read.read_only != 0, .busy_timeout_ms = busy_timeout_ms(read)};
}

}  // namespace porto::c
