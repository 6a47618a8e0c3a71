// Closed months and their lines. Lines come back exactly as they were given.
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "store/errors.hpp"
#include "store/line_fields.hpp"
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

// The names of line kinds in the file.
constexpr std::array<std::pair<LineKind, std::string_view>, 7> kinds = {{
    {LineKind::fee, "fee"},
    {LineKind::usage, "usage"},
    {LineKind::minimum, "minimum"},
    {LineKind::maximum, "maximum"},
    {LineKind::adjustment, "adjustment"},
    {LineKind::rounding, "rounding"},
    {LineKind::item, "item"},
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

// ---- A field as the values of its columns

std::tuple<Month> values_of(Month month) { return {month}; }
std::tuple<std::string_view> values_of(const std::string& text) { return {text}; }
std::tuple<int> values_of(int number) { return {number}; }
std::tuple<std::string_view> values_of(LineKind kind) { return {kind_name(kind)}; }
std::tuple<std::string> values_of(const Decimal& number) { return {number.to_string()}; }
std::tuple<std::optional<std::string>> values_of(const std::optional<Decimal>& number) {
  if (!number) return {};
  return {number->to_string()};
}
std::tuple<std::int64_t, std::string> values_of(const Money& amount) {
  return {amount.minor(), std::string(amount.currency().code())};
}

void insert_line(Query& insert, const InvoiceLine& line) {
  const auto run = [&](const auto&... values) { insert.bind(values...).run(); };
  const auto insert_fields = [&](const auto&... fields) {
    std::apply(run, std::tuple_cat(values_of(line.*fields.member)...));
  };
  std::apply(insert_fields, line_fields);
}

// A number in the only way it is written, so that no other text goes unnoticed.
Decimal read_decimal(const Query& row, int column) {
  const Decimal number = Decimal::parse(row.view(column));
  if (number.to_string() != row.view(column))
    throw Error(ErrorCode::corrupt,
                in_quotes(row.view(column)) + " is not written as " + number.to_string());
  return number;
}

// ---- A field from its columns; the first is `column`, which moves on

using Line = InvoiceLine;
// Lines are of closed months, and none is closed that porto does not know the bounds of.
Month read(const Query& row, int& column, Month Line::*) {
  const Month month = row.month(column++);
  if (month < Month(1970, 1) || month > Month(2199, 12))
    throw Error(ErrorCode::corrupt, "the ledger holds " + month.to_string() +
                                        " as the month of a line: restore a backup");
  return month;
}
std::string read(const Query& row, int& column, std::string Line::*) { return row.text(column++); }
int read(const Query& row, int& column, int Line::*) { return row.number(column++); }
LineKind read(const Query& row, int& column, LineKind Line::*) {
  return kind_of(row.view(column++));
}
Decimal read(const Query& row, int& column, Decimal Line::*) { return read_decimal(row, column++); }
std::optional<Decimal> read(const Query& row, int& column, std::optional<Decimal> Line::*) {
  return row.optional(column++, [&](int at) { return read_decimal(row, at); });
}
Money read(const Query& row, int& column, Money Line::*) {
  const std::int64_t minor = row.integer(column++);
  return {minor, Currency(row.view(column++))};
}

// Braces evaluate from left to right. The fields are listed in the order of the members; another
// one, or one too few, does not build or does not come back as it was.
InvoiceLine read_line(const Query& row) {
  int column = 0;
  return std::apply(
      [&](const auto&... fields) { return InvoiceLine{read(row, column, fields.member)...}; },
      line_fields);
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
      throw Error(ErrorCode::corrupt, "invoice line " + row.text(2) + " of company " +
                                          in_quotes(row.text(1)) + ", month " + row.text(0) +
                                          " is damaged (" + error.what() +
                                          "): restore the ledger from a backup");
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
