// See appends.hpp.
#include "store/sqlite/appends.hpp"

#include <utility>

#include "store/errors.hpp"
#include "store/sqlite/batch_record.hpp"

namespace porto::internal {
namespace {

std::int64_t insert_source(Connection& connection, std::string_view id) {
  connection.query("INSERT INTO source (id) VALUES (?)", id).run();
  return connection.integer("SELECT last_insert_rowid()");
}

}  // namespace

Appends::Appends(Connection& connection, Feed& feed, Identity& identity)
    : connection_(connection),
      feed_(feed),
      identity_(identity),
      names_(connection),
      new_companies_(connection, "company", "INSERT INTO company (no, id, name) VALUES (?, ?, '')"),
      new_domains_(connection, "domain", "INSERT INTO domain (no, id) VALUES (?, ?)"),
      claims_(connection),
      closed_through_(connection.integer("SELECT max(month) FROM period")) {}

AppendResult Appends::append(std::span<const DatedEvent> events) {
  std::vector<FeedRow> rows = number(events);
  BatchRecord record(connection_);
  Identity::Outcomes appended = identity_.append(rows, events, record.next_seq());
  for (const std::uint32_t i : appended.stored) record.add(events[i]);
  std::vector<EventRange> stored = record.write();
  // A loop of its own: then the processor looks several totals up at once.
  Totals late(month_totals);
  for (const std::uint32_t i : appended.stored) count(events[i], rows[i], late);
  std::vector<std::string> added = new_companies_.add();
  new_domains_.add();
  return {std::move(appended.outcomes), std::move(added), late.late(connection_),
          std::move(stored)};
}

std::vector<FeedRow> Appends::number(std::span<const DatedEvent> events) {
  const auto new_source = [&](std::string_view id) { return insert_source(connection_, id); };
  const auto new_company = [&](std::string_view id) { return new_companies_.number(id); };
  const auto new_domain = [&](std::string_view id) { return new_domains_.number(id); };
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
        {.source_no = names_.sources.number(event.source, new_source),
         .event_id = event.event_id,
         .company_no = of_domain ? 0 : names_.companies.number(event.company, new_company),
         .domain_no = of_domain ? names_.domains.number(event.domain, new_domain) : 0,
         .day = day ? day->number() : 0,
         .meter_no = names_.meters.number(event.meter, no_meter),
         .occurred_at = event.occurred_at.unix_us,
         .quantity = event.quantity});
  }
  return rows;
}

void Appends::count(const DatedEvent& dated, const FeedRow& row, Totals& late) {
  new_companies_.met(row.company_no);
  new_domains_.met(row.domain_no);
  std::int64_t company_no = row.company_no;
  if (row.domain_no != 0) {
    days_.add({row.day, row.domain_no, row.meter_no}, row.quantity, 1);
    company_no = claims_.owner(row.domain_no, dated.event.domain, row.day);
    if (company_no == 0) return;
  }
  const TotalKey key{dated.month.number(), company_no, row.meter_no};
  months_.add(key, row.quantity, 1);
  if (key.time <= closed_through_) late.add(key, row.quantity, 1);
}

void Appends::flush() {
  identity_.flush();
  days_.mark_months(connection_);
  days_.write_many(connection_, feed_);
  months_.write_many(connection_, feed_);
}

}  // namespace porto::internal
