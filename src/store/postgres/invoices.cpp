// Closed months and their lines. Lines come back exactly as they were given.
#include <algorithm>
#include <string>
#include <tuple>

#include "store/errors.hpp"
#include "store/line_values.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {
namespace {

// ---- The columns of lines: an array for each, so that many lines are one statement

template <class Value>
struct ArrayOf {
  using Type = std::vector<Value>;
};
template <>
struct ArrayOf<Month> {
  using Type = std::vector<std::int32_t>;
};

template <class Value>
void add_to(std::vector<Value>& array, Value value) {
  array.push_back(std::move(value));
}
void add_to(std::vector<std::int32_t>& array, Month month) { array.push_back(month.number()); }

auto values_of_all(const InvoiceLine& line) {
  return std::apply(
      [&](const auto&... fields) { return std::tuple_cat(values_of(line.*fields.member)...); },
      line_fields);
}

template <class Values>
struct ArraysOf;
template <class... Values>
struct ArraysOf<std::tuple<Values...>> {
  using Type = std::tuple<typename ArrayOf<Values>::Type...>;
};
using LineArrays = ArraysOf<decltype(values_of_all(std::declval<const InvoiceLine&>()))>::Type;

const char* array_type(const std::vector<std::int32_t>&) { return "integer[]"; }
const char* array_type(const std::vector<std::int64_t>&) { return "bigint[]"; }
template <class Text>
const char* array_type(const std::vector<Text>&) {
  return "text[]";
}

// How columns are named, read and written, after one another. An item has no tariff: NULL in the
// table, so that no tariff is looked up for it.
enum class ColumnList : std::uint8_t { names, read, written };
std::string columns(ColumnList how) {
  std::string text;
  const auto add = [&](const std::string& name) {
    text += text.empty() ? "" : ", ";
    if (name != "tariff" || how == ColumnList::names)
      text += name;
    else
      text += how == ColumnList::read ? "coalesce(tariff, '')" : "nullif(tariff, '')";
  };
  each_line_field([&](const auto& field) {
    add(field.column);
    if (has_currency(field)) add(currency_column);
  });
  return text;
}

std::string insert_lines_sql() {
  std::string parameters;
  int count = 0;
  const auto add = [&](const auto& array) {
    parameters += (count == 0 ? "$" : ", $") + std::to_string(count + 1) + "::" + array_type(array);
    ++count;
  };
  std::apply([&](const auto&... array) { (add(array), ...); }, LineArrays{});
  const std::string names = columns(ColumnList::names);
  return "INSERT INTO invoice_line (" + names + ") SELECT " + columns(ColumnList::written) +
         " FROM unnest(" + parameters + ") AS line (" + names + ")";
}

LineArrays arrays_of(std::span<const InvoiceLine> lines) {
  LineArrays arrays;
  for (const InvoiceLine& line : lines) {
    const auto values = values_of_all(line);
    [&]<std::size_t... At>(std::index_sequence<At...>) {
      (add_to(std::get<At>(arrays), std::get<At>(values)), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<LineArrays>>{});
  }
  return arrays;
}

void insert_lines(Connection& connection, std::span<const InvoiceLine> lines) {
  static const std::string sql = insert_lines_sql();
  constexpr std::size_t at_once = 10'000;
  for (std::size_t begin = 0; begin < lines.size(); begin += at_once) {
    const std::size_t count = std::min(at_once, lines.size() - begin);
    std::apply([&](const auto&... arrays) { connection.query(sql, arrays...); },
               arrays_of(lines.subspan(begin, count)));
  }
}

const std::string& select_lines_sql() {
  static const std::string sql = "SELECT " + columns(ColumnList::read) + " FROM invoice_line";
  return sql;
}

// ---- What else a close writes

void insert_period(Connection& connection, const ClosedMonth& period) {
  connection.query(
      "INSERT INTO period (month, closed_at, hash, last_seq, last_batch, pruned_at)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      period.month, period.closed_at, period.hash, period.last_seq, period.last_batch,
      period.pruned_at);
}

void insert_usage(Connection& connection, Month closed, std::span<const MonthUsage> usage) {
  std::vector<std::int32_t> months;
  std::vector<std::string_view> companies;
  std::vector<std::string_view> meters;
  std::vector<std::int64_t> quantities;
  std::vector<std::int64_t> events;
  for (const MonthUsage& total : usage) {
    months.push_back(total.month.number());
    companies.emplace_back(total.company);
    meters.emplace_back(total.meter);
    quantities.push_back(total.quantity);
    events.push_back(total.events);
  }
  connection.query(
      "INSERT INTO period_usage (month, usage_month, company, meter, quantity, events)"
      " SELECT $1, u.* FROM unnest($2::integer[], $3::text[], $4::text[], $5::bigint[],"
      " $6::bigint[]) AS u",
      closed, months, companies, meters, quantities, events);
}

void insert_chains(Connection& connection, Month closed, const std::vector<ChainHead>& chains) {
  for (const ChainHead& head : chains)
    connection.query(
        "INSERT INTO period_chain (month, chain, last, digest) VALUES ($1, $2, $3, $4)", closed,
        head.chain, head.last, head.digest);
}

void insert_domains(Connection& connection, Month closed,
                    const std::vector<DomainsDigest>& domains) {
  for (const DomainsDigest& one : domains)
    connection.query(
        "INSERT INTO period_domains (month, usage_month, days, digest) VALUES ($1, $2, $3, $4)",
        closed, one.month, one.days, one.digest);
}

}  // namespace

void PostgresStore::mark_changed(std::span<const CompanyMonth> months) {
  Connection& connection = writable();
  std::vector<std::int32_t> numbers;
  std::vector<std::string_view> companies;
  for (const CompanyMonth& mark : months) {
    numbers.push_back(mark.month.number());
    companies.emplace_back(mark.company);
  }
  if (numbers.empty()) return;
  connection.query(
      "INSERT INTO changed (month, company) SELECT * FROM unnest($1::integer[], $2::text[])"
      " ON CONFLICT DO NOTHING",
      numbers, companies);
}

// What recording has marked stays, and is told by its epochs from what comes after the cut.
void PostgresStore::add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                                     std::span<const MonthUsage> usage, const ClosedState& state) {
  Connection& connection = writable();
  insert_period(connection, period);
  insert_lines(connection, lines);
  insert_usage(connection, period.month, usage);
  insert_chains(connection, period.month, state.chains);
  insert_domains(connection, period.month, state.domains);
  insert_cut(period.month);
  connection.query("DELETE FROM changed");
}

