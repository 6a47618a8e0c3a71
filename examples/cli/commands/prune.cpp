// porto prune: removes the single events of months long closed.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct PruneOptions {
  std::string before;
  std::string as_of;
};

const char* const kPrunePages =
    R"(Removes the events of all months before a month. Those months must be closed, and changes of
them settled. Their totals, lines, tariffs, voids and hashes stay, so that the totals can still
be proved; `porto verify` proves what is left and says what is gone. Events of a pruned month are
refused from then on. There is no way back: verify and back up first.

Columns through (the last month without events), events (removed now).

Example:
  $ porto verify --quiet > /dev/null && porto backup 2026.db && porto prune --before 2025-01

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 4 removed, but the report could
not be written.)";

void run_prune(Session& session, const PruneOptions& options) {
  const std::int32_t before = parse_month("--before", options.before);
  const std::int64_t now = parse_time_or_now("--as-of", options.as_of);
  const Ledger ledger = session.open_ledger();
  session.deed.plan("the events before " + options.before + " are removed", "porto month list");
  porto_rows* removed = nullptr;
  session.deed.done(call(porto_ledger_prune, ledger.get(), before, now, nullptr, &removed));
  session.out.rows(Rows(removed), session.format());
}

}  // namespace

void add_prune(Command app, Session& session) {
  const auto options = std::make_shared<PruneOptions>();
  Command prune = app.add_command("prune", "Remove the events of months long closed", kPrunePages);
  prune.add_text("--before", options->before, "First month whose events stay", "MONTH").required();
  prune.add_text("--as-of", options->as_of,
                 "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                 "TIME");
  prune.runs([&session, options] { run_prune(session, *options); });
}

}  // namespace porto_cli
