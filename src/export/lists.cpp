// See porto/rows.hpp. A list is a table of fields here: name, type, and where the cell comes from.
#include <concepts>
#include <utility>

#include "billing/line_texts.hpp"
#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

Cell cell(std::string text) { return text; }
Cell cell(std::integral auto number) { return std::to_string(number); }
Cell cell(Month month) { return month.to_string(); }
Cell cell(Day day) { return day.to_string(); }
Cell cell(const Decimal& number) { return number.to_string(); }
template <class Value>
Cell cell(const std::optional<Value>& value) {
  return value ? cell(*value) : Cell{};
}
Cell cell(const Currency& currency) { return std::string(currency.code()); }

ColumnType type_of(Decimal InvoiceLine::*) { return decimal; }
ColumnType type_of(std::optional<Decimal> InvoiceLine::*) { return decimal; }
ColumnType type_of(Money InvoiceLine::*) { return money; }
ColumnType type_of(int InvoiceLine::*) { return integer; }
ColumnType type_of(Month InvoiceLine::*) { return ColumnType::month; }
template <class Value>
ColumnType type_of(Value InvoiceLine::*) {
  return text;
}

std::vector<Column> line_columns() {
  std::vector<Column> columns;
  each_line_field([&](const auto& field) {
    columns.push_back({field.name, type_of(field.member)});
    if (has_currency(field)) columns.push_back({currency_column, text});
  });
  return columns;
}

std::vector<Cell> line_cells(const InvoiceLine& line) {
  std::vector<Cell> cells;
  // An item has no tariff, and so no version of one.
  each_line_text(line, [&](const char* name, Cell text) {
    const bool is_absent =
        line.kind == LineKind::item && std::string_view(name).starts_with("tariff");
    cells.push_back(is_absent ? Cell{} : std::move(text));
  });
  return cells;
}

using Total = const InvoiceTotal&;
constexpr Field<InvoiceTotal> total_fields[] = {
    {"company", text, [](Total t) { return Cell(t.company); }},
    {"lines", integer, [](Total t) { return cell(t.lines); }},
    {"net_amount", money,
     [](Total t) { return cell(t.net_amount.to_string_fixed(t.currency.decimals())); }},
    {"currency", text, [](Total t) { return cell(t.currency); }},
};

using Used = const MonthUsage&;
constexpr Field<MonthUsage> usage_fields[] = {
    {"month", ColumnType::month, [](Used u) { return cell(u.month); }},
    {"company", text, [](Used u) { return cell(u.company); }},
    {"meter", text, [](Used u) { return cell(u.meter); }},
    {"quantity", quantity, [](Used u) { return cell(u.amount()); },
     [](Used u) { return u.decimals; }},
    {"events", integer, [](Used u) { return cell(u.events); }},
};

constexpr Field<UnassignedUsage> unassigned_fields[] = {
    {"domain", text, [](const UnassignedUsage& u) { return cell(u.domain); }},
    {"month", ColumnType::month, [](const UnassignedUsage& u) { return cell(u.month); }},
    {"meter", text, [](const UnassignedUsage& u) { return cell(u.meter); }},
    {"quantity", quantity, [](const UnassignedUsage& u) { return cell(u.amount()); },
     [](const UnassignedUsage& u) { return u.decimals; }},
    {"events", integer, [](const UnassignedUsage& u) { return cell(u.events); }},
};

constexpr Field<SendingDomain> domain_fields[] = {
    {"domain", text, [](const SendingDomain& d) { return cell(d.domain); }},
    {"company", text, [](const SendingDomain& d) { return cell(d.company); }},
    {"from", ColumnType::day, [](const SendingDomain& d) { return cell(d.from); }},
    {"through", ColumnType::day, [](const SendingDomain& d) { return cell(d.through); }},
};

constexpr Field<ReadyMap> map_fields[] = {
    {"map", text, [](const ReadyMap& m) { return cell(m.name); }},
    {"about", text, [](const ReadyMap& m) { return cell(m.about); }},
};

