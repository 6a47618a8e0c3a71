// Section "Usage" of porto.h.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "change_options.hpp"
#include "events.hpp"
#include "handles.hpp"
#include "import_options.hpp"
#include "inputs.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

[[noreturn]] void cancelled(const char* callback) {
  throw porto::Error(porto::ErrorCode::cancelled,
                     std::string("the ") + callback + " callback stopped the import", callback);
}

// One import: its options as the library knows them, with the callbacks of the program behind.
class Import {
 public:
  explicit Import(const porto_import_options* given)
      : given_(read_import_struct(given)), options_(read_import_options(given_)) {
    options_.on_rejected = [this](const porto::RejectedRow& row) { rejected(row); };
    options_.on_corrected = [this](const porto::CorrectedRow& row) { corrected(row); };
    options_.on_progress = [this](std::uint64_t done, std::uint64_t total) {
      if (given_.on_progress && given_.on_progress(given_.user, done, total) != 0)
        cancelled("on_progress");
    };
    options_.on_file = [this](const std::string& file, std::string_view format) {
      if (given_.on_file &&
          given_.on_file(given_.user, file.c_str(), std::string(format).c_str()) != 0)
        cancelled("on_file");
    };
    options_.on_known = [this](const std::string& file, std::int64_t import,
                               std::string_view what) {
      if (given_.on_known &&
          given_.on_known(given_.user, file.c_str(), import, std::string(what).c_str()) != 0)
        cancelled("on_known");
    };
  }
  Import(const Import&) = delete;
  Import& operator=(const Import&) = delete;

  porto::ImportReport run(porto::Ledger& ledger, const std::vector<porto::ImportInput>& inputs) {
    return ledger.import(inputs, options_);
  }

 private:
  void rejected(const porto::RejectedRow& row) {
    if (given_.on_rejected &&
        given_.on_rejected(given_.user, row.file.c_str(), row.line,
                           static_cast<int32_t>(row.outcome), row.reason.c_str(), row.row.c_str(),
                           row.row.size()) != 0)
      cancelled("on_rejected");
  }

  void corrected(const porto::CorrectedRow& row) {
    const auto text = [&](std::int64_t quantity) {
      return porto::Decimal::from_scaled(quantity, row.decimals).to_string();
    };
    if (given_.on_corrected &&
        given_.on_corrected(given_.user, row.file.c_str(), row.line, row.event_id.c_str(),
                            row.corrected_by.c_str(), text(row.before).c_str(),
                            text(row.quantity).c_str()) != 0)
      cancelled("on_corrected");
  }

  porto_import_options given_;
  porto::ImportOptions options_;
};

}  // namespace

int32_t porto_usage_record(porto_ledger* ledger, const porto_event* events, size_t count,
                           int64_t now_unix_us, const porto_record_options* options,
                           int32_t* outcomes, porto_rows** rejected, porto_error** err) {
  return guard(err, [&] {
    RowsOut refused(rejected);
    porto::Ledger& open = ledger_of(ledger);
    read_options(options, PORTO_RECORD_OPTIONS_INIT);
    const std::vector<porto::UsageEvent> read = read_events(events, count);
    if (count > 0) given(outcomes, "outcomes");
    refused.make();
    return give_results(open.record(read, optional_time(now_unix_us)), outcomes, refused);
  });
}

int32_t porto_usage_import(porto_ledger* ledger, const porto_input* inputs, size_t count,
                           const porto_import_options* options, porto_rows** report,
                           porto_rows** effect, porto_error** err) {
  return guard(err, [&] {
    RowsOut told(report);
    EffectOut late(effect);
    porto::Ledger& open = ledger_of(ledger);
    const std::vector<porto::ImportInput> read = read_inputs(inputs, count);
    Import import(options);
    const std::vector<porto::Meter> meters = open.meters();
    told.make();
    porto::Effect* const touched = late.wanted();
    const InCallback busy(*ledger);
    const porto::ImportReport done =
        placed(places_of_reading, [&] { return import.run(open, read); });
    if (told.wanted()) told.put(porto::rows_of(done, meters));
    if (touched) *touched = done.effect;
    late.put();
    told.give();
    late.give();
    return done.clean() ? PORTO_OK : PORTO_REJECTS;
  });
}

int32_t porto_import_maps(porto_rows** out, porto_error** err) {
  return guard_new(err, out, [] { return porto::rows_of(porto::ready_maps()); });
}

int32_t porto_usage_list(porto_ledger* ledger, const porto_usage_filter* filter, porto_rows** out,
                         porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const auto read = read_options(filter, PORTO_USAGE_FILTER_INIT, "filter");
    check_reserved(read.reserved, "filter");
    return porto::rows_of(
        open.usage({.month = optional_month(read.month_yyyymm, "filter.month_yyyymm"),
                    .company = optional_id(read.company, read.company_len, "filter.company")}));
  });
}

int32_t porto_usage_unassigned(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).unassigned()); });
}
