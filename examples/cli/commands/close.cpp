// porto close: freezes a month.
#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"
#include "show_bills.hpp"

namespace porto_cli {
namespace {

struct CloseOptions {
  std::string month;
  std::string as_of;
  std::vector<std::string> except;
  std::string actor;
  std::string reason;
  bool dry_run = false;
};

const char* const kClosePages =
    R"(Freezes the invoice lines of a month that is over, for ever, and shows them as `porto
invoice` does. Months are closed in order. Closing a closed month again shows the same
lines. --dry-run shows the same, and changes nothing.

A company that cannot be rated stops the close, which names all such companies and the
events at fault. --except ID closes the month without that company. The invoice then has no
lines of it; the next close bills what is due of it by then. Who left it out and why is kept.

Example:
  $ porto close 2024-02
  porto: 2024-02: closed at 2024-03-01T07:00:00Z: these lines are final
  porto: 2024-02: hash 9f0c1d...: keep it elsewhere, it proves this month and all before it

Exit status: 0 done, also if it was closed already; 1 failed, nothing changed; 2 wrong
usage; 4 closed, but the lines could not be shown.)";

void check_words(const CloseOptions& options) {
  if (!options.except.empty()) return;
  for (const auto& [option, value] :
       {std::pair("--actor", options.actor), std::pair("--reason", options.reason)})
    if (!value.empty())
      throw wrong_usage(option, "it is about companies that are left out; name them with --except");
}

/// Closes the month; the outcome is PORTO_EXISTS if it was closed before.
std::int32_t close_month(porto_ledger* ledger, const CloseOptions& options, std::int64_t now,
                         Invoice& closed) {
  std::vector<const char*> except;
  for (const std::string& company : options.except) except.push_back(company.c_str());
  const std::string actor = options.actor.empty() ? user_name() : options.actor;
  porto_close_options how = PORTO_CLOSE_OPTIONS_INIT;
  how.dry_run = options.dry_run ? 1 : 0;
  how.except = except.data();
  how.except_count = except.size();
  how.actor = given(actor);
  how.reason = given(options.reason);
  porto_rows* lines = nullptr;
  porto_rows* tasks = nullptr;
  const std::int32_t outcome =
      call(porto_month_close, ledger, closed.month, now, &how, &lines, &tasks);
  closed.lines.reset(lines);
  closed.tasks.reset(tasks);
  return outcome;
}

// Whoever keeps it elsewhere can tell later whether the past was changed.
void tell_hash(Session& session, porto_ledger* ledger, const std::string& month) {
  const Rows closed = fetch(porto_month_list, ledger);
  while (next(closed))
    if (text(closed, "month") == month)
      session.notice(month, "hash " + std::string(text(closed, "hash")) +
                                ": keep it elsewhere, it proves this month and all before it");
}

void run_close(Session& session, const CloseOptions& options) {
  check_words(options);
  Invoice closed = {parse_month("MONTH", options.month), {}, {}, {}};
  const std::int64_t now = parse_time_or_now("--as-of", options.as_of);
  const Ledger ledger = session.open_ledger();
  for (const std::string& company : options.except) require_company(ledger.get(), company);
  if (!options.dry_run)
    session.deed.plan(options.month + " is closed", "porto invoice " + options.month);
  const std::int32_t outcome = close_month(ledger.get(), options, now, closed);
  if (!options.dry_run) session.deed.done(outcome);
  if (outcome == PORTO_EXISTS) session.notice(options.month, "was closed already, nothing changed");
  if (outcome == PORTO_EXISTS && !options.except.empty())
    session.warning(options.month, "--except leaves nobody out: the month was closed before");
  closed.unbilled = read_invoice(ledger.get(), closed.month, {}).unbilled;
  show_bill(session, ledger.get(), std::move(closed), kLedgerBill);
  if (options.dry_run)
    session.notice({}, "dry run: nothing was changed");
  else
    tell_hash(session, ledger.get(), options.month);
}

}  // namespace

void add_close(Command app, Session& session) {
  const auto options = std::make_shared<CloseOptions>();
  Command close = app.add_command("close", "Freeze a month that is over", kClosePages);
  close.add_argument("MONTH", options->month, "The month, such as 2024-02");
  close.add_text("--as-of", options->as_of,
                 "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                 "TIME");
  add_dry_run(close, options->dry_run);
  close.add_texts("--except", options->except,
                  "Leave this company out, the next close settles it; may be repeated", "ID");
  close.add_text("--actor", options->actor, "Who leaves it out [the user of this process]", "NAME");
  close.add_text("--reason", options->reason, "Why", "TEXT");
  close.runs([&session, options] { run_close(session, *options); });
}

}  // namespace porto_cli
