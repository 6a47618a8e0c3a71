// The parts of a ledger on several servers that this one has: sums as they are, voids by number,
// what is late.
#include <algorithm>
#include <utility>

#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* select_voids =
    "SELECT seq, source.id, event_id, actor, reason, voided_at, coalesce(replaced_by, '')"
    " FROM void JOIN source ON source.no = source_no WHERE bucket = 0 AND seq BETWEEN $1 AND $2"
    " ORDER BY seq";

// Lanes, and where a close cut them last.
struct CutColumns {
  std::vector<std::int16_t> lanes{};
  std::vector<std::int32_t> epochs{};

  explicit CutColumns(const LastCuts& cuts) {
    for (const auto& [lane, epoch] : cuts) {
      lanes.push_back(lane);
      epochs.push_back(epoch);
    }
  }
};

constexpr const char* last_cut =
    " LEFT JOIN unnest($1::smallint[], $2::integer[]) AS last (lane, epoch)"
    " ON last.lane = late.lane";
constexpr const char* since_then = " AND late.epoch > coalesce(last.epoch, 0)";

}  // namespace

WideChanges read_wide_changes(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT (SELECT count(*) FROM import_undo),"
      " (SELECT count(*) FROM period WHERE pruned_at IS NOT NULL),"
      " coalesce((SELECT what FROM begun), '')");
  return {rows[0].integer(0), rows[0].integer(1), rows[0].text(2)};
}

WideChanges PostgresStore::wide_changes() {
  WideChanges changes;
  step(Begin::read, [&] { changes = read_wide_changes(connection_); });
  return changes;
}

void PostgresStore::finish_wide() { writable().query("DELETE FROM begun"); }

EventRange PostgresStore::numbers() const {
  return {first_lane_ * lane_size, (first_lane_ + lanes_) * lane_size - 1};
}

std::vector<MonthSum> PostgresStore::month_sums(const MonthFilter& filter) {
  const std::string sql =
      "SELECT u.month, company.id, meter.id, decimals, sum(quantity)::text, sum(events)::bigint"
      " FROM usage_month AS u JOIN company ON company.no = company_no"
      " JOIN meter ON meter.no = meter_no" +
      within_cut("u") + (filter.month ? " AND u.month = $1" : " AND $1::integer IS NULL") +
      (filter.company ? " AND company.id = $2" : " AND $2::text IS NULL") +
      " GROUP BY u.month, company.id, meter.id, decimals";
  std::vector<MonthSum> sums;
  for (const Row row : read(sql, filter.month, filter.company))
    sums.push_back({row.month(0), row.text(1), row.text(2), row.number(3, 0, most_meter_decimals),
                    row.wide(4), row.integer(5)});
  return sums;
}

std::vector<DaySum> PostgresStore::day_sums(std::int32_t first, std::int32_t last,
                                            const std::optional<std::string>& domain) {
  const std::string sql =
      "SELECT u.day, domain.id, meter.id, decimals, sum(quantity)::text, sum(events)::bigint"
      " FROM domain_day AS u JOIN domain ON domain.no = domain_no"
      " JOIN meter ON meter.no = meter_no" +
      within_cut("u") + " AND u.day BETWEEN $1 AND $2" +
      (domain ? " AND domain.id = $3" : " AND $3::text IS NULL") +
      " GROUP BY u.day, domain.id, meter.id, decimals";
  std::vector<DaySum> sums;
  for (const Row row : read(sql, first, last, domain))
    sums.push_back({row.day(0), row.text(1), row.text(2), row.number(3, 0, most_meter_decimals),
                    row.wide(4), row.integer(5)});
  return sums;
}

Wide PostgresStore::largest_of_all() {
  return read("SELECT sum(largest)::text FROM lane")[0].wide(0);
}

std::vector<VoidOfEvent> PostgresStore::voids_between(const EventRange& numbers) {
  std::vector<VoidOfEvent> voids;
  for (const Row row : read(select_voids, numbers.first, numbers.last))
    voids.push_back({row.integer(0),
                     {row.text(1), row.text(2), row.text(3), row.text(4), row.instant(5)},
                     row.text(6)});
  return voids;
}

std::optional<VoidOfEvent> PostgresStore::void_of(std::int64_t seq) {
  std::vector<VoidOfEvent> voids = voids_between({seq, seq});
  if (voids.empty()) return std::nullopt;
  return std::move(voids.front());
}

LastCuts PostgresStore::last_cuts() {
  LastCuts cuts;
  for (const Row row : read("SELECT lane, max(epoch) FROM period_cut GROUP BY lane"))
    cuts[static_cast<std::int16_t>(row.number(0, 0, INT16_MAX))] = row.number(1);
  return cuts;
}

NamedUsage PostgresStore::late_since(const LastCuts& cuts, std::int32_t closed_through) {
  const CutColumns last(cuts);
  NamedUsage late;
  for (const Row row : read("SELECT DISTINCT late.month, company.id FROM late_month AS late" +
                                std::string(last_cut) + " JOIN company ON company.no = company_no" +
                                within_cut("late") + since_then + " AND late.month <= $3",
                            last.lanes, last.epochs, closed_through))
    late.months.push_back({row.month(0), row.text(1)});
  for (const Row row : read("SELECT DISTINCT late.day, domain.id FROM late_day AS late" +
                                std::string(last_cut) + " JOIN domain ON domain.no = domain_no" +
                                within_cut("late") + since_then + " AND late.day / 100 <= $3",
                            last.lanes, last.epochs, closed_through))
    late.days.emplace_back(row.day(0), row.text(1));
  for (const Row row :
       read("SELECT DISTINCT late.month FROM changed_domains AS late" + std::string(last_cut) +
                within_cut("late") + since_then + " AND late.month <= $3",
            last.lanes, last.epochs, closed_through))
    late.domains.push_back(row.month(0));
  return late;
}

std::int32_t PostgresStore::closed_through() {
  return read("SELECT coalesce(max(month), 0) FROM period")[0].number(0);
}

AppendResult PostgresStore::append_part(std::span<const DatedEvent> events, std::int64_t import,
                                        std::int32_t closed_through) {
  own_lane().closed = closed_through;
  if (head_) {
    Appending asked(events, names_, *identity_key_);
    asked.look_up_names(connection_);
    learn_meters(asked);
    if (import != 0) hold_to_store(import);
  }
  importing_ = import;
  AppendResult result = append(events);
  importing_ = 0;
  return result;
}

bool PostgresStore::put_new_company(std::string_view id) {
  return writable()
             .query("INSERT INTO company (id) VALUES ($1) ON CONFLICT DO NOTHING", id)
             .changed() > 0;
}

}  // namespace porto::internal::postgres
