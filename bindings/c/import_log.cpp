// Section "Import log" of porto.h.
#include "porto/import_log.hpp"

#include "change_options.hpp"
#include "handles.hpp"
#include "list_part.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_import_list(porto_ledger* ledger, const porto_list_options* options, porto_rows** out,
                          porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const ListPart part(options);
    return porto::rows_of(part.of(open.imports())).in_zone(open.zone());
  });
}

int32_t porto_import_show(porto_ledger* ledger, int64_t import, porto_rows** out,
                          porto_error** err) {
  return guard_new(err, out, [&] {
    const std::optional<porto::ImportRecord> record = ledger_of(ledger).import_record(import);
    if (!record)
      throw porto::Error(porto::ErrorCode::not_found,
                         "there is no import " + std::to_string(import) + "; see the import log",
                         "import");
    return porto::rows_of(*record);
  });
}

int32_t porto_import_undo(porto_ledger* ledger, int64_t import, const porto_change_options* options,
                          porto_rows** out, porto_rows** effect, porto_error** err) {
  return guard(err, [&] {
    RowsOut undone(out);
    EffectOut touched(effect);
    porto::Ledger& open = ledger_of(ledger);
    given(options, "options");
    const porto::ChangeOptions read = read_change_options(options);
    porto::ImportUndo undo;
    undo.import = import;
    undo.actor = read.actor;
    undo.reason = read.reason;
    undo.undone_at = needed_time(read.at.value_or(porto::Instant{}).unix_us, "options.at_unix_us");
    undone.make();
    const porto::ImportUndo done =
        placed({{"actor", "options.actor"},
                {"reason", "options.reason"},
                {"undone_at", "options.at_unix_us"}},
               [&] { return open.undo_import(undo, read, touched.wanted()); });
    if (undone.wanted()) undone.put(porto::rows_of(done));
    touched.put();
    undone.give();
    touched.give();
    return PORTO_OK;
  });
}
