// Shows bills: the lines on standard output; on standard error what they are, their totals and,
// always, usage that nobody is billed for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "session.hpp"

namespace porto_cli {

/// What bills of open months are called, and what to do about usage that nobody is billed for.
struct BillKind {
  const char* open_state;
  const char* open_meaning;
  const char* unbilled_advice;
};
/// Of months in a ledger.
extern const BillKind kLedgerBill;
/// Of a ledger that goes away.
extern const BillKind kTrialBill;

/// The bills of some months. `company` empty: all.
void show_bills(Session& session, porto_ledger* ledger, const std::vector<std::int32_t>& months,
                const std::string& company, const BillKind& kind);

}  // namespace porto_cli
