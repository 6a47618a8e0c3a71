// Month totals, and what is known of events.
#include <algorithm>
#include <tuple>

#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/names.hpp"

namespace porto::internal {

std::vector<std::optional<Outcome>> SqliteStore::find(std::span<const DatedEvent> events) {
  EventNames names(connection_);
  std::vector<FeedRow> rows;
  rows.reserve(events.size());
  // A name that the ledger lacks has number 0, which no stored event has. An event names a company
  // or a domain; the other must not look like a name that the ledger lacks.
  constexpr std::int64_t lacking = -1;
  const auto lacks = [](std::string_view) { return lacking; };
  for (const auto& [event, month, day] : events) {
    rows.push_back(
        {.source_no = names.sources.number(event.source),
         .event_id = event.event_id,
         .company_no = event.company.empty() ? 0 : names.companies.number(event.company, lacks),
         .domain_no = event.domain.empty() ? 0 : names.domains.number(event.domain, lacks),
         .day = day ? day->number() : 0,
         .meter_no = names.meters.number(event.meter),
         .occurred_at = event.occurred_at.unix_us,
         .quantity = event.quantity});
  }
  return identity_.find(rows, events);
}

AppendResult SqliteStore::append(std::span<const DatedEvent> events) {
  require_write();
  headroom_.append();
  half_done_ = true;
  if (!appends_) appends_.emplace(connection_, feed_, identity_);
  AppendResult appended = appends_->append(events);
  half_done_ = false;
  return appended;
}

// Once more with the totals as they are now, if what was added since they were looked at says
// nothing any longer.
bool SqliteStore::may_overflow(std::span<const DatedEvent> events) {
  require_write();
  if (headroom_.is_known() && headroom_.take(events)) return false;
  flushed();
  headroom_.forget();
  return !headroom_.take(events);
}

std::vector<MonthUsage> SqliteStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  Query row = flushed().query(
      "SELECT month, company.id, meter.id, decimals, quantity, events FROM usage_month"
      " JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no" +
          where(filter, "company.id"),
      filter.month, filter.company);
  while (row.step()) found.push_back(read_usage(row));
  // Here and not in SQL, whose sorter takes twice as long as the rows themselves. Companies are
  // mostly numbered in the order of their ids.
  const auto key = [](const MonthUsage& total) {
    return std::tie(total.month, total.company, total.meter);
  };
  if (!std::ranges::is_sorted(found, {}, key)) std::ranges::sort(found, {}, key);
  return found;
}

std::optional<Month> SqliteStore::first_usage_month() {
  Query row = flushed().query(
      "SELECT min(month) FROM (SELECT min(month) AS month FROM usage_month"
      " UNION ALL SELECT min(day) / 100 FROM domain_day)");
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.month(0);
}

}  // namespace porto::internal
