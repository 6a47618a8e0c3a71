// See verify_imports.hpp.
#include "billing/proof/verify_imports.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "store/import_digest.hpp"

namespace porto::internal {
namespace {

std::string import_place(const ImportRecord& record) {
  return "import " + std::to_string(record.no);
}

// Events of imports, in order.
struct PartOfImport {
  EventRange events;
  std::int64_t import;
};

class VerifyImports {
 public:
  VerifyImports(Store& store, Findings& findings)
      : store_(store), findings_(findings), records_(store.imports()) {
    for (const ImportRecord& record : records_)
      for (const EventRange& range : record.events) parts_.push_back({range, record.no});
    std::ranges::sort(parts_, {}, [](const PartOfImport& part) { return part.events.first; });
  }

  void run() {
    read_batches();
    std::int64_t no = 0;
    for (const ImportRecord& record : records_) {
      same(record, "no", record.no, ++no);
      check_record(record);
    }
    check_undos();
    findings_.checked(Check::imports, records_.size(), counted(records_.size(), "import"));
  }

 private:
  void same(const ImportRecord& record, const char* what, std::int64_t stored,
            std::int64_t expected) {
    findings_.same(Check::imports, import_place(record) + ": " + what, std::to_string(stored),
                   std::to_string(expected));
  }

  void check_record(const ImportRecord& record) {
    findings_.same(Check::imports, import_place(record) + ": digest", record.digest,
                   import_digest(record));
    const auto count = [](std::uint64_t number) { return static_cast<std::int64_t>(number); };
    const std::int64_t events = stored_[record.no];
    same(record, "stored", count(record.stored), events);
    std::uint64_t of_months = 0;
    for (const auto& [month, stored] : record.stored_by_month) of_months += stored;
    same(record, "events of its months", count(of_months), events);
    same(record, "rows", count(record.rows),
         count(record.stored + record.duplicate + record.conflict + record.rejected +
               record.not_counted + record.corrected));
  }

  // Ranges are of whole batches, each of which one import stored. How many events they have the
  // batches say: some numbers may be missing (see VerifyBatches).
  void read_batches() {
    auto part = parts_.begin();
    std::int64_t next = 0;  // where the part goes on; 0: it has not begun
    store_.each_batch([&](const EventBatch& batch) {
      if (part == parts_.end()) return;
      if (next == 0 && batch.first_seq != part->events.first) return;
      stored_[part->import] += batch.events;
      next = batch.last_seq + 1;
      if (batch.last_seq != part->events.last) return;
      ++part;
      next = 0;
    });
    if (part != parts_.end())
      findings_.differs(Check::imports,
                        "import " + std::to_string(part->import) + ": events from " +
                            std::to_string(part->events.first),
                        "to " + std::to_string(part->events.last), "whole batches");
  }

  void check_undos() {
    std::map<std::int64_t, const ImportRecord*> undone;  // by the number of the undo
    for (const ImportRecord& record : records_)
      if (record.undone) undone[record.undone->no] = &record;
    std::string previous;
    std::int64_t no = 0;
    const std::vector<StoredVoid> voids =
        undone.empty() ? std::vector<StoredVoid>() : store_.voids();
    for (const auto& [stored_no, of] : undone) {
      const ImportRecord* const record = of;
      const ImportUndo& undo = *record->undone;
      same(*record, "number of the undo", stored_no, ++no);
      findings_.same(Check::imports, import_place(*record) + ": digest of the undo", undo.digest,
                     undo_digest(previous, record->digest, undo));
      previous = undo.digest;
      const auto kept = std::ranges::count_if(voids, [&](const StoredVoid& one) {
        return std::ranges::any_of(record->events, [&](const EventRange& range) {
          return range.first <= one.seq && one.seq <= range.last;
        });
      });
      same(*record, "events that stayed voided one by one", undo.kept, kept);
      same(*record, "events that the undo voided", undo.voided,
           static_cast<std::int64_t>(record->stored) - kept);
    }
  }

  Store& store_;
  Findings& findings_;
  std::vector<ImportRecord> records_;
  std::vector<PartOfImport> parts_{};              // by number of the first event
  std::map<std::int64_t, std::int64_t> stored_{};  // events, by import
};

}  // namespace

void verify_imports(Store& store, Findings& findings) {
  findings.attempt(Check::imports, "imports", [&] { VerifyImports(store, findings).run(); });
}

}  // namespace porto::internal
