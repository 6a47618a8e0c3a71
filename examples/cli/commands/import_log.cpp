// porto import-log: the imports there were, and taking one back.
#include <charconv>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct ImportLogOptions {
  std::string import;
  ChangeArguments change;
};

const char* const kImportLogPages =
    R"(Every import has a record in the ledger, also one that was stopped: its files with their
sizes and digests, its options, and what became of the rows.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kImportLogListPages =
    R"(Lists the imports in the order in which they began: columns import (its number), begun_at,
state (finished; unfinished: it was stopped, or goes on; undone), files (how many), file (the
first), format, rows, stored, duplicate, conflict, rejected, not_counted, and undone_at, actor,
reason, absent unless it was undone.

Example:
  $ porto import-log list --output csv
  import,begun_at,state,files,file,format,rows,stored,duplicate,...
  1,2024-03-01T08:00:00Z,finished,1,march.csv,csv,40013,40000,12,...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kImportLogShowPages =
    R"(Shows an import: columns entry, name, value, size, digest, with one row each for import,
begun_at, state, rows, stored, duplicate, conflict, rejected, not_counted; then file rows (path,
format, size in bytes, BLAKE2b-256 of the bytes), option rows, month rows (month, events
stored) and, if it was undone, undone_at, actor, reason, voided, kept.

Example:
  $ porto import-log show 3 --output csv
  entry,name,value,size,digest
  import,,3,,
  ...
  file,march.csv,csv,2104733,5f3c1d...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kImportLogUndoPages =
    R"(Takes back what an import stored: all its events are voided at once, and their ids are free.
The same file, or corrected rows under the same ids, then counts again, once: undo, and import
again with the right company, map or zone. The events stay in the ledger, with who undid the
import and why. If a month of them is closed, the next month that closes settles the difference.
Earlier events that the import corrected (`porto import --correct`) stay corrected.

Events that were voided or corrected one by one stay as they are, with their ids and what was
stored in their place. Companies and domains that came with the import stay, without usage.
An import with events of pruned months cannot be undone.

Columns import, voided (events), kept (events that stayed as they are).

Example:
  $ porto import-log undo 3 --actor anna --reason "the file is of bolag-18"
  porto: import 3: undone, 40000 events voided
  $ porto import march.csv --company bolag-18

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 4 undone, but the report could
not be written.)";

std::int64_t number_of(const std::string& import) {
  std::int64_t number = 0;
  const char* end = import.data() + import.size();
  const auto [stop, error] = std::from_chars(import.data(), end, number);
  if (error != std::errc() || stop != end || number < 1)
    throw wrong_usage("IMPORT", "\"" + import +
                                    "\" is no number of an import; `porto import-log list` has "
                                    "them");
  return number;
}

void run_import_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_import_list, ledger.get(), nullptr), session.format());
}

void run_import_show(Session& session, const ImportLogOptions& options) {
  const std::int64_t import = number_of(options.import);
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_import_show, ledger.get(), import), session.format());
}

std::string events_text(std::int64_t events) {
  return std::to_string(events) + (events == 1 ? " event" : " events");
}

// Corrections are changes of their own, with an actor and a reason: an undo leaves them.
void tell_corrections(Session& session, porto_ledger* ledger, const std::string& import) {
  const Rows imports = fetch(porto_import_list, ledger, nullptr);
  while (next(imports)) {
    if (text(imports, "import") != import) continue;
    const std::int64_t corrected = integer(imports, "corrected");
    if (corrected != 0)
      session.warning("import " + import,
                      "its corrections of earlier events stay, " + events_text(corrected) +
                          ": correct them again (`porto event correct --help`)");
  }
}

void run_import_undo(Session& session, const ImportLogOptions& options) {
  const std::int64_t import = number_of(options.import);
  const Ledger ledger = session.open_ledger();
  ChangeMade change(options.change);
  porto_rows* rows = nullptr;
  change.plan(session, "import " + options.import + " is undone",
              "porto import-log show " + options.import);
  session.deed.done(
      call(porto_import_undo, ledger.get(), import, change.options(), &rows, change.effect()));
  const Rows undone(rows);
  next(undone);
  const std::int64_t kept = integer(undone, "kept");
  session.notice("import " + options.import,
                 "undone, " + events_text(integer(undone, "voided")) + " voided");
  if (kept != 0)
    session.notice("import " + options.import,
                   events_text(kept) + (kept == 1 ? " was" : " were") +
                       " voided or corrected one by one before, and left so");
  tell_corrections(session, ledger.get(), std::to_string(import));
  change.tell(session, "import " + options.import);
  porto_rows_rewind(undone.get());
  session.out.rows(undone, session.format());
}

void add_number(Command command, ImportLogOptions& options) {
  command.add_argument("IMPORT", options.import, "Number of the import");
}

}  // namespace

void add_import_log(Command app, Session& session) {
  Command log =
      app.add_command("import-log", "The imports there were: list, show, undo", kImportLogPages);
  log.require_command();
  const auto options = std::make_shared<ImportLogOptions>();

  log.add_command("list", "List all imports", kImportLogListPages).runs([&session] {
    run_import_list(session);
  });

  Command show = log.add_command("show", "Show an import", kImportLogShowPages);
  add_number(show, *options);
  show.runs([&session, options] { run_import_show(session, *options); });

  Command undo = log.add_command("undo", "Take back what an import stored", kImportLogUndoPages);
  add_number(undo, *options);
  add_removal_arguments(undo, options->change);
  undo.runs([&session, options] { run_import_undo(session, *options); });
}

}  // namespace porto_cli
