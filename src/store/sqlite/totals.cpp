// See totals.hpp.
#include "store/sqlite/totals.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <climits>
#include <set>

#include "store/errors.hpp"
#include "store/sqlite/names.hpp"

namespace porto::internal {
namespace {

// The time of a month total, which may come from a file.
Month month_of_key(const TotalKey& key) {
  try {
    return Month::from_number(static_cast<int>(std::clamp<std::int64_t>(key.time, 0, INT_MAX)));
  } catch (const Error&) {
    throw Error(ErrorCode::corrupt,
                "the ledger has usage of month " + std::to_string(key.time) + ": restore a backup");
  }
}

constexpr std::size_t most_slots = std::size_t{1} << 15;

std::string key_columns(const TotalTable& table) {
  return std::string(table.time) + ", " + table.owner + ", meter_no";
}

std::string insert_into(const TotalTable& table) {
  return "INSERT INTO " + std::string(table.name) + " (" + key_columns(table) +
         ", quantity, events) ";
}

std::string insert_sql(const TotalTable& table) {
  return insert_into(table) + "VALUES (?, ?, ?, ?, ?)";
}

// SQLite turns an integer sum that is too large into a floating-point number. The WHERE keeps it
// from coming to that: where the sum would not fit, no row is changed.
std::string on_conflict(const TotalTable& table) {
  return " ON CONFLICT (" + key_columns(table) +
         ") DO UPDATE SET quantity = quantity + excluded.quantity,"
         " events = events + excluded.events WHERE CASE WHEN excluded.quantity < 0"
         " THEN quantity >= -9223372036854775808 - excluded.quantity"
         " ELSE quantity <= 9223372036854775807 - excluded.quantity END";
}

std::string add_sql(const TotalTable& table) { return insert_sql(table) + on_conflict(table); }

// The sums are fed as events, their numbers of events as seq.
std::string add_all_sql(const TotalTable& table) {
  return insert_into(table) +
         "SELECT day, company_no, meter_no, quantity, seq FROM feed WHERE true" +
         on_conflict(table);
}

std::string where_key(const TotalTable& table) {
  return std::string(" WHERE ") + table.time + " = ?1 AND " + table.owner +
         " = ?2 AND meter_no = ?3";
}

Error month_overflow(Connection& connection, const TotalKey& key, Wide sum) {
  return store_error::total_overflow(month_of_key(key), NameOf(connection, "company")(key.owner_no),
                                     NameOf(connection, "meter")(key.meter_no), sum);
}

Error day_overflow(Connection& connection, const TotalKey& key, Wide sum) {
  return store_error::domain_overflow(NameOf(connection, "domain")(key.owner_no),
                                      NameOf(connection, "meter")(key.meter_no), sum);
}

}  // namespace

const TotalTable month_totals = {"usage_month", "month", "company_no", month_overflow};
const TotalTable day_totals = {"domain_day", "day", "domain_no", day_overflow};

void Totals::grow() {
  constexpr std::size_t first = 64;
  send_away();
  slots_.resize(slots_.empty() ? first : 8 * slots_.size());
  if (slots_.size() == most_slots) sums_.reserve(enough_);  // memory that stays untouched is free
}

void Totals::send_away() {
  for (Sum& slot : slots_) {
    if (slot.key != TotalKey{}) sums_.push_back(slot);
    slot = {};
  }
}

Totals::Sum& Totals::take_slot(const TotalKey& key) {
  if (sums_.size() >= slots_.size() && slots_.size() < most_slots) grow();
  if (sums_.size() >= enough_) combine();
  Sum& slot = slots_[slot_of(key)];
  if (slot.key != TotalKey{}) sums_.push_back(slot);
  slot = {.key = key};
  return slot;
}

void Totals::combine() {
  boost::sort::pdqsort_branchless(sums_.begin(), sums_.end(),
                                  [](const Sum& a, const Sum& b) { return a.key < b.key; });
  auto end = sums_.begin();
  for (const Sum& sum : sums_) {
    if (end != sums_.begin() && (end - 1)->key == sum.key) {
      (end - 1)->quantity += sum.quantity;
      (end - 1)->events += sum.events;
    } else {
      *end++ = sum;
    }
  }
  sums_.erase(end, sums_.end());
  enough_ = std::max(enough_, 2 * sums_.size());
}

void Totals::write(Connection& connection) {
  send_away();
  combine();
  for (const Sum& sum : sums_) write_one(connection, sum);
}

void Totals::write_many(Connection& connection, Feed& feed) {
  constexpr std::size_t few = 16;  // are faster one by one
  send_away();
  combine();
  if (sums_.size() <= few || !write_together(connection, feed)) write(connection);
}

// One statement for all, which is faster than one for each. False, and nothing is changed, if they
// need to be looked at one by one: some take events away, or do not fit.
bool Totals::write_together(Connection& connection, Feed& feed) const {
  std::vector<FeedRow> rows;
  std::vector<std::uint32_t> order;
  rows.reserve(sums_.size());
  order.reserve(sums_.size());
  for (const Sum& sum : sums_) {
    const auto quantity = narrow(sum.quantity);
    if (sum.events <= 0 || !quantity) return false;
    order.push_back(static_cast<std::uint32_t>(rows.size()));
    rows.push_back({.seq = sum.events,
                    .source_no = 0,
                    .event_id = {},
                    .company_no = sum.key.owner_no,
                    .day = sum.key.time,
                    .meter_no = sum.key.meter_no,
                    .quantity = *quantity});
  }
  const Feed::Selection selection(feed, rows, order);
  connection.execute("SAVEPOINT totals");
  const std::int64_t written = connection.query(add_all_sql(table_)).run();
  const bool all = written == static_cast<std::int64_t>(rows.size());
  if (!all) connection.execute("ROLLBACK TO totals");
  connection.execute("RELEASE totals");
  return all;
}

void Totals::write_one(Connection& connection, const Sum& sum) const {
  const auto quantity = narrow(sum.quantity);
  if (sum.events <= 0 || !quantity) return change(connection, sum);
  const TotalKey& key = sum.key;
  Query add = connection.query(add_sql(table_), key.time, key.owner_no, key.meter_no, *quantity,
                               sum.events);
  if (add.run() == 0) throw table_.overflow(connection, key, sum.quantity);
}

// Adds a sum that takes events away, or that does not fit into 64 bits by itself.
void Totals::change(Connection& connection, const Sum& sum) const {
  const TotalKey& key = sum.key;
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

std::vector<CompanyMonth> Totals::late(Connection& connection) {
  send_away();
  combine();
  const std::int64_t closed = connection.integer("SELECT ifnull(max(month), 0) FROM period");
  std::set<CompanyMonth> late;
  NameOf company(connection, "company");
  for (const Sum& sum : sums_)
    if (sum.key.time <= closed) late.insert({month_of_key(sum.key), company(sum.key.owner_no)});
  return {late.begin(), late.end()};
}

void Totals::mark_months(Connection& connection) {
  send_away();
  combine();
  const std::int64_t closed = connection.integer("SELECT ifnull(max(month), 0) FROM period");
  std::set<std::int64_t> months;
  for (const Sum& sum : sums_) {
    const std::int64_t month = sum.key.time / 100;
    if (month > closed) break;  // they are in order
    months.insert(month);
  }
  if (months.empty()) return;
  Query mark = connection.query("INSERT OR IGNORE INTO changed_domains (month) VALUES (?)");
  for (const std::int64_t month : months) mark.bind(month).run();
}

}  // namespace porto::internal
