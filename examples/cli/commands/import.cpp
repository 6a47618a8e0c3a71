// porto import: usage events from files.
#include "commands.hpp"
#include "event_files.hpp"

namespace porto_cli {
namespace {

const char* const kPages =
    R"(Stores usage events. Each has an identity, (source, event_id), and counts once however often
it is imported: a file imported again changes nothing. The same identity with other content
is a conflict; it is refused, and what was stored first stays.

A CSV file has the header event_id,company,occurred_at,quantity, and may have meter and
source; the order is free. NDJSON has the same names. Times are RFC 3339 with an offset.

The report goes to standard output: columns entry, name, value, with one row each for rows,
stored, duplicate, conflict, rejected, then reason, month, company (met for the first time),
notice rows. Refused rows are listed on standard error, at most ten, and all of them kept by
--rejects.

Example:
  $ porto import events.csv --rejects refused.csv --output csv
  events.csv:7: quantity is not a plain number: "abc"; ...
  porto: 1 row was refused; they are in refused.csv, correct and import them again
  entry,name,value
  rows,,40013
  stored,,40000
  duplicate,,12
  conflict,,0
  rejected,,1
  ...

Exit status: 0 done; 1 failed, nothing changed, or the message says what; 2 wrong usage; 3
done, but some rows were rejected or conflict.)";

void run_import(Session& session, const EventFiles& options) {
  const Ledger ledger = session.open_ledger();
  session.out.rows(import_events(session, ledger.get(), options), session.format());
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
  const auto options = std::make_shared<EventFiles>();
  CLI::App* import = add_command(app, "import", "Store usage events from files", kPages);
  add_event_files(import, *options);
  import->callback([&session, options] { run_import(session, *options);
});
}  // namespace porto_cli

}  // namespace porto_cli
