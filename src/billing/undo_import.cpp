// See undo_import.hpp.
#include "billing/undo_import.hpp"

#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

std::string import_name(const ImportUndo& undo) { return "import " + std::to_string(undo.import); }

void check_undo_text(std::string_view text, const char* field, const char* meaning) {
  if (const char* why = why_not_id(text))
    throw Error(ErrorCode::invalid_argument,
                std::string("an undo says ") + meaning + ", but the " + field + " " +
                    in_quotes(text) + " cannot be used: " + why,
                field);
}

// The events of pruned months are gone, so that what they counted cannot be taken back.
void check_pruned(Store& store, const ImportRecord& record, const ImportUndo& undo) {
  const std::vector<ClosedMonth> closed_months = store.closed_months();
  std::string months;
  for (const auto& [month, events] : record.stored_by_month)
    if (is_pruned(closed_months, month)) months += (months.empty() ? "" : ", ") + month.to_string();
  if (!months.empty())
    throw Error(ErrorCode::month_closed,
                import_name(undo) + " stored events of " + months +
                    ", which is pruned: they are no longer there to be taken back; void the later"
                    " ones one by one, and settle what is pruned with the companies by hand",
                "import");
}

}  // namespace

ImportUndo undo_import(Store& store, const Zone& zone, const ImportUndo& undo) {
  check_undo_text(undo.actor, "actor", "who did it");
  check_undo_text(undo.reason, "reason", "why");
  const std::optional<ImportRecord> record = store.import(undo.import);
  if (!record)
    throw Error(ErrorCode::not_found, "there is no " + import_name(undo) + "; see the import log",
                "import");
  if (record->undone)
    throw Error(ErrorCode::conflict,
                import_name(undo) + " was undone already, at " +
                    to_rfc3339(record->undone->undone_at) + " by " +
                    in_quotes(record->undone->actor) + ": " + record->undone->reason,
                "import");
  if (record->begun_at && undo.undone_at < *record->begun_at)
    throw Error(ErrorCode::invalid_argument,
                import_name(undo) + " began at " + to_rfc3339(*record->begun_at) +
                    ", so that it cannot be undone at " + to_rfc3339(undo.undone_at) +
                    "; give the time at which it is done",
                "undone_at");
  check_pruned(store, *record, undo);
  settle_later(store, store.undo_import(undo, [&](Instant time) { return zone.month_of(time); }));
  return store.import(undo.import)->undone.value();
}

}  // namespace porto::internal
