// Section "Invoices" of porto.h.
#include <memory>
#include <utility>

#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_invoice(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                      size_t company_len, porto_rows** lines, porto_rows** unbilled,
                      porto_error** err) {
  return guard(err, [&] {
    if (lines) *lines = nullptr;
    if (unbilled) *unbilled = nullptr;
    porto::Invoice invoice = ledger_of(ledger).invoice(
        month(month_yyyymm, "month_yyyymm"), optional_id(company, company_len, "company"));
    std::unique_ptr<porto_rows> rows;
    if (lines) rows.reset(new porto_rows{porto::rows_of(std::move(invoice.lines))});
    if (unbilled) *unbilled = new porto_rows{porto::rows_of(std::move(invoice.unbilled))};
    if (lines) *lines = rows.release();
    return PORTO_OK;
  });
}

int32_t porto_invoice_totals(const porto_rows* lines, porto_rows** out, porto_error** err) {
  return guard_new(err, out,
                   [&] { return porto::rows_of(porto::totals_of(given(lines, "lines").rows)); });
}

int32_t porto_month_close(porto_ledger* ledger, int32_t month_yyyymm, int64_t now_unix_us,
                          porto_rows** out, porto_error** err) {
  return guard(err, [&] {
    if (out) *out = nullptr;
    porto::CloseResult result =
        ledger_of(ledger).close(month(month_yyyymm, "month_yyyymm"), {now_unix_us});
    if (out) *out = new porto_rows{porto::rows_of(std::move(result.invoice.lines))};
    return result.closed_now ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_month_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.closed_month_totals()).in_zone(open.zone());
  });
}
