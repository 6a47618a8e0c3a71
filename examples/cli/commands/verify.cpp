// porto verify: whether a ledger still says what it said.
#include "commands.hpp"
#include "verification.hpp"

namespace porto_cli {
namespace {

struct VerifyArguments {
  std::uint32_t limit = 0;
  std::vector<std::string> expected;
  std::vector<std::string> files;
};

const char* const kVerifyPages =
    R"(Checks everything the ledger says of its past against everything else in it, in this order:
the file; its schema; hashes that were kept elsewhere; tariff documents against their digests;
subscriptions, domains and tariffs against the changes that made them; voids against their
chain; events against the digests of their batches; totals against events; closed months
against the chain over all they were closed with; totals that have changed since, which must be
marked; invoice lines against what usage, subscriptions and tariffs give. It changes nothing,
and writes nothing beside the file: one that you may only read is verified as it is.

Columns result, check, place, stored, expected: "differs" rows, the cause before its effects;
"note" rows for what cannot be checked, and why; "checked" rows for what was. "keep" rows are
what to keep elsewhere: the digests of the last records, and the hash of the last closed month,
which stand for all before them. Whoever can change all of a file can compute its hashes again,
or put an old file in its place; only --expect finds that.

--expect names a hash that was kept: 2024-02=HASH, or batch:12=DIGEST. --expect-file has many:
lines like these, what `porto month list --output csv` printed, or what this command did.

Example:
  $ porto verify --output csv > kept.csv
  $ porto verify --expect-file kept.csv --output csv
  result,check,place,stored,expected
  differs,kept,2024-02: hash,not closed,9f0c1d...
  ...

Exit status: 0 nothing differs; 1 something differs, or it failed; 2 wrong usage.)";

void run_verify(Session& session, const VerifyArguments& arguments) {
  Verification verification{arguments.limit, {}};
  for (const std::string& text : arguments.expected)
    verification.expected.push_back(parse_kept_digest("--expect", text));
  for (const std::string& file : arguments.files)
    for (KeptDigest& kept : read_kept_digests(file))
      verification.expected.push_back(std::move(kept));
  const Ledger ledger = session.open_read_only();
  verify(session, ledger.get(), session.shown_path(), verification);
}

}  // namespace

void add_verify(Command app, Session& session) {
  const auto arguments = std::make_shared<VerifyArguments>();
  Command command =
      app.add_command("verify", "Check that nothing was changed behind porto's back", kVerifyPages);
  command.add_texts("--expect", arguments->expected,
                    "A hash that was kept elsewhere, such as 2024-02=HASH; may be repeated",
                    "NAME=HASH");
  command.add_texts("--expect-file", arguments->files,
                    "A file of such hashes, or of `porto month list --output csv`; may be repeated",
                    "FILE");
  command.add_number("--limit", arguments->limit, "List at most N differences [100]", "N", 1,
                     UINT32_MAX);
  command.runs([&session, arguments] { run_verify(session, *arguments); });
}

}  // namespace porto_cli
