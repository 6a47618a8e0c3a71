// Lists as the outside world reads them: named, typed columns and one row of text cells at a time.
// Every format and the C ABI read this one shape; no list knows a format, no format knows a list.
//
// Names and order of the columns are a contract (docs/api-stability.md): CSV headers, JSON members
// and the columns of the C ABI come from here. A column may be added at the end; none is ever
// renamed, moved or taken away. porto.h says which columns a list has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "porto/adjustments.hpp"
#include "porto/audit.hpp"
#include "porto/changes.hpp"
#include "porto/companies.hpp"
#include "porto/company_import.hpp"
#include "porto/copying.hpp"
#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "porto/invoice.hpp"
#include "porto/items.hpp"
#include "porto/ledger_options.hpp"
#include "porto/reconcile.hpp"
#include "porto/report.hpp"
#include "porto/simulation.hpp"
#include "porto/status.hpp"
#include "porto/storage.hpp"
#include "porto/tariff.hpp"
#include "porto/tariff_tools.hpp"
#include "porto/tasks.hpp"
#include "porto/totals.hpp"
#include "porto/usage.hpp"

namespace porto {

struct BooksExport;
struct NumberedInvoice;
struct OrderRow;

/// What the cells of a column are. All cells are text; Rows::whole() gives those that are whole
/// numbers in the units in which they go in.
enum class ColumnType : std::uint8_t {
  text = 1,
  integer = 2,       ///< a count or a number
  decimal = 3,       ///< an exact number that may have any decimals: a price, an exact amount
  money = 4,         ///< rounded, with all decimals of its currency; minor units
  quantity = 5,      ///< of a meter, without zeros at the end; the meter's smallest units
  time = 6,          ///< RFC 3339 in UTC; microseconds since 1970
  month = 7,         ///< "2024-02"; yyyymm
  day = 8,           ///< "2024-02-29"; yyyymmdd
  month_or_day = 9,  ///< either
};
/// An integer, a decimal, money or a quantity.
bool is_number(ColumnType type) noexcept;

struct Column {
  const char* name;
  ColumnType type = ColumnType::text;
};

/// Text, or absent: a minimum line has no unit price.
using Cell = std::optional<std::string>;

/// A result to be read from the first row to the last. The text of a row is made when the
/// reader gets there, and only that row's. Copies share the items and go on from the same row.
class Rows {
 public:
  /// Gives the cells of a row, one for each column.
  using Source = std::function<std::vector<Cell>(std::size_t row)>;

  /// Gives the decimals of the unit that a quantity is counted in.
  using Decimals = std::function<int(std::size_t row, std::size_t column)>;

  Rows(std::vector<Column> columns, std::size_t count, Source source, Decimals decimals = {})
      : columns_(std::move(columns)),
        count_(count),
        source_(std::move(source)),
        decimals_(std::move(decimals)) {}

  /// Sets the zone in which people see the times: tables show them with its offset.
  Rows& in_zone(const Zone& zone) &;
  Rows&& in_zone(const Zone& zone) && { return std::move(in_zone(zone)); }
  const Zone* zone() const noexcept { return zone_.get(); }  ///< null: UTC

  const std::vector<Column>& columns() const noexcept { return columns_; }
  /// How many rows there are, read or not.
  std::size_t count() const noexcept { return count_; }
  /// Moves to the next row; false after the last one.
  bool next();
  /// Back to before the first row.
  void rewind();
  /// The cells of the row; none before the first row and after the last.
  const std::vector<Cell>& cells() const noexcept { return cells_; }
  /// A cell of the row as a whole number in the units of its type; nothing where it is absent. Text
  /// is the whole number that it reads as. Errors bad_number (a text that is none, every decimal),
  /// bad_time, overflow.
  std::optional<std::int64_t> whole(std::size_t column) const;
  /// Of a quantity or money in the row: the decimals of the unit that whole() counts in; else 0.
  int decimals(std::size_t column) const;

  /// Those whose cell of a column is this text, from the first to the last; not set: is absent.
  /// Error invalid_argument if there is no such column.
  Rows where(std::string_view column, const Cell& is) const;

