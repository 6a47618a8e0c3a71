// Companies, meters and sources.
#include "store/company_fields.hpp"
#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

namespace {

constexpr const char* select_company =
    "SELECT id, name, customer_number, reference, language,"
    " cost_centre FROM company";

Company read_company(const Query& row) {
  Company company{row.text(0), {}};
  int column = 0;
  for (const CompanyField& field : company_fields) company.*field.member = row.text(++column);
  return company;
}

}  // namespace

bool SqliteStore::put_company(const Company& company) {
  Connection& connection = writable();
  if (this->company(company.id) == company) return false;
  connection
      .query(
          "INSERT INTO company (id, name, customer_number, reference, language, cost_centre)"
          " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
          " customer_number = excluded.customer_number, reference = excluded.reference,"
          " language = excluded.language, cost_centre = excluded.cost_centre",
          company.id, company.name, company.customer_number, company.reference, company.language,
          company.cost_centre)
      .run();
  return true;
}

std::optional<Company> SqliteStore::company(std::string_view id) {
  Query row = connection_.query(std::string(select_company) + " WHERE id = ?", id);
  if (!row.step()) return {};
  return read_company(row);
}

bool SqliteStore::has_company(std::string_view id) {
  return connection_.query("SELECT 1 FROM company WHERE id = ?", id).step();
}

std::vector<Company> SqliteStore::companies() {
  std::vector<Company> all;
  Query row = connection_.query(std::string(select_company) + " ORDER BY id");
  while (row.step()) all.push_back(read_company(row));
  return all;
}

// The search through the events has no index: few companies are ever removed.
bool SqliteStore::has_usage(std::string_view company) {
  return flushed()
      .query(
          "SELECT 1 FROM company WHERE id = ?1"
          " AND (EXISTS (SELECT 1 FROM usage_month WHERE company_no = company.no)"
          " OR EXISTS (SELECT 1 FROM period_usage WHERE company = ?1)"
          " OR EXISTS (SELECT 1 FROM invoice_line WHERE company = ?1)"
          " OR EXISTS (SELECT 1 FROM usage_event WHERE company_no = company.no))",
          company)
      .step();
}

void SqliteStore::remove_company(std::string_view id) {
  Connection& connection = writable();
  if (!has_company(id)) throw store_error::unknown_company(id);
  const bool named = connection
                         .query(
                             "SELECT 1 WHERE EXISTS (SELECT 1 FROM subscription WHERE company = ?1)"
                             " OR EXISTS (SELECT 1 FROM sending_domain WHERE company = ?1)"
                             " OR EXISTS (SELECT 1 FROM item WHERE company = ?1)",
                             id)
                         .step();
  if (named || has_usage(id)) throw store_error::company_used(id);
  connection.query("DELETE FROM changed WHERE company = ?", id).run();
  connection.query("DELETE FROM company WHERE id = ?", id).run();
}

bool SqliteStore::add_meter(const Meter& meter) {
  Query known = writable().query("SELECT decimals FROM meter WHERE id = ?", meter.id);
  if (known.step()) {
    const int decimals = read_decimals(known, 0);
    if (decimals != meter.decimals) throw store_error::meter_changed(meter.id, decimals);
    return false;
  }
  connection_.query("INSERT INTO meter (id, decimals) VALUES (?, ?)", meter.id, meter.decimals)
      .run();
  return true;
}

std::vector<Meter> SqliteStore::meters() {
  std::vector<Meter> all;
  Query row = connection_.query("SELECT id, decimals FROM meter ORDER BY id");
  while (row.step()) all.push_back({row.text(0), read_decimals(row, 1)});
  return all;
}

bool SqliteStore::set_counting(std::string_view source, std::string_view rule) {
  require_write();
  if (const auto known = counting(source)) {
    if (*known != rule) throw store_error::counting_changed(source, *known);
    return false;
  }
  connection_
      .query(
          "INSERT INTO source (id, counting) VALUES (?, ?)"
          " ON CONFLICT (id) DO UPDATE SET counting = excluded.counting",
          source, rule)
      .run();
  return true;
}

std::optional<std::string> SqliteStore::counting(std::string_view source) {
  Query row = connection_.query("SELECT counting FROM source WHERE id = ?", source);
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.text(0);
}

}  // namespace porto::internal
