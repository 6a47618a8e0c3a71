// See month_invoices.hpp.
#include "books/month_invoices.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// A books file has one [[vat]] of a category and rate, as EN 16931 has one breakdown.
void add_to_group(MonthInvoice& invoice, const TaxedLine& line) {
  auto group = std::ranges::find(invoice.groups, line.vat, &TaxGroup::vat);
  if (group == invoice.groups.end()) {
    invoice.groups.push_back({line.vat});
    group = invoice.groups.end() - 1;
  }
  group->taxable += line.line->net_amount.amount();
}

// Half up away from zero, so that a credit note takes back what its invoice had.
void add_tax(MonthInvoice& invoice, int decimals) {
  std::ranges::sort(invoice.groups, [](const TaxGroup& a, const TaxGroup& b) {
    return std::tie(a.vat->category, a.vat->rate) < std::tie(b.vat->category, b.vat->rate);
  });
  for (TaxGroup& group : invoice.groups) {
    group.tax = (group.taxable * group.vat->rate).divide(100, decimals, RoundingMode::half_up);
    invoice.net += group.taxable;
    invoice.vat += group.tax;
  }
}

// What the lines of earlier months adjust, and never another month's in its place; of a credit note
// without such lines the invoice before.
void add_preceding(MonthInvoice& invoice, const MonthNumbers& numbers) {
  const std::string& company = invoice.company->id;
  std::set<Month> months;
  for (const TaxedLine& line : invoice.lines)
    if (line.line->usage_month < line.line->month) months.insert(line.line->usage_month);
  for (const Month month : months) {
    if (const InvoiceNumber* number = numbers.earlier(company, month))
      invoice.preceding.push_back(number);
    else
      invoice.unnumbered.push_back(month);
  }
  if (months.empty() && invoice.is_credit_note())
    if (const InvoiceNumber* number = numbers.last_before(company))
      invoice.preceding.push_back(number);
}

MonthInvoice invoice_of(const CompanyLines& of, const Postings& postings,
                        const BooksSettings& settings, const MonthNumbers& numbers,
                        Lacking& lacking) {
  const std::string& id = of.company.id;
  MonthInvoice invoice{.number = numbers.of(id),
                       .is_new = numbers.is_new(id),
                       .company = &of.company,
                       .currency = of.lines.front().net_amount.currency(),
                       .buyer = settings.buyer(id)};
  for (const InvoiceLine& line : of.lines) {
    const Posting posting = postings.of(line);
    const Vat* vat = settings.vat_of(invoice.buyer, posting.article);
    if (!vat) {
      lacking.add(
          "there is no [[vat]]; write how lines are taxed, such as id = \"standard\", "
          "category = \"S\", rate = 25");
      continue;
    }
    invoice.lines.push_back({&line, posting, vat});
    add_to_group(invoice, invoice.lines.back());
  }
  add_tax(invoice, invoice.currency.decimals());
  add_preceding(invoice, numbers);
  // Nothing of it is to be paid.
  if (invoice.is_new && invoice.is_credit_note()) invoice.number.due = invoice.number.issued;
  return invoice;
}

}  // namespace

std::vector<MonthInvoice> invoices_of(const std::vector<CompanyLines>& companies,
                                      const Postings& postings, const BooksSettings& settings,
                                      const MonthNumbers& numbers, Lacking& lacking) {
  std::vector<MonthInvoice> invoices;
  for (const CompanyLines& of : companies)
    invoices.push_back(invoice_of(of, postings, settings, numbers, lacking));
  return invoices;
}

NumberedInvoice listed(const MonthInvoice& invoice, std::string file) {
  const Currency currency = invoice.currency;
  return {invoice.number,
          invoice.is_credit_note(),
          invoice.is_new,
          Money::of(invoice.net, currency),
          Money::of(invoice.vat, currency),
          Money::of(invoice.total(), currency),
          std::move(file)};
}

}  // namespace porto::internal
