// porto backup: a copy of the ledger.
#include "commands.hpp"
#include "verification.hpp"

namespace porto_cli {
namespace {

struct BackupOptions {
  std::string file;
  bool check = false;
};

const char* const kBackupPages =
    R"(Copies the ledger to a new file, as it is at one moment, while others may go on writing. A
file that exists is never touched. The copy is one file, and a ledger like any other: to restore
it, stop all that use the ledger, move it away with its -wal and -shm, and put the copy there.

--check verifies the copy as `porto verify` does and shows the report: a backup that nobody has
read is a hope.

Example:
  $ porto backup 2024-02.db --check

Exit status: 0 done; 1 failed, and there is no copy, or something in the copy differs; 2 wrong
usage; 4 copied, but what came after failed.)";

Ledger open_copy(const std::string& file) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.read_only = 1;
  porto_ledger* copy = nullptr;
  call(porto_ledger_open, file.data(), file.size(), &options, &copy);
  return Ledger(copy);
}

void run_backup(Session& session, const BackupOptions& options) {
  const Ledger ledger = session.open_to_read();
  session.deed.plan(options.file + " is a copy of " + session.shown_path(), {});
  session.deed.done(
      call(porto_ledger_backup, ledger.get(), options.file.data(), options.file.size(), nullptr));
  session.notice(options.file, "is a copy of " + session.shown_path());
  if (options.check) verify(session, open_copy(options.file).get(), options.file, {});
}

}  // namespace

void add_backup(Command app, Session& session) {
  const auto options = std::make_shared<BackupOptions>();
  Command backup = app.add_command("backup", "Copy the ledger while it is in use", kBackupPages);
  backup.add_argument("FILE", options->file, "The new file");
  backup.add_flag("--check", options->check, "Verify the copy");
  backup.runs([&session, options] { run_backup(session, *options); });
}

}  // namespace porto_cli