// A comparison with the number of decimals of its meter.
struct ReconciledInMeter {
  Reconciled row;
  int decimals;
};
using Compared = const ReconciledInMeter&;
int decimals_of(Compared c) { return c.decimals; }
constexpr Field<ReconciledInMeter> reconciled_fields[] = {
    {"month", ColumnType::month, [](Compared c) { return cell(c.row.month); }},
    {"company", text, [](Compared c) { return cell(c.row.company); }},
    {"metered", quantity, [](Compared c) { return cell(c.row.metered); }, decimals_of},
    {"theirs", quantity, [](Compared c) { return cell(c.row.theirs); }, decimals_of},
    {"difference", quantity, [](Compared c) { return cell(c.row.difference()); }, decimals_of},
    {"result", text, [](Compared c) { return cell(c.row.result()); }},
    {"domain", text, [](Compared c) { return cell(c.row.domain); }},
};

constexpr Field<Meter> meter_fields[] = {
    {"meter", text, [](const Meter& m) { return cell(m.id); }},
    {"decimals", integer, [](const Meter& m) { return cell(m.decimals); }},
};

Cell cell(const std::optional<Instant>& time) { return time ? Cell(to_rfc3339(*time)) : Cell{}; }

using Closed = const ClosedMonthTotal&;
constexpr Field<ClosedMonthTotal> closed_fields[] = {
    {"month", ColumnType::month, [](Closed c) { return cell(c.closed.month); }},
    {"closed_at", ColumnType::time, [](Closed c) { return cell(to_rfc3339(c.closed.closed_at)); }},
    {"lines", integer, [](Closed c) { return cell(c.lines); }},
    {"net_amount", money,
     [](Closed c) { return cell(c.net_amount.to_string_fixed(c.currency.decimals())); }},
    {"currency", text, [](Closed c) { return cell(c.currency); }},
    {"hash", text, [](Closed c) { return cell(c.closed.hash); }},
    {"pruned_at", ColumnType::time, [](Closed c) { return cell(c.closed.pruned_at); }},
};

constexpr Field<Subscription> subscription_fields[] = {
    {"company", text, [](const Subscription& s) { return cell(s.company); }},
    {"tariff", text, [](const Subscription& s) { return cell(s.tariff); }},
    {"from", month_or_day, [](const Subscription& s) { return cell(s.from_text()); }},
    {"through", month_or_day,
     [](const Subscription& s) { return s.through ? cell(s.through_text()) : Cell{}; }},
};

using Listed = const ListedTariff&;
constexpr Field<ListedTariff> tariff_fields[] = {
    {"tariff", text, [](Listed l) { return cell(l.tariff.id); }},
    {"version", integer, [](Listed l) { return cell(l.tariff.version); }},
    {"effective", ColumnType::month, [](Listed l) { return cell(l.tariff.effective); }},
    {"name", text, [](Listed l) { return cell(l.tariff.name); }},
    {"currency", text, [](Listed l) { return cell(l.tariff.currency); }},
    {"sha256", text, [](Listed l) { return cell(l.sha256); }},
};

using Shown = const ShownTariff&;
constexpr Field<ShownTariff> shown_tariff_fields[] = {
    {"tariff", text, [](Shown s) { return cell(s.tariff.id); }},
    {"version", integer, [](Shown s) { return cell(s.tariff.version); }},
    {"effective", ColumnType::month, [](Shown s) { return cell(s.tariff.effective); }},
    {"name", text, [](Shown s) { return cell(s.tariff.name); }},
    {"currency", text, [](Shown s) { return cell(s.tariff.currency); }},
    {"document", text, [](Shown s) { return cell(s.document); }},
    {"sha256", text, [](Shown s) { return cell(s.sha256); }},
};

constexpr Field<TariffTerm> term_fields[] = {
    {"charge", text, [](const TariffTerm& t) { return cell(t.charge); }},
    {"text", text, [](const TariffTerm& t) { return cell(t.text); }},
};

constexpr Field<ExplainStep> step_fields[] = {
    {"charge", text, [](const ExplainStep& s) { return cell(s.charge); }},
    {"step", text, [](const ExplainStep& s) { return cell(s.step); }},
    {"formula", text, [](const ExplainStep& s) { return cell(s.formula); }},
    {"value", text, [](const ExplainStep& s) { return cell(s.value); }},
    {"line", integer, [](const ExplainStep& s) { return s.line == 0 ? Cell{} : cell(s.line); }},
};

// Something of a named file.
template <class Item>
struct InFile {
  std::string file;
  Item item;
};
template <class Item>
std::vector<InFile<Item>> in_file(const std::string& file, const std::vector<Item>& items) {
  std::vector<InFile<Item>> out;
  for (const Item& item : items) out.push_back({file, item});
  return out;
}

