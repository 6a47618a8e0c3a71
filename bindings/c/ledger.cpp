// Section "Ledger" of porto.h.
#include "handles.hpp"
#include "open_options.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

constexpr std::string_view in_memory = ":memory:";

int read_future_days(int32_t days) {
  if (days < 1 || days > porto::most_future_days)
    refuse("options.future_days", std::to_string(days) + " is not from 1 to " +
                                      std::to_string(porto::most_future_days) +
                                      ", the days that events may be in the future");
  return days;
}

}  // namespace

int32_t porto_ledger_create(const char* path, size_t path_len, const porto_ledger_options* options,
                            porto_ledger** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string file = porto::c::path(path, path_len, "path");
    const porto_ledger_options read = read_ledger_options(options);
    if (read.read_only != 0)
      refuse("options.read_only", "a new ledger is written; leave it out to create one");
    const porto::OpenOptions open{.busy_timeout_ms = busy_timeout_ms(read)};
    porto::LedgerOptions chosen;
    if (const auto zone = optional_text(read.zone, read.zone_len, "options.zone"))
      chosen.zone = read_at("options.zone", [&] { return porto::Zone(std::string(*zone)).name(); });
    if (const auto code = optional_text(read.currency, read.currency_len, "options.currency"))
      chosen.currency =
          read_at("options.currency", [&] { return std::string(porto::Currency(*code).code()); });
    if (const auto late = optional_text(read.late, read.late_len, "options.late"))
      chosen.late = read_at("options.late", [&] { return porto::parse_late_policy(*late); });
    if (read.future_days != 0) chosen.future_days = read_future_days(read.future_days);
    chosen.negative = read.allow_negative != 0;
    chosen.first_month = optional_month(read.first_month_yyyymm, "options.first_month_yyyymm")
                             .value_or(chosen.first_month);
    return file == in_memory ? porto::Ledger::in_memory(chosen)
                             : porto::Ledger::create(file, chosen, open);
  });
}

int32_t porto_ledger_open(const char* path, size_t path_len, const porto_ledger_options* options,
                          porto_ledger** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string file = porto::c::path(path, path_len, "path");
    const porto::OpenOptions chosen = read_open_options(options);
    if (file == in_memory)
      throw porto::Error(porto::ErrorCode::not_found,
                         "a ledger in memory goes with its handle; create one", "path");
    return porto::Ledger::open(file, chosen);
  });
}

void porto_ledger_interrupt(porto_ledger* ledger) {
  if (ledger) ledger->ledger.interrupt();
}

void porto_ledger_close(porto_ledger* ledger) {
  if (ledger && !ledger->in_callback) delete ledger;
}

int32_t porto_ledger_month_of(porto_ledger* ledger, int64_t time_unix_us, int32_t* month_yyyymm,
                              porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    given(month_yyyymm, "month_yyyymm") =
        open.zone().month_of(needed_time(time_unix_us, "time_unix_us")).number();
    return PORTO_OK;
  });
}

int32_t porto_ledger_info(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.info(), {open.zone().tzdb_version(), porto_version_text()});
  });
}
