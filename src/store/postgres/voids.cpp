// Voids: events that count no longer, and are kept.
#include "store/errors.hpp"
#include "store/event_digest.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

// Who holds the write lock makes all of them: they are one chain.
StoredVoid next_void(Connection& connection, std::int64_t seq, const Void& what,
                     std::string_view replaced_by) {
  StoredVoid stored{
      .no = 1, .seq = seq, .what = what, .digest = {}, .replaced_by = std::string(replaced_by)};
  std::string previous;
  const Rows last =
      connection.query("SELECT no, digest FROM void WHERE bucket = 0 ORDER BY no DESC LIMIT 1");
  if (!last.empty()) {
    stored.no = last[0].integer(0) + 1;
    previous = last[0].text(1);
  }
  stored.digest = void_digest(previous, stored);
  return stored;
}

void insert_void(Connection& connection, const StoredVoid& stored) {
  const Void& what = stored.what;
  connection.query(
      "INSERT INTO void (no, seq, event_bucket, source_no, event_id, actor, reason, voided_at,"
      " digest, replaced_by)"
      " VALUES ($1, $2, $3, (SELECT no FROM source WHERE id = $4), $5, $6, $7, $8, $9, $10)",
      stored.no, stored.seq, bucket_of(what.source, what.event_id), what.source, what.event_id,
      what.actor, what.reason, what.voided_at, stored.digest,
      stored.replaced_by.empty() ? std::nullopt : std::optional(stored.replaced_by));
}

}  // namespace

std::vector<CompanyMonth> PostgresStore::add_void(const Void& what, Month month,
                                                  std::string_view replaced_by) {
  writable();
  own_lane();  // before anything is looked up
  const std::optional<StoredEvent> event = this->event(what.source, what.event_id);
  if (!event) throw store_error::unknown_event(what.source, what.event_id);
  return closed_of(void_event(*event, what, month, replaced_by));
}

NamedUsage PostgresStore::void_event(const StoredEvent& event, const Void& what, Month month,
                                     std::string_view replaced_by) {
  if (event.voided) throw store_error::voided_already(*event.voided);
  own_lane();
  const LaneTotals taken = taken_with(event, month);
  insert_void(connection_, next_void(connection_, event.seq, what, replaced_by));
  add_to_own_lane(taken);
  return named(taken);
}

// What a void takes out of the totals, by names: on several servers these are not the numbers of
// the event.
LaneTotals PostgresStore::taken_with(const StoredEvent& event, Month month) {
  names_.sources.add(connection_, {event.source});
  names_.meters.look_up(connection_, {event.meter});
  const std::int32_t meter = names_.meters.number(event.meter);
  LaneTotals taken;
  const Sum sum{-static_cast<Wide>(event.quantity), -1};
  if (event.day) {
    names_.domains.add(connection_, {event.domain});
    taken.days[{event.day->number(), names_.domains.number(event.domain), meter}] = sum;
  } else {
    names_.companies.look_up(connection_, {event.company});
    taken.months[{month.number(), names_.companies.number(event.company), meter}] = sum;
  }
  return taken;
}

std::vector<StoredVoid> PostgresStore::voids() {
  std::vector<StoredVoid> all;
  for (const Row row : read("SELECT void.no, seq, source.id, event_id, actor, reason, voided_at,"
                            " digest, coalesce(replaced_by, '') FROM void"
                            " JOIN source ON source.no = source_no WHERE bucket = 0"
                            " ORDER BY void.no"))
    all.push_back({row.integer(0),
                   row.integer(1),
                   {row.text(2), row.text(3), row.text(4), row.text(5), row.instant(6)},
                   row.text(7),
                   row.text(8)});
  return all;
}

}  // namespace porto::internal::postgres