using MistakeIn = InFile<Mistake>;
constexpr Field<MistakeIn> mistake_fields[] = {
    {"file", text, [](const MistakeIn& m) { return cell(m.file); }},
    {"line", integer, [](const MistakeIn& m) { return cell(m.item.line); }},
    {"column", integer, [](const MistakeIn& m) { return cell(m.item.column); }},
    {"severity", text, [](const MistakeIn& m) { return cell(to_string(m.item.severity)); }},
    {"what", text, [](const MistakeIn& m) { return cell(m.item.what); }},
    {"hint", text, [](const MistakeIn& m) { return cell(m.item.hint); }},
};

using ResultIn = InFile<ExampleResult>;
constexpr Field<ResultIn> example_fields[] = {
    {"file", text, [](const ResultIn& r) { return cell(r.file); }},
    {"line", integer, [](const ResultIn& r) { return cell(r.item.line_number); }},
    {"usage", text, [](const ResultIn& r) { return cell(r.item.usage); }},
    {"subject", text, [](const ResultIn& r) { return cell(r.item.subject); }},
    {"expected", text, [](const ResultIn& r) { return cell(r.item.expected); }},
    {"actual", text, [](const ResultIn& r) { return cell(r.item.actual); }},
    {"ok", text, [](const ResultIn& r) { return cell(r.item.ok ? "yes" : "no"); }},
};

constexpr Field<RefusedEvent> refused_fields[] = {
    {"index", integer, [](const RefusedEvent& e) { return cell(e.index); }},
    {"outcome", text, [](const RefusedEvent& e) { return cell(to_string(e.result.outcome)); }},
    {"reason", text, [](const RefusedEvent& e) { return cell(e.result.reason); }},
    {"kind", text, [](const RefusedEvent& e) { return cell(e.result.kind); }},
};

struct ImportReportEntry {
  const char* entry;
  Cell name;
  Cell value;
  Cell month{};
  int decimals = 0;  // of the value
};
constexpr Field<ImportReportEntry> report_fields[] = {
    {"entry", text, [](const ImportReportEntry& e) { return cell(e.entry); }},
    {"name", text, [](const ImportReportEntry& e) { return e.name; }},
    {"value", quantity, [](const ImportReportEntry& e) { return e.value; },
     [](const ImportReportEntry& e) { return e.decimals; }},
    {"month", ColumnType::month, [](const ImportReportEntry& e) { return e.month; }},
};

struct ReconcileEntry {
  const char* entry;
  Cell name;
  Cell value;
  int decimals = 0;  // of the value
};
constexpr Field<ReconcileEntry> reconcile_report_fields[] = {
    {"entry", text, [](const ReconcileEntry& e) { return cell(e.entry); }},
    {"name", text, [](const ReconcileEntry& e) { return e.name; }},
    {"value", quantity, [](const ReconcileEntry& e) { return e.value; },
     [](const ReconcileEntry& e) { return e.decimals; }},
};

// What a ledger is, and what worked on it.
struct LedgerFacts {
  LedgerInfo info;
  Versions versions;
};
using Facts = const LedgerFacts&;
constexpr Field<LedgerFacts> ledger_fields[] = {
    {"zone", text, [](Facts f) { return cell(f.info.zone); }},
    {"currency", text, [](Facts f) { return cell(f.info.currency); }},
    {"schema_version", integer, [](Facts f) { return cell(f.info.schema_version); }},
    {"tzdb_version", text, [](Facts f) { return cell(f.versions.tzdb); }},
    {"library_version", text, [](Facts f) { return cell(f.versions.library); }},
    {"late", text, [](Facts f) { return cell(to_string(f.info.late)); }},
    {"future_days", integer, [](Facts f) { return cell(f.info.future_days); }},
    {"negative", text, [](Facts f) { return cell(f.info.negative ? "yes" : "no"); }},
    {"first_month", ColumnType::month,
     [](Facts f) { return cell(f.info.first_month.to_string()); }},
};

}  // namespace

Rows rows_of(std::vector<InvoiceLine> lines) {
  const auto shared = std::make_shared<const std::vector<InvoiceLine>>(std::move(lines));
  return {line_columns(), shared->size(),
          [shared](std::size_t row) { return line_cells((*shared)[row]); }};
}
Rows rows_of(std::vector<InvoiceTotal> totals) {
  return make_rows(std::move(totals), total_fields);
}
Rows rows_of(std::vector<MonthUsage> usage) { return make_rows(std::move(usage), usage_fields); }
Rows rows_of(std::vector<UnassignedUsage> usage) {
  return make_rows(std::move(usage), unassigned_fields);
}
Rows rows_of(std::vector<SendingDomain> domains) {
  return make_rows(std::move(domains), domain_fields);
}
Rows rows_of(std::vector<ReadyMap> maps) { return make_rows(std::move(maps), map_fields); }

