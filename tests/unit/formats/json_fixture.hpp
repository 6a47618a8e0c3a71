// What the tests of JSON readers share: a text read as a file, row by row, without a ledger.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "formats/reader.hpp"
#include "porto/error.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;

/// A row that outlives its reader, with all that it holds.
struct JsonRow {
  std::uint64_t line;
  std::string bytes;
  std::string id;
  std::string company;
  std::string domain;
  std::string quantity;
  std::string source;
  std::string time;  // RFC 3339
  std::string not_counted;
  std::string reason;
};

/// Reads texts with the options that a test sets.
struct JsonReading {
  ImportOptions options;
  std::size_t chunk_bytes = default_chunk_bytes;
  std::string format;    // that the last text was found to be
  std::string counting;  // the rule of its reader

  std::vector<JsonRow> rows(const std::string& text) {
    const TempDir dir;
    const std::unique_ptr<Reader> reader =
        open_reader(dir.write("events", text), {options, chunk_bytes});
    format = reader->format;
    counting = reader->counting();
    std::vector<JsonRow> all;
    for (Row row; reader->next(row);)
      all.push_back({row.line, std::string(row.bytes), std::string(row[Field::event_id]),
                     std::string(row[Field::company]), std::string(row.domain),
                     std::string(row[Field::quantity]), std::string(row[Field::source]),
                     row.time ? to_rfc3339(*row.time) : std::string(row[Field::occurred_at]),
                     std::string(row.not_counted), row.refusal ? row.refusal->text() : ""});
    return all;
  }

  /// The only row of a text.
  JsonRow row(const std::string& text) {
    const std::vector<JsonRow> all = rows(text);
    CAPTURE(text);
    REQUIRE(all.size() == 1);
    return all[0];
  }

  Error error(const std::string& text) {
    try {
      rows(text);
    } catch (const Error& thrown) {
      return thrown;
    }
    FAIL("reading did not fail");
    return {ErrorCode::internal, ""};
  }
};

/// The text with its quotes written as ', so that JSON can be read in the source of a test.
inline std::string json(std::string text) {
  for (char& c : text)
    if (c == '\'') c = '"';
  return text;
}

inline bool holds(const std::string& text, const std::string& part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE("\"" << text << "\" lacks \"" << part << "\"");
  return found;
}

inline bool starts(const std::string& text, const std::string& start) {
  const bool found = text.starts_with(start);
  if (!found) MESSAGE("\"" << text << "\" does not start with \"" << start << "\"");
  return found;
}

}  // namespace porto::testing
