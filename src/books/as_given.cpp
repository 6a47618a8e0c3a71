// See as_given.hpp.
#include "books/as_given.hpp"

#include <string>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// "S 25% of 860.00: 215.00", a part for each group.
std::string taxes_of(const MonthInvoice& invoice) {
  const int decimals = invoice.currency.decimals();
  std::string text;
  for (const TaxGroup& group : invoice.groups)
    text += (text.empty() ? "" : ", ") + group.vat->category + " " + group.vat->rate.to_string() +
            "% of " + group.taxable.to_string_fixed(decimals) + ": " +
            group.tax.to_string_fixed(decimals);
  return text;
}

GivenNumber as_it_says(const MonthInvoice& invoice) {
  return {invoice.number, invoice.is_credit_note(), Money::of(invoice.net, invoice.currency),
          Money::of(invoice.vat, invoice.currency), taxes_of(invoice)};
}

std::string words_of(const GivenNumber& given) {
  return std::string(given.is_credit_note ? "a credit note" : "an invoice") + " of " +
         given.net_amount.to_string() + " and VAT " + given.vat.to_string() + " (" + given.taxes +
         ")";
}

}  // namespace

void check_as_given(const std::vector<MonthInvoice>& invoices, const MonthNumbers& numbers,
                    Lacking& lacking) {
  for (const MonthInvoice& invoice : invoices) {
    const GivenNumber* given = numbers.given(invoice.company->id);
    if (!given) continue;
    const GivenNumber now = as_it_says(invoice);
    lacking.add_if(now != *given,
                   "company " + in_quotes(invoice.company->id) + " was given " +
                       invoice.number.number + " as " + words_of(*given) + ", and it would be " +
                       words_of(now) +
                       " now; write its VAT as it was then, what was sent is put right by a later "
                       "month");
  }
}

void keep_new_numbers(Store& store, const std::vector<MonthInvoice>& invoices) {
  for (const MonthInvoice& invoice : invoices)
    if (invoice.is_new) store.add_invoice_number(as_it_says(invoice));
}

}  // namespace porto::internal
