// Section "Ledger" of porto.h.
#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

constexpr std::string_view in_memory = ":memory:";

porto_ledger_options read_options(const porto_ledger_options* options) {
  if (!options) return PORTO_LEDGER_OPTIONS_INIT;
  const auto read = read_struct<porto_ledger_options>(options, "options");
  if (read.header_version > PORTO_VERSION_NUMBER)
    refuse("options.header_version", "the program was compiled for porto " +
                                         std::to_string(read.header_version) + " and runs with " +
                                         std::to_string(PORTO_VERSION_NUMBER) +
                                         "; install the newer library");
  return read;
}

}  // namespace

int32_t porto_ledger_create(const char* path, size_t path_len, const porto_ledger_options* options,
                            porto_ledger** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string file = porto::c::path(path, path_len, "path");
    const porto_ledger_options read = read_options(options);
    if (read.read_only != 0)
      refuse("options.read_only", "a new ledger is written; leave it out to create one");
    porto::LedgerOptions chosen;
    if (const auto zone = optional_text(read.zone, read.zone_len, "options.zone"))
      chosen.zone = *zone;
    if (const auto code = optional_text(read.currency, read.currency_len, "options.currency"))
      chosen.currency = *code;
    if (const auto late = optional_text(read.late, read.late_len, "options.late"))
      chosen.late = porto::parse_late_policy(*late);
    if (read.future_days != 0) chosen.future_days = read.future_days;
    chosen.negative = read.allow_negative != 0;
    if (read.first_month != 0) chosen.first_month = porto::Month::from_number(read.first_month);
    return file == in_memory ? porto::Ledger::in_memory(chosen)
                             : porto::Ledger::create(file, chosen);
  });
}

int32_t porto_ledger_open(const char* path, size_t path_len, const porto_ledger_options* options,
                          porto_ledger** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string file = porto::c::path(path, path_len, "path");
    const porto_ledger_options read = read_options(options);
    const auto keep = "it is fixed when a ledger is created; leave it out to open one";
    if (read.zone) refuse("options.zone", keep);
    if (read.currency) refuse("options.currency", keep);
    if (read.late) refuse("options.late", keep);
    if (read.future_days != 0) refuse("options.future_days", keep);
    if (read.allow_negative != 0) refuse("options.allow_negative", keep);
    if (read.first_month != 0) refuse("options.first_month", keep);
    if (file == in_memory)
      throw porto::Error(porto::ErrorCode::not_found,
                         "a ledger in memory goes with its handle; create one", "path");
    return porto::Ledger::open(file, {.read_only = read.read_only != 0});
  });
}

void porto_ledger_close(porto_ledger* ledger) {
  if (ledger && !ledger->in_callback) delete ledger;
}

int32_t porto_ledger_month_of(porto_ledger* ledger, int64_t time_unix_us, int32_t* month_yyyymm,
                              porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    given(month_yyyymm, "month_yyyymm") = open.zone().month_of({time_unix_us}).number();
    return PORTO_OK;
  });
}

int32_t porto_ledger_info(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.info(), {open.zone().tzdb_version(), porto_version_text()});
  });
}
