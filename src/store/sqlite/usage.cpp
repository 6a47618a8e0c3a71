// Usage events and their month totals.
#include <algorithm>

#include "store/errors.hpp"
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

// Companies that the ledger does not know yet. They get numbers at once, but are added only once
// one of their events has been stored: a conflicting event must change nothing.
class NewCompanies {
 public:
  explicit NewCompanies(Connection& connection)
      : connection_(connection),
        first_no_(connection.integer("SELECT ifnull(max(no), 0) + 1 FROM company")) {}

  std::int64_t number(std::string_view id) {
    candidates_.push_back({id, false});
    return first_no_ + static_cast<std::int64_t>(candidates_.size()) - 1;
  }

  /// An event of this company was stored.
  void met(std::int64_t no) {
    if (no >= first_no_) candidates_[static_cast<std::size_t>(no - first_no_)].met = true;
  }

  /// Adds those that were met; their ids in order.
  std::vector<std::string> add() const {
    std::vector<std::string> added;
    Query insert = connection_.query("INSERT INTO company (no, id, name) VALUES (?, ?, '')");
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!candidates_[i].met) continue;
      insert.bind(first_no_ + static_cast<std::int64_t>(i), candidates_[i].id).run();
      added.emplace_back(candidates_[i].id);
    }
    std::sort(added.begin(), added.end());
    return added;
  }

 private:
  struct Candidate {
    std::string_view id;
    bool met;
  };
  Connection& connection_;
  std::int64_t first_no_;
  std::vector<Candidate> candidates_;
};

std::vector<FeedRow> number_all(Connection& connection, std::span<const DatedEvent> events,
                                NewCompanies& new_companies) {
  Names sources(connection, "source");
  Names companies(connection, "company");
  Names meters(connection, "meter");
  const auto new_source = [&](std::string_view id) { return insert_source(connection, id); };
  const auto new_company = [&](std::string_view id) { return new_companies.number(id); };
  const auto no_meter = [](std::string_view id) -> std::int64_t {
    throw store_error::unknown_meter(id);
  };
  std::vector<FeedRow> rows;
  rows.reserve(events.size());
  for (const auto& [event, month] : events) {
    rows.push_back({sources.number(event.source, new_source), event.event_id,
                    companies.number(event.company, new_company),
                    meters.number(event.meter, no_meter), event.occurred_at.unix_us,
                    event.quantity});
  }
  return rows;
}

}  // namespace

std::vector<std::optional<Outcome>> SqliteStore::find(std::span<const DatedEvent> events) {
  Names sources(connection_, "source");
  Names companies(connection_, "company");
  Names meters(connection_, "meter");
  std::vector<FeedRow> rows;
  rows.reserve(events.size());
  for (const auto& [event, month] : events) {
    rows.push_back({sources.number(event.source), event.event_id, companies.number(event.company),
                    meters.number(event.meter), event.occurred_at.unix_us, event.quantity});
  }
  return identity_.find(rows);
}

Appended SqliteStore::append(std::span<const DatedEvent> events) {
  Connection& connection = writable();
  NewCompanies new_companies(connection);
  const std::vector<FeedRow> rows = number_all(connection, events, new_companies);
  Appended appended{identity_.append(rows), {}};

  Totals totals;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (appended.outcomes[i] != Outcome::stored) continue;
    new_companies.met(rows[i].company_no);
    totals.add(events[i], rows[i].company_no, rows[i].meter_no);
  }
  appended.new_companies = new_companies.add();
  totals.write(connection);
  return appended;
}

std::vector<MonthUsage> SqliteStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  Query row = connection_.query(
      "SELECT month, company.id, meter.id, decimals, quantity, events FROM usage_month"
      " JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no" +
          where(filter, "company.id") + " ORDER BY month, company.id, meter.id",
      filter.month, filter.company);
  while (row.step()) {
    found.push_back({row.month(0), row.text(1), row.text(2), static_cast<int>(row.integer(3)),
                     row.integer(4), row.integer(5)});
  }
  return found;
}

std::optional<Month> SqliteStore::first_usage_month() {
  Query row = connection_.query("SELECT min(month) FROM usage_month");
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.month(0);
}

}  // namespace porto
