// See operations.hpp.
#include "faults/operations.hpp"

#include <filesystem>
#include <fstream>

#include "faults/sample.hpp"
#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "porto/recorder.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

namespace fs = std::filesystem;

using Events = std::vector<UsageEvent>;

Events new_events() {
  Events events;
  for (const char* id : {"n-1", "n-2", "n-3"})
    events.push_back({.source = "mail",
                      .event_id = id,
                      .company = "bolag-1",
                      .occurred_at = noon(2, 14),
                      .quantity = 5});
  return events;
}

void require(bool holds, const char* what) {
  if (!holds) throw Wrong{what};
}

void require_counted(const std::vector<RecordResult>& results) {
  for (const RecordResult& result : results)
    require(result.outcome == Outcome::stored || result.outcome == Outcome::duplicate,
            "an event was refused");
}

void record(Ledger& ledger, const std::string&) { require_counted(ledger.record(new_events())); }

void record_by_recorder(Ledger&, const std::string& folder) {
  require_counted(Recorder::open(folder + "/ledger.porto", waits_shortly).record(new_events()));
}

std::string new_rows(const std::string& folder) {
  std::string rows = "event_id,company,occurred_at,quantity\n";
  for (int i = 0; i < 8; ++i)
    rows += "g-" + std::to_string(i) + ",bolag-" + std::to_string(1 + i % 3) + "," +
            to_rfc3339(noon(1 + i % 3, 2 + i)) + "," + std::to_string(i) + "\n";
  const std::string path = folder + "/new.csv";
  std::ofstream(path, std::ios::binary) << rows;
  return path;
}

void import(Ledger& ledger, const std::string& folder) {
  require(ledger.import_files(std::vector{new_rows(folder)}).clean(), "rows were refused");
}

void import_in_batches(Ledger& ledger, const std::string& folder) {
  ImportOptions options;
  options.batch_events = 2;
  require(ledger.import_files(std::vector{new_rows(folder)}, options).clean(), "rows were refused");
}

void undo_import(Ledger& ledger, const std::string&) {
  if (ledger.import_record(1)->undone) return;
  ImportUndo undo;
  undo.import = 1;
  undo.actor = "anna";
  undo.reason = "the wrong file";
  undo.undone_at = noon(3, 22);
  Effect effect;
  require(ledger.undo_import(undo, {}, &effect).voided == 9, "another number of events was undone");
}

void void_one(Ledger& ledger, const std::string&) {
  ledger.void_event({"mail", "e-0", "anna", "a test", noon(3, 22)});
}

void correct_one(Ledger& ledger, const std::string&) {
  ledger.correct_event({"mail", "e-0", "anna", "a test", noon(3, 22)}, 1);
}

void close(Ledger& ledger, const std::string&) {
  require(!ledger.close(Month(2025, 2), noon(3, 22)).invoice.lines.empty(), "there are no lines");
}

void prune(Ledger& ledger, const std::string&) { ledger.prune(Month(2025, 2), noon(3, 22)); }

void change_catalogue(Ledger& ledger, const std::string&) {
  ledger.add_domain({"b.example", "bolag-1"}, {.actor = "anna"});
}

// The whole copy, or none.
void back_up(Ledger& ledger, const std::string& folder) {
  const std::string copy = folder + "/copy.porto";
  if (!fs::exists(copy)) ledger.backup(copy);
  const Ledger copied = Ledger::open(copy, waits_shortly);
  require(state_of(copied) == state_of(ledger), "the copy has another state");
  require(findings_of(copied).empty(), "the copy is damaged");
}

void create(Ledger&, const std::string& folder) {
  const std::string path = folder + "/new.porto";
  const Ledger made = fs::exists(path) ? Ledger::open(path, waits_shortly)
                                       : Ledger::create(path, {}, waits_shortly);
  require(made.info().currency == "SEK" && findings_of(made).empty(), "it is not as it was made");
}

void verify(Ledger& ledger, const std::string&) {
  const std::string findings = findings_of(ledger);
  if (!findings.empty()) throw Wrong{"verify found " + findings};
}

void state(Ledger& ledger, const std::string&) {
  const Statement statement = ledger.statement(sample_month, "bolag-1");
  require(!statement.derivations.empty() && !statement.days.empty(), "a part is missing");
}

}  // namespace

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = {
      {.name = "record", .run = record},
      {.name = "record by a recorder", .run = record_by_recorder},
      {.name = "import", .run = import},
      {.name = "import in batches", .run = import_in_batches, .is_whole = false},
      {.name = "undo an import", .run = undo_import},
      {.name = "void", .run = void_one},
      {.name = "correct", .run = correct_one},
      {.name = "close", .run = close},
      {.name = "prune", .run = prune},
      {.name = "add a domain", .run = change_catalogue},
      {.name = "back up", .run = back_up},
      {.name = "create", .run = create},
      {.name = "verify", .run = verify},
      {.name = "verify, reading alone", .run = verify, .reads_alone = true},
      {.name = "statement", .run = state},
  };
  return all;
}

}  // namespace porto::testing
