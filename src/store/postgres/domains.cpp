// Claims: which company has a domain. No total is moved: what a company has of a domain is summed
// when it is read.
#include <utility>

#include "store/claims.hpp"
#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* select_claims =
    "SELECT domain, company, from_day, through_day FROM sending_domain";

SendingDomain read_claim(const Row& row) {
  const auto day = [&](int column) { return row.day(column); };
  return {row.text(0), row.text(1), row.optional(2, day), row.optional(3, day)};
}

}  // namespace

std::vector<SendingDomain> PostgresStore::domains(const std::optional<std::string>& domain) {
  std::vector<SendingDomain> claims;
  for (const Row row : read(std::string(select_claims) +
                                (domain ? " WHERE domain = $1" : " WHERE $1::text IS NULL") +
                                " ORDER BY domain, from_day NULLS FIRST",
                            domain))
    claims.push_back(read_claim(row));
  return claims;
}

// The claim that is known under this domain and first day. Error not_found.
SendingDomain PostgresStore::known_claim(const SendingDomain& claim) {
  for (SendingDomain& known : domains(claim.domain))
    if (known.from == claim.from) return std::move(known);
  throw store_error::unknown_claim(claim);
}

// The closed months that have usage of a domain on these days: they change with its owner.
std::vector<CompanyMonth> PostgresStore::closed_with_days(const SendingDomain& claim, int first,
                                                          int last) {
  std::vector<CompanyMonth> months;
  if (first > last) return months;
  for (const Row row : connection_.query(
           "SELECT DISTINCT day / 100 FROM (SELECT u.day FROM domain_day AS u"
           " JOIN domain ON domain.no = domain_no" +
               within_cut("u") +
               " AND domain.id = $1 AND u.day BETWEEN $2 AND $3"
               " AND u.day / 100 <= (SELECT coalesce(max(month), 0) FROM period)"
               " GROUP BY u.day, meter_no HAVING sum(events) <> 0) AS days ORDER BY 1",
           claim.domain, first, last))
    months.push_back({row.month(0), claim.company});
  return months;
}

// Whether the totals of a company still fit in 64 bits.
void PostgresStore::check_company(const std::string& company) {
  const Rows rows = connection_.query("SELECT sum(largest)::text FROM lane");
  if (!fits_surely(rows[0].wide(0))) static_cast<void>(usage({.month = {}, .company = company}));
}

std::vector<CompanyMonth> PostgresStore::add_claim(const SendingDomain& claim) {
  Connection& connection = writable();
  if (!has_company(claim.company)) throw store_error::unknown_company(claim.company);
  check_order(claim);
  for (const SendingDomain& known : domains(claim.domain))
    if (overlap(known, claim)) throw store_error::claimed_already(known);
  connection.query(
      "INSERT INTO sending_domain (domain, company, from_day, through_day)"
      " VALUES ($1, $2, $3, $4)",
      claim.domain, claim.company, claim.from, claim.through);
  check_company(claim.company);
  return closed_with_days(claim, first_day(claim), last_day(claim.through));
}

std::vector<CompanyMonth> PostgresStore::end_claim(const SendingDomain& claim,
                                                   std::optional<Day> through) {
  Connection& connection = writable();
  const SendingDomain before = known_claim(claim);
  SendingDomain after = before;
  after.through = through;
  check_order(after);
  for (const SendingDomain& known : domains(after.domain))
    if (known.from != after.from && overlap(known, after))
      throw store_error::claimed_already(known);
  connection.query(
      "UPDATE sending_domain SET through_day = $3"
      " WHERE domain = $1 AND from_day IS NOT DISTINCT FROM $2",
      claim.domain, claim.from, through);
  check_company(before.company);
  const int last_before = last_day(before.through);
  const int last_after = last_day(through);
  return closed_with_days(before, std::min(last_before, last_after) + 1,
                          std::max(last_before, last_after));
}

std::vector<CompanyMonth> PostgresStore::remove_claim(const SendingDomain& claim) {
  Connection& connection = writable();
  const SendingDomain known = known_claim(claim);
  connection.query(
      "DELETE FROM sending_domain WHERE domain = $1 AND from_day IS NOT DISTINCT FROM $2",
      claim.domain, claim.from);
  return closed_with_days(known, first_day(known), last_day(known.through));
}

std::vector<UnassignedUsage> PostgresStore::unassigned() {
  std::vector<UnassignedUsage> found;
  for (const Row row :
       read("SELECT domain.id, u.day / 100, meter.id, decimals, sum(quantity)::text,"
            " sum(events)::bigint FROM domain_day AS u JOIN domain ON domain.no = domain_no"
            " JOIN meter ON meter.no = meter_no" +
            within_cut("u") +
            " AND NOT EXISTS (SELECT 1 FROM sending_domain AS claim WHERE claim.domain = domain.id"
            " AND u.day BETWEEN coalesce(from_day, 0) AND coalesce(through_day, 99999999))"
            " GROUP BY domain.id, u.day / 100, meter.id, decimals HAVING sum(events) <> 0"
            " ORDER BY domain.id, u.day / 100, meter.id")) {
    const auto quantity = narrow(row.wide(4));
    if (!quantity) throw store_error::domain_overflow(row.view(0), row.view(2), row.wide(4));
    found.push_back({row.text(0), row.month(1), row.text(2), row.number(3, 0, most_meter_decimals),
                     *quantity, row.integer(5)});
  }
  return found;
}

void PostgresStore::each_domain_day(const std::optional<Month>& month,
                                    const std::function<void(const DomainDay&)>& visit) {
  const std::int32_t first = month ? month->number() * 100 : before_all_days;
  const std::int32_t last = month ? first + 99 : after_all_days;
  const std::string sql =
      "SELECT u.day, domain.id, meter.id, sum(quantity)::text, sum(events)::bigint"
      " FROM domain_day AS u JOIN domain ON domain.no = domain_no"
      " JOIN meter ON meter.no = meter_no" +
      within_cut("u") +
      " AND u.day BETWEEN $1 AND $2 GROUP BY u.day, domain.id, meter.id HAVING sum(events) <> 0"
      " ORDER BY u.day, domain.id, meter.id";
  step(Begin::read, [&] {
    connection_.each(sql, {Param(first), Param(last)}, [&](const Row& row) {
      const auto quantity = narrow(row.wide(3));
      if (!quantity) throw store_error::domain_overflow(row.view(1), row.view(2), row.wide(3));
      visit({row.day(0), row.text(1), row.text(2), *quantity, row.integer(4)});
    });
  });
}

}  // namespace porto::internal::postgres
