// Section "Usage" of porto.h.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "events.hpp"
#include "export/lists.hpp"
#include "handles.hpp"
#include "metering/rejects.hpp"

using namespace porto::c;

namespace {

std::vector<std::string> read_paths(const char* const* paths, size_t count) {
  if (count == 0) refuse("count", "there are no files to import");
  given(paths, "paths");
  std::vector<std::string> read;
  for (size_t i = 0; i < count; ++i)
    read.push_back(path(paths[i], PORTO_NTS, "paths[" + std::to_string(i) + "]"));
  return read;
}

char read_delimiter(uint32_t delimiter) {
  if (delimiter > 0x7F)
    refuse("options.delimiter", std::to_string(delimiter) + " is no ASCII character");
  return static_cast<char>(delimiter);
}

[[noreturn]] void cancelled(const char* callback) {
  throw porto::Error(porto::ErrorCode::cancelled,
                     std::string("the ") + callback + " callback stopped the import", callback);
}

porto_import_options read_options(const porto_import_options* options) {
  if (!options) return PORTO_IMPORT_OPTIONS_INIT;
  return read_struct<porto_import_options>(options, "options");
}

std::vector<std::string> read_places(const porto_import_options& given) {
  std::vector<std::string> places;
  if (!given.company_from) return places;
  for (size_t i = 0; i < given.company_from_count; ++i)
    places.emplace_back(
        text(given.company_from[i], PORTO_NTS, "options.company_from[" + std::to_string(i) + "]"));
  return places;
}

void read_text(const char* bytes, size_t length, const char* parameter, std::string& value) {
  if (const auto given = optional_text(bytes, length, parameter)) value = *given;
}

porto::ImportOptions read_import(const porto_import_options& given) {
  porto::ImportOptions options;
  options.delimiter = read_delimiter(given.delimiter);
  read_text(given.format, given.format_len, "options.format", options.format);
  read_text(given.source, given.source_len, "options.source", options.source);
  read_text(given.count, given.count_len, "options.count", options.count);
  options.company_from = read_places(given);
  read_text(given.company, given.company_len, "options.company", options.company);
  read_text(given.quantity_from, given.quantity_from_len, "options.quantity_from",
            options.quantity_from);
  read_text(given.signing_key, given.signing_key_len, "options.signing_key", options.signing_key);
  read_text(given.map, given.map_len, "options.map", options.map);
  read_text(given.encoding, given.encoding_len, "options.encoding", options.encoding);
  read_text(given.zone, given.zone_len, "options.zone", options.zone);
  if (given.year != 0) options.year = given.year;
  options.now = optional_time(given.now_unix_us);
  options.dry_run = given.dry_run != 0;
  options.by_company = given.by_company != 0;
  if (given.batch_events != 0) options.batch_events = given.batch_events;
  return options;
}

// One import: its options as the library knows them, with the callbacks of the program behind.
class Import {
 public:
  Import(const porto_import_options* given, const std::vector<std::string>& paths)
      : given_(read_options(given)), options_(read_import(given_)) {
    if (given_.rejects_path)
      rejects_.emplace(path(given_.rejects_path, given_.rejects_path_len, "options.rejects_path"),
                       paths);
    options_.on_rejected = [this](const porto::RejectedRow& row) { rejected(row); };
    options_.on_progress = [this](std::uint64_t done, std::uint64_t total) {
      if (given_.on_progress && given_.on_progress(given_.user, done, total) != 0)
        cancelled("on_progress");
    };
    options_.on_file = [this](const std::string& file, std::string_view format) {
      if (given_.on_file &&
          given_.on_file(given_.user, file.c_str(), std::string(format).c_str()) != 0)
        cancelled("on_file");
    };
  }
  Import(const Import&) = delete;
  Import& operator=(const Import&) = delete;

  porto::ImportReport run(porto::Ledger& ledger, const std::vector<std::string>& paths) {
    porto::ImportReport report = ledger.import_files(paths, options_);
    if (rejects_) rejects_->finish();
    return report;
  }

 private:
  void rejected(const porto::RejectedRow& row) {
    if (rejects_) rejects_->add(row);
    if (given_.on_rejected &&
        given_.on_rejected(given_.user, row.file.c_str(), row.line,
                           static_cast<int32_t>(row.outcome), row.reason.c_str(), row.row.c_str(),
                           row.row.size()) != 0)
      cancelled("on_rejected");
  }

  porto_import_options given_;
  porto::ImportOptions options_;
  std::optional<porto::RejectsFile> rejects_;
};

}  // namespace

int32_t porto_usage_record_at(porto_ledger* ledger, const porto_event* events, size_t count,
                              int64_t now_unix_us, int32_t* outcomes, porto_rows** rejected,
                              porto_error** err) {
  return guard(err, [&] {
    if (rejected) *rejected = nullptr;
    porto::Ledger& open = ledger_of(ledger);
    const std::vector<porto::UsageEvent> read = read_events(events, count);
    if (count > 0) given(outcomes, "outcomes");
    return give_results(open.record(read, optional_time(now_unix_us)), outcomes, rejected);
  });
}

int32_t porto_usage_record(porto_ledger* ledger, const porto_event* events, size_t count,
                           int32_t* outcomes, porto_rows** rejected, porto_error** err) {
  return porto_usage_record_at(ledger, events, count, 0, outcomes, rejected, err);
}

int32_t porto_import_files(porto_ledger* ledger, const char* const* paths, size_t count,
                           const porto_import_options* options, porto_rows** report,
                           porto_error** err) {
  return guard(err, [&] {
    if (report) *report = nullptr;
    porto::Ledger& open = ledger_of(ledger);
    const std::vector<std::string> files = read_paths(paths, count);
    Import import(options, files);
    const InCallback busy(*ledger);
    const porto::ImportReport done = import.run(open, files);
    if (report) *report = new porto_rows{porto::rows_of(done)};
    return done.clean() ? PORTO_OK : PORTO_REJECTS;
  });
}

int32_t porto_usage_list(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                         size_t company_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.usage({.month = optional_month(month_yyyymm, "month_yyyymm"),
                                      .company = optional_id(company, company_len, "company")}));
  });
}

int32_t porto_usage_unassigned(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).unassigned()); });
}
