// porto verify: whether a ledger still says what it said.
#include "commands.hpp"
#include "verification.hpp"

namespace porto_cli {
namespace {

const char* const kVerifyPages =
    R"(Checks everything the ledger says of its past against everything else in it, in this order:
the file; tariff documents against their digests; voids against their chain; events against
the digests of their batches; totals against events; closed months against the chain over all
they were closed with; totals that have changed since, which must be marked; invoice lines
against what usage, subscriptions and tariffs give. It changes nothing.

Columns result, check, place, stored, expected: "differs" rows, the cause before its effects;
"note" rows for what cannot be checked, and why; "checked" rows for what was. The last row has
the hash of the last closed month: a copy of it elsewhere proves all months up to then.

Example:
  $ porto verify --output csv
  result,check,place,stored,expected
  differs,lines,"2026-03, company ""bolag-17"", line 2: net_amount",999.00,360.00
  ...

Exit status: 0 nothing differs; 1 something differs, or it failed; 2 wrong usage.)";

void run_verify(Session& session, std::uint32_t limit) {
  const Ledger ledger = session.open_ledger();
  verify(session, ledger.get(), session.ledger_path, limit);
}

}  // namespace

void add_verify(Command app, Session& session) {
  const auto limit = std::make_shared<std::uint32_t>(0);
  Command command =
      app.add_command("verify", "Check that nothing was changed behind porto's back", kVerifyPages);
  command.add_number("--limit", *limit, "List at most N differences [100]", "N", 1, UINT32_MAX);
  command.runs([&session, limit] { run_verify(session, *limit); });
}

}  // namespace porto_cli
