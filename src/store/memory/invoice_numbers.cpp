// The numbers of invoices.
#include <algorithm>

#include "base/text.hpp"
#include "store/errors.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

void MemoryStore::add_invoice_number(const GivenNumber& given) {
  const InvoiceNumber& number = given.number;
  MemoryState& state = writable();
  require_company(number.company);
  if (!state.periods.contains(number.month)) throw store_error::not_closed(number.month);
  std::int64_t last = 0;
  bool is_free = !state.invoice_numbers.contains({number.month, number.company});
  for (const auto& [of, one] : state.invoice_numbers) {
    const InvoiceNumber& known = one.number;
    if (lower_case(known.number) == lower_case(number.number)) is_free = false;
    if (known.series == number.series) last = std::max(last, known.no);
  }
  if (!is_free || (last > 0 && number.no != last + 1)) throw store_error::number_not_free(number);
  state.invoice_numbers.emplace(CompanyMonth{number.month, number.company}, given);
}

std::vector<GivenNumber> MemoryStore::invoice_numbers() { return values(state_.invoice_numbers); }

}  // namespace porto::internal
