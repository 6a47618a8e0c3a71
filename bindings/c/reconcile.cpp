// Comparing with monthly counts: part of section "Usage" of porto.h.
#include "handles.hpp"
#include "import_options.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_usage_reconcile(porto_ledger* ledger, const char* path, size_t path_len,
                              const char* meter, size_t meter_len,
                              const porto_import_options* options, porto_rows** out,
                              porto_error** err) {
  return guard(err, [&] {
    given(out, "out") = nullptr;
    const std::vector<porto::Reconciled> rows = ledger_of(ledger).reconcile(
        porto::c::path(path, path_len, "path"),
        optional_text(meter, meter_len, "meter").value_or(porto::messages_meter),
        read_import_options(read_import_struct(options)));
    const bool same = std::ranges::all_of(rows, [](const porto::Reconciled& row) {
      return std::string_view(row.result()) == "same";
    });
    *out = new porto_rows{porto::rows_of(rows)};
    return same ? PORTO_OK : PORTO_DIFFERS;
  });
}
