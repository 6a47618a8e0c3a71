// Closed months and their lines. Lines come back exactly as they were given.
#include <string>
#include <tuple>

#include "store/errors.hpp"
#include "store/line_values.hpp"
#include "store/sqlite/closed_state.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

// How columns are named, read and written, after one another. An item has no tariff: NULL in the
// file, so that no tariff is looked up for it.
enum class Columns : std::uint8_t { names, read, written };
std::string columns(Columns how) {
  std::string text;
  const auto add = [&](std::string_view name) {
    const bool may_be_null = name == "tariff";
    text += text.empty() ? "" : ", ";
    if (how == Columns::written)
      text += may_be_null ? "nullif(?, '')" : "?";
    else
      text += may_be_null && how == Columns::read ? "ifnull(tariff, '')" : name;
  };
  each_line_field([&](const auto& field) {
    add(field.column);
    if (has_currency(field)) add(currency_column);
  });
  return text;
}

const std::string& insert_line_sql() {
  static const std::string sql = "INSERT INTO invoice_line (" + columns(Columns::names) +
                                 ") VALUES (" + columns(Columns::written) + ")";
  return sql;
}

const std::string& select_lines_sql() {
  static const std::string sql = "SELECT " + columns(Columns::read) + " FROM invoice_line";
  return sql;
}

void insert_line(Query& insert, const InvoiceLine& line) {
  const auto run = [&](const auto&... values) { insert.bind(values...).run(); };
  const auto insert_fields = [&](const auto&... fields) {
    std::apply(run, std::tuple_cat(values_of(line.*fields.member)...));
  };
  std::apply(insert_fields, line_fields);
}

}  // namespace

void SqliteStore::mark_changed(std::span<const CompanyMonth> months) {
  require_write();
  Query insert = connection_.query("INSERT OR IGNORE INTO changed (month, company) VALUES (?, ?)");
  for (const CompanyMonth& mark : months) insert.bind(mark.month, mark.company).run();
}

std::vector<CompanyMonth> SqliteStore::changed(const std::optional<std::string>& company) {
  std::vector<CompanyMonth> all;
  Query row = connection_.query("SELECT month, company FROM changed WHERE " +
                                    std::string(company ? "company = ?1" : "?1 IS NULL") +
                                    " ORDER BY month, company",
                                company);
  while (row.step()) all.push_back({row.month(0), row.text(1)});
  return all;
}

void SqliteStore::add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                                   std::span<const MonthUsage> usage, const ClosedState& state) {
  Connection& connection = writable();
  connection
      .query(
          "INSERT INTO period (month, closed_at, hash, last_seq, last_batch, pruned_at)"
          " VALUES (?, ?, ?, ?, ?, ?)",
          period.month, period.closed_at, period.hash, period.last_seq, period.last_batch,
          period.pruned_at)
      .run();
  Query insert = connection.query(insert_line_sql());
  for (const InvoiceLine& line : lines) insert_line(insert, line);
  Query keep = connection.query(
      "INSERT INTO period_usage (month, usage_month, company, meter, quantity, events)"
      " VALUES (?, ?, ?, ?, ?, ?)");
  for (const MonthUsage& total : usage) {
    keep.bind(period.month, total.month, total.company, total.meter, total.quantity, total.events)
        .run();
  }
  insert_state(connection, period.month, state);
  connection.query("DELETE FROM changed").run();
  connection.query("DELETE FROM changed_domains").run();
}

std::vector<ClosedMonth> SqliteStore::closed_months() {
  std::vector<ClosedMonth> all;
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
      connection_.query(select_lines_sql() + where({filter.month, filter.company}, "company") +
                            (filter.usage_month ? " AND usage_month = ?3" : " AND ?3 IS NULL") +
                            " ORDER BY month, company, line",
                        filter.month, filter.company, filter.usage_month);
  while (row.step()) {
    try {
      found.push_back(read_line(row));
    } catch (const Error& error) {
      throw damaged_line(row.text(0), row.text(1), row.text(2), error);
    }
  }
  return found;
}

// Summed up in halves, which do not overflow.
std::vector<LineSum> SqliteStore::line_sums() {
  std::vector<LineSum> sums;
  Query row = connection_.query(
      "SELECT month, count(*), sum(net_minor >> 32), sum(net_minor & 4294967295)"
      " FROM invoice_line GROUP BY month ORDER BY month");
  while (row.step())
    sums.push_back(
        {row.month(0), row.integer(1),
         Decimal(row.integer(2)) * Decimal(std::int64_t{1} << 32) + Decimal(row.integer(3))});
  return sums;
}

std::vector<MonthUsage> SqliteStore::period_usage(Month closed, const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  Query row = connection_.query(
      "SELECT usage_month, company, meter, decimals, quantity, events FROM period_usage"
      " JOIN meter ON meter.id = meter WHERE month = ?1" +
          std::string(filter.month ? " AND usage_month = ?2" : " AND ?2 IS NULL") +
          (filter.company ? " AND company = ?3" : " AND ?3 IS NULL") +
          " ORDER BY usage_month, company, meter",
      closed, filter.month, filter.company);
  while (row.step()) found.push_back(read_usage(row));
  return found;
}

}  // namespace porto::internal
