// Month totals, and storing usage events.
#include <algorithm>

#include "store/errors.hpp"
#include "store/sqlite/batch_record.hpp"
#include "store/sqlite/claims.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/month_filter.hpp"
#include "store/sqlite/names.hpp"
#include "store/sqlite/totals.hpp"

namespace porto {
namespace {

std::int64_t insert_source(Connection& connection, std::string_view id) {
  connection.query("INSERT INTO source (id) VALUES (?)", id).run();
  return connection.integer("SELECT last_insert_rowid()");
}

// Names that the ledger lacks, of the events of a batch.
struct Unknown {
  explicit Unknown(Connection& connection)
      : companies(connection, "company", "INSERT INTO company (no, id, name) VALUES (?, ?, '')"),
        domains(connection, "domain", "INSERT INTO domain (no, id) VALUES (?, ?)") {}
  NewNames companies;
  NewNames domains;
};

std::int64_t day_number(const std::optional<Day>& day) { return day ? day->number() : 0; }

std::vector<FeedRow> number_all(Connection& connection, std::span<const DatedEvent> events,
                                EventNames& names, Unknown& unknown) {
  const auto new_source = [&](std::string_view id) { return insert_source(connection, id); };
  const auto new_company = [&](std::string_view id) { return unknown.companies.number(id); };
  const auto new_domain = [&](std::string_view id) { return unknown.domains.number(id); };
  const auto no_meter = [](std::string_view id) -> std::int64_t {
    throw store_error::unknown_meter(id);
  };
  std::vector<FeedRow> rows;
  rows.reserve(events.size());
  for (const auto& [event, month, day] : events) {
    const bool of_domain = !event.domain.empty();
    if (of_domain != event.company.empty() || of_domain != day.has_value())
      throw store_error::event_without_owner();
    rows.push_back(
        {.source_no = names.sources.number(event.source, new_source),
         .event_id = event.event_id,
         .company_no = of_domain ? 0 : names.companies.number(event.company, new_company),
         .domain_no = of_domain ? names.domains.number(event.domain, new_domain) : 0,
         .day = day_number(day),
         .meter_no = names.meters.number(event.meter, no_meter),
         .occurred_at = event.occurred_at.unix_us,
         .quantity = event.quantity});
  }
  return rows;
}

// The totals of the events that were stored, by company and by domain.
class Counted {
 public:
  explicit Counted(Connection& connection) : claims_(connection) {}

  void add(const DatedEvent& dated, const FeedRow& row) {
    std::int64_t company_no = row.company_no;
    if (row.domain_no != 0) {
      days_.add({row.day, row.domain_no, row.meter_no}, row.quantity, 1);
      company_no = claims_.owner(dated.event.domain, row.day);
      if (company_no == 0) return;
    }
    months_.add({dated.month.number(), company_no, row.meter_no}, row.quantity, 1);
  }

  /// Returns what changed in closed months.
  std::vector<CompanyMonth> write(Connection& connection) const {
    days_.write(connection);
    months_.write(connection);
    return months_.late(connection);
  }

 private:
  Claims claims_;
  Totals months_{month_totals};
  Totals days_{day_totals};
};

}  // namespace

std::vector<std::optional<Outcome>> SqliteStore::find(std::span<const DatedEvent> events) {
  EventNames names(connection_);
  std::vector<FeedRow> rows;
  rows.reserve(events.size());
  // A name that the ledger lacks has number 0, which no stored event has. Of company and domain an
  // event names one; the other must not look like a name that is lacking.
  constexpr std::int64_t lacking = -1;
  const auto lacks = [](std::string_view) { return lacking; };
  for (const auto& [event, month, day] : events) {
    rows.push_back(
        {.source_no = names.sources.number(event.source),
         .event_id = event.event_id,
         .company_no = event.company.empty() ? 0 : names.companies.number(event.company, lacks),
         .domain_no = event.domain.empty() ? 0 : names.domains.number(event.domain, lacks),
         .day = day_number(day),
         .meter_no = names.meters.number(event.meter),
         .occurred_at = event.occurred_at.unix_us,
         .quantity = event.quantity});
  }
  return identity_.find(rows);
}

Appended SqliteStore::append(std::span<const DatedEvent> events) {
  Connection& connection = writable();
  EventNames names(connection);
  Unknown unknown(connection);
  const std::vector<FeedRow> rows = number_all(connection, events, names, unknown);
  BatchRecord record(connection, names, last_batch().value_or(EventBatch{}));
  Appended appended;
  appended.outcomes = identity_.append(rows, [&](const FeedRow& row) { record.add(row); });

  Counted counted(connection);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (appended.outcomes[i] != Outcome::stored) continue;
    unknown.companies.met(rows[i].company_no);
    unknown.domains.met(rows[i].domain_no);
    counted.add(events[i], rows[i]);
  }
  appended.new_companies = unknown.companies.add();
  unknown.domains.add();
  appended.late = counted.write(connection);
  record.write();
  return appended;
}

std::vector<MonthUsage> SqliteStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  Query row = connection_.query(
      "SELECT month, company.id, meter.id, decimals, quantity, events FROM usage_month"
      " JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no" +
          where(filter, "company.id") + " ORDER BY month, company.id, meter.id",
      filter.month, filter.company);
  while (row.step()) found.push_back(read_usage(row));
  return found;
}

std::optional<Month> SqliteStore::first_usage_month() {
  Query row = connection_.query(
      "SELECT min(month) FROM (SELECT min(month) AS month FROM usage_month"
      " UNION ALL SELECT min(day) / 100 FROM domain_day)");
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.month(0);
}

}  // namespace porto
