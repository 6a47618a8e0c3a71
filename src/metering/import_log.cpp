// See import_log.hpp.
#include "metering/import_log.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// What was given, by the names of the command's options. A signing key is a secret: that there was
// one is kept, and nothing else.
std::vector<ImportOption> given_options(const ImportOptions& options) {
  std::vector<ImportOption> given;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) given.push_back({name, value});
  };
  add("format", options.format == "auto" ? std::string() : options.format);
  add("source", options.source);
  add("count", options.count);
  for (const std::string& place : options.company_from) add("company-from", place);
  add("company", options.company);
  add("quantity-from", options.quantity_from);
  add("signing-key", options.signing_key.empty() ? "" : "given");
  add("delimiter", options.delimiter == '\0' ? std::string() : std::string(1, options.delimiter));
  add("map", options.map);
  add("encoding", options.encoding);
  add("zone", options.zone);
  add("correct", options.correct ? "given" : "");
  add("actor", options.actor);
  add("reason", options.reason);
  add("year", options.year ? std::to_string(*options.year) : std::string());
  return given;
}

}  // namespace

ImportLog::ImportLog(Store& store, std::span<const ImportInput> inputs,
                     std::span<const std::string_view> formats, const ImportOptions& options)
    : store_(store) {
  record_.begun_at = options.now;
  record_.options = given_options(options);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    record_.files.push_back({.path = escaped(inputs[i].name), .format = std::string(formats[i])});
}

void ImportLog::read_through(std::size_t file, std::uint64_t size, const std::string& digest) {
  record_.files[file].size = size;
  record_.files[file].digest = digest;
}

void ImportLog::begin_transaction() {
  if (record_.no == 0) record_.no = store_.add_import(record_);
}

void ImportLog::end_transaction(const ImportReport& report, bool finished) {
  record_.rows = report.rows;
  record_.stored = report.stored;
  record_.duplicate = report.duplicate;
  record_.conflict = report.conflict;
  record_.rejected = report.rejected;
  record_.not_counted = 0;
  for (const auto& [type, rows] : report.not_counted) record_.not_counted += rows;
  record_.stored_by_month = report.stored_by_month;
  record_.corrected = report.corrected.value_or(0);
  record_.finished = finished;
  store_.update_import(record_);
}

// Each lane goes on from where it was.
void ImportLog::stored(const EventRange& events) {
  const auto goes_on = [&](const EventRange& known) { return known.last + 1 == events.first; };
  const auto before = std::ranges::find_if(record_.events, goes_on);
  if (before != record_.events.end())
    before->last = events.last;
  else
    record_.events.push_back(events);
}

}  // namespace porto::internal
