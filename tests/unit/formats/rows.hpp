// What tests of readers share: the rows of a text, as they are before any ledger sees them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "formats/reader.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;

/// A row of a reader, with texts of its own.
struct ReadRow {
  std::uint64_t line = 0;
  std::string id, company, domain, time, quantity, meter, not_counted, reason, bytes{};
};

struct ReadFile {
  std::string format;
  std::vector<ReadRow> rows;
  std::vector<std::string> notices;

  std::vector<ReadRow> counted() const {
    std::vector<ReadRow> found;
    for (const ReadRow& row : rows)
      if (row.not_counted.empty() && row.reason.empty()) found.push_back(row);
    return found;
  }
};

inline const Zone& stockholm() {
  static const Zone zone("Europe/Stockholm");
  return zone;
}

inline ReadFile read_path(const std::string& path, const ImportOptions& options = {},
                          std::size_t chunk_bytes = default_chunk_bytes) {
  const auto reader = open_reader(path, {options, chunk_bytes, &stockholm()});
  ReadFile file{std::string(reader->format), {}, {}};
  for (Row row; reader->next(row);) {
    const auto text = [&row](Field field) { return std::string(row[field]); };
    file.rows.push_back({row.line, text(Field::event_id), text(Field::company),
                         std::string(row.domain),
                         row.time ? to_rfc3339(*row.time) : text(Field::occurred_at),
                         text(Field::quantity), text(Field::meter), std::string(row.not_counted),
                         row.refusal ? row.refusal->text() : "", std::string(row.bytes)});
  }
  file.notices = reader->notices();
  return file;
}

inline ReadFile read_text(const std::string& text, const ImportOptions& options = {},
                          std::size_t chunk_bytes = default_chunk_bytes) {
  TempDir dir;
  return read_path(dir.write("input", text), options, chunk_bytes);
}

/// Reading the text ends with an error, whose message has the part. Its place, without the file's
/// path.
inline std::string read_error(const std::string& text, const ImportOptions& options, ErrorCode code,
                              const std::string& part) {
  try {
    read_text(text, options);
  } catch (const Error& error) {
    CAPTURE(error.what());
    CHECK(error.code() == code);
    CHECK(std::string(error.what()).find(part) != std::string::npos);
    return error.where().substr(error.where().rfind('/') + 1);
  }
  FAIL("the text was read: " << text);
  return {};
}

}  // namespace porto::testing
