// porto migrate: the tables of a ledger for this version of porto.
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kMigratePages =
    R"(Brings the tables of the ledger to the version that this porto has, all of them or none. A
file needs none of it: the first command that changes it does the same. The tables of a ledger on a
server are changed by this command alone, which their owner runs once all programs that use the
ledger are stopped and have the new porto. Until then the new porto refuses the ledger, and from
then on the old one does.

Example:
  $ porto migrate
  porto: porto.db: is of version 2, and so is this porto: there is nothing to do

Exit status: 0 done, or nothing to do; 1 failed, nothing changed; 2 wrong usage.)";

void run_migrate(Session& session) {
  porto_rows* migrated = nullptr;
  session.deed.plan(session.shown_path() + " is migrated", "porto info");
  const std::int32_t outcome = call(porto_ledger_migrate, session.ledger_path.data(),
                                    session.ledger_path.size(), nullptr, &migrated);
  session.deed.done(outcome);
  const Rows versions(migrated);
  next(versions);
  const std::string to(text(versions, "to_version"));
  if (outcome == PORTO_EXISTS)
    return session.notice(session.shown_path(), "is of version " + to +
                                                    ", and so is this porto: there is nothing to "
                                                    "do");
  session.notice(session.shown_path(), "was of version " +
                                           std::string(text(versions, "from_version")) +
                                           ", and is of version " + to);
}

}  // namespace

void add_migrate(Command app, Session& session) {
  Command migrate =
      app.add_command("migrate", "Bring a ledger's tables to this version", kMigratePages);
  migrate.runs([&session] { run_migrate(session); });
}

}  // namespace porto_cli
