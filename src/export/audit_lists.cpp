// The lists of proof and upkeep: what verifying found, an event, what a correction did.
#include <algorithm>
#include <utility>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

struct VerifyEntry {
  const char* result;
  Cell check;
  Cell place;
  Cell stored;
  Cell expected;
};
constexpr Field<VerifyEntry> verify_fields[] = {
    {"result", text, [](const VerifyEntry& e) { return Cell(e.result); }},
    {"check", text, [](const VerifyEntry& e) { return e.check; }},
    {"place", text, [](const VerifyEntry& e) { return e.place; }},
    {"stored", text, [](const VerifyEntry& e) { return e.stored; }},
    {"expected", text, [](const VerifyEntry& e) { return e.expected; }},
};

// An event with the number of decimals of its meter.
struct EventInMeter {
  StoredEvent event;
  int decimals;
};
using Event = const EventInMeter&;

Cell filled(const std::string& text) { return text.empty() ? Cell{} : Cell(text); }

// A cell of the event's void, absent if it has none.
template <class Read>
Cell of_void(Event shown, Read read) {
  return shown.event.voided ? Cell(read(*shown.event.voided)) : Cell{};
}

// A cell of what only the event itself says: of a pruned event there is the void alone.
template <class Read>
Cell unless_pruned(Event shown, Read read) {
  return shown.event.meter.empty() ? Cell{} : Cell(read());
}

constexpr Field<EventInMeter> event_fields[] = {
    {"seq", integer, [](Event e) { return Cell(std::to_string(e.event.seq)); }},
    {"source", text, [](Event e) { return Cell(e.event.source); }},
    {"event_id", text, [](Event e) { return Cell(e.event.event_id); }},
    {"company", text, [](Event e) { return filled(e.event.owner); }},
    {"domain", text, [](Event e) { return filled(e.event.domain); }},
    {"meter", text, [](Event e) { return filled(e.event.meter); }},
    {"decimals", integer,
     [](Event e) { return unless_pruned(e, [&] { return std::to_string(e.decimals); }); }},
    {"occurred_at", ColumnType::time,
     [](Event e) { return unless_pruned(e, [&] { return to_rfc3339(e.event.occurred_at); }); }},
    {"quantity", quantity,
     [](Event e) {
       return unless_pruned(
           e, [&] { return Decimal::from_scaled(e.event.quantity, e.decimals).to_string(); });
     },
     [](Event e) { return e.decimals; }},
    {"voided_at", ColumnType::time,
     [](Event e) { return of_void(e, [](const Void& v) { return to_rfc3339(v.voided_at); }); }},
    {"actor", text, [](Event e) { return of_void(e, [](const Void& v) { return v.actor; }); }},
    {"reason", text, [](Event e) { return of_void(e, [](const Void& v) { return v.reason; }); }},
    {"import", integer,
     [](Event e) { return e.event.import == 0 ? Cell{} : Cell(std::to_string(e.event.import)); }},
    {"corrects", text, [](Event e) { return filled(e.event.corrects); }},
    {"corrected_by", text, [](Event e) { return filled(e.event.corrected_by); }},
};

struct Correction {
  Void what;
  std::string replacement;
};
constexpr Field<Correction> correction_fields[] = {
    {"source", text, [](const Correction& c) { return Cell(c.what.source); }},
    {"event_id", text, [](const Correction& c) { return Cell(c.what.event_id); }},
    {"corrected_by", text, [](const Correction& c) { return Cell(c.replacement); }},
};

constexpr Field<PruneResult> pruned_fields[] = {
    {"through", ColumnType::month,
     [](const PruneResult& p) { return Cell(p.through.to_string()); }},
    {"events", integer, [](const PruneResult& p) { return Cell(std::to_string(p.events)); }},
};

constexpr Field<CopyResult> copied_fields[] = {
    {"events", integer, [](const CopyResult& c) { return Cell(std::to_string(c.events)); }},
    {"pruned_events", integer, [](const CopyResult& c) { return Cell(std::to_string(c.pruned)); }},
    {"batches", integer, [](const CopyResult& c) { return Cell(std::to_string(c.batches)); }},
    {"closed_months", integer,
     [](const CopyResult& c) { return Cell(std::to_string(c.closed_months)); }},
};

constexpr Field<MigrateResult> migrated_fields[] = {
    {"from_version", integer, [](const MigrateResult& m) { return Cell(std::to_string(m.from)); }},
    {"to_version", integer, [](const MigrateResult& m) { return Cell(std::to_string(m.to)); }},
};

}  // namespace

Rows rows_of(const VerifyReport& report) {
  std::vector<VerifyEntry> entries;
  for (const Finding& finding : report.findings)
    entries.push_back(
        {"differs", to_string(finding.check), finding.place, finding.stored, finding.expected});
  if (report.left_out > 0)
    entries.push_back({"differs", {}, std::to_string(report.left_out) + " more", {}, {}});
  for (const std::string& note : report.notes) entries.push_back({"note", {}, note, {}, {}});
  for (const VerifyReport::Count& checked : report.checked)
    entries.push_back({"checked", to_string(checked.check), checked.what, {}, {}});
  for (const KeptDigest& kept : report.keep)
    entries.push_back({"keep", {}, kept.name(), kept.digest, {}});
  return make_rows(std::move(entries), verify_fields);
}

Rows rows_of(std::vector<StoredEvent> events, const std::vector<Meter>& meters) {
  std::vector<EventInMeter> shown;
  for (StoredEvent& event : events) {
    const int decimals = decimals_of(meters, event.meter);
    shown.push_back({std::move(event), decimals});
  }
  return make_rows(std::move(shown), event_fields);
}

Rows rows_of(const StoredEvent& event, const std::vector<Meter>& meters) {
  return rows_of(std::vector<StoredEvent>{event}, meters);
}

RowStream stream_of(
    std::function<void(const std::function<void(const StoredEvent&)>& visit)> each_event,
    const std::vector<Meter>& meters, const Zone& zone) {
  return {columns_of(event_fields),
          [each_event = std::move(each_event), meters](const RowStream::Visit& visit) {
            EventInMeter shown{};
            each_event([&](const StoredEvent& event) {
              if (event.meter != shown.event.meter)
                shown.decimals = decimals_of(meters, event.meter);
              shown.event = event;
              visit(cells_of(shown, event_fields));
            });
          },
          std::make_shared<const Zone>(zone)};
}

Rows rows_of(const Void& what, const CorrectResult& corrected) {
  return make_rows(std::vector<Correction>{{what, corrected.event_id}}, correction_fields);
}

Rows rows_of(const PruneResult& pruned) {
  return make_rows(std::vector<PruneResult>{pruned}, pruned_fields);
}

Rows rows_of(const CopyResult& copied) {
  return make_rows(std::vector<CopyResult>{copied}, copied_fields);
}

Rows rows_of(const MigrateResult& migrated) {
  return make_rows(std::vector<MigrateResult>{migrated}, migrated_fields);
}

}  // namespace porto
