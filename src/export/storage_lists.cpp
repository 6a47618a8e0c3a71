// The lists of where a ledger is stored: what is known of it, and its lanes.
#include "export/fields.hpp"
#include "porto/storage.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

Cell unless_empty(const std::string& text) { return text.empty() ? Cell{} : Cell(text); }
Cell month_cell(const std::optional<Month>& of) { return of ? Cell(of->to_string()) : Cell{}; }

constexpr Field<StorageFact> storage_fields[] = {
    {"subject", text, [](const StorageFact& f) { return Cell(f.subject); }},
    {"item", text, [](const StorageFact& f) { return unless_empty(f.item); }},
    {"name", text, [](const StorageFact& f) { return Cell(f.name); }},
    {"value", text, [](const StorageFact& f) { return Cell(f.value); }},
    {"unit", text, [](const StorageFact& f) { return unless_empty(f.unit); }},
    {"note", text, [](const StorageFact& f) { return unless_empty(f.note); }},
};

using Lane = const StorageLane&;
constexpr Field<StorageLane> lane_fields[] = {
    {"lane", integer, [](Lane l) { return Cell(std::to_string(l.lane)); }},
    {"batches", integer, [](Lane l) { return Cell(std::to_string(l.batches)); }},
    {"events", integer, [](Lane l) { return Cell(std::to_string(l.events)); }},
    {"epoch", integer, [](Lane l) { return Cell(std::to_string(l.epoch)); }},
    {"fenced", ColumnType::month, [](Lane l) { return month_cell(l.fenced); }},
    {"pruned", ColumnType::month, [](Lane l) { return month_cell(l.pruned); }},
    {"note", text, [](Lane l) { return unless_empty(l.note); }},
};

}  // namespace

Rows rows_of(std::vector<StorageFact> facts) { return make_rows(std::move(facts), storage_fields); }

Rows rows_of(std::vector<StorageLane> lanes) { return make_rows(std::move(lanes), lane_fields); }

}  // namespace porto
