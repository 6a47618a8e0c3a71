// Section "Invoices" of porto.h.
#include <string>
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/rows.hpp"
#include "progress.hpp"

using namespace porto::c;

namespace {

static_assert(static_cast<int>(porto::MonthState::open) == PORTO_MONTH_OPEN);
static_assert(static_cast<int>(porto::MonthState::closed) == PORTO_MONTH_CLOSED);
static_assert(static_cast<int>(porto::MonthState::pruned) == PORTO_MONTH_PRUNED);

porto::CloseOptions read_close_options(const porto_close_options* options) {
  porto::CloseOptions read;
  const auto given = read_options(options, PORTO_CLOSE_OPTIONS_INIT);
  check_reserved(given.reserved, "options");
  if (given.except_count != 0 && !given.except)
    refuse("options.except", "it is NULL, but options.except_count is not 0");
  for (std::size_t i = 0; i < given.except_count; ++i)
    read.except.emplace_back(
        text(given.except[i], PORTO_NTS, "options.except[" + std::to_string(i) + "]"));
  read.actor = optional_id(given.actor, given.actor_len, "options.actor").value_or("");
  read.reason = optional_id(given.reason, given.reason_len, "options.reason").value_or("");
  read.dry_run = given.dry_run != 0;
  read.on_progress = progress_to(given.on_progress, given.user);
  return read;
}

}  // namespace

int32_t porto_invoice_show(porto_ledger* ledger, int32_t month_yyyymm,
                           const porto_invoice_options* options, porto_rows** lines,
                           porto_rows** unbilled, porto_rows** tasks, int32_t* state,
                           porto_error** err) {
  return guard(err, [&] {
    RowsOut due(lines);
    RowsOut left(unbilled);
    RowsOut waiting(tasks);
    const porto::Ledger& open = ledger_of(ledger);
    const porto::Month shown = month(month_yyyymm, "month_yyyymm");
    const auto read = read_options(options, PORTO_INVOICE_OPTIONS_INIT);
    std::vector<porto::Task> found;
    porto::Invoice invoice =
        open.invoice(shown, optional_id(read.company, read.company_len, "options.company"),
                     tasks ? &found : nullptr);
    if (due.wanted()) due.put(porto::rows_of(std::move(invoice.lines)));
    if (left.wanted()) left.put(porto::rows_of(std::move(invoice.unbilled)));
    if (waiting.wanted())
      waiting.put(porto::rows_of(std::move(found), open.meters()).in_zone(open.zone()));
    for (RowsOut* out : {&due, &left, &waiting}) out->give();
    if (state) *state = static_cast<int32_t>(invoice.state);
    return PORTO_OK;
  });
}

int32_t porto_invoice_totals(const porto_rows* lines, porto_rows** out, porto_error** err) {
  return guard_new(err, out,
                   [&] { return porto::rows_of(porto::totals_of(given(lines, "lines").rows)); });
}

int32_t porto_invoice_causes(porto_ledger* ledger, int32_t month_yyyymm,
                             const porto_invoice_options* options, porto_rows** out,
                             porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const porto::Month of = month(month_yyyymm, "month_yyyymm");
    const auto read = read_options(options, PORTO_INVOICE_OPTIONS_INIT);
    const auto company = optional_id(read.company, read.company_len, "options.company");
    return porto::rows_of(open.adjusted_months(of, company)).in_zone(open.zone());
  });
}

int32_t porto_month_close(porto_ledger* ledger, int32_t month_yyyymm, int64_t now_unix_us,
                          const porto_close_options* options, porto_rows** out, porto_rows** tasks,
                          porto_error** err) {
  return guard(err, [&] {
    RowsOut frozen(out);
    RowsOut waiting(tasks);
    porto::Ledger& open = ledger_of(ledger);
    const porto::Month closing = month(month_yyyymm, "month_yyyymm");
    const porto::Instant now = needed_time(now_unix_us, "now_unix_us");
    const porto::CloseOptions chosen = read_close_options(options);
    const std::vector<porto::Meter> meters = open.meters();
    frozen.make();
    waiting.make();
    const InCallback busy(*ledger);
    porto::CloseResult result = placed({{"now", "now_unix_us"},
                                        {"except", "options.except"},
                                        {"actor", "options.actor"},
                                        {"reason", "options.reason"}},
                                       [&] { return open.close(closing, now, chosen); });
    if (frozen.wanted()) frozen.put(porto::rows_of(std::move(result.invoice.lines)));
    if (waiting.wanted())
      waiting.put(porto::rows_of(std::move(result.tasks), meters).in_zone(open.zone()));
    frozen.give();
    waiting.give();
    return result.closed_now ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_month_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.closed_month_totals()).in_zone(open.zone());
  });
}
