// Comparing with somebody else's counts: part of section "Usage" of porto.h.
#include <string>
#include <utility>

#include "handles.hpp"
#include "import_options.hpp"
#include "inputs.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

porto::ReconcileOptions read_reconcile_options(const porto_reconcile_options* options_given) {
  const auto given = read_options(options_given, PORTO_RECONCILE_OPTIONS_INIT);
  porto::ReconcileOptions options;
  options.file.delimiter = read_delimiter(given.delimiter);
  read_text(given.encoding, given.encoding_len, "options.encoding", options.file.encoding);
  if (const auto map = optional_bytes(given.map, given.map_len, "options.map"))
    options.file.map = *map;
  read_text(given.company, given.company_len, "options.company", options.file.company);
  read_text(given.zone, given.zone_len, "options.zone", options.file.zone);
  read_text(given.meter, given.meter_len, "options.meter", options.meter);
  read_text(given.metric, given.metric_len, "options.metric", options.metric);
  if (const auto by = optional_text(given.by, given.by_len, "options.by"))
    options.by = read_at("options.by", [&] { return porto::parse_reconcile_by(*by); });
  options.only_differs = given.only_differs != 0;
  return options;
}

}  // namespace

int32_t porto_usage_reconcile(porto_ledger* ledger, const porto_input* input,
                              const porto_reconcile_options* options, porto_rows** out,
                              porto_rows** report, porto_error** err) {
  return guard(err, [&] {
    RowsOut rows(out);
    RowsOut sums(report);
    given(out, "out");
    const porto::Ledger& open = ledger_of(ledger);
    const porto::ImportInput counts = read_single_input(input);
    const porto::ReconcileOptions chosen = read_reconcile_options(options);
    const InCallback busy(*ledger);
    porto::Reconciliation compared =
        placed(places_of_reading, [&] { return open.reconcile(counts, chosen); });
    const bool same = compared.report.is_same();
    rows.put(porto::rows_of(std::move(compared.rows), compared.report.decimals));
    if (sums.wanted()) sums.put(porto::rows_of(compared.report));
    rows.give();
    sums.give();
    return same ? PORTO_OK : PORTO_DIFFERS;
  });
}
