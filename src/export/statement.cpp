// See statement.hpp.
#include "export/statement.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto::internal {

namespace {

using enum ColumnType;

using Day = const Statement::DayUsage&;
constexpr Field<Statement::DayUsage> day_fields[] = {
    {"day", ColumnType::day, [](Day d) { return Cell(d.day.to_string()); }},
    {"domain", text, [](Day d) { return d.domain.empty() ? Cell{} : Cell(d.domain); }},
    {"meter", text, [](Day d) { return Cell(d.meter); }},
    {"quantity", quantity, [](Day d) { return Cell(d.amount().to_string()); },
     [](Day d) { return d.decimals; }},
    {"events", integer, [](Day d) { return Cell(std::to_string(d.events)); }},
};

struct DerivedStep {
  std::optional<Month> invoice;
  Month usage_month;
  std::string tariff;
  int version;
  ExplainStep step;
};
using Step = const DerivedStep&;
constexpr Field<DerivedStep> derived_step_fields[] = {
    {"invoice", month, [](Step s) { return s.invoice ? Cell(s.invoice->to_string()) : Cell{}; }},
    {"usage_month", month, [](Step s) { return Cell(s.usage_month.to_string()); }},
    {"tariff", text, [](Step s) { return Cell(s.tariff); }},
    {"tariff_version", integer, [](Step s) { return Cell(std::to_string(s.version)); }},
    {"charge", text, [](Step s) { return Cell(s.step.charge); }},
    {"step", text, [](Step s) { return Cell(s.step.step); }},
    {"formula", text, [](Step s) { return Cell(s.step.formula); }},
    {"value", text, [](Step s) { return Cell(s.step.value); }},
    {"line", integer,
     [](Step s) { return s.step.line == 0 ? Cell{} : Cell(std::to_string(s.step.line)); }},
};

using Total = const Statement::InvoicedUsage&;
constexpr Field<Statement::InvoicedUsage> invoiced_fields[] = {
    {"invoice", month, [](Total t) { return Cell(t.invoice.to_string()); }},
    {"usage_month", month, [](Total t) { return Cell(t.total.month.to_string()); }},
    {"meter", text, [](Total t) { return Cell(t.total.meter); }},
    {"quantity", quantity, [](Total t) { return Cell(t.total.amount().to_string()); },
     [](Total t) { return t.total.decimals; }},
    {"events", integer, [](Total t) { return Cell(std::to_string(t.total.events)); }},
};

// A meter of an adjustment, or the reasons alone where no usage differs.
struct AdjustedMeter {
  Month invoice;
  Month usage_month;
  std::optional<Statement::AdjustedUsage::Meter> meter;
  std::string reasons;
};
using Adjusted = const AdjustedMeter&;
Cell adjusted_quantity(Adjusted a, std::int64_t Statement::AdjustedUsage::Meter::*which) {
  if (!a.meter) return {};
  return Decimal::from_scaled((*a.meter).*which, a.meter->decimals).to_string();
}
int adjusted_decimals(Adjusted a) { return a.meter ? a.meter->decimals : 0; }
constexpr Field<AdjustedMeter> adjusted_fields[] = {
    {"invoice", month, [](Adjusted a) { return Cell(a.invoice.to_string()); }},
    {"usage_month", month, [](Adjusted a) { return Cell(a.usage_month.to_string()); }},
    {"meter", text, [](Adjusted a) { return a.meter ? Cell(a.meter->meter) : Cell{}; }},
    {"before", quantity,
     [](Adjusted a) { return adjusted_quantity(a, &Statement::AdjustedUsage::Meter::before); },
     adjusted_decimals},
    {"after", quantity,
     [](Adjusted a) { return adjusted_quantity(a, &Statement::AdjustedUsage::Meter::after); },
     adjusted_decimals},
    {"reasons", text, [](Adjusted a) { return a.reasons.empty() ? Cell{} : Cell(a.reasons); }},
};

std::vector<AdjustedMeter> adjusted_meters(const Statement& statement) {
  std::vector<AdjustedMeter> meters;
  for (const Statement::AdjustedUsage& adjusted : statement.adjusted_usage) {
    std::string reasons;
    for (const std::string& reason : adjusted.reasons)
      reasons.append(reasons.empty() ? "" : "; ").append(reason);
    for (const Statement::AdjustedUsage::Meter& meter : adjusted.meters)
      meters.push_back({adjusted.invoice, adjusted.usage_month, meter, reasons});
    if (adjusted.meters.empty() && !reasons.empty())
      meters.push_back({adjusted.invoice, adjusted.usage_month, {}, reasons});
  }
  return meters;
}

using Document = const TariffDocument&;
constexpr Field<TariffDocument> tariff_document_fields[] = {
    {"tariff", text, [](Document d) { return Cell(d.id); }},
    {"version", integer, [](Document d) { return Cell(std::to_string(d.version)); }},
    {"effective", month, [](Document d) { return Cell(d.effective.to_string()); }},
    {"language_version", integer,
     [](Document d) { return Cell(std::to_string(d.language_version)); }},
    {"sha256", text, [](Document d) { return Cell(d.sha256); }},
};
constexpr Field<TariffDocument> document_fields[] = {
    {"tariff", text, [](Document d) { return Cell(d.id); }},
    {"version", integer, [](Document d) { return Cell(std::to_string(d.version)); }},
    {"document", text, [](Document d) { return Cell(d.text); }},
};

constexpr Field<std::string> note_fields[] = {
    {"note", text, [](const std::string& note) { return Cell(note); }},
};

// A statement and the version of the library that made it.
struct StatementHead {
  Statement statement;
  std::string library_version;
};
using Head = const StatementHead&;

// A cell of the closed month, absent while the month is open.
template <class Read>
Cell of_closed(Head head, Read read) {
  const std::optional<ClosedMonth>& closed = head.statement.closed;
  return closed ? Cell(read(*closed)) : Cell{};
}

constexpr Field<StatementHead> statement_fields[] = {
    {"month", month, [](Head h) { return Cell(h.statement.month.to_string()); }},
    {"company", text, [](Head h) { return Cell(h.statement.company.id); }},
    {"name", text, [](Head h) { return Cell(h.statement.company.name); }},
    {"total", money,
     [](Head h) {
       const int decimals = Currency(h.statement.ledger.currency).decimals();
       return Cell(h.statement.total.to_string_fixed(decimals));
     }},
    {"closed_at", text,
     [](Head h) {
       return of_closed(h, [](const ClosedMonth& p) { return to_rfc3339(p.closed_at); });
     }},
    {"hash", text,
     [](Head h) { return of_closed(h, [](const ClosedMonth& p) { return p.hash; }); }},
    {"previous_hash", text, [](Head h) { return Cell(h.statement.previous_hash); }},
    {"last_seq", integer,
     [](Head h) {
       return of_closed(h, [](const ClosedMonth& p) { return std::to_string(p.last_seq); });
     }},
    {"last_batch", integer,
     [](Head h) {
       return of_closed(h, [](const ClosedMonth& p) { return std::to_string(p.last_batch); });
     }},
    {"events_digest", text, [](Head h) { return Cell(h.statement.events_digest); }},
    {"zone", text, [](Head h) { return Cell(h.statement.ledger.zone); }},
    {"currency", text, [](Head h) { return Cell(h.statement.ledger.currency); }},
    {"late", text, [](Head h) { return Cell(to_string(h.statement.ledger.late)); }},
    {"future_days", integer,
     [](Head h) {
       const std::optional<int> days = h.statement.ledger.future_days;
       return days ? Cell(std::to_string(*days)) : Cell{};
     }},
    {"negative", text, [](Head h) { return Cell(h.statement.ledger.negative ? "yes" : "no"); }},
    {"schema_version", integer,
     [](Head h) { return Cell(std::to_string(h.statement.ledger.schema_version)); }},
    {"tzdb_version", text, [](Head h) { return Cell(h.statement.tzdb_version); }},
    {"library_version", text, [](Head h) { return Cell(h.library_version); }},
};

std::vector<DerivedStep> steps_of(const Statement& statement) {
  std::vector<DerivedStep> steps;
  for (const Statement::Derivation& derivation : statement.derivations)
    for (const ExplainStep& step : derivation.steps)
      steps.push_back({derivation.invoice, derivation.usage_month, derivation.tariff,
                       derivation.tariff_version, step});
  return steps;
}

struct NamedValue {
  std::string part;
  std::size_t row;
  std::string name;
  Cell value;
};
using Named = const NamedValue&;
constexpr Field<NamedValue> cell_fields[] = {
    {"part", text, [](Named n) { return Cell(n.part); }},
    {"row", integer, [](Named n) { return Cell(std::to_string(n.row)); }},
    {"name", text, [](Named n) { return Cell(n.name); }},
    {"value", text, [](Named n) { return n.value; }},
};
constexpr Field<NamedValue> value_fields[] = {
    {"name", text, [](Named n) { return Cell(n.name); }},
    {"value", text, [](Named n) { return n.value; }},
};

void append_cells(StatementPart part, char decimal_mark, std::vector<NamedValue>& cells) {
  for (std::size_t row = 1; part.rows.next(); ++row)
    for (std::size_t i = 0; i < part.rows.cells().size(); ++i) {
      const Column& column = part.rows.columns()[i];
      Cell value = part.rows.cells()[i];
      if (value && is_number(column.type)) std::ranges::replace(*value, '.', decimal_mark);
      cells.push_back({part.name, row, column.name, std::move(value)});
    }
}

}  // namespace

