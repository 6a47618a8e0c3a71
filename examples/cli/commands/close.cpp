// porto close: freezes a month.
#include "arguments.hpp"
#include "commands.hpp"
#include "show_bills.hpp"

namespace porto_cli {
namespace {

struct CloseOptions {
  std::string month;
  std::string as_of;
};

const char* const kClosePages =
    R"(Freezes the invoice lines of a month that is over, for ever, and shows them as `porto
invoice` does. Months are closed in order. Closing a closed month again shows the same
lines.

Example:
  $ porto close 2024-02
  porto: 2024-02: closed at 2024-03-01T07:00:00Z: these lines are final

Exit status: 0 done, also if it was closed already; 1 failed, nothing changed; 2 wrong
usage; 4 closed, but the lines could not be shown.)";

void run_close(Session& session, const CloseOptions& options) {
  const std::int32_t month = parse_month("MONTH", options.month);
  const std::int64_t now = parse_time_or_now("--as-of", options.as_of);
  const Ledger ledger = session.open_ledger();
  session.deed.plan(options.month + " is closed", "porto invoice " + options.month);
  porto_rows* frozen = nullptr;
  const std::int32_t outcome = call(porto_month_close, ledger.get(), month, now, &frozen);
  session.deed.done(outcome);
  Rows lines(frozen);
  if (outcome == PORTO_EXISTS) session.notice(options.month, "was closed already, nothing changed");
  porto_rows* unbilled = nullptr;
  call(porto_invoice, ledger.get(), month, nullptr, std::size_t{0}, nullptr, &unbilled);
  show_bill(session, ledger.get(), {month, std::move(lines), Rows(unbilled)}, kLedgerBill);
}

}  // namespace

void add_close(Command app, Session& session) {
  const auto options = std::make_shared<CloseOptions>();
  Command close = app.add_command("close", "Freeze a month that is over", kClosePages);
  close.add_argument("MONTH", options->month, "The month, such as 2024-02");
  close.add_text("--as-of", options->as_of,
                 "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                 "TIME");
  close.runs([&session, options] { run_close(session, *options); });
}

}  // namespace porto_cli
