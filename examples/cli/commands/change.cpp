// porto change: who changed what is billed, when and why.
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kChangePages =
    R"(Every change of subscriptions, sending domains and tariffs is kept, with who made it, when
and why; so is every company that was removed. What was voided is in `porto event show`, what
was undone in `porto import-log list`.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kChangeListPages =
    R"(Lists the changes from the first to the last: columns change (its number), at, kind
(subscription_add, subscription_end, subscription_remove, domain_add, domain_end,
domain_remove, tariff_add, tariff_remove, company_remove), company, tariff, version, domain,
from, through, was_through (before an end), sha256 (of a tariff's document), actor, reason,
closed_through (the last month that was closed by then), digest (each covers the one before;
see docs/reference/chain.md).

Example:
  $ porto change list --output csv
  change,at,kind,company,tariff,version,domain,from,through,...
  1,2024-02-01T08:00:00Z,tariff_add,,vitec-epost,1,,2024-02,,...
  2,2024-02-01T08:01:12Z,subscription_add,bolag-17,vitec-epost,,,2024-02,,...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_change_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_change_list, ledger.get(), nullptr), session.format());
}

}  // namespace

void add_change(Command app, Session& session) {
  Command change =
      app.add_command("change", "Who changed what is billed, when and why: list", kChangePages);
  change.require_command();
  Command list = change.add_command("list", "List all changes", kChangeListPages);
  list.runs([&session] { run_change_list(session); });
}

}  // namespace porto_cli
