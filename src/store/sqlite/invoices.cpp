// Closed months and their lines. Lines come back exactly as they were given.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

constexpr const char* insert_line_sql =
    "INSERT INTO invoice_line (month, company, line, charge, kind, text, quantity, unit,"
    " unit_price, base_quantity, exact_amount, net_minor, currency, tariff, tariff_version,"
    " usage_month) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* select_lines_sql =
    "SELECT month, company, line, charge, kind, text, quantity, unit, unit_price, base_quantity,"
    " exact_amount, net_minor, currency, tariff, tariff_version, usage_month FROM invoice_line";

// The names of line kinds in the file.
constexpr std::array<std::pair<LineKind, std::string_view>, 5> kinds = {{
    {LineKind::fee, "fee"},
    {LineKind::usage, "usage"},
    {LineKind::minimum, "minimum"},
    {LineKind::maximum, "maximum"},
    {LineKind::adjustment, "adjustment"},
}};

std::string_view kind_name(LineKind kind) {
  for (const auto& [known, name] : kinds) {
    if (known == kind) return name;
  }
  throw Error(ErrorCode::internal, "an invoice line has no kind");
}

LineKind kind_of(std::string_view name) {
  for (const auto& [kind, known] : kinds) {
    if (known == name) return kind;
  }
  throw Error(ErrorCode::corrupt, "unknown kind " + in_quotes(name));
}

void insert_line(Query& insert, const InvoiceLine& line) {
  std::optional<std::string> unit_price;
  if (line.unit_price) unit_price = line.unit_price->to_string();
  insert
      .bind(line.month, line.company, line.line, line.charge, kind_name(line.kind), line.text,
            line.quantity.to_string(), line.unit, unit_price, line.base_quantity.to_string(),
            line.exact_amount.to_string(), line.net_amount.minor(),
            line.net_amount.currency().code(), line.tariff, line.tariff_version, line.usage_month)
      .run();
}

// A number in the only way it is written, so that no other text goes unnoticed.
Decimal read_decimal(const Query& row, int column) {
  const Decimal number = Decimal::parse(row.view(column));
  if (number.to_string() != row.view(column))
    throw Error(ErrorCode::corrupt,
                in_quotes(row.view(column)) + " is not written as " + number.to_string());
  return number;
}

InvoiceLine read_line(const Query& row) {
  std::optional<Decimal> unit_price;
  if (!row.is_null(8)) unit_price = read_decimal(row, 8);
  return {.month = row.month(0),
          .company = row.text(1),
          .line = static_cast<int>(row.integer(2)),
          .charge = row.text(3),
          .kind = kind_of(row.text(4)),
          .text = row.text(5),
          .quantity = read_decimal(row, 6),
          .unit = row.text(7),
          .unit_price = unit_price,
          .base_quantity = read_decimal(row, 9),
          .exact_amount = read_decimal(row, 10),
          .net_amount = Money(row.integer(11), Currency(row.text(12))),
          .tariff = row.text(13),
          .tariff_version = static_cast<int>(row.integer(14)),
          .usage_month = row.month(15)};
}

}  // namespace

void SqliteStore::mark_changed(std::span<const CompanyMonth> months) {
  require_write();
  Query insert = connection_.query("INSERT OR IGNORE INTO changed (month, company) VALUES (?, ?)");
  for (const CompanyMonth& mark : months) insert.bind(mark.month, mark.company).run();
}

std::vector<CompanyMonth> SqliteStore::changed() {
  std::vector<CompanyMonth> all;
  Query row = connection_.query("SELECT month, company FROM changed ORDER BY month, company");
  while (row.step()) all.push_back({row.month(0), row.text(1)});
  return all;
}

void SqliteStore::add_period(const Period& period, std::span<const InvoiceLine> lines,
                             std::span<const MonthUsage> usage) {
  Connection& connection = writable();
  connection
      .query(
          "INSERT INTO period (month, closed_at, hash, last_seq, last_batch, pruned_at)"
          " VALUES (?, ?, ?, ?, ?, ?)",
          period.month, period.closed_at, period.hash, period.last_seq, period.last_batch,
          period.pruned_at)
      .run();
  Query insert = connection.query(insert_line_sql);
  for (const InvoiceLine& line : lines) insert_line(insert, line);
  Query keep = connection.query(
      "INSERT INTO period_usage (month, usage_month, company, meter, quantity, events)"
      " VALUES (?, ?, ?, ?, ?, ?)");
  for (const MonthUsage& total : usage) {
    keep.bind(period.month, total.month, total.company, total.meter, total.quantity, total.events)
        .run();
  }
  connection.query("DELETE FROM changed").run();
}

std::vector<Period> SqliteStore::periods() {
  std::vector<Period> all;
  Query row = connection_.query(
      "SELECT month, closed_at, hash, last_seq, last_batch, pruned_at FROM period ORDER BY month");
  const auto instant = [&](int column) { return Instant{row.integer(column)}; };
  while (row.step()) {
    all.push_back({row.month(0), instant(1), row.text(2), row.integer(3), row.integer(4),
                   row.optional(5, instant)});
  }
  return all;
}

std::vector<InvoiceLine> SqliteStore::lines(const LineFilter& filter) {
  std::vector<InvoiceLine> found;
  Query row =
      connection_.query(select_lines_sql + where({filter.month, filter.company}, "company") +
                            (filter.usage_month ? " AND usage_month = ?3" : " AND ?3 IS NULL") +
                            " ORDER BY month, company, line",
                        filter.month, filter.company, filter.usage_month);
  while (row.step()) {
    try {
      found.push_back(read_line(row));
    } catch (const Error& error) {
      throw Error(ErrorCode::corrupt, "invoice line " + row.text(2) + " of company " +
                                          in_quotes(row.text(1)) + ", month " + row.text(0) +
                                          " is damaged (" + error.what() +
                                          "): restore the ledger from a backup");
    }
  }
  return found;
}

std::vector<MonthUsage> SqliteStore::period_usage(Month closed) {
  std::vector<MonthUsage> found;
  Query row = connection_.query(
      "SELECT usage_month, company, meter, decimals, quantity, events FROM period_usage"
      " JOIN meter ON meter.id = meter WHERE month = ? ORDER BY usage_month, company, meter",
      closed);
  while (row.step()) found.push_back(read_usage(row));
  return found;
}

std::int64_t SqliteStore::prune(Month through, Instant before, Instant now) {
  Connection& connection = writable();
  if (!connection.query("SELECT 1 FROM period WHERE month = ?", through).step())
    throw store_error::not_closed(through);
  connection
      .query(
          "UPDATE period SET pruned_at = ?, pruned_before = ?"
          " WHERE month <= ? AND pruned_at IS NULL",
          now, before, through)
      .run();
  const std::int64_t removed =
      connection.query("DELETE FROM usage_event WHERE occurred_at < ?", before).run();
  if (removed != 0) rebuild_identities(connection);
  return removed;
}

}  // namespace porto::internal
