// Claims on sending domains, and the usage of unassigned domains. A claim moves the totals of whole
// days; no event is read.
#include "store/claims.hpp"
#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/totals.hpp"

namespace porto::internal {
namespace {

constexpr const char* assignment_sql =
    "SELECT domain, company, from_day, through_day FROM sending_domain";

SendingDomain read_claim(const Query& row) {
  const auto day = [&](int column) { return row.day(column); };
  return {row.text(0), row.text(1), row.optional(2, day), row.optional(3, day)};
}

std::vector<SendingDomain> read_claims(Query& row) {
  std::vector<SendingDomain> all;
  while (row.step()) all.push_back(read_claim(row));
  return all;
}

std::vector<SendingDomain> claims_of(Connection& connection, std::string_view domain) {
  Query rows =
      connection.query(std::string(assignment_sql) + " WHERE domain = ? ORDER BY from_day", domain);
  return read_claims(rows);
}

SendingDomain find_claim(Connection& connection, const SendingDomain& wanted) {
  for (const SendingDomain& known : claims_of(connection, wanted.domain))
    if (known.from == wanted.from) return known;
  throw store_error::unknown_claim(wanted);
}

// No claim but the one that begins on the same day may share a day with it.
void check_free(Connection& connection, const SendingDomain& claim) {
  for (const SendingDomain& known : claims_of(connection, claim.domain))
    if (known.from != claim.from && overlap(known, claim))
      throw store_error::claimed_already(known);
}

// The totals are in the order of days, so that an import adds at their end: an index by domain
// would cost it a fifth of its time. So the days there are looked at one by one, two searches for
// each.
constexpr const char* days_sql =
    "WITH RECURSIVE one (day) AS (SELECT min(day) FROM domain_day WHERE day >= ?2"
    " UNION ALL SELECT (SELECT min(day) FROM domain_day WHERE day > one.day) FROM one"
    " WHERE one.day < ?3)"
    " SELECT one.day / 100, meter_no, quantity, events FROM one"
    " JOIN domain_day ON domain_day.day = one.day"
    " AND domain_no = (SELECT no FROM domain WHERE id = ?1) WHERE one.day <= ?3";

// Adds the totals of a domain's days, `from` to `through`, to those of the company, or with sign -1
// takes them away. Returns what that changed in closed months.
std::vector<CompanyMonth> move_days(Connection& connection, const SendingDomain& claim, int from,
                                    int through, int sign) {
  // No event named it: a search through the days would find nothing.
  if (!connection.query("SELECT 1 FROM domain WHERE id = ?", claim.domain).step()) return {};
  const auto company_no = [&] {
    Query row = connection.query("SELECT no FROM company WHERE id = ?", claim.company);
    return row.step() ? row.integer(0) : 0;
  }();
  Totals totals(month_totals);
  {
    Query row = connection.query(days_sql, claim.domain, from, through);
    while (row.step()) {
      totals.add({row.integer(0), company_no, row.integer(1)},
                 static_cast<Wide>(sign) * row.integer(2), sign * row.integer(3));
    }
  }
  totals.write(connection);
  return totals.late(connection);
}

}  // namespace

std::vector<CompanyMonth> SqliteStore::add_claim(const SendingDomain& claim) {
  Connection& connection = writable();
  if (!has_company(claim.company)) throw store_error::unknown_company(claim.company);
  check_order(claim);
  for (const SendingDomain& known : claims_of(connection, claim.domain))
    if (overlap(known, claim)) throw store_error::claimed_already(known);
  connection
      .query(
          "INSERT INTO sending_domain (domain, company, from_day, through_day) VALUES (?, ?, ?, ?)",
          claim.domain, claim.company, claim.from, claim.through)
      .run();
  return move_days(connection, claim, first_day(claim), last_day(claim.through), 1);
}

std::vector<CompanyMonth> SqliteStore::end_claim(const SendingDomain& claim,
                                                 std::optional<Day> through) {
  Connection& connection = writable();
  const SendingDomain before = find_claim(connection, claim);
  SendingDomain after = before;
  after.through = through;
  check_order(after);
  check_free(connection, after);
  connection
      .query("UPDATE sending_domain SET through_day = ? WHERE domain = ? AND from_day IS ?",
             through, claim.domain, claim.from)
      .run();
  const int last_before = last_day(before.through);
  const int last_after = last_day(through);
  if (last_after < last_before)
    return move_days(connection, before, last_after + 1, last_before, -1);
  return move_days(connection, before, last_before + 1, last_after, 1);
}

std::vector<CompanyMonth> SqliteStore::remove_claim(const SendingDomain& claim) {
  Connection& connection = writable();
  const SendingDomain known = find_claim(connection, claim);
  connection
      .query("DELETE FROM sending_domain WHERE domain = ? AND from_day IS ?", claim.domain,
             claim.from)
      .run();
  return move_days(connection, known, first_day(known), last_day(known.through), -1);
}

std::vector<SendingDomain> SqliteStore::domains(const std::optional<std::string>& domain) {
  if (domain) return claims_of(connection_, *domain);
  Query rows = connection_.query(std::string(assignment_sql) + " ORDER BY domain, from_day");
  return read_claims(rows);
}

std::vector<UnassignedUsage> SqliteStore::unassigned() {
  Query row = flushed().query(
      "SELECT domain.id, day / 100 AS month, meter.id, decimals, quantity, events FROM domain_day"
      " JOIN domain ON domain.no = domain_no JOIN meter ON meter.no = meter_no"
      " WHERE NOT EXISTS (SELECT 1 FROM sending_domain WHERE domain = domain.id"
      "  AND day BETWEEN ifnull(from_day, 0) AND ifnull(through_day, 99999999))"
      " ORDER BY domain.id, month, meter.id");
  std::vector<UnassignedUsage> found;
  std::vector<Wide> sums;  // of each, in full width until it is complete
  while (row.step()) {
    const UnassignedUsage next{row.text(0), row.month(1), row.text(2), read_decimals(row, 3)};
    const bool same = !found.empty() && found.back().domain == next.domain &&
                      found.back().month == next.month && found.back().meter == next.meter;
    if (!same) {
      found.push_back(next);
      sums.push_back(0);
    }
    sums.back() += row.integer(4);
    found.back().events += row.integer(5);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto quantity = narrow(sums[i]);
    if (!quantity) throw store_error::domain_overflow(found[i].domain, found[i].meter, sums[i]);
    found[i].quantity = *quantity;
  }
  return found;
}

void SqliteStore::each_domain_day(const std::optional<Month>& month,
                                  const std::function<void(const DomainDay&)>& visit) {
  // CROSS: the days are read in the order in which they are stored, and sorted day by day.
  const std::int64_t first = month ? month->number() * std::int64_t{100} : before_all_days;
  Query row = flushed().query(
      "SELECT day, domain.id, meter.id, quantity, events FROM domain_day"
      " CROSS JOIN domain ON domain.no = domain_no CROSS JOIN meter ON meter.no = meter_no"
      " WHERE day BETWEEN ?1 AND ?2 ORDER BY day, domain.id, meter.id",
      first, month ? first + 99 : std::int64_t{after_all_days});
  while (row.step()) visit({row.day(0), row.text(1), row.text(2), row.integer(3), row.integer(4)});
}

}  // namespace porto::internal
