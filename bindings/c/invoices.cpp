// Section "Invoices" of porto.h.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

std::unique_ptr<porto_rows> task_rows(porto_ledger* ledger, std::vector<porto::Task> tasks) {
  const porto::Ledger& open = ledger_of(ledger);
  return std::unique_ptr<porto_rows>(
      new porto_rows{porto::rows_of(std::move(tasks), open.meters()).in_zone(open.zone())});
}

porto::CloseOptions read_close_options(const porto_close_options* options) {
  porto::CloseOptions read;
  if (!options) return read;
  const auto given = read_struct<porto_close_options>(options, "options");
  if (given.except_count != 0 && !given.except)
    refuse("options.except", "it is NULL, but options.except_count is not 0");
  for (std::size_t i = 0; i < given.except_count; ++i)
    read.except.emplace_back(
        text(given.except[i], PORTO_NTS, "options.except[" + std::to_string(i) + "]"));
  read.actor = optional_id(given.actor, given.actor_len, "options.actor").value_or("");
  read.reason = optional_id(given.reason, given.reason_len, "options.reason").value_or("");
  read.dry_run = given.dry_run != 0;
  return read;
}

}  // namespace

int32_t porto_invoice_show(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                           size_t company_len, porto_rows** lines, porto_rows** unbilled,
                           porto_rows** tasks, int32_t* closed, porto_error** err) {
  return guard(err, [&] {
    for (porto_rows** out : {lines, unbilled, tasks})
      if (out) *out = nullptr;
    std::vector<porto::Task> found;
    porto::Invoice invoice = ledger_of(ledger).invoice(month(month_yyyymm, "month_yyyymm"),
                                                       optional_id(company, company_len, "company"),
                                                       tasks ? &found : nullptr);
    std::unique_ptr<porto_rows> rows;
    if (lines) rows.reset(new porto_rows{porto::rows_of(std::move(invoice.lines))});
    std::unique_ptr<porto_rows> waiting;
    if (tasks) waiting = task_rows(ledger, std::move(found));
    if (unbilled) *unbilled = new porto_rows{porto::rows_of(std::move(invoice.unbilled))};
    if (lines) *lines = rows.release();
    if (tasks) *tasks = waiting.release();
    if (closed) *closed = invoice.closed ? 1 : 0;
    return PORTO_OK;
  });
}

int32_t porto_invoice_totals(const porto_rows* lines, porto_rows** out, porto_error** err) {
  return guard_new(err, out,
                   [&] { return porto::rows_of(porto::totals_of(given(lines, "lines").rows)); });
}

int32_t porto_month_close(porto_ledger* ledger, int32_t month_yyyymm, int64_t now_unix_us,
                          const porto_close_options* options, porto_rows** out, porto_rows** tasks,
                          porto_error** err) {
  return guard(err, [&] {
    if (out) *out = nullptr;
    if (tasks) *tasks = nullptr;
    porto::CloseResult result = ledger_of(ledger).close(month(month_yyyymm, "month_yyyymm"),
                                                        {now_unix_us}, read_close_options(options));
    std::unique_ptr<porto_rows> waiting;
    if (tasks) waiting = task_rows(ledger, std::move(result.tasks));
    if (out) *out = new porto_rows{porto::rows_of(std::move(result.invoice.lines))};
    if (tasks) *tasks = waiting.release();
    return result.closed_now ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_month_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.closed_month_totals()).in_zone(open.zone());
  });
}
