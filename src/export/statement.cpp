// See statement.hpp.
#include "export/statement.hpp"

#include <utility>
#include <vector>

#include "export/audit_lists.hpp"
#include "export/lists.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

// A part of a statement. Its name is a contract, its title is for people.
struct Part {
  const char* name;
  const char* title;
  Rows rows;
};

using Day = const Statement::DayUsage&;
constexpr Field<Statement::DayUsage> day_fields[] = {
    {"day", text, [](Day d) { return Cell(d.day.to_string()); }},
    {"meter", text, [](Day d) { return Cell(d.meter); }},
    {"quantity", decimal, [](Day d) { return Cell(d.amount().to_string()); }},
    {"events", integer, [](Day d) { return Cell(std::to_string(d.events)); }},
};

struct DerivedStep {
  std::optional<Month> invoice;
  std::string tariff;
  int version;
  ExplainStep step;
};
using Step = const DerivedStep&;
constexpr Field<DerivedStep> derived_step_fields[] = {
    {"invoice", text, [](Step s) { return s.invoice ? Cell(s.invoice->to_string()) : Cell{}; }},
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
    {"invoice", text, [](Total t) { return Cell(t.invoice.to_string()); }},
    {"meter", text, [](Total t) { return Cell(t.total.meter); }},
    {"quantity", decimal, [](Total t) { return Cell(t.total.amount().to_string()); }},
    {"events", integer, [](Total t) { return Cell(std::to_string(t.total.events)); }},
};

