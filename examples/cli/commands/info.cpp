// porto info: what a ledger was made with, and where it is stored.
#include "commands.hpp"
#include "ledger_name.hpp"

namespace porto_cli {
namespace {

const char* const kInfoPages =
    R"(Shows what was chosen when the ledger was made, and the versions at work: columns zone,
currency, schema_version, tzdb_version, library_version, late, future_days, negative,
first_month. The table of a ledger on a server has below it what --storage shows.

--storage shows where the ledger is stored instead, and how that is: columns subject, item, name,
value, unit, note. Of a file its version, sizes and usage. Of a server also whether it is the
primary or a standby, its settings, which standbys follow and how many bytes each is behind, and
how old the oldest transaction is, which must be frozen in time. Sizes are in bytes: the ledger
with its indexes, its events, and the index of their identities, which should be in memory. A note
says what is wrong, or why there is no value: what the user of the database may not see.

--lanes shows the lanes in which programs record at the same time instead: columns lane, batches,
events, epoch, fenced, pruned, note. docs/guides/postgresql.md says what they are.

What the file porto.toml says is told first, setting by setting, also where there is no ledger.
It is looked for in the working folder alone, unless PORTO_CONFIG names another file:
  ledger = "2026.db"        # beside the file
  actor = "anna"            # who makes changes, where --actor may be left out
  csv = "excel-sv"
  language = "sv"           # of `porto tariff explain` and `porto tariff describe`
  output = "table"
An option goes before the environment, that before the file, and that before the default.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

struct InfoOptions {
  bool storage = false;
  bool lanes = false;
};

Rows storage_of(const Ledger& ledger) {
  porto_rows* facts = nullptr;
  call(porto_ledger_storage, ledger.get(), &facts, static_cast<porto_rows**>(nullptr));
  return Rows(facts);
}

Rows lanes_of(const Ledger& ledger) {
  porto_rows* lanes = nullptr;
  call(porto_ledger_storage, ledger.get(), static_cast<porto_rows**>(nullptr), &lanes);
  return Rows(lanes);
}

// People see both tables. What programs read is one list, and its columns are a promise.
void show_both(Session& session, const Ledger& ledger) {
  const Rows made_with = fetch(porto_ledger_info, ledger.get());
  if (!is_on_server(session.ledger_path) || session.out.is_workbook() ||
      session.format() != PORTO_FORMAT_TABLE)
    return session.out.rows(made_with, session.format());
  const Rows storage = storage_of(ledger);  // a failure comes before the first line
  session.out.rows(made_with, session.format());
  session.out.text("\n");
  session.out.rows(storage, session.format());
}

void run_info(Session& session, const InfoOptions& options) {
  for (const Configuration::Setting& setting : session.configuration.settings())
    session.notice(setting.place, setting.key + " is \"" + shown_ledger(setting.value) +
                                      "\", where no option and no environment says otherwise");
  const Ledger ledger = session.open_to_read();
  if (options.storage) return session.out.rows(storage_of(ledger), session.format());
  if (options.lanes) return session.out.rows(lanes_of(ledger), session.format());
  show_both(session, ledger);
}

}  // namespace

void add_info(Command app, Session& session) {
  const auto options = std::make_shared<InfoOptions>();
  Command info = app.add_command("info", "Show what the ledger was made with", kInfoPages);
  Option storage = info.add_flag("--storage", options->storage, "Show where it is stored instead");
  info.add_flag("--lanes", options->lanes, "Show its lanes instead").excludes(storage);
  info.runs([&session, options] { run_info(session, *options); });
}

}  // namespace porto_cli
