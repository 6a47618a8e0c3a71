// See verification.hpp.
#include "verification.hpp"

#include "interrupt.hpp"
#include "progress.hpp"

namespace porto_cli {
namespace {

std::int32_t on_verify_progress(void* user, std::uint64_t done, std::uint64_t total) {
  static_cast<Progress*>(user)->show(done, total);
  return Interruptible::interrupted() ? 1 : 0;
}

}  // namespace

void verify(Session& session, porto_ledger* ledger, const std::string& file, std::uint32_t limit) {
  porto_rows* report = nullptr;
  std::int32_t outcome = 0;
  {
    const Interruptible interruptible;
    Progress progress(session.shows_progress(), Progress::Unit::events);
    outcome = call(porto_ledger_verify, ledger, limit, on_verify_progress,
                   static_cast<void*>(&progress), &report);
  }
  session.out.rows(Rows(report), session.format());
  if (outcome == PORTO_OK) return session.notice(file, "verified, nothing differs");
  session.warning(file,
                  "SOMETHING DIFFERS: the first row of the list may be the cause of the others; "
                  "compare with a backup");
  session.status = Failure::failed;
}

}  // namespace porto_cli
