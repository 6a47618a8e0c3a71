// The records of imports.
#include <utility>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

constexpr const char* record_sql =
    "SELECT no, begun_at, finished, rows_read, stored, duplicate, conflict, rejected, not_counted,"
    " corrected, digest FROM import WHERE ?1 IS NULL OR no = ?1 ORDER BY no";

std::int64_t signed_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

std::uint64_t count_at(const Query& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

ImportRecord read_record(const Query& row) {
  ImportRecord record;
  record.no = row.integer(0);
  record.begun_at = row.optional(1, [&](int column) { return Instant{row.integer(column)}; });
  record.finished = row.integer(2) != 0;
  record.rows = count_at(row, 3);
  record.stored = count_at(row, 4);
  record.duplicate = count_at(row, 5);
  record.conflict = count_at(row, 6);
  record.rejected = count_at(row, 7);
  record.not_counted = count_at(row, 8);
  record.corrected = count_at(row, 9);
  record.digest = row.text(10);
  return record;
}

// Files and options are numbered from 1: none was taken out.
void check_place(const ImportRecord& record, std::int64_t no, std::size_t before) {
  if (no != static_cast<std::int64_t>(before) + 1)
    throw Error(ErrorCode::corrupt, "a file or an option of import " + std::to_string(record.no) +
                                        " is missing: restore a backup");
}

// What other tables have of a record.
void read_rest(Connection& connection, ImportRecord& record) {
  const auto each = [&](const char* sql, const auto& take) {
    Query row = connection.query(sql, record.no);
    while (row.step()) take(row);
  };
  each("SELECT path, format, size, digest, no FROM import_file WHERE import = ? ORDER BY no",
       [&](const Query& row) {
         check_place(record, row.integer(4), record.files.size());
         record.files.push_back({row.text(0), row.text(1), count_at(row, 2), row.text(3)});
       });
  each("SELECT name, value, no FROM import_option WHERE import = ? ORDER BY no",
       [&](const Query& row) {
         check_place(record, row.integer(2), record.options.size());
         record.options.push_back({row.text(0), row.text(1)});
       });
  each("SELECT month, events FROM import_month WHERE import = ? ORDER BY month",
       [&](const Query& row) { record.stored_by_month[row.month(0)] = count_at(row, 1); });
  each("SELECT first_seq, last_seq FROM import_part WHERE import = ? ORDER BY first_seq",
       [&](const Query& row) {
         record.events.push_back({row.integer(0), row.integer(1)});
       });
  each(
      "SELECT no, actor, reason, undone_at, voided, kept, digest FROM import_undo"
      " WHERE import = ?",
      [&](const Query& row) {
        record.undone = ImportUndo{row.integer(0),   record.no,      row.text(1),    row.text(2),
                                   {row.integer(3)}, row.integer(4), row.integer(5), row.text(6)};
      });
}

std::vector<ImportRecord> read_records(Connection& connection, std::optional<std::int64_t> no) {
  std::vector<ImportRecord> all;
  {
    Query row = connection.query(record_sql, no);
    while (row.step()) all.push_back(read_record(row));
  }
  for (ImportRecord& record : all) read_rest(connection, record);
  return all;
}

void write_counts(Connection& connection, const ImportRecord& record) {
  connection
      .query(
          "UPDATE import SET finished = ?, rows_read = ?, stored = ?, duplicate = ?, conflict = ?,"
          " rejected = ?, not_counted = ?, corrected = ?, digest = ? WHERE no = ?",
          record.finished ? 1 : 0, signed_of(record.rows), signed_of(record.stored),
          signed_of(record.duplicate), signed_of(record.conflict), signed_of(record.rejected),
          signed_of(record.not_counted), signed_of(record.corrected), import_digest(record),
          record.no)
      .run();
}

void write_files(Connection& connection, const ImportRecord& record) {
  Query write = connection.query(
      "UPDATE import_file SET size = ?, digest = ? WHERE import = ? AND no = ? AND digest = ''");
  std::int64_t no = 0;
  for (const ImportedFile& file : record.files) {
    ++no;
    if (!file.digest.empty()) write.bind(signed_of(file.size), file.digest, record.no, no).run();
  }
}

void write_events(Connection& connection, const ImportRecord& record) {
  Query months = connection.query(
      "INSERT INTO import_month (import, month, events) VALUES (?, ?, ?)"
      " ON CONFLICT (import, month) DO UPDATE SET events = excluded.events");
  for (const auto& [month, events] : record.stored_by_month)
    months.bind(record.no, month, signed_of(events)).run();
  if (record.events.empty()) return;
  connection
      .query(
          "INSERT INTO import_part (first_seq, last_seq, import) VALUES (?, ?, ?)"
          " ON CONFLICT (first_seq) DO UPDATE SET last_seq = excluded.last_seq",
          record.events.back().first, record.events.back().last, record.no)
      .run();
}

}  // namespace

std::int64_t SqliteStore::add_import(const ImportRecord& record) {
  Connection& connection = writable();
  ImportRecord added = record;
  added.no = connection.integer("SELECT ifnull(max(no), 0) + 1 FROM import");
  connection
      .query(
          "INSERT INTO import (no, begun_at, finished, rows_read, stored, duplicate, conflict,"
          " rejected, not_counted, corrected, digest) VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
          added.no, added.begun_at)
      .run();
  {
    Query file = connection.query(
        "INSERT INTO import_file (import, no, path, format, size, digest) VALUES (?, ?, ?, ?, 0,"
        " '')");
    std::int64_t no = 0;
    for (const ImportedFile& one : added.files)
      file.bind(added.no, ++no, one.path, one.format).run();
  }
  {
    Query option =
        connection.query("INSERT INTO import_option (import, no, name, value) VALUES (?, ?, ?, ?)");
    std::int64_t no = 0;
    for (const ImportOption& one : added.options)
      option.bind(added.no, ++no, one.name, one.value).run();
  }
  write_counts(connection, added);
  write_files(connection, added);
  write_events(connection, added);
  return added.no;
}

void SqliteStore::update_import(const ImportRecord& record) {
  Connection& connection = writable();
  {
    Query known = connection.query("SELECT finished FROM import WHERE no = ?", record.no);
    if (!known.step()) throw store_error::unknown_import(record.no);
    Query undo = connection.query("SELECT actor FROM import_undo WHERE import = ?", record.no);
    if (undo.step())
      throw store_error::undone_meanwhile({.import = record.no, .actor = undo.text(0)});
    if (known.integer(0) != 0) throw store_error::finished_already(record.no);
  }
  write_files(connection, record);
  write_events(connection, record);
  write_counts(connection, record);
}

std::vector<ImportRecord> SqliteStore::imports() { return read_records(connection_, {}); }

std::optional<ImportRecord> SqliteStore::import(std::int64_t no) {
  std::vector<ImportRecord> found = read_records(connection_, no);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<KnownFile> SqliteStore::files_of_size(std::uint64_t size) {
  std::vector<KnownFile> found;
  Query row = connection_.query(
      "SELECT import_file.import, import_file.digest, import_undo.no IS NOT NULL FROM import_file"
      " LEFT JOIN import_undo ON import_undo.import = import_file.import"
      " WHERE size = ? AND import_file.digest <> '' ORDER BY import_file.import, import_file.no",
      signed_of(size));
  while (row.step()) found.push_back({row.integer(0), row.text(1), row.integer(2) != 0});
  return found;
}

}  // namespace porto::internal
