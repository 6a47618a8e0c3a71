// Section "Tables of companies" of porto.h.
#include <memory>
#include <string>
#include <utility>

#include "change_options.hpp"
#include "handles.hpp"
#include "import_options.hpp"
#include "inputs.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

porto::CompanyImportOptions read_company_table(const porto_company_table* table) {
  const auto given = read_options(table, PORTO_COMPANY_TABLE_INIT, "table");
  porto::CompanyImportOptions options;
  options.file.delimiter = read_delimiter(given.delimiter, "table.delimiter");
  read_text(given.encoding, given.encoding_len, "table.encoding", options.file.encoding);
  read_text(given.map, given.map_len, "table.map", options.file.map);
  options.all = given.all != 0;
  return options;
}

}  // namespace

int32_t porto_company_import(porto_ledger* ledger, const porto_input* input,
                             const porto_company_table* table, const porto_change_options* options,
                             porto_rows** out, porto_rows** report, porto_rows** effect,
                             porto_error** err) {
  return guard(err, [&] {
    RowsOut rows(out);
    RowsOut counts(report);
    EffectOut effect_out(effect);
    porto::Ledger& open = ledger_of(ledger);
    const porto::ImportInput file = read_single_input(input);
    const porto::CompanyImportOptions chosen = read_company_table(table);
    const porto::ChangeOptions change = read_change_options(options);
    rows.make();
    counts.make();
    const InCallback busy(*ledger);
    porto::CompanyImportReport done =
        open.import_companies(file, chosen, change, effect_out.wanted());
    const bool changed = !done.is_same();
    if (counts.wanted()) counts.put(porto::rows_of(done));
    if (rows.wanted()) rows.put(porto::rows_of(std::move(done.differences)));
    const std::int32_t status = effect_out.give(changed);
    rows.give();
    counts.give();
    return status;
  });
}

int32_t porto_company_export(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).company_rows()); });
}
