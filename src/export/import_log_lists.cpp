// The lists of the import log: all imports, one import, what undoing one did.
#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;
using Import = const ImportRecord&;

Cell count_cell(std::integral auto value) { return std::to_string(value); }

Cell time_of(const std::optional<Instant>& time) { return time ? Cell(to_rfc3339(*time)) : Cell{}; }

std::string state_of(Import record) {
  return record.undone ? "undone" : record.finished ? "finished" : "unfinished";
}

// A cell of the first file.
template <class Read>
Cell of_first_file(Import record, Read read) {
  return record.files.empty() ? Cell{} : Cell(read(record.files.front()));
}

// A cell of what undid the import, absent if nothing did.
template <class Read>
Cell of_undo(Import record, Read read) {
  return record.undone ? Cell(read(*record.undone)) : Cell{};
}

constexpr Field<ImportRecord> import_fields[] = {
    {"import", integer, [](Import i) { return count_cell(i.no); }},
    {"begun_at", ColumnType::time, [](Import i) { return time_of(i.begun_at); }},
    {"state", text, [](Import i) { return Cell(state_of(i)); }},
    {"files", integer, [](Import i) { return count_cell(i.files.size()); }},
    {"file", text,
     [](Import i) { return of_first_file(i, [](const ImportedFile& f) { return f.path; }); }},
    {"format", text,
     [](Import i) { return of_first_file(i, [](const ImportedFile& f) { return f.format; }); }},
    {"rows", integer, [](Import i) { return count_cell(i.rows); }},
    {"stored", integer, [](Import i) { return count_cell(i.stored); }},
    {"duplicate", integer, [](Import i) { return count_cell(i.duplicate); }},
    {"conflict", integer, [](Import i) { return count_cell(i.conflict); }},
    {"rejected", integer, [](Import i) { return count_cell(i.rejected); }},
    {"not_counted", integer, [](Import i) { return count_cell(i.not_counted); }},
    {"corrected", integer, [](Import i) { return count_cell(i.corrected); }},
    {"undone_at", ColumnType::time,
     [](Import i) {
       return of_undo(i, [](const ImportUndo& u) { return to_rfc3339(u.undone_at); });
     }},
    {"actor", text,
     [](Import i) { return of_undo(i, [](const ImportUndo& u) { return u.actor; }); }},
    {"reason", text,
     [](Import i) { return of_undo(i, [](const ImportUndo& u) { return u.reason; }); }},
};

struct ImportEntry {
  const char* entry;
  Cell name{};
  Cell value{};
  Cell size{};
  Cell digest{};
};
constexpr Field<ImportEntry> entry_fields[] = {
    {"entry", text, [](const ImportEntry& e) { return Cell(e.entry); }},
    {"name", text, [](const ImportEntry& e) { return e.name; }},
    {"value", text, [](const ImportEntry& e) { return e.value; }},
    {"size", integer, [](const ImportEntry& e) { return e.size; }},
    {"digest", text, [](const ImportEntry& e) { return e.digest; }},
};

constexpr Field<ImportUndo> undo_fields[] = {
    {"import", integer, [](const ImportUndo& u) { return count_cell(u.import); }},
    {"voided", integer, [](const ImportUndo& u) { return count_cell(u.voided); }},
    {"kept", integer, [](const ImportUndo& u) { return count_cell(u.kept); }},
};

void add_undo(std::vector<ImportEntry>& entries, const ImportUndo& undo) {
  entries.push_back({"undone_at", {}, to_rfc3339(undo.undone_at)});
  entries.push_back({"actor", {}, undo.actor});
  entries.push_back({"reason", {}, undo.reason});
  entries.push_back({"voided", {}, count_cell(undo.voided)});
  entries.push_back({"kept", {}, count_cell(undo.kept)});
}

}  // namespace

Rows rows_of(std::vector<ImportRecord> imports) {
  return make_rows(std::move(imports), import_fields);
}

Rows rows_of(const ImportRecord& record) {
  std::vector<ImportEntry> entries = {
      {"import", {}, count_cell(record.no)},
      {"begun_at", {}, time_of(record.begun_at)},
      {"state", {}, state_of(record)},
      {"rows", {}, count_cell(record.rows)},
      {"stored", {}, count_cell(record.stored)},
      {"duplicate", {}, count_cell(record.duplicate)},
      {"conflict", {}, count_cell(record.conflict)},
      {"rejected", {}, count_cell(record.rejected)},
      {"not_counted", {}, count_cell(record.not_counted)},
      {"corrected", {}, count_cell(record.corrected)},
  };
  for (const ImportedFile& file : record.files) {
    const bool read = !file.digest.empty();
    entries.push_back({"file", file.path, file.format, read ? count_cell(file.size) : Cell{},
                       read ? Cell(file.digest) : Cell{}});
  }
  for (const ImportOption& option : record.options)
    entries.push_back({"option", option.name, option.value});
  for (const auto& [month, events] : record.stored_by_month)
    entries.push_back({"month", month.to_string(), count_cell(events)});
  if (record.undone) add_undo(entries, *record.undone);
  return make_rows(std::move(entries), entry_fields);
}

Rows rows_of(const ImportUndo& undo) {
  return make_rows(std::vector<ImportUndo>{undo}, undo_fields);
}

}  // namespace porto
