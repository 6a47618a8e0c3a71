// See event_rows.hpp.
#include "store/postgres/event_rows.hpp"

#include "porto/error.hpp"

namespace porto::internal::postgres {
namespace {

// The columns of select_events(), in order.
struct Column {
  enum No : int {
    seq,
    event_id,
    source_no,
    source,
    company_no,
    company,
    domain_no,
    domain,
    day,
    meter_no,
    meter,
    occurred_at,
    quantity,
    void_seq,
    actor,
    reason,
    voided_at,
    replaced_by,
    undone,
    undo_actor,
    undo_reason,
    undone_at,
    claimed,
    corrects,
  };
};

constexpr const char* columns_of_event =
    "SELECT e.seq, e.event_id, e.source_no, source.id, e.company_no, company.id, e.domain_no,"
    " domain.id, e.day, e.meter_no, meter.id, e.occurred_at, e.quantity, void.seq, void.actor,"
    " void.reason, void.voided_at, void.replaced_by, e.undone, undo.actor, undo.reason, "
    "undo.undone_at, ";

// Voids are of lane 0. Two of one event there are not: the table has a key.
constexpr const char* joins_of_event =
    " LEFT JOIN source ON source.no = e.source_no"
    " LEFT JOIN company ON company.no = e.company_no"
    " LEFT JOIN domain ON domain.no = e.domain_no"
    " LEFT JOIN meter ON meter.no = e.meter_no"
    " LEFT JOIN void ON void.bucket = 0 AND void.seq = e.seq"
    " LEFT JOIN import_undo AS undo ON e.undone <> 0 AND undo.import = e.undone";
constexpr const char* join_corrected =
    " LEFT JOIN void AS earlier ON earlier.bucket = 0 AND earlier.source_no = e.source_no"
    " AND earlier.replaced_by = e.event_id";

std::string_view name(const Row& row, Column::No no, Column::No id, const char* table) {
  if (row.is_null(id))
    throw Error(ErrorCode::corrupt, "the ledger lacks the " + std::string(table) + " with number " +
                                        std::to_string(row.integer(no)) +
                                        ": restore it from a backup");
  return row.view(id);
}

void read_owner(const Row& row, StoredEvent& event) {
  const bool of_company = row.integer(Column::domain_no) == 0;
  if ((row.integer(Column::company_no) == 0) == of_company ||
      (row.integer(Column::day) == 0) != of_company)
    throw Error(ErrorCode::corrupt,
                "event " + std::to_string(event.seq) +
                    " names both a company and a domain, or a day too many: restore a backup");
  if (of_company) {
    event.company = name(row, Column::company_no, Column::company, "company");
    event.owner = event.company;
    event.domain.clear();
    event.day.reset();
    return;
  }
  event.company.clear();
  event.domain = name(row, Column::domain_no, Column::domain, "domain");
  event.day = row.day(Column::day);
  event.owner = row.view(Column::claimed);  // of NULL, no text
}

}  // namespace

std::string select_events(const std::string& events, bool with_corrects) {
  return std::string(columns_of_event) + claimed_by +
         (with_corrects ? ", earlier.event_id" : ", NULL::text") + " FROM " + events + " AS e" +
         joins_of_event + (with_corrects ? join_corrected : "");
}

bool is_undone(const Row& row) { return row.integer(Column::undone) != 0; }

std::int64_t source_number(const Row& row) { return row.integer(Column::source_no); }

void read_event(const Row& row, StoredEvent& event) {
  event.seq = row.integer(Column::seq);
  event.source = name(row, Column::source_no, Column::source, "source");
  event.event_id = row.view(Column::event_id);
  event.meter = name(row, Column::meter_no, Column::meter, "meter");
  event.occurred_at = row.event_time(Column::occurred_at);
  event.quantity = row.integer(Column::quantity);
  read_owner(row, event);
  event.voided.reset();
  event.corrects = row.view(Column::corrects);
  event.corrected_by = row.view(Column::replaced_by);
  if (!row.is_null(Column::void_seq))
    event.voided = {event.source, event.event_id, row.text(Column::actor), row.text(Column::reason),
                    row.instant(Column::voided_at)};
  else if (!row.is_null(Column::undo_actor))
    event.voided = {event.source, event.event_id, row.text(Column::undo_actor),
                    row.text(Column::undo_reason), row.instant(Column::undone_at)};
}

}  // namespace porto::internal::postgres
