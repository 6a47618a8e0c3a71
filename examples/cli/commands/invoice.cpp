// porto invoice: the invoice lines of a month.
#include <utility>

#include "arguments.hpp"
#include "commands.hpp"
#include "show_bills.hpp"

namespace porto_cli {
namespace {

struct InvoiceOptions {
  std::string month;
  std::string company;
  std::string kind;
  bool totals = false;
  bool causes = false;
};

const char* const kInvoicePages =
    R"(Shows the invoice lines of a month, excluding VAT: while the month is open, a preview of what
they would be now; once it is closed, the frozen ones. A table has the columns that people
need, and totals; csv and json have all columns: month, company, line, charge, kind, text,
quantity, unit, unit_price, base_quantity, exact_amount, net_amount, currency, tariff,
tariff_version, usage_month.

Standard error says whether the lines are a preview, has the totals, and tells what there is to know
of them: usage that is missing, that nobody is billed for or that is priced twice, and companies
that cannot be rated, which have no lines.

--totals shows what each company pays, and all of them, instead of the lines: columns company
(absent: all), lines (how many), net_amount, currency. --kind leaves the lines of one kind, of
which the totals are then.

--causes shows why there are adjustments: for each closed month of a company that the invoice
settles its adjustments, then what changed it since the close before. Columns entry (adjustment,
cause), company, usage_month, tariff, charge, net_amount, currency, cause, meter, quantity,
events, source, event_id, import, domain, version, at, actor, reason. A cause is late usage, a
void, a correction (correct), an undone import (undo), a change as `porto change list` has them,
or unknown where its events are pruned.

Example:
  $ porto invoice 2024-02 --company bolag-17 --output table
  Invoice lines 2024-02, preview, excluding VAT

  month    line  text                              quantity  unit price  net amount  currency

  bolag-17, Bolaget AB
  2024-02     1  E-post via Mailgun, fast avgift          1         500      500.00  SEK
  2024-02     2  E-post via Mailgun                   30000       0.012      360.00  SEK
                 Total excluding VAT                                         860.00  SEK

Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but a company cannot be rated.)";

/// All kinds of lines.
const std::vector<std::string> kLineKinds = {"fee",        "usage",    "minimum", "maximum",
                                             "adjustment", "rounding", "item"};

void run_invoice(Session& session, const InvoiceOptions& options) {
  const std::int32_t month = parse_month("MONTH", options.month);
  const Ledger ledger = session.open_to_read();
  if (!options.company.empty()) require_company(ledger.get(), options.company);
  if (options.causes) {
    porto_invoice_options of = PORTO_INVOICE_OPTIONS_INIT;
    of.company = given(options.company);
    return session.out.rows(fetch(porto_invoice_causes, ledger.get(), month, &of),
                            session.format());
  }
  Invoice invoice = read_invoice(ledger.get(), month, options.company);
  if (!options.kind.empty()) {
    invoice.lines = lines_of_kind(invoice.lines, options.kind);
    invoice.only_kind = options.kind;
  }
  show_bill(session, ledger.get(), std::move(invoice), kLedgerBill,
            options.totals ? BillData::totals : BillData::lines);
}

}  // namespace

void add_invoice(Command app, Session& session) {
  const auto options = std::make_shared<InvoiceOptions>();
  Command invoice = app.add_command("invoice", "Show the invoice lines of a month", kInvoicePages);
  invoice.add_argument("MONTH", options->month, "The month, such as 2024-02");
  invoice.add_text("--company", options->company, "Only this company", "ID");
  const Option kind =
      invoice.add_choice("--kind", options->kind, "Only lines of this kind", "KIND", kLineKinds);
  const Option totals = invoice.add_flag("--totals", options->totals,
                                         "Show what each company pays, and all, instead of lines");
  invoice.add_flag("--causes", options->causes, "Show why there are adjustments, instead of lines")
      .excludes(kind)
      .excludes(totals);
  invoice.runs([&session, options] { run_invoice(session, *options); });
}

}  // namespace porto_cli
