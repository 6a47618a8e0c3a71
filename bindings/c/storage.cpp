// Section "Ledger" of porto.h: where a ledger is stored.
#include "porto/storage.hpp"

#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_ledger_storage(porto_ledger* ledger, porto_rows** out, porto_rows** lanes,
                             porto_error** err) {
  return guard(err, [&] {
    RowsOut facts(out);
    RowsOut each_lane(lanes);
    const porto::Ledger& open = ledger_of(ledger);
    facts.make();
    each_lane.make();
    porto::Storage storage = open.storage();
    if (facts.wanted()) facts.put(porto::rows_of(std::move(storage.facts)));
    if (each_lane.wanted()) each_lane.put(porto::rows_of(std::move(storage.lanes)));
    facts.give();
    each_lane.give();
    return PORTO_OK;
  });
}