std::vector<ClosedMonth> PostgresStore::closed_months() {
  std::vector<ClosedMonth> all;
  for (const Row row :
       read("SELECT month, closed_at, hash, last_seq, last_batch, pruned_at FROM period"
            " ORDER BY month"))
    all.push_back({row.month(0), row.instant(1), row.text(2), row.integer(3), row.integer(4),
                   row.optional(5, [&](int column) { return row.instant(column); })});
  return all;
}

std::vector<InvoiceLine> PostgresStore::lines(const LineFilter& filter) {
  std::vector<InvoiceLine> found;
  for (const Row row :
       read(select_lines_sql() + where({filter.month, filter.company}, "month", "company") +
                " AND " + equals("usage_month", 3, filter.usage_month.has_value(), "integer") +
                " ORDER BY month, company, line",
            filter.month, filter.company, filter.usage_month)) {
    try {
      found.push_back(read_line(row));
    } catch (const Error& error) {
      throw damaged_line(std::to_string(row.integer(0)), row.text(1),
                         std::to_string(row.integer(2)), error);
    }
  }
  return found;
}

std::vector<LineSum> PostgresStore::line_sums() {
  std::vector<LineSum> sums;
  for (const Row row :
       read("SELECT month, count(*), sum(net_minor)::text FROM invoice_line GROUP BY month"
            " ORDER BY month"))
    sums.push_back({row.month(0), row.integer(1), Decimal::parse(row.view(2))});
  return sums;
}

std::vector<MonthUsage> PostgresStore::period_usage(Month closed, const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  for (const Row row :
       read("SELECT usage_month, company, meter, decimals, quantity, events FROM period_usage"
            " JOIN meter ON meter.id = meter WHERE month = $3 AND " +
                equals("usage_month", 1, filter.month.has_value(), "integer") + " AND " +
                equals("company", 2, filter.company.has_value(), "text") +
                " ORDER BY usage_month, company, meter",
            filter.month, filter.company, closed))
    found.push_back({row.month(0), row.text(1), row.text(2), read_decimals(row, 3), row.integer(4),
                     row.integer(5)});
  return found;
}

}  // namespace porto::internal::postgres
