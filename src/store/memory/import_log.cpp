// The records of imports, and taking imports back.
#include <algorithm>
#include <utility>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {
namespace {

bool holds(const ImportRecord& record, std::int64_t seq) {
  return std::ranges::any_of(record.events, [&](const EventRange& range) {
    return range.first <= seq && seq <= range.last;
  });
}

}  // namespace

std::int64_t MemoryStore::add_import(const ImportRecord& record) {
  std::vector<ImportRecord>& imports = writable().imports;
  ImportRecord added = record;
  added.no = static_cast<std::int64_t>(imports.size()) + 1;
  added.undone.reset();
  added.digest = import_digest(added);
  imports.push_back(std::move(added));
  return imports.back().no;
}

ImportRecord& MemoryStore::known_import(std::int64_t no) {
  std::vector<ImportRecord>& imports = writable().imports;
  if (no < 1 || no > static_cast<std::int64_t>(imports.size()))
    throw store_error::unknown_import(no);
  return imports[static_cast<std::size_t>(no - 1)];
}

void MemoryStore::update_import(const ImportRecord& record) {
  ImportRecord& known = known_import(record.no);
  if (known.undone) throw store_error::undone_meanwhile(*known.undone);
  if (known.finished) throw store_error::finished_already(record.no);
  known = record;
  known.undone.reset();
  known.digest = import_digest(known);
}

std::optional<ImportRecord> MemoryStore::import(std::int64_t no) {
  if (no < 1 || no > static_cast<std::int64_t>(state_.imports.size())) return std::nullopt;
  return state_.imports[static_cast<std::size_t>(no - 1)];
}

std::vector<KnownFile> MemoryStore::files_of_size(std::uint64_t size) {
  std::vector<KnownFile> found;
  for (const ImportRecord& record : state_.imports)
    for (const ImportedFile& file : record.files)
      if (file.size == size && !file.digest.empty())
        found.push_back({record.no, file.digest, record.undone.has_value()});
  return found;
}

const ImportRecord* MemoryStore::import_of(std::int64_t seq) const {
  for (const ImportRecord& record : state_.imports)
    if (holds(record, seq)) return &record;
  return nullptr;
}

std::vector<CompanyMonth> MemoryStore::undo_import(const ImportUndo& undo,
                                                   const std::function<Month(Instant)>& month_of) {
  ImportRecord& record = known_import(undo.import);
  if (record.undone) throw store_error::undone_already(*record.undone);
  std::int64_t undos = 0;
  std::string previous;
  for (const ImportRecord& one : state_.imports) {
    if (!one.undone || one.undone->no <= undos) continue;
    undos = one.undone->no;
    previous = one.undone->digest;
  }
  std::vector<const StoredEvent*> taken;
  ImportUndo done = undo;
  done.no = undos + 1;
  done.voided = 0;
  done.kept = 0;
  for (const auto& [seq, event] : state_.events) {
    if (!holds(record, seq)) continue;
    if (event.voided) {
      ++done.kept;
      continue;
    }
    ++done.voided;
    taken.push_back(&event);
    state_.seqs.erase({event.source, event.event_id});
  }
  done.digest = undo_digest(previous, record.digest, done);
  record.undone = done;
  return late_after([&] {
    for (const StoredEvent* event : taken)
      count(*event, event->day ? event->day->month() : month_of(event->occurred_at), -1);
  });
}

}  // namespace porto::internal
