// See import_options.hpp.
#include "import_options.hpp"

#include <string>
#include <vector>

#include "events.hpp"
#include "handles.hpp"

using namespace porto::c;

namespace {

std::vector<std::string> read_places(const porto_import_options& given) {
  std::vector<std::string> places;
  if (!given.company_from) return places;
  for (size_t i = 0; i < given.company_from_count; ++i)
    places.emplace_back(
        text(given.company_from[i], PORTO_NTS, "options.company_from[" + std::to_string(i) + "]"));
  return places;
}

}  // namespace

namespace porto::c {

char read_delimiter(std::uint32_t delimiter, std::string_view parameter) {
  if (delimiter > 0x7F) refuse(parameter, std::to_string(delimiter) + " is no ASCII character");
  return static_cast<char>(delimiter);
}

void read_text(const char* bytes, size_t length, const char* parameter, std::string& value) {
  if (const auto given = optional_text(bytes, length, parameter)) value = *given;
}

porto_import_options read_import_struct(const porto_import_options* options) {
  const auto read = read_options(options, PORTO_IMPORT_OPTIONS_INIT);
  check_reserved(read.reserved, "options");
  return read;
}

ImportOptions read_import_options(const porto_import_options& given) {
  ImportOptions options;
  options.delimiter = read_delimiter(given.delimiter);
  read_text(given.format, given.format_len, "options.format", options.format);
  read_text(given.source, given.source_len, "options.source", options.source);
  read_text(given.count, given.count_len, "options.count", options.count);
  options.company_from = read_places(given);
  read_text(given.company, given.company_len, "options.company", options.company);
  read_text(given.quantity_from, given.quantity_from_len, "options.quantity_from",
            options.quantity_from);
  read_text(given.signing_key, given.signing_key_len, "options.signing_key", options.signing_key);
  if (const auto map = optional_bytes(given.map, given.map_len, "options.map")) options.map = *map;
  read_text(given.encoding, given.encoding_len, "options.encoding", options.encoding);
  read_text(given.zone, given.zone_len, "options.zone", options.zone);
  if (given.year != 0) options.year = given.year;
  if (given.rejects_path)
    options.rejects = path(given.rejects_path, given.rejects_path_len, "options.rejects_path");
  options.now = optional_time(given.now_unix_us);
  options.dry_run = given.dry_run != 0;
  options.by_company = given.by_company != 0;
  options.correct = given.correct != 0;
  read_text(given.actor, given.actor_len, "options.actor", options.actor);
  read_text(given.reason, given.reason_len, "options.reason", options.reason);
  if (given.batch_events != 0) options.batch_events = given.batch_events;
  return options;
}

}  // namespace porto::c
