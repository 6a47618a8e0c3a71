// The records of imports. Within Access::record each call is a transaction of its own: what an
// import has stored is told of a moment later, and others may begin one meanwhile.
#include <algorithm>
#include <map>
#include <utility>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/postgres/held_import.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {
namespace {

std::int64_t signed_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

std::uint64_t count_at(const Row& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

// Which range was stored last says nothing once there are lanes: all of them, in order.
ImportRecord with_events_in_order(const ImportRecord& record) {
  ImportRecord ordered = record;
  std::ranges::sort(ordered.events, {}, &EventRange::first);
  return ordered;
}

// ---- Reading

ImportRecord read_record(const Row& row) {
  ImportRecord record;
  record.no = row.integer(0);
  record.begun_at = row.optional(1, [&](int column) { return row.instant(column); });
  record.finished = row.boolean(2);
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

void take_file(ImportRecord& record, const Row& row) {
  check_place(record, row.integer(5), record.files.size());
  record.files.push_back({row.text(1), row.text(2), count_at(row, 3), row.text(4)});
}
void take_option(ImportRecord& record, const Row& row) {
  check_place(record, row.integer(3), record.options.size());
  record.options.push_back({row.text(1), row.text(2)});
}
void take_month(ImportRecord& record, const Row& row) {
  record.stored_by_month[row.month(1)] = count_at(row, 2);
}
void take_events(ImportRecord& record, const Row& row) {
  record.events.push_back({row.integer(1), row.integer(2)});
}
void take_undo(ImportRecord& record, const Row& row) {
  record.undone = ImportUndo{row.integer(1),   record.no,      row.text(2),    row.text(3),
                             {row.integer(4)}, row.integer(5), row.integer(6), row.text(7)};
}

// What other tables have of a record: the import first.
struct Rest {
  const char* columns_and_table;
  const char* order;
  void (*take)(ImportRecord&, const Row&);
};
constexpr Rest rests[] = {
    {"import, path, format, size, digest, no FROM import_file", "no", take_file},
    {"import, name, value, no FROM import_option", "no", take_option},
    {"import, month, events FROM import_month", "month", take_month},
    {"import, first_seq, last_seq FROM import_part", "first_seq", take_events},
    {"import, no, actor, reason, undone_at, voided, kept, digest FROM import_undo", "no",
     take_undo},
};

std::vector<ImportRecord> read_records(Connection& connection, std::optional<std::int64_t> no) {
  std::map<std::int64_t, ImportRecord> by_number;
  const auto each = [&](const std::string& columns_and_table, const std::string& number,
                        const std::string& order, const auto& take) {
    for (const Row row :
         connection.query("SELECT " + columns_and_table + " WHERE " +
                              equals(number, 1, no.has_value(), "bigint") + " ORDER BY " + order,
                          no))
      take(row);
  };
  each(
      "no, begun_at, finished, rows_read, stored, duplicate, conflict, rejected, not_counted,"
      " corrected, digest FROM import",
      "no", "no", [&](const Row& row) { by_number.emplace(row.integer(0), read_record(row)); });
  for (const Rest& rest : rests)
    each(rest.columns_and_table, "import", rest.order, [&](const Row& row) {
      const auto record = by_number.find(row.integer(0));
      if (record != by_number.end()) rest.take(record->second, row);
    });
  std::vector<ImportRecord> all;
  for (auto& [number, record] : by_number) all.push_back(std::move(record));
  return all;
}

// ---- Writing

// Who draws a number that another has drawn meanwhile waits for that one's end, and draws again:
// numbers have no gaps, and nobody waits for a close.
std::int64_t draw_number(Connection& connection, std::optional<Instant> begun_at) {
  while (true) {
    const Rows drawn = connection.query(
        "INSERT INTO import (no, begun_at, finished, rows_read, stored, duplicate, conflict,"
        " rejected, not_counted, corrected, digest)"
        " SELECT coalesce(max(no), 0) + 1, $1, false, 0, 0, 0, 0, 0, 0, 0, '' FROM import"
        " ON CONFLICT (no) DO NOTHING RETURNING no",
        begun_at);
    if (!drawn.empty()) return drawn[0].integer(0);
  }
}

void insert_inputs(Connection& connection, const ImportRecord& record) {
  std::vector<std::string_view> paths;
  std::vector<std::string_view> formats;
  for (const ImportedFile& file : record.files) {
    paths.emplace_back(file.path);
    formats.emplace_back(file.format);
  }
  connection.query(
      "INSERT INTO import_file (import, no, path, format, size, digest) SELECT $1, no, path,"
      " format, 0, '' FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS f (path, format, no)",
      record.no, paths, formats);
  std::vector<std::string_view> names;
  std::vector<std::string_view> values;
  for (const ImportOption& option : record.options) {
    names.emplace_back(option.name);
    values.emplace_back(option.value);
  }
  connection.query(
      "INSERT INTO import_option (import, no, name, value) SELECT $1, no, name, value"
      " FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS o (name, value, no)",
      record.no, names, values);
}

void write_files(Connection& connection, const ImportRecord& record) {
  std::vector<std::int64_t> numbers;
  std::vector<std::int64_t> sizes;
  std::vector<std::string_view> digests;
  std::int64_t no = 0;
  for (const ImportedFile& file : record.files) {
    ++no;
    if (file.digest.empty()) continue;
    numbers.push_back(no);
    sizes.push_back(signed_of(file.size));
    digests.emplace_back(file.digest);
  }
  if (numbers.empty()) return;
  connection.query(
      "UPDATE import_file SET size = f.size, digest = f.digest"
      " FROM unnest($2::bigint[], $3::bigint[], $4::text[]) AS f (no, size, digest)"
      " WHERE import = $1 AND import_file.no = f.no AND import_file.digest = ''",
      record.no, numbers, sizes, digests);
}

void write_events(Connection& connection, const ImportRecord& record) {
  std::vector<std::int32_t> months;
  std::vector<std::int64_t> events;
  for (const auto& [month, stored] : record.stored_by_month) {
    months.push_back(month.number());
    events.push_back(signed_of(stored));
  }
  if (!months.empty())
    connection.query(
        "INSERT INTO import_month (import, month, events)"
        " SELECT $1, m.* FROM unnest($2::integer[], $3::bigint[]) AS m"
        " ON CONFLICT (import, month) DO UPDATE SET events = excluded.events"
        " WHERE import_month.events <> excluded.events",
        record.no, months, events);
  std::vector<std::int64_t> first;
  std::vector<std::int64_t> last;
  for (const EventRange& range : record.events) {
    first.push_back(range.first);
    last.push_back(range.last);
  }
  if (!first.empty())
    connection.query(
        "INSERT INTO import_part (import, first_seq, last_seq)"
        " SELECT $1, part.* FROM unnest($2::bigint[], $3::bigint[]) AS part"
        " ON CONFLICT (import, first_seq) DO UPDATE SET last_seq = excluded.last_seq"
        " WHERE import_part.last_seq <> excluded.last_seq",
        record.no, first, last);
}

void write_counts(Connection& connection, const ImportRecord& record) {
  connection.query(
      "UPDATE import SET finished = $1, rows_read = $2, stored = $3, duplicate = $4,"
      " conflict = $5, rejected = $6, not_counted = $7, corrected = $8, digest = $9"
      " WHERE no = $10",
      record.finished, signed_of(record.rows), signed_of(record.stored),
      signed_of(record.duplicate), signed_of(record.conflict), signed_of(record.rejected),
      signed_of(record.not_counted), signed_of(record.corrected),
      import_digest(with_events_in_order(record)), record.no);
}

void require_going_on(Connection& connection, std::int64_t no) {
  hold_import(connection, no, Hold::to_change);
  require_not_undone(connection, no);
  if (connection.query("SELECT finished FROM import WHERE no = $1", no)[0].boolean(0))
    throw store_error::finished_already(no);
}

}  // namespace

std::int64_t PostgresStore::add_import(const ImportRecord& record) {
  ImportRecord added = record;
  step_of_record([&] {
    added.no = draw_number(connection_, added.begun_at);
    insert_inputs(connection_, added);
    write_files(connection_, added);
    write_events(connection_, added);
    write_counts(connection_, added);
  });
  return added.no;
}

void PostgresStore::update_import(const ImportRecord& record) {
  step_of_record([&] {
    require_going_on(connection_, record.no);
    write_files(connection_, record);
    write_events(connection_, record);
    write_counts(connection_, record);
  });
}

std::vector<ImportRecord> PostgresStore::imports() {
  std::vector<ImportRecord> all;
  step(Begin::read, [&] { all = read_records(connection_, {}); });
  return all;
}

std::optional<ImportRecord> PostgresStore::import(std::int64_t no) {
  std::vector<ImportRecord> found;
  step(Begin::read, [&] { found = read_records(connection_, no); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<KnownFile> PostgresStore::files_of_size(std::uint64_t size) {
  std::vector<KnownFile> found;
  for (const Row row :
       read("SELECT import_file.import, import_file.digest, import_undo.no IS NOT NULL"
            " FROM import_file LEFT JOIN import_undo ON import_undo.import = import_file.import"
            " WHERE size = $1 AND import_file.digest <> ''"
            " ORDER BY import_file.import, import_file.no",
            signed_of(size)))
    found.push_back({row.integer(0), row.text(1), row.boolean(2)});
  return found;
}

}  // namespace porto::internal::postgres
