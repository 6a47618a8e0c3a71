// Section "Import log" of porto.h.
#include "porto/import_log.hpp"

#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_import_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.imports()).in_zone(open.zone());
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

int32_t porto_import_undo(porto_ledger* ledger, int64_t import, const char* actor, size_t actor_len,
                          const char* reason, size_t reason_len, int64_t now_unix_us,
                          porto_rows** out, porto_error** err) {
  return guard(err, [&] {
    if (out) *out = nullptr;
    porto::Ledger& open = ledger_of(ledger);
    porto::ImportUndo undo;
    undo.import = import;
    undo.actor = text(actor, actor_len, "actor");
    undo.reason = text(reason, reason_len, "reason");
    undo.undone_at = {now_unix_us};
    const porto::ImportUndo done = open.undo_import(undo);
    if (out) *out = new porto_rows{porto::rows_of(done)};
    return PORTO_OK;
  });
}
