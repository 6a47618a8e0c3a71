// Section "Invoices" of porto.h.
#include <memory>
#include <utility>

#include "export/lists.hpp"
#include "handles.hpp"

using namespace porto::c;

int32_t porto_invoice(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                      size_t company_len, porto_rows** lines, porto_rows** unbilled,
                      porto_error** err) {
  return guard(err, [&] {
    given(lines, "lines") = nullptr;
    given(unbilled, "unbilled") = nullptr;
    porto::Invoice invoice = ledger_of(ledger).invoice(
        month(month_yyyymm, "month_yyyymm"), optional_id(company, company_len, "company"));
    std::unique_ptr<porto_rows> rows(new porto_rows{porto::rows_of(std::move(invoice.lines))});
    *unbilled = new porto_rows{porto::rows_of(std::move(invoice.unbilled))};
    *lines = rows.release();
    return PORTO_OK;
  });
}

int32_t porto_invoice_lines(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                            size_t company_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(ledger_of(ledger).invoice_lines(
        month(month_yyyymm, "month_yyyymm"), optional_id(company, company_len, "company")));
  });
}

int32_t porto_invoice_unbilled(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                               size_t company_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(ledger_of(ledger).unbilled(month(month_yyyymm, "month_yyyymm"),
                                                     optional_id(company, company_len, "company")));
  });
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
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).closed_months()); });
}
