// porto copy: a whole ledger in another place.
#include "commands.hpp"
#include "interrupt.hpp"
#include "ledger_name.hpp"
#include "progress.hpp"
#include "verification.hpp"

namespace porto_cli {
namespace {

struct CopyArguments {
  std::string from;
  std::string to;
  bool skip_verify = false;
};

const char* const kCopyPages =
    R"(Makes a copy of the ledger FROM at TO, where there is none yet. Each is a file or the URL of
a PostgreSQL server, postgresql://USER@HOST/DATABASE?ledger=NAME: so a ledger goes from a file
to a server, and home. It is copied as it is at one moment, with all numbers, digests and hashes,
and what is at TO is the whole ledger or nothing. FROM is not changed.

FROM may be in use; what is recorded there afterwards is not in the copy. To move a ledger, stop
all that records to it first, copy it, and let them begin again at TO. A ledger on a server can
be copied as long as no two programs have recorded to it at the same time.

The copy is verified as `porto verify` does and the report is shown, unless --no-verify is
given. `porto backup` makes a copy of a file faster.

Example:
  $ porto copy porto.db "postgresql://porto@db.example/billing?ledger=mail"
  porto: postgresql://porto@db.example/billing?ledger=mail: is a copy of porto.db: 10412 events

Exit status: 0 done; 1 failed, and there is no copy, or something in the copy differs; 2 wrong
usage; 4 copied, but what came after failed.)";

void run_copy(Session& session, const CopyArguments& arguments) {
  const std::string from = shown_ledger(arguments.from);
  const std::string to = shown_ledger(arguments.to);
  porto_rows* copied = nullptr;
  porto_rows* findings = nullptr;
  std::int32_t outcome = 0;
  {
    const Interruptible interruptible;
    Progress progress(session.shows_progress(), Progress::Unit::events);
    porto_copy_options options = PORTO_COPY_OPTIONS_INIT;
    options.skip_verify = arguments.skip_verify ? 1 : 0;
    options.on_progress = on_events;
    options.user = &progress;
    session.deed.plan(to + " is a copy of " + from, {});
    outcome = call(porto_ledger_copy, arguments.from.data(), arguments.from.size(),
                   arguments.to.data(), arguments.to.size(), &options, &copied, &findings);
    session.deed.done(outcome);
  }
  const Rows counts(copied);
  const Rows report(findings);
  next(counts);
  session.notice(to, "is a copy of " + from + ": " + std::string(text(counts, "events")) +
                         (text(counts, "events") == "1" ? " event" : " events"));
  if (!arguments.skip_verify) show_findings(session, report, outcome, to);
}

}  // namespace

void add_copy(Command app, Session& session) {
  const auto arguments = std::make_shared<CopyArguments>();
  Command copy = app.add_command("copy", "Copy a ledger to a server, or back", kCopyPages);
  copy.add_argument("FROM", arguments->from, "The ledger: a file or a URL");
  copy.add_argument("TO", arguments->to, "Where the copy is made: a new file or a URL");
  copy.add_flag("--no-verify", arguments->skip_verify, "Do not verify the copy");
  copy.runs([&session, arguments] { run_copy(session, *arguments); });
}

}  // namespace porto_cli
