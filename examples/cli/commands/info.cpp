// porto info: what a ledger was made with.
#include "commands.hpp"
#include "ledger_name.hpp"

namespace porto_cli {
namespace {

const char* const kInfoPages =
    R"(Shows what was chosen when the ledger was made, and the versions at work: columns zone,
currency, schema_version, tzdb_version, library_version, late, future_days, negative,
first_month.

What the file porto.toml says is told first, setting by setting, also where there is no ledger.
It is looked for in the working folder alone, unless PORTO_CONFIG names another file:
  ledger = "2026.db"        # beside the file
  actor = "anna"            # who makes changes, where --actor may be left out
  csv = "excel-sv"
  language = "sv"           # of `porto tariff explain` and `porto tariff describe`
  output = "table"
An option goes before the environment, that before the file, and that before the default.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_info(Session& session) {
  for (const Configuration::Setting& setting : session.configuration.settings())
    session.notice(setting.place, setting.key + " is \"" + shown_ledger(setting.value) +
                                      "\", where no option and no environment says otherwise");
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_ledger_info, ledger.get()), session.format());
}

}  // namespace

void add_info(Command app, Session& session) {
  Command info = app.add_command("info", "Show what the ledger was made with", kInfoPages);
  info.runs([&session] { run_info(session); });
}

}  // namespace porto_cli
