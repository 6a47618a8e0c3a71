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

NamedUsage PostgresStore::named(const LaneTotals& totals) {
  std::vector<std::int32_t> times;
  std::vector<std::int32_t> owners;
  const auto read_all = [&](const auto& sums, const std::string& table, const auto& add) {
    times.clear();
    owners.clear();
    for (const auto& [key, sum] : sums) {
      times.push_back(std::get<0>(key));
      owners.push_back(std::get<1>(key));
    }
    if (times.empty()) return;
    for (const Row row :
         connection_.query("SELECT DISTINCT t.time, id FROM unnest($1::integer[], $2::integer[])"
                           " AS t (time, owner) JOIN " +
                               table + " ON no = owner ORDER BY 1, 2",
                           times, owners))
      add(row);
  };
  NamedUsage usage;
  read_all(totals.months, "company", [&](const Row& row) {
    usage.months.push_back({row.month(0), row.text(1)});
  });
  read_all(totals.days, "domain",
           [&](const Row& row) { usage.days.emplace_back(row.day(0), row.text(1)); });
  return usage;
}

std::vector<CompanyMonth> PostgresStore::closed_of(const NamedUsage& usage) {
  const std::int32_t closed_through = this->closed_through();
  std::set<CompanyMonth> closed;
  for (const CompanyMonth& one : usage.months)
    if (one.month.number() <= closed_through) closed.insert(one);
  std::vector<std::int32_t> days;
  std::vector<std::string_view> domains;
  for (const auto& [day, domain] : usage.days) {
    if (day.month().number() > closed_through) continue;
    days.push_back(day.number());
    domains.emplace_back(domain);
  }
  if (!days.empty())
    for (const Row row :
         read("SELECT DISTINCT t.day / 100, claim.company FROM unnest($1::integer[], $2::text[])"
              " AS t (day, domain) JOIN sending_domain AS claim ON claim.domain = t.domain"
              " AND t.day BETWEEN coalesce(from_day, 0) AND coalesce(through_day, 99999999)",
              days, domains))
      closed.insert({row.month(0), row.text(1)});
  return {closed.begin(), closed.end()};
}

}  // namespace porto::internal::postgres
