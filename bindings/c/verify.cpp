// Section "Audit" of porto.h: verifying a ledger, also against digests that were kept elsewhere.
#include "handles.hpp"
#include "porto/audit.hpp"
#include "porto/rows.hpp"
#include "progress.hpp"

using namespace porto::c;

namespace {

porto_verify_options read_verify_options(const porto_verify_options* options) {
  const auto read = read_options(options, PORTO_VERIFY_OPTIONS_INIT);
  check_reserved(read.reserved, "options");
  return read;
}

porto::KeptDigest read_kept_digest(const porto_kept_digest& read) {
  porto::KeptDigest kept;
  kept.month = optional_month(read.month_yyyymm, ".month_yyyymm");
  const auto record = optional_text(read.record, read.record_len, ".record");
  if (kept.month && (record || read.number != 0))
    refuse(".record", "it is of a month; a record's digest has no month_yyyymm");
  if (record) kept.record = *record;
  kept.number = read.number;
  kept.digest = text(read.digest, read.digest_len, ".digest");
  return kept;
}

std::vector<porto::KeptDigest> read_expected(const porto_verify_options& options) {
  std::vector<porto::KeptDigest> expected;
  each_struct<porto_kept_digest>(
      options.expected, options.expected_count, "options.expected",
      [&](const porto_kept_digest& kept) { expected.push_back(read_kept_digest(kept)); });
  return expected;
}

}  // namespace

int32_t porto_ledger_verify(porto_ledger* ledger, const porto_verify_options* options,
                            porto_rows** out, porto_error** err) {
  return guard(err, [&] {
    RowsOut found(out);
    const porto::Ledger& open = ledger_of(ledger);
    const porto_verify_options read = read_verify_options(options);
    porto::VerifyOptions chosen;
    if (read.limit != 0) chosen.limit = read.limit;
    chosen.expected = read_expected(read);
    chosen.on_progress = progress_to(read.on_progress, read.user);
    const InCallback busy(*ledger);
    const porto::VerifyReport report =
        placed({{"expected", "options.expected"}}, [&] { return open.verify(chosen); });
    if (found.wanted()) found.put(porto::rows_of(report));
    found.give();
    return report.ok() ? PORTO_OK : PORTO_DIFFERS;
  });
}
