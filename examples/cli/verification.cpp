// See verification.hpp.
#include "verification.hpp"

#include "arguments.hpp"
#include "interrupt.hpp"
#include "progress.hpp"

namespace porto_cli {
namespace {

// As the C ABI wants them.
std::vector<porto_kept_digest> borrowed(const std::vector<KeptDigest>& kept) {
  std::vector<porto_kept_digest> lent;
  for (const KeptDigest& one : kept) {
    porto_kept_digest digest = PORTO_KEPT_DIGEST_INIT;
    digest.month_yyyymm = one.month;
    digest.record = given(one.record);
    digest.record_len = one.record.size();
    digest.number = one.number;
    digest.digest = one.digest.data();
    digest.digest_len = one.digest.size();
    lent.push_back(digest);
  }
  return lent;
}

}  // namespace

void verify(Session& session, porto_ledger* ledger, const std::string& file,
            const Verification& verification) {
  const std::vector<porto_kept_digest> expected = borrowed(verification.expected);
  porto_rows* report = nullptr;
  std::int32_t outcome = 0;
  {
    const Interruptible interruptible;
    Progress progress(session.shows_progress(), Progress::Unit::events);
    porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
    options.limit = verification.limit;
    options.expected = expected.data();
    options.expected_count = expected.size();
    options.on_progress = on_events;
    options.user = &progress;
    outcome = call(porto_ledger_verify, ledger, &options, &report);
  }
  show_findings(session, Rows(report), outcome, file);
}

void show_findings(Session& session, const Rows& findings, std::int32_t outcome,
                   const std::string& file) {
  session.out.rows(findings, session.format());
  if (outcome == PORTO_OK) return session.notice(file, "verified, nothing differs");
  session.warning(file,
                  "SOMETHING DIFFERS: the first row of the list may be the cause of the others; "
                  "compare with a backup");
  session.status = Failure::failed;
}

std::int32_t on_events(void* progress, std::uint64_t done, std::uint64_t total) {
  static_cast<Progress*>(progress)->show(done, total);
  return Interruptible::interrupted() ? 1 : 0;
}

}  // namespace porto_cli
