// porto import: usage events from files.
#include "commands.hpp"
#include "event_files.hpp"

namespace porto_cli {
namespace {

const char* const kImportPages =
    R"(Stores usage events. Each has an identity, (source, event_id), and counts once however often
it is imported: a file imported again changes nothing. The same identity with other content
is a conflict; it is refused, and what was stored first stays.

A CSV file has the header event_id,company,occurred_at,quantity, and may have meter and
source; the order is free. NDJSON has the same names. Times are RFC 3339 with an offset.
Other CSV is read through a column map, --map, and the files of mail suppliers as they are.

Supplier events name their company by a member or tag of the message (--company-from), or by
its sending domain, see `porto domain --help`. Events of a domain that nobody has are stored
and billed to nobody; `porto usage --unassigned` lists them.

The report goes to standard output: columns entry, name, value, month, with one row each for
rows, stored, duplicate, conflict, rejected, late (stored, of closed months) and unassigned,
then reason, not_counted (by type of event), month, company (met for the first time) and
notice rows; with --output json also company_month rows. Refused rows are listed on standard
error, at most ten, and all of them kept by --rejects. --dry-run gives the same report and
stores nothing.

Ctrl-C stops after the batch that is being stored, and says how far it came; the same
command again continues.

Example:
  $ porto import events.csv --rejects refused.csv --output csv
  events.csv:7: quantity is not a plain number: "abc"; ...
  porto: 1 row was refused; they are in refused.csv, correct and import them again
  entry,name,value,month
  rows,,40013,
  stored,,40000,
  duplicate,,12,
  conflict,,0,
  rejected,,1,
  ...

Exit status: 0 done; 1 failed, nothing changed, or the message says what; 2 wrong usage; 3
done, but some rows were rejected or conflict; 130 stopped by Ctrl-C.)";

void run_import(Session& session, const EventFiles& options) {
  const Ledger ledger = session.open_ledger();
  session.out.rows(import_events(session, ledger.get(), options), session.format());
}

}  // namespace

void add_import(Command app, Session& session) {
  const auto options = std::make_shared<EventFiles>();
  Command command = app.add_command("import", "Store usage events from files", kImportPages);
  add_event_files(command, *options);
  command.add_flag("--dry-run", options->dry_run, "The same report, and nothing is stored");
  command.add_text("--as-of", options->now,
                   "The time it is, for ledgers with --future-days [the computer's clock]", "TIME");
  command.runs([&session, options] { run_import(session, *options); });
}

}  // namespace porto_cli
