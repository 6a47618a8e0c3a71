// See totals.hpp.
#include "store/sqlite/totals.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "store/errors.hpp"
#include "store/sqlite/names.hpp"

namespace porto::internal {
namespace {

std::string key_columns(const TotalTable& table) {
  return std::string(table.time) + ", " + table.owner + ", meter_no";
}

std::string insert_sql(const TotalTable& table) {
  return "INSERT INTO " + std::string(table.name) + " (" + key_columns(table) +
         ", quantity, events) VALUES (?, ?, ?, ?, ?)";
}

// SQLite turns an integer sum that is too large into a floating-point number. The WHERE keeps it
// from coming to that: where the sum would not fit, no row is changed.
std::string add_sql(const TotalTable& table) {
  return insert_sql(table) + " ON CONFLICT (" + key_columns(table) +
         ") DO UPDATE SET quantity = quantity + excluded.quantity,"
         " events = events + excluded.events WHERE CASE WHEN excluded.quantity < 0"
         " THEN quantity >= -9223372036854775808 - excluded.quantity"
         " ELSE quantity <= 9223372036854775807 - excluded.quantity END";
}

std::string where_key(const TotalTable& table) {
  return std::string(" WHERE ") + table.time + " = ?1 AND " + table.owner +
         " = ?2 AND meter_no = ?3";
}

Error month_overflow(Connection& connection, const TotalKey& key, Wide sum) {
  return store_error::total_overflow(Month::from_number(static_cast<int>(key.time)),
                                     NameOf(connection, "company")(key.owner_no),
                                     NameOf(connection, "meter")(key.meter_no), sum);
}

Error day_overflow(Connection& connection, const TotalKey& key, Wide sum) {
  return store_error::domain_overflow(NameOf(connection, "domain")(key.owner_no),
                                      NameOf(connection, "meter")(key.meter_no), sum);
}

}  // namespace

const TotalTable month_totals = {"usage_month", "month", "company_no", month_overflow};
const TotalTable day_totals = {"domain_day", "day", "domain_no", day_overflow};

std::size_t Totals::KeyHash::operator()(const TotalKey& key) const noexcept {
  // Fibonacci hashing: companies count from 1, months and meters are few.
  const auto mixed = static_cast<std::uint64_t>(key.owner_no) << 24 ^
                     static_cast<std::uint64_t>(key.meter_no) << 20 ^
                     static_cast<std::uint64_t>(key.time);
  return static_cast<std::size_t>(mixed * 0x9E3779B97F4A7C15U >> 16);
}

void Totals::add(const TotalKey& key, Wide quantity, std::int64_t events) {
  Sum& sum = sums_[key];
  sum.quantity += quantity;
  sum.events += events;
}

void Totals::write(Connection& connection) const {
  if (sums_.empty()) return;
  std::vector<std::pair<TotalKey, Sum>> sums(sums_.begin(), sums_.end());
  std::sort(sums.begin(), sums.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  Query add = connection.query(add_sql(table_));
  for (const auto& [key, sum] : sums) {
    const auto quantity = narrow(sum.quantity);
    if (sum.events <= 0 || !quantity) {
      change(connection, key, sum);
      continue;
    }
    add.bind(key.time, key.owner_no, key.meter_no, *quantity, sum.events);
    if (add.run() == 0) throw table_.overflow(connection, key, sum.quantity);
  }
}

// Adds a sum that takes events away, or that does not fit into 64 bits by itself.
void Totals::change(Connection& connection, const TotalKey& key, const Sum& sum) const {
  const std::string table = table_.name;
  const std::string where = where_key(table_);
  Wide quantity = sum.quantity;
  std::int64_t events = sum.events;
  {
    Query row = connection.query("SELECT quantity, events FROM " + table + where, key.time,
                                 key.owner_no, key.meter_no);
    if (row.step()) {
      quantity += row.integer(0);
      events += row.integer(1);
    }
  }
  if (events < 0 || (events == 0 && quantity != 0)) {
    throw Error(ErrorCode::corrupt,
                "the totals of the ledger do not hold the events that made "
                "them up: restore it from a backup");
  }
  const auto fitting = narrow(quantity);
  if (!fitting) throw table_.overflow(connection, key, quantity);
  connection.query("DELETE FROM " + table + where, key.time, key.owner_no, key.meter_no).run();
  if (events == 0) return;
  connection.query(insert_sql(table_), key.time, key.owner_no, key.meter_no, *fitting, events)
      .run();
}

std::vector<CompanyMonth> Totals::late(Connection& connection) const {
  const std::int64_t closed = connection.integer("SELECT ifnull(max(month), 0) FROM period");
  std::set<CompanyMonth> late;
  NameOf company(connection, "company");
  for (const auto& [key, sum] : sums_) {
    if (key.time <= closed)
      late.insert({Month::from_number(static_cast<int>(key.time)), company(key.owner_no)});
  }
  return {late.begin(), late.end()};
}

}  // namespace porto::internal
