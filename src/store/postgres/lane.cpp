// See lane.hpp.
#include "store/postgres/lane.hpp"

#include <set>
#include <vector>

#include "porto/error.hpp"

namespace porto::internal::postgres {
namespace {

// The sums of one table as arrays.
struct Columns {
  std::vector<std::int32_t> times{};
  std::vector<std::int32_t> owners{};
  std::vector<std::int32_t> meters{};
  std::vector<std::string> quantities{};  // of any size: what one lane has need not fit alone
  std::vector<std::int64_t> events{};
};

std::string to_text(Wide number) {
  const auto fits = narrow(number);
  if (fits) return std::to_string(*fits);
  constexpr Wide billion = 1'000'000'000;
  const Wide rest = size_of(number % billion);
  const std::string digits = std::to_string(static_cast<std::int64_t>(rest));
  return to_text(number / billion) + std::string(9 - digits.size(), '0') + digits;
}

Columns columns_of(const std::map<std::tuple<int, std::int32_t, std::int32_t>, Sum>& sums) {
  Columns columns;
  for (const auto& [key, sum] : sums) {
    columns.times.push_back(std::get<0>(key));
    columns.owners.push_back(std::get<1>(key));
    columns.meters.push_back(std::get<2>(key));
    columns.quantities.push_back(to_text(sum.quantity));
    columns.events.push_back(sum.events);
  }
  return columns;
}

// The largest total is kept with the lane: so nobody has to look at all of them to know that a sum
// fits.
constexpr const char* save_sql = R"(
WITH months AS (
  INSERT INTO usage_month (lane, epoch, month, company_no, meter_no, quantity, events)
  SELECT $1, $2, unnest($3::integer[]), unnest($4::integer[]), unnest($5::integer[]),
         unnest($6::text[])::numeric, unnest($7::bigint[])
  ON CONFLICT (bucket, lane, month, company_no, meter_no, epoch, key_no)
  DO UPDATE SET quantity = usage_month.quantity + excluded.quantity,
                events = usage_month.events + excluded.events
  RETURNING abs(quantity) AS size),
days AS (
  INSERT INTO domain_day (lane, epoch, day, domain_no, meter_no, quantity, events)
  SELECT $1, $2, unnest($8::integer[]), unnest($9::integer[]), unnest($10::integer[]),
         unnest($11::text[])::numeric, unnest($12::bigint[])
  ON CONFLICT (bucket, lane, day, domain_no, meter_no, epoch, key_no)
  DO UPDATE SET quantity = domain_day.quantity + excluded.quantity,
                events = domain_day.events + excluded.events
  RETURNING abs(quantity) AS size)
UPDATE lane SET last_batch = $13, last_seq = $14, digest = $15,
  largest = greatest(largest, (SELECT max(size) FROM months), (SELECT max(size) FROM days))
WHERE bucket = 0 AND lane = $1)";

}  // namespace

Lane read_lane(const Row& row) {
  return {.lane = static_cast<std::int16_t>(row.number(0, 0, INT16_MAX)),
          .epoch = row.number(1),
          .fenced = row.number(2),
          .pruned = row.number(3),
          .map = row.number(4),
          .last_batch = row.integer(5),
          .last_seq = row.integer(6),
          .digest = row.text(7),
          .largest_of_all = row.wide(8),
          .closed = row.number(9)};
}

void save(Connection::Pipeline& pipeline, const Lane& lane, const LaneTotals& totals) {
  const Columns months = columns_of(totals.months);
  const Columns days = columns_of(totals.days);
  pipeline.add(save_sql, lane.lane, lane.epoch, months.times, months.owners, months.meters,
               months.quantities, months.events, days.times, days.owners, days.meters,
               days.quantities, days.events, lane.last_batch, lane.last_seq, lane.digest);
}

void mark_domains(Connection::Pipeline& pipeline, const Lane& lane, const LaneTotals& totals,
                  int closed_through) {
  constexpr int days_in_number = 100;  // 20240229 is of 202402
  std::set<std::int32_t> months;
  for (const auto& [key, sum] : totals.days)
    if (std::get<0>(key) / days_in_number <= closed_through)
      months.insert(std::get<0>(key) / days_in_number);
  if (months.empty()) return;
  pipeline.add(
      "INSERT INTO changed_domains (lane, epoch, month) SELECT $1, $2, unnest($3::integer[])"
      " ON CONFLICT DO NOTHING",
      lane.lane, lane.epoch, std::vector<std::int32_t>(months.begin(), months.end()));
}

}  // namespace porto::internal::postgres
