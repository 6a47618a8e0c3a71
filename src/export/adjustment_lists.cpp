// The list of what adjustments are on an invoice, and why.
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

// An adjustment, or a cause.
struct AdjustmentEntry {
  std::string company;
  Month usage_month;
  std::optional<InvoiceLine> line{};
  AdjustmentCause cause{};
};
using Entry = const AdjustmentEntry&;

Cell word_of(const std::string& value) { return value.empty() ? Cell() : Cell(value); }
Cell count_of(std::int64_t count) { return count == 0 ? Cell() : Cell(std::to_string(count)); }

constexpr Field<AdjustmentEntry> adjustment_fields[] = {
    {"entry", text, [](Entry e) { return Cell(e.line ? "adjustment" : "cause"); }},
    {"company", text, [](Entry e) { return Cell(e.company); }},
    {"usage_month", ColumnType::month, [](Entry e) { return Cell(e.usage_month.to_string()); }},
    {"tariff", text, [](Entry e) { return word_of(e.line ? e.line->tariff : e.cause.tariff); }},
    {"charge", text, [](Entry e) { return e.line ? word_of(e.line->charge) : Cell(); }},
    {"net_amount", money,
     [](Entry e) { return e.line ? Cell(e.line->net_amount.to_string()) : Cell(); }},
    {"currency", text,
     [](Entry e) {
       return e.line ? Cell(std::string(e.line->net_amount.currency().code())) : Cell();
     }},
    {"cause", text, [](Entry e) { return word_of(e.cause.what); }},
    {"meter", text, [](Entry e) { return word_of(e.cause.meter); }},
    {"quantity", decimal,
     [](Entry e) { return e.cause.quantity ? Cell(e.cause.quantity->to_string()) : Cell(); }},
    {"events", integer, [](Entry e) { return count_of(e.cause.events); }},
    {"source", text, [](Entry e) { return word_of(e.cause.source); }},
    {"event_id", text, [](Entry e) { return word_of(e.cause.event_id); }},
    {"import", integer, [](Entry e) { return count_of(e.cause.import); }},
    {"domain", text, [](Entry e) { return word_of(e.cause.domain); }},
    {"version", integer, [](Entry e) { return count_of(e.cause.version); }},
    {"at", ColumnType::time,
     [](Entry e) { return e.cause.at ? Cell(to_rfc3339(*e.cause.at)) : Cell(); }},
    {"actor", text, [](Entry e) { return word_of(e.cause.actor); }},
    {"reason", text, [](Entry e) { return word_of(e.cause.reason); }},
};

}  // namespace

Rows rows_of(std::vector<AdjustedMonth> months) {
  std::vector<AdjustmentEntry> entries;
  for (AdjustedMonth& one : months) {
    for (InvoiceLine& line : one.lines)
      entries.push_back({one.company, one.usage_month, std::move(line), {}});
    for (AdjustmentCause& cause : one.causes)
      entries.push_back({one.company, one.usage_month, {}, std::move(cause)});
  }
  return make_rows(std::move(entries), adjustment_fields);
}

}  // namespace porto
