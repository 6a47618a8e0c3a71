// Month totals: sums over lanes and epochs of what events of a company gave, and of the days of the
// domains that it has.
#include <set>

#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

MonthUsage read_usage(const Row& row) {
  const Month month = row.month(0);
  const auto quantity = narrow(row.wide(4));
  if (!quantity) throw store_error::total_overflow(month, row.view(1), row.view(2), row.wide(4));
  return {month,     row.text(1),   row.text(2), row.number(3, 0, most_meter_decimals),
          *quantity, row.integer(5)};
}

}  // namespace

std::vector<MonthUsage> PostgresStore::usage(const MonthFilter& filter) {
  const bool all_months = !filter.month;
  const std::string of_month = all_months ? " AND $1::integer IS NULL" : " AND u.month = $1";
  const std::string of_days = all_months ? "" : " AND u.day BETWEEN $1 * 100 AND $1 * 100 + 99";
  const std::string sql =
      "SELECT t.month, company.id, meter.id, decimals, sum(quantity)::text, sum(events)::bigint"
      " FROM (SELECT u.month, company_no, meter_no, quantity, events FROM usage_month AS u" +
      within_cut("u") + of_month +
      " UNION ALL SELECT u.day / 100, owner.no, meter_no, quantity, events FROM domain_day AS u"
      " JOIN domain ON domain.no = domain_no JOIN sending_domain AS claim"
      " ON claim.domain = domain.id AND u.day BETWEEN coalesce(from_day, 0)"
      " AND coalesce(through_day, 99999999) JOIN company AS owner ON owner.id = claim.company" +
      within_cut("u") + of_days +
      ") AS t JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no WHERE " +
      (filter.company ? "company.id = $2" : "$2::text IS NULL") +
      " GROUP BY t.month, company.id, meter.id, decimals HAVING sum(events) <> 0"
      " ORDER BY t.month, company.id, meter.id";
  std::vector<MonthUsage> found;
  for (const Row row : read(sql, filter.month, filter.company)) found.push_back(read_usage(row));
  return found;
}

// The earliest month of a table that has usage: few have none, so that they are asked for one after
// the other, each of which takes a look at the index of each lane.
std::optional<Month> PostgresStore::first_usage_month() {
  const auto first_of = [this](const std::string& table, const std::string& time,
                               std::int32_t per_month) -> std::optional<std::int32_t> {
    const std::string next = "SELECT min(one.first) FROM lane, LATERAL (SELECT min(" + time +
                             ") AS first FROM " + table +
                             " AS u WHERE u.bucket = lane.bucket"
                             " AND u.lane = lane.lane AND " +
                             time + " > $1) AS one";
    const std::string has_usage = "SELECT coalesce(sum(events), 0) > 0 FROM " + table + " AS u" +
                                  within_cut("u") + " AND " + time + " BETWEEN $1 AND $2";
    std::int32_t last = 0;
    while (true) {
      const Rows rows = read(next, last);
      if (rows[0].is_null(0)) return {};
      const std::int32_t month = rows[0].number(0) / per_month;
      last = month * per_month + per_month - 1;
      if (read(has_usage, month * per_month, last)[0].boolean(0)) return month;
    }
  };
  std::optional<std::int32_t> first = first_of("usage_month", "month", 1);
  const std::optional<std::int32_t> of_domains = first_of("domain_day", "day", 100);
  if (!first || (of_domains && *of_domains < *first)) first = of_domains;
  if (!first) return {};
  return Month::from_number(*first);
}

void PostgresStore::check_fits(const Lane& lane, const LaneTotals& totals) {
  if (!may_not_fit(lane)) return;
  constexpr int days_in_number = 100;
  std::set<int> months;
  for (const auto& [key, sum] : totals.months) months.insert(std::get<0>(key));
  for (const auto& [key, sum] : totals.days) months.insert(std::get<0>(key) / days_in_number);
  for (const int month : months) {
    static_cast<void>(usage({.month = Month::from_number(month), .company = {}}));
    each_domain_day(Month::from_number(month), [](const DomainDay&) {});
  }
}

std::vector<CompanyMonth> PostgresStore::closed_of(const LaneTotals& totals) {
  std::vector<std::int32_t> months;
  std::vector<std::int32_t> companies;
  std::vector<std::int32_t> days;
  std::vector<std::int32_t> domains;
  for (const auto& [key, sum] : totals.months) {
    months.push_back(std::get<0>(key));
    companies.push_back(std::get<1>(key));
  }
  for (const auto& [key, sum] : totals.days) {
    days.push_back(std::get<0>(key));
    domains.push_back(std::get<1>(key));
  }
  std::vector<CompanyMonth> closed;
  if (totals.empty()) return closed;
  for (const Row row : connection_.query(
           "WITH last AS (SELECT coalesce(max(month), 0) AS month FROM period)"
           " SELECT t.month, company.id FROM unnest($1::integer[], $2::integer[])"
           " AS t (month, company_no) JOIN company ON company.no = company_no"
           " WHERE t.month <= (SELECT month FROM last)"
           " UNION SELECT t.day / 100, claim.company FROM unnest($3::integer[], $4::integer[])"
           " AS t (day, domain_no) JOIN domain ON domain.no = domain_no"
           " JOIN sending_domain AS claim ON claim.domain = domain.id"
           " AND t.day BETWEEN coalesce(from_day, 0) AND coalesce(through_day, 99999999)"
           " WHERE t.day / 100 <= (SELECT month FROM last) ORDER BY 1, 2",
           months, companies, days, domains))
    closed.push_back({row.month(0), row.text(1)});
  return closed;
}

}  // namespace porto::internal::postgres
