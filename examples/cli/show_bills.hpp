// Shows bills: the lines on standard output; on standard error what they are, their totals and,
// always, what there is to know of them: usage that nobody is billed for, ...
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "session.hpp"

namespace porto_cli {

/// What bills of open months are called, and what to do about usage that nobody is
/// billed for and companies that cannot be rated.
struct BillKind {
  const char* open_state;
  const char* open_meaning;
  const char* unbilled_advice;
  const char* unrated_advice;
  /// Kinds of tasks that are told before the bill.
  std::vector<std::string> told_before;
};
/// For months of a ledger.
extern const BillKind kLedgerBill;
/// For months that are billed without a ledger file.
extern const BillKind kTrialBill;

/// What a month is billed and what it is not, as the ledger tells it.
struct Invoice {
  std::int32_t month;
  Rows lines;
  Rows unbilled;
  Rows tasks;               ///< what there is to know of it
  std::string only_kind{};  ///< of the lines that are shown; empty: all
};
/// `company` empty: all.
Invoice read_invoice(porto_ledger* ledger, std::int32_t month, const std::string& company);

/// Those of one kind; an invoice that has only these has their totals.
Rows lines_of_kind(const Rows& lines, const std::string& kind);

/// What goes to standard output.
enum class BillData { lines, totals };

void show_bills(Session& session, porto_ledger* ledger, std::vector<Invoice> invoices,
                const BillKind& kind, BillData data = BillData::lines);
void show_bill(Session& session, porto_ledger* ledger, Invoice invoice, const BillKind& kind,
               BillData data = BillData::lines);

}  // namespace porto_cli