 private:
  std::vector<Column> columns_;
  std::size_t count_;
  Source source_;
  Decimals decimals_;
  std::size_t read_ = 0;
  std::vector<Cell> cells_;
  std::shared_ptr<const Zone> zone_;
};

/// The rows of a result that does not fit in memory, made anew for each walk over them.
struct RowStream {
  using Visit = std::function<void(const std::vector<Cell>& cells)>;
  std::vector<Column> columns;
  /// Calls `visit` with the cells of each row, in order. May be called again.
  std::function<void(const Visit& visit)> each;
  std::shared_ptr<const Zone> zone{};  ///< as that of Rows
};

Rows rows_of(std::vector<InvoiceLine> lines);
Rows rows_of(std::vector<InvoiceTotal> totals);
/// As totals_of(lines), of lines that have become rows, from the first to the last: columns
/// company, net_amount, currency. Error invalid_argument if there are no such columns.
std::vector<InvoiceTotal> totals_of(Rows lines);
Rows rows_of(std::vector<MonthUsage> usage);
Rows rows_of(std::vector<UnassignedUsage> usage);
Rows rows_of(std::vector<SendingDomain> domains);
/// `decimals`: of the meter that was compared.
Rows rows_of(std::vector<Reconciled> reconciled, int decimals);
/// Columns entry, name, value: see porto_usage_reconcile.
Rows rows_of(const ReconcileReport& report);
/// Columns map, about.
Rows rows_of(std::vector<ReadyMap> maps);
Rows rows_of(std::vector<Company> companies);
/// What import_companies takes back: id, name, tariff, from, through, domains, customer_number,
/// reference, language, cost_centre.
Rows rows_of(std::vector<CompanyRow> companies);
/// what, company, name, change, before, after, place.
Rows rows_of(std::vector<CompanyDifference> differences);
/// Columns entry, name, value: see porto_company_import.
Rows rows_of(const CompanyImportReport& report);
/// item, month, company, amount, currency, text, at, actor, reason.
Rows rows_of(std::vector<InvoiceItem> items);
/// Of porto/books.hpp. company, line, customer_number, reference, article, account, cost_centre,
/// text, quantity, unit, unit_price, net_amount, currency, usage_month.
Rows rows_of(std::vector<OrderRow> rows);
/// number, company, kind ("invoice", "credit_note"), issued, due, net_amount, vat, total, currency,
/// file, is_new ("yes", "no").
Rows rows_of(std::vector<NumberedInvoice> invoices);
/// One column: notice.
Rows notices_of(const BooksExport& books);
Rows rows_of(std::vector<Meter> meters);
Rows rows_of(std::vector<Subscription> subscriptions);
Rows rows_of(std::vector<ExplainStep> steps);
Rows rows_of(std::vector<TariffTerm> terms);
Rows rows_of(std::vector<ClosedMonthTotal> closed);

/// entry ("adjustment", "cause"), company, usage_month, tariff, charge, net_amount, currency,
/// cause, meter, quantity, events, source, event_id, import, domain, version, at, actor, reason:
/// each month's adjustments, followed by what caused them.
Rows rows_of(std::vector<AdjustedMonth> months);

/// A tariff with the digest of its document.
struct ListedTariff {
  Tariff tariff;
  std::string sha256;  ///< in hexadecimal
};
Rows rows_of(std::vector<ListedTariff> tariffs);

/// A tariff with the bytes of its document.
struct ShownTariff {
  Tariff tariff;
  std::string document;
  std::string sha256;
};
Rows rows_of(std::vector<ShownTariff> tariffs);

/// Mistakes, or example results, of a tariff document named `file`.
Rows rows_of(const std::string& file, const std::vector<Mistake>& mistakes);
Rows rows_of(const std::string& file, const std::vector<ExampleResult>& results);

/// What differs between two documents, and what both tariffs cost, each in its currency.
Rows rows_of(std::vector<TariffChange> changes);
Rows rows_of(std::vector<PriceComparison> comparisons, Currency before, Currency after);

/// An event of a batch that was not stored, counted from 0.
struct RefusedEvent {
  std::size_t index = 0;
  RecordResult result;
};
Rows rows_of(std::vector<RefusedEvent> events);

/// The counts, then what there is to say about them: entry, name, value, month.
Rows rows_of(const ImportReport& report, const std::vector<Meter>& meters);

/// The import log: import, begun_at, state ("finished", "unfinished", "undone"), files, file (the
/// first), format (of that), rows, stored, duplicate, conflict, rejected, not_counted, undone_at,
/// actor, reason.
Rows rows_of(std::vector<ImportRecord> imports);
/// One import: entry, name, value, size, digest. The counts, then its files ("file", path, format,
/// size, digest), options ("option", name, value), months ("month", month, events stored) and what
/// undid it.
Rows rows_of(const ImportRecord& record);
/// One row: import, voided, kept.
Rows rows_of(const ImportUndo& undo);

/// All changes: change, at, kind, company, tariff, version, domain, from, through, was_through,
/// sha256, actor, reason, closed_through, digest, item, amount, text.
Rows rows_of(std::vector<Change> changes);
/// What a change does to closed months: entry ("month", "total", "notice"), month, company, before,
/// after, difference, currency, notice.
Rows rows_of(const Effect& effect);

/// One row: the ledger and the versions that worked on it.
struct Versions {
  std::string tzdb;
  std::string library;
};
Rows rows_of(const LedgerInfo& info, const Versions& versions);

/// result ("differs", "note", "checked"), check, place, stored, expected: the findings, in the
/// order in which they were made; then the notes; then the counts of checked items.
Rows rows_of(const VerifyReport& report);

/// One row: the event and, if it is voided, when, by whom and why.
Rows rows_of(const StoredEvent& event, const std::vector<Meter>& meters);
Rows rows_of(std::vector<StoredEvent> events, const std::vector<Meter>& meters);

/// Those of a walk over events, such as Ledger::each_event.
RowStream stream_of(
    std::function<void(const std::function<void(const StoredEvent&)>& visit)> each_event,
    const std::vector<Meter>& meters, const Zone& zone);

/// One row: the event that was corrected, and the one that counts.
Rows rows_of(const Void& what, const CorrectResult& corrected);

/// One row: through, events.
Rows rows_of(const PruneResult& pruned);
/// One row: events, pruned_events, batches, closed_months.
Rows rows_of(const CopyResult& copied);
/// One row: from_version, to_version.
Rows rows_of(const MigrateResult& migrated);
/// subject, item, name, value, unit, note; absent where there is none.
Rows rows_of(std::vector<StorageFact> facts);
/// lane, batches, events, epoch, fenced, pruned, note.
Rows rows_of(std::vector<StorageLane> lanes);

/// month, company (absent: all), current, simulated, difference, basis, currency.
Rows rows_of(std::vector<SimulatedCost> costs);
/// One column: notice.
Rows notices_of(const Simulation& simulation);

/// entry ("row", "other", "total"), the keys of the report (name follows company), amount,
/// currency, quantity, meter (of the quantity, if it is no key), companies, events, state. A
/// comparison has amount_before, amount_difference, quantity_before, quantity_difference and
/// companies_before beside them. A pivot has a column for each value of its key, which is its name,
/// then total and currency, or meter. A value that is the name of another column is preceded by its
/// key: "company:total".
Rows rows_of(const Report& report);
/// One column: notice.
Rows notices_of(const Report& report);

/// How charges stand: month, company, tariff, charge, meter, used, included, used_percent, cost,
/// forecast_used, forecast_cost, currency; charge is absent for the limits of the whole tariff.
Rows rows_of(std::vector<ChargeStatus> charges, const std::vector<Meter>& meters);

/// month, company (absent: all), cost, forecast_cost, currency.
Rows rows_of(std::vector<ChargesTotal> totals);
/// As totals_of(charges), of rows of charges, from the first to the last. Error invalid_argument if
/// they have no such columns.
std::vector<ChargesTotal> charges_totals_of(Rows charges);

/// What waits to be done: what, month, company, domain, meter, quantity, events, tariff, source,
/// event_id, occurred_at, error, reason; absent where a thing has none.
Rows rows_of(std::vector<Task> tasks, const std::vector<Meter>& meters);

}  // namespace porto
