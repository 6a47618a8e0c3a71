// porto month: the months that are closed.
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kMonthPages =
    R"(A month is billed as a whole, in the ledger's time zone. `porto close` freezes its lines.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kMonthListPages =
    R"(Lists the closed months, sorted by month: columns month, closed_at, lines (how many),
net_amount (their sum), currency, hash, pruned_at (when the events were removed, absent if they are
there). A copy of the hash elsewhere proves the month and all before it: see `porto verify`.

Example:
  $ porto month list --output csv
  month,closed_at,lines,net_amount,currency,hash,pruned_at
  2024-02,2024-03-01T07:00:00Z,412,206360.00,SEK,9f0c1d...,

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_month_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_month_list, ledger.get()), session.format());
}

}  // namespace

void add_month(Command app, Session& session) {
  Command month = app.add_command("month", "Months that are closed: list", kMonthPages);
  month.require_command();

  Command list = month.add_command("list", "List the closed months", kMonthListPages);
  list.runs([&session] { run_month_list(session); });
}

}  // namespace porto_cli
