// Companies, meters and sources.
#include "store/company_fields.hpp"
#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* select_company =
    "SELECT id, name, customer_number, reference, language, cost_centre FROM company";

Company read_company(const Row& row) {
  Company company{row.text(0), {}};
  int column = 0;
  for (const CompanyField& field : company_fields) company.*field.member = row.text(++column);
  return company;
}

// Days of domains count for the company that has the domain then. What was voided adds up to 0 over
// the lanes.
constexpr const char* has_usage_sql = R"(
SELECT 1 FROM company WHERE id = $1
AND (EXISTS (SELECT 1 FROM usage_month WHERE company_no = company.no
             GROUP BY month, meter_no HAVING sum(events) <> 0)
  OR EXISTS (SELECT 1 FROM sending_domain AS claim JOIN domain ON domain.id = claim.domain
             JOIN domain_day ON domain_no = domain.no
             WHERE claim.company = $1 AND (from_day IS NULL OR day >= from_day)
             AND (through_day IS NULL OR day <= through_day)
             GROUP BY day, domain_no, meter_no HAVING sum(events) <> 0)))";

// The search through the events has no index: few companies are ever removed.
constexpr const char* names_sql = R"(
SELECT 1 FROM company WHERE id = $1
AND (EXISTS (SELECT 1 FROM period_usage WHERE company = $1)
  OR EXISTS (SELECT 1 FROM invoice_line WHERE company = $1)
  OR EXISTS (SELECT 1 FROM usage_event WHERE company_no = company.no)))";

constexpr const char* is_named_sql = R"(
SELECT 1 WHERE EXISTS (SELECT 1 FROM subscription WHERE company = $1)
OR EXISTS (SELECT 1 FROM sending_domain WHERE company = $1)
OR EXISTS (SELECT 1 FROM item WHERE company = $1))";

}  // namespace

bool PostgresStore::put_company(const Company& company) {
  Connection& connection = writable();
  if (this->company(company.id) == company) return false;
  connection.query(
      "INSERT INTO company (id, name, customer_number, reference, language, cost_centre)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
      " customer_number = excluded.customer_number, reference = excluded.reference,"
      " language = excluded.language, cost_centre = excluded.cost_centre",
      company.id, company.name, company.customer_number, company.reference, company.language,
      company.cost_centre);
  return true;
}

std::optional<Company> PostgresStore::company(std::string_view id) {
  const Rows rows = read(std::string(select_company) + " WHERE id = $1", id);
  if (rows.empty()) return {};
  return read_company(rows[0]);
}

bool PostgresStore::has_company(std::string_view id) {
  return !read("SELECT 1 FROM company WHERE id = $1", id).empty();
}

std::vector<Company> PostgresStore::companies() {
  std::vector<Company> all;
  for (const Row row : read(std::string(select_company) + " ORDER BY id"))
    all.push_back(read_company(row));
  return all;
}

bool PostgresStore::has_usage(std::string_view company) {
  return !read(has_usage_sql, company).empty() || names(company);
}

bool PostgresStore::names(std::string_view company) { return !read(names_sql, company).empty(); }

// All lanes are held before it is asked what names the company: nobody stores usage of it from then
// on, and whoever remembers its number asks again.
void PostgresStore::remove_company(std::string_view id) {
  if (!has_company(id)) throw store_error::unknown_company(id);
  hold_all_lanes();
  if (has_usage(id)) throw store_error::company_used(id);
  forget_company(id);
}

void PostgresStore::hold_all_lanes() {
  writable().query("SELECT 1 FROM lane ORDER BY bucket, lane FOR UPDATE");
}

void PostgresStore::forget_company(std::string_view id) {
  hold_all_lanes();
  Connection& connection = writable();
  if (!connection.query(is_named_sql, id).empty() || names(id)) throw store_error::company_used(id);
  connection.query("DELETE FROM changed WHERE company = $1", id);
  connection.query("DELETE FROM company WHERE id = $1", id);
  connection.query("UPDATE lane SET map = map + 1");
  names_.companies.forget();
}

bool PostgresStore::add_meter(const Meter& meter) {
  Connection& connection = writable();
  const Rows known = connection.query("SELECT decimals FROM meter WHERE id = $1", meter.id);
  if (!known.empty()) {
    const int decimals = read_decimals(known[0], 0);
    if (decimals != meter.decimals) throw store_error::meter_changed(meter.id, decimals);
    return false;
  }
  connection.query("INSERT INTO meter (id, decimals) VALUES ($1, $2)", meter.id, meter.decimals);
  return true;
}

std::vector<Meter> PostgresStore::meters() {
  std::vector<Meter> all;
  for (const Row row : read("SELECT id, decimals FROM meter ORDER BY id"))
    all.push_back({row.text(0), read_decimals(row, 1)});
  return all;
}

// Each import says which rows it counts: nothing is written where that is known.
bool PostgresStore::set_counting(std::string_view source, std::string_view rule) {
  require_recording();
  const auto is_known = [&] {
    const std::optional<std::string> known = counting(source);
    if (known && *known != rule) throw store_error::counting_changed(source, *known);
    return known.has_value();
  };
  if (is_known()) return false;
  bool is_set = false;
  step_of_record([&] {
    is_set = connection_
                 .query(
                     "INSERT INTO source (id, counting) VALUES ($1, $2) ON CONFLICT (id)"
                     " DO UPDATE SET counting = excluded.counting WHERE source.counting IS NULL",
                     source, rule)
                 .changed() > 0;
  });
  return is_set || !is_known();  // another import was first
}

std::optional<std::string> PostgresStore::counting(std::string_view source) {
  const Rows rows = read("SELECT counting FROM source WHERE id = $1", source);
  if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
  return rows[0].text(0);
}

}  // namespace porto::internal::postgres
