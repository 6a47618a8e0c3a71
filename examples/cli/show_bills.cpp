// What goes where when bills are shown: see show_bills.hpp.
#include "show_bills.hpp"

#include <unistd.h>

#include <utility>

#include "arguments.hpp"
#include "bill_table.hpp"
#include "counted.hpp"
#include "month_bill.hpp"
#include "task_notes.hpp"
#include "terminal.hpp"

namespace porto_cli {

const BillKind kLedgerBill = {"preview",
                              "preview: the month is open, its lines may still change",
                              "the UNBILLED usage above is on no invoice line; to bill it, put the "
                              "company on a tariff that prices the "
                              "meter in this month: `porto subscription add --help`",
                              "what cannot be rated is in no line; void or correct what is wrong, "
                              "or close the month without the company: `porto close --help`",
                              {}};
const BillKind kTrialBill = {"trial",
                             "trial: nothing was stored",
                             "the UNBILLED usage above is on no invoice line; the tariff prices "
                             "other meters or a later month",
                             "what cannot be rated is in no line; correct the rows in their file",
                             {"unassigned"}};

namespace {

/// The most companies whose totals go to standard error; all of them are in the data.
constexpr std::size_t kTotalsShown = 10;

std::string money(const Total& total) {
  return total.amount + " " + total.currency + " excluding VAT";
}

void tell_state(Session& session, const MonthBill& bill, const BillKind& kind) {
  if (!bill.first_closed.empty())
    return session.notice(month_text(bill.month),
                          "is before the first closed month, " + bill.first_closed +
                              ", and has no invoice: the next close settles what is due of it");
  session.notice(month_text(bill.month), bill.closed_at.empty() ? kind.open_meaning
                                                                : "closed at " + bill.closed_at +
                                                                      ": these lines are final");
}

/// Whether the bill has all that is due: no company that cannot be rated or was left out.
bool is_whole_bill(const Rows& tasks) {
  bool whole = true;
  while (next(tasks))
    if (text(tasks, "what") == "unrated" || text(tasks, "what") == "excepted") whole = false;
  porto_rows_rewind(tasks.get());
  return whole;
}

// `shown`: standard output has the totals of companies.
void tell_totals(Session& session, const MonthBill& bill, bool is_whole, bool shown) {
  const std::string month = month_text(bill.month);
  if (bill.companies.empty() && !bill.first_closed.empty()) return;
  if (bill.companies.empty() && !bill.only_kind.empty())
    return session.notice(month, "no lines of kind " + bill.only_kind);
  if (bill.companies.empty())
    return session.notice(month, is_whole ? "no lines: nothing to bill in this month"
                                          : "no lines; what is left out is named below");
  if (!shown) {
    for (std::size_t i = 0; i < bill.companies.size() && i < kTotalsShown; ++i)
      session.notice(month + ": " + bill.companies[i].company, money(bill.companies[i].total));
    if (bill.companies.size() > kTotalsShown)
      session.notice(
          month, "and " + std::to_string(bill.companies.size() - kTotalsShown) + " more companies");
  }
  const std::string of =
      bill.only_kind.empty() ? "" : "the lines of kind " + bill.only_kind + " of ";
  session.notice(month, "total of " + of + counted(bill.companies.size(), "company", "companies") +
                            ": " + money(bill.total));
}

void warn_of_unbilled(Session& session, const MonthBill& bill, const BillKind& kind) {
  if (bill.unbilled.empty()) return;
  const std::string month = month_text(bill.month);
  for (std::size_t i = 0; i < bill.unbilled.size() && i < kTasksNamed; ++i) {
    const UnbilledUsage& usage = bill.unbilled[i];
    session.warning(month + ": UNBILLED: " + usage.company,
                    usage.meter + " " + usage.quantity + ", in " + usage.events +
                        (usage.events == "1" ? " event" : " events"));
  }
  if (bill.unbilled.size() > kTasksNamed)
    session.warning(month + ": UNBILLED",
                    "and " + std::to_string(bill.unbilled.size() - kTasksNamed) + " more");
  session.warning(month,
                  bill.closed_at.empty()
                      ? kind.unbilled_advice
                      : "the UNBILLED usage above is on no invoice line, and the month is closed");
}

std::string table_of(const Session& session, const MonthBill& bill, const BillKind& kind) {
  return bill_table(bill,
                    !bill.first_closed.empty() ? "settled by the next close"
                    : bill.closed_at.empty()   ? kind.open_state
                                               : "closed",
                    {session.out.room(), may_style(STDOUT_FILENO)});
}

}  // namespace

Invoice read_invoice(porto_ledger* ledger, std::int32_t month, const std::string& company) {
  porto_rows* lines = nullptr;
  porto_rows* unbilled = nullptr;
  porto_rows* tasks = nullptr;
  porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
  options.company = given(company);
  call(porto_invoice_show, ledger, month, &options, &lines, &unbilled, &tasks, nullptr);
  return {month, Rows(lines), Rows(unbilled), Rows(tasks)};
}

Rows lines_of_kind(const Rows& lines, const std::string& kind) {
  constexpr std::string_view column = "kind";
  return fetch(porto_rows_where, lines.get(), column.data(), column.size(), kind.data(),
               kind.size());
}

void show_bills(Session& session, porto_ledger* ledger, std::vector<Invoice> invoices,
                const BillKind& kind, BillData data) {
  const bool as_totals = data == BillData::totals;
  const bool as_table = session.format() == PORTO_FORMAT_TABLE && !as_totals;
  std::vector<MonthBill> bills;
  std::vector<Rows> lines;
  std::vector<Rows> totals;
  for (Invoice& invoice : invoices) {
    bills.push_back(read_month_bill(ledger, invoice.month, invoice.unbilled));
    bills.back().only_kind = invoice.only_kind;
    lines.push_back(std::move(invoice.lines));
    if (as_totals) totals.push_back(fetch(porto_invoice_totals, lines.back().get()));
    if (!as_table && session.quiet) continue;  // nobody is told of companies and totals
    add_companies(bills.back(), ledger, lines.back());
    porto_rows_rewind(lines.back().get());
  }
  if (as_totals)
    session.out.joined_with_totals(totals, session.format());
  else if (!as_table)
    session.out.joined(lines, session.format());
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if (as_table) session.out.text((i == 0 ? "" : "\n") + table_of(session, bills[i], kind));
    tell_state(session, bills[i], kind);
    tell_totals(session, bills[i], is_whole_bill(invoices[i].tasks), as_table || as_totals);
    warn_of_unbilled(session, bills[i], kind);
    tell_tasks(session, month_text(bills[i].month), invoices[i].tasks, kind.unrated_advice,
               kind.told_before);
  }
}

void show_bill(Session& session, porto_ledger* ledger, Invoice invoice, const BillKind& kind,
               BillData data) {
  std::vector<Invoice> invoices;
  invoices.push_back(std::move(invoice));
  show_bills(session, ledger, std::move(invoices), kind, data);
}

}  // namespace porto_cli
