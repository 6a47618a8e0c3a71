// Section "Usage" of porto.h.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "export/lists.hpp"
#include "handles.hpp"
#include "metering/rejects.hpp"

using namespace porto::c;

namespace {

static_assert(static_cast<int>(porto::Outcome::stored) == PORTO_STORED);
static_assert(static_cast<int>(porto::Outcome::duplicate) == PORTO_DUPLICATE);
static_assert(static_cast<int>(porto::Outcome::conflict) == PORTO_CONFLICT);
static_assert(static_cast<int>(porto::Outcome::rejected) == PORTO_REJECTED);

constexpr std::string_view default_source = "import";

bool is_refused(const porto::RecordResult& result) {
  return result.outcome == porto::Outcome::conflict || result.outcome == porto::Outcome::rejected;
}

porto::UsageEvent read_event(const char* bytes) {
  const auto read = read_struct<porto_event>(bytes, "");
  if (read.reserved != 0) refuse(".reserved", "it is not 0; use PORTO_EVENT_INIT");
  return {
      .source = optional_text(read.source, read.source_len, ".source").value_or(default_source),
      .event_id = text(read.event_id, read.event_id_len, ".event_id"),
      .company = text(read.company, read.company_len, ".company"),
      .meter = optional_text(read.meter, read.meter_len, ".meter").value_or(porto::messages_meter),
      .occurred_at = {read.occurred_at_unix_us},
      .quantity = read.quantity,
  };
}

// Reads one of several events; a failure says which.
porto::UsageEvent read_event_of(const char* bytes, size_t stride, size_t index) {
  try {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes, sizeof size);
    if (size != stride) refuse(".struct_size", "it differs from that of events[0]");
    return read_event(bytes);
  } catch (const porto::Error& error) {
    const std::string event = "events[" + std::to_string(index) + "]";
    throw porto::Error(error.code(), event + error.what(), event + error.where());
  }
}

// The events lie struct_size bytes apart, as the program that made them knows the struct.
std::vector<porto::UsageEvent> read_events(const porto_event* events, size_t count) {
  std::vector<porto::UsageEvent> read;
  if (count == 0) return read;
  const size_t stride = given(events, "events").struct_size;
  check_size(stride, "events[0]");
  if (count > static_cast<size_t>(PTRDIFF_MAX) / stride)
    refuse("count", "so many events do not fit in memory");
  const char* bytes = reinterpret_cast<const char*>(events);
  for (size_t i = 0; i < count; ++i, bytes += stride)
    read.push_back(read_event_of(bytes, stride, i));
  return read;
}

porto::Rows refused_of(const std::vector<porto::RecordResult>& results) {
  std::vector<porto::RefusedEvent> refused;
  for (size_t i = 0; i < results.size(); ++i)
    if (is_refused(results[i])) refused.push_back({i, results[i]});
  return porto::rows_of(std::move(refused));
}

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
                     std::string("the ") + callback +
                         " callback stopped the import; importing the same files again continues",
                     callback);
}

porto_import_options read_options(const porto_import_options* options) {
  if (!options) return PORTO_IMPORT_OPTIONS_INIT;
  return read_struct<porto_import_options>(options, "options");
}

// One import: its options as the library knows them, with the callbacks of the program behind.
class Import {
 public:
  Import(const porto_import_options* given, const std::vector<std::string>& paths)
      : given_(read_options(given)) {
    options_.delimiter = read_delimiter(given_.delimiter);
    if (const auto format = optional_text(given_.format, given_.format_len, "options.format"))
      options_.format = *format;
    if (const auto source = optional_text(given_.source, given_.source_len, "options.source"))
      options_.source = *source;
    if (given_.rejects_path)
      rejects_.emplace(path(given_.rejects_path, given_.rejects_path_len, "options.rejects_path"),
                       paths);
    options_.on_rejected = [this](const porto::RejectedRow& row) { rejected(row); };
    options_.on_progress = [this](std::uint64_t done, std::uint64_t total) {
      if (given_.on_progress && given_.on_progress(given_.user, done, total) != 0)
        cancelled("on_progress");
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

// While it lives, calls of the ledger are refused: its callbacks must not call it.
class InCallback {
 public:
  explicit InCallback(porto_ledger& ledger) : ledger_(ledger) { ledger_.in_callback = true; }
  ~InCallback() { ledger_.in_callback = false; }
  InCallback(const InCallback&) = delete;
  InCallback& operator=(const InCallback&) = delete;

 private:
  porto_ledger& ledger_;
};

}  // namespace

int32_t porto_usage_record(porto_ledger* ledger, const porto_event* events, size_t count,
                           int32_t* outcomes, porto_rows** rejected, porto_error** err) {
  return guard(err, [&] {
    if (rejected) *rejected = nullptr;
    porto::Ledger& open = ledger_of(ledger);
    const std::vector<porto::UsageEvent> read = read_events(events, count);
    if (count > 0) given(outcomes, "outcomes");
    const std::vector<porto::RecordResult> results = open.record(read);
    for (size_t i = 0; i < results.size(); ++i)
      outcomes[i] = static_cast<int32_t>(results[i].outcome);
    if (rejected) *rejected = new porto_rows{refused_of(results)};
    const bool clean = std::none_of(results.begin(), results.end(), is_refused);
    return clean ? PORTO_OK : PORTO_REJECTS;
  });
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
