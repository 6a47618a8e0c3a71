// porto info: what a ledger was made with.
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kInfoPages =
    R"(Shows what was chosen when the ledger was made, and the versions at work: columns zone,
currency, schema_version, tzdb_version, library_version, late, future_days, negative,
first_month.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_info(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_ledger_info, ledger.get()), session.format());
}

}  // namespace

void add_info(Command app, Session& session) {
  Command info = app.add_command("info", "Show what the ledger was made with", kInfoPages);
  info.runs([&session] { run_info(session); });
}

}  // namespace porto_cli