Rows rows_of(std::vector<Reconciled> reconciled, int decimals) {
  std::vector<ReconciledInMeter> rows;
  for (Reconciled& row : reconciled) rows.push_back({std::move(row), decimals});
  return make_rows(std::move(rows), reconciled_fields);
}
Rows rows_of(const ReconcileReport& report) {
  std::vector<ReconcileEntry> entries = {
      {"compared", {}, cell(report.compared)},
      {"differ", {}, cell(report.differ)},
      {"incomplete", {}, cell(report.incomplete)},
      {"metered", {}, cell(report.metered), report.decimals},
      {"theirs", {}, cell(report.theirs), report.decimals},
      {"difference", {}, cell(report.difference()), report.decimals},
  };
  for (const std::string& notice : report.notices) entries.push_back({"notice", cell(notice), {}});
  return make_rows(std::move(entries), reconcile_report_fields);
}
Rows rows_of(std::vector<Meter> meters) { return make_rows(std::move(meters), meter_fields); }
Rows rows_of(std::vector<ClosedMonthTotal> closed) {
  return make_rows(std::move(closed), closed_fields);
}
Rows rows_of(std::vector<Subscription> subscriptions) {
  return make_rows(std::move(subscriptions), subscription_fields);
}
Rows rows_of(std::vector<ListedTariff> tariffs) {
  return make_rows(std::move(tariffs), tariff_fields);
}
Rows rows_of(std::vector<ShownTariff> tariffs) {
  return make_rows(std::move(tariffs), shown_tariff_fields);
}
Rows rows_of(std::vector<TariffTerm> terms) { return make_rows(std::move(terms), term_fields); }
Rows rows_of(std::vector<ExplainStep> steps) { return make_rows(std::move(steps), step_fields); }
Rows rows_of(const std::string& file, const std::vector<Mistake>& mistakes) {
  return make_rows(in_file(file, mistakes), mistake_fields);
}
Rows rows_of(const std::string& file, const std::vector<ExampleResult>& results) {
  return make_rows(in_file(file, results), example_fields);
}
Rows rows_of(std::vector<RefusedEvent> events) {
  return make_rows(std::move(events), refused_fields);
}

Rows rows_of(const ImportReport& report, const std::vector<Meter>& meters) {
  std::vector<ImportReportEntry> entries = {
      {"rows", {}, cell(report.rows)},
      {"stored", {}, cell(report.stored)},
      {"duplicate", {}, cell(report.duplicate)},
      {"conflict", {}, cell(report.conflict)},
      {"rejected", {}, cell(report.rejected)},
      {"late", {}, cell(report.late)},
      {"unassigned", {}, cell(report.unassigned)},
  };
  if (report.corrected) entries.push_back({"corrected", {}, cell(*report.corrected)});
  for (const auto& [reason, count] : report.reasons)
    entries.push_back({"reason", cell(reason), cell(count)});
  for (const auto& [type, count] : report.not_counted)
    entries.push_back({"not_counted", cell(type), cell(count)});
  for (const auto& [month, stored] : report.stored_by_month)
    entries.push_back({"month", cell(month), cell(stored)});
  for (const auto& [key, stored] : report.stored_by_company)
    entries.push_back({"company_month", cell(key.second), cell(stored), cell(key.first)});
  for (const auto& [key, change] : report.corrections)
    entries.push_back({"correction", cell(key.second), cell(change), cell(key.first),
                       decimals_of(meters, key.second)});
  for (const std::string& company : report.new_companies)
    entries.push_back({"company", cell(company), {}});
  for (const std::string& notice : report.notices) entries.push_back({"notice", cell(notice), {}});
  if (report.import != 0) entries.push_back({"import", {}, cell(report.import)});
  return make_rows(std::move(entries), report_fields);
}

Rows rows_of(const LedgerInfo& info, const Versions& versions) {
  return make_rows(std::vector<LedgerFacts>{{info, versions}}, ledger_fields);
}

}  // namespace porto
