// Companies, meters and sources.
#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

bool SqliteStore::put_company(const Company& company) {
  return writable()
             .query(
                 "INSERT INTO company (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE"
                 " SET name = excluded.name WHERE name <> excluded.name",
                 company.id, company.name)
             .run() > 0;
}

bool SqliteStore::has_company(std::string_view id) {
  return connection_.query("SELECT 1 FROM company WHERE id = ?", id).step();
}

std::vector<Company> SqliteStore::companies() {
  std::vector<Company> all;
  Query row = connection_.query("SELECT id, name FROM company ORDER BY id");
  while (row.step()) all.push_back({row.text(0), row.text(1)});
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
                             " OR EXISTS (SELECT 1 FROM sending_domain WHERE company = ?1)",
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