std::vector<StatementPart> parts_of(const Statement& statement,
                                    const std::string& library_version) {
  return {
      {"statement", "Statement",
       make_rows(std::vector<StatementHead>{{statement, library_version}}, statement_fields)},
      {"notes", "Notes", make_rows(statement.notes, note_fields)},
      {"lines", "Invoice lines of the month, and later ones that adjust it",
       rows_of(statement.lines)},
      {"derivation", "How the tariffs give the lines",
       make_rows(steps_of(statement), derived_step_fields)},
      {"subscriptions", "Subscriptions of the company", rows_of(statement.subscriptions)},
      {"domains", "Sending domains of the company", rows_of(statement.domains)},
      {"changes", "Who changed these, and the tariffs", rows_of(statement.changes)},
      {"invoiced_usage", "Usage when the invoices were made",
       make_rows(statement.invoiced_usage, invoiced_fields)},
      {"adjusted_usage", "Usage before and after adjustments",
       make_rows(adjusted_meters(statement), adjusted_fields)},
      {"usage", "Usage of the month", rows_of(statement.usage)},
      {"days", "Usage by day", make_rows(statement.days, day_fields)},
      {"voided", "Voided events of these months", rows_of(statement.voided, statement.meters)},
      {"tariffs", "Tariffs", make_rows(statement.tariffs, tariff_document_fields)},
      {"documents", "Tariff documents", make_rows(statement.tariffs, document_fields)},
  };
}

Rows cells_of(std::vector<StatementPart> parts, char decimal_mark) {
  std::vector<NamedValue> cells;
  for (StatementPart& part : parts) append_cells(std::move(part), decimal_mark, cells);
  return make_rows(std::move(cells), cell_fields);
}

Rows values_of(StatementPart part) {
  std::vector<NamedValue> cells;
  append_cells(std::move(part), '.', cells);
  return make_rows(std::move(cells), value_fields);
}

}  // namespace porto::internal