using Document = const TariffDocument&;
constexpr Field<TariffDocument> tariff_document_fields[] = {
    {"tariff", text, [](Document d) { return Cell(d.id); }},
    {"version", integer, [](Document d) { return Cell(std::to_string(d.version)); }},
    {"effective", text, [](Document d) { return Cell(d.effective.to_string()); }},
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

struct Cited {
  Statement statement;
  std::string library_version;
};
using Cite = const Cited&;

// A cell of the closed month, absent while the month is open.
template <class Read>
Cell of_period(Cite cited, Read read) {
  const std::optional<ClosedMonth>& period = cited.statement.closed;
  return period ? Cell(read(*period)) : Cell{};
}

constexpr Field<Cited> statement_fields[] = {
    {"month", text, [](Cite c) { return Cell(c.statement.month.to_string()); }},
    {"company", text, [](Cite c) { return Cell(c.statement.company.id); }},
    {"name", text, [](Cite c) { return Cell(c.statement.company.name); }},
    {"closed_at", text,
     [](Cite c) {
       return of_period(c, [](const ClosedMonth& p) { return to_rfc3339(p.closed_at); });
     }},
    {"hash", text,
     [](Cite c) { return of_period(c, [](const ClosedMonth& p) { return p.hash; }); }},
    {"previous_hash", text, [](Cite c) { return Cell(c.statement.previous_hash); }},
    {"last_seq", integer,
     [](Cite c) {
       return of_period(c, [](const ClosedMonth& p) { return std::to_string(p.last_seq); });
     }},
    {"last_batch", integer,
     [](Cite c) {
       return of_period(c, [](const ClosedMonth& p) { return std::to_string(p.last_batch); });
     }},
    {"events_digest", text, [](Cite c) { return Cell(c.statement.events_digest); }},
    {"zone", text, [](Cite c) { return Cell(c.statement.ledger.zone); }},
    {"currency", text, [](Cite c) { return Cell(c.statement.ledger.currency); }},
    {"late", text, [](Cite c) { return Cell(to_string(c.statement.ledger.late)); }},
    {"future_days", integer,
     [](Cite c) {
       const std::optional<int> days = c.statement.ledger.future_days;
       return days ? Cell(std::to_string(*days)) : Cell{};
     }},
    {"negative", text, [](Cite c) { return Cell(c.statement.ledger.negative ? "yes" : "no"); }},
    {"schema_version", integer,
     [](Cite c) { return Cell(std::to_string(c.statement.ledger.schema_version)); }},
    {"tzdb_version", text, [](Cite c) { return Cell(c.statement.tzdb_version); }},
    {"library_version", text, [](Cite c) { return Cell(c.library_version); }},
};

std::vector<DerivedStep> steps_of(const Statement& statement) {
  std::vector<DerivedStep> steps;
  for (const Statement::Derivation& derivation : statement.derivations)
    for (const ExplainStep& step : derivation.steps)
      steps.push_back({derivation.invoice, derivation.tariff, derivation.tariff_version, step});
  return steps;
}

std::vector<Part> parts_of(const Statement& statement, const std::string& library_version) {
  return {
      {"statement", "Statement",
       make_rows(std::vector<Cited>{{statement, library_version}}, statement_fields)},
      {"notes", "Notes", make_rows(statement.notes, note_fields)},
      {"lines", "Invoice lines of the month, and later ones that adjust it",
       rows_of(statement.lines)},
      {"derivation", "How the tariffs give the lines",
       make_rows(steps_of(statement), derived_step_fields)},
      {"invoiced_usage", "Usage when the invoices were made",
       make_rows(statement.invoiced_usage, invoiced_fields)},
      {"usage", "Usage of the month", rows_of(statement.usage)},
      {"days", "Usage by day", make_rows(statement.days, day_fields)},
      {"voided", "Voided events of the month", rows_of(statement.voided, statement.meters)},
      {"tariffs", "Tariffs", make_rows(statement.tariffs, tariff_document_fields)},
      {"documents", "Tariff documents", make_rows(statement.tariffs, document_fields)},
  };
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

std::vector<NamedValue> cells_of(Part part) {
  std::vector<NamedValue> cells;
  for (std::size_t row = 1; part.rows.next(); ++row)
    for (std::size_t i = 0; i < part.rows.cells().size(); ++i)
      cells.push_back({part.name, row, part.rows.columns()[i].name, part.rows.cells()[i]});
  return cells;
}

void write_documents(Rows rows, const Sink& sink) {
  while (rows.next()) {
    const std::string document = rows.cells()[2].value_or("");
    sink("===== " + *rows.cells()[0] + ", version " + *rows.cells()[1] + " =====\n" + document);
    if (!document.ends_with('\n')) sink("\n");
  }
}

void write_part(Part part, const Sink& sink) {
  sink(std::string(part.title) + "\n\n");
  const std::string_view name = part.name;
  if (name == "documents") return write_documents(part.rows, sink);
  if (name != "statement") return write_table(part.rows, sink);
  Rows values = make_rows(cells_of(std::move(part)), value_fields);
  write_table(values, sink);
}

}  // namespace

void write_statement_table(const Statement& statement, const std::string& library_version,
                           const Sink& sink) {
  bool first = true;
  for (Part& part : parts_of(statement, library_version)) {
    if (Rows ahead = part.rows; !ahead.next()) continue;
    if (!first) sink("\n");
    write_part(std::move(part), sink);
    first = false;
  }
}

void write_statement_json(const Statement& statement, const std::string& library_version,
                          const Sink& sink) {
  sink("{\n");
  bool first = true;
  for (Part& part : parts_of(statement, library_version)) {
    sink((first ? "\"" : ",\n\"") + std::string(part.name) + "\":");
    std::string array;
    write_json(part.rows, [&](std::string_view bytes) { array += bytes; });
    array.pop_back();  // the line feed: a comma may follow
    sink(array);
    first = false;
  }
  sink("\n}\n");
}

void write_statement_csv(const Statement& statement, const std::string& library_version,
                         const Sink& sink) {
  std::vector<NamedValue> cells;
  for (Part& part : parts_of(statement, library_version))
    for (NamedValue& cell : cells_of(std::move(part))) cells.push_back(std::move(cell));
  Rows rows = make_rows(std::move(cells), cell_fields);
  write_csv(rows, sink);
}

}  // namespace porto
