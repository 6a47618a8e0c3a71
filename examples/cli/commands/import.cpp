// porto import: usage events from files.
#include "changes.hpp"
#include "commands.hpp"
#include "event_files.hpp"
#include "import_summary.hpp"

namespace porto_cli {
namespace {

const char* const kImportPages =
    R"(Stores usage events. Each has an identity, (source, event_id), and counts once however often
it is imported: a file imported again changes nothing. The same identity with other content
is a conflict; it is refused, and what was stored first stays. With --correct, a row that
differs in quantity alone corrects what is stored, as `porto event correct` does; rows of the
import that contradict one another still conflict.

A CSV file has the columns event_id, company, occurred_at, quantity, and may have meter and
source, in any order. NDJSON has the same names. Times are RFC 3339 with an offset. Other CSV
is read through a column map, --map, which may also say which rows count (where.COLUMN=VALUE).
What a Swedish Excel saves is read by the ready maps excel-sv (events) and excel-sv-monthly
(counts); --map excel-sv,company=Kund changes one. The files of mail suppliers are read as they
are.

Supplier events name their company by a member or tag of the message (--company-from), or by
its sending domain, see `porto domain --help`. Events of a domain that belongs to no company
are stored and billed to nobody; `porto usage --unassigned` lists them.

The report goes to standard output: columns entry, name, value, month, with one row each for
rows, stored, duplicate, conflict, rejected, late (stored, of closed months), unassigned and,
with --correct, corrected; then reason, not_counted (by type of event), month, correction
(change in quantity by month and meter), company (new in the ledger) and notice rows, and
import (its number in the import log); with --output json also company_month rows. --dry-run
gives the same report and stores nothing.

Standard error lists the first ten refused rows; --rejects keeps all of them in the format of
their file, CSV with the reason in front of each row: corrected there, that file is imported
with the same options.

A file that was imported before is told, by its size and digest. `porto import-log undo N`
takes back what import N stored, so that the right file counts in its place.

Ctrl-C stops after the batch that is being stored and says how far it came. The same command
again continues there.

Example:
  $ porto import events.csv --rejects refused.csv --output csv
  events.csv:7: quantity is not a plain number: "abc"; ...
  porto: 1 row was refused; it is in refused.csv: correct it there and import that file with ...
  entry,name,value,month
  rows,,40013,
  stored,,40000,
  duplicate,,12,
  conflict,,0,
  rejected,,1,
  ...

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done, but rows were rejected
or in conflict; 4 stored, all or in part as the message says, but what came after failed; 130
stopped by Ctrl-C.)";

void check_correction(const EventFiles& options) {
  if (options.correct && options.reason.empty())
    throw wrong_usage("--reason", "--correct needs it: a correction says why");
  if (options.correct) return;
  for (const auto& [option, text] :
       {std::pair("--actor", &options.actor), {"--reason", &options.reason}})
    if (!text->empty()) throw wrong_usage(option, "it is for --correct");
}

void run_import(Session& session, EventFiles& options) {
  check_correction(options);
  if (options.correct && options.actor.empty()) options.actor = user_name();
  const Ledger ledger = session.open_ledger();
  if (!options.dry_run) session.deed.plan("the import is stored", "porto import-log list");
  const Rows report = import_events(session, ledger.get(), options);
  if (session.is_read_by_people())
    session.out.text(import_summary(report, session.out.room()));
  else
    session.out.rows(report, session.format());
}

}  // namespace

void add_import(Command app, Session& session) {
  const auto options = std::make_shared<EventFiles>();
  Command command = app.add_command("import", "Store usage events from files", kImportPages);
  add_event_files(command, *options);
  command.add_flag("--dry-run", options->dry_run, "Report the same, and store nothing");
  command.add_text("--as-of", options->now,
                   "The time that counts as now, for ledgers with --future-days [the clock]",
                   "TIME");
  command.add_flag("--correct", options->correct,
                   "Correct stored events where only the quantity differs");
  command.add_text("--actor", options->actor, "Who corrects [the user of this process]", "NAME");
  command.add_text("--reason", options->reason, "Why", "TEXT");
  command.runs([&session, options] { run_import(session, *options); });
}

}  // namespace porto_cli
