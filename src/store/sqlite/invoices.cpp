// Closed months and their lines. Lines come back exactly as they were given.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/month_filter.hpp"

namespace porto {
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

InvoiceLine read_line(const Query& row) {
  std::optional<Decimal> unit_price;
  if (!row.is_null(8)) unit_price = Decimal::parse(row.text(8));
  return {.month = row.month(0),
          .company = row.text(1),
          .line = static_cast<int>(row.integer(2)),
          .charge = row.text(3),
          .kind = kind_of(row.text(4)),
          .text = row.text(5),
          .quantity = Decimal::parse(row.text(6)),
          .unit = row.text(7),
          .unit_price = unit_price,
          .base_quantity = Decimal::parse(row.text(9)),
          .exact_amount = Decimal::parse(row.text(10)),
          .net_amount = Money(row.integer(11), Currency(row.text(12))),
          .tariff = row.text(13),
          .tariff_version = static_cast<int>(row.integer(14)),
          .usage_month = row.month(15)};
}

}  // namespace

void SqliteStore::add_period(const Period& period, std::span<const InvoiceLine> lines) {
  Connection& connection = writable();
  connection
      .query("INSERT INTO period (month, closed_at) VALUES (?, ?)", period.month,
             period.closed_at.unix_us)
      .run();
  Query insert = connection.query(insert_line_sql);
  for (const InvoiceLine& line : lines) insert_line(insert, line);
}

std::vector<Period> SqliteStore::periods() {
  std::vector<Period> all;
  Query row = connection_.query("SELECT month, closed_at FROM period ORDER BY month");
  while (row.step()) all.push_back({row.month(0), {row.integer(1)}});
  return all;
}

std::vector<InvoiceLine> SqliteStore::lines(const MonthFilter& filter) {
  std::vector<InvoiceLine> found;
  Query row = connection_.query(
      select_lines_sql + where(filter, "company") + " ORDER BY month, company, line", filter.month,
      filter.company);
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

}  // namespace porto
