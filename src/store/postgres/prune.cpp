// Removing the events of closed months, and what is known of them afterwards.
#include <limits>

#include "store/errors.hpp"
#include "store/postgres/event_pieces.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/pruned_events.hpp"
#include "store/postgres/snapshot.hpp"

namespace porto::internal::postgres {
namespace {

// Many at a time, but not all: a trigger looks at what a statement has removed, and the server
// keeps that until then.
std::int64_t remove_events(Connection& connection, Instant before) {
  using Limits = std::numeric_limits<std::int64_t>;
  constexpr std::int64_t many = 1 << 20;
  std::int64_t removed = 0;
  for (const EventRange& piece :
       pieces_of(connection, {Limits::min(), Limits::max()}, {many, many}))
    removed += connection
                   .query(
                       "DELETE FROM usage_event"
                       " WHERE seq BETWEEN $1 AND $2 AND occurred_at < $3",
                       piece.first, piece.last, before)
                   .changed();
  return removed;
}

}  // namespace

std::int64_t PostgresStore::prune(Month through, Instant before, Instant now,
                                  const std::function<Month(Instant)>& month_of,
                                  const OnProgress& on_progress) {
  require_closed(through);
  Connection& connection = writable();
  fence_pruned(through);
  PrunedEvents(connection, *identity_key_, month_of, on_progress).keep(before);
  connection.query(
      "UPDATE period SET pruned_at = $1, pruned_before = $2"
      " WHERE month <= $3 AND pruned_at IS NULL",
      now, before, through);
  return remove_events(connection, before);
}

void PostgresStore::require_closed(Month through) {
  if (writable().query("SELECT 1 FROM period WHERE month = $1", through).empty())
    throw store_error::not_closed(through);
}

// Only the rules of the tables need the month here, which stand in the way of removing what is not
// pruned.
std::int64_t PostgresStore::prune_part(Month through, Instant before, Instant now,
                                       const std::function<Month(Instant)>& month_of,
                                       const OnProgress& on_progress) {
  writable().query(
      "INSERT INTO period (month, closed_at, hash, last_seq, last_batch) VALUES ($1, $2, '', 0, 0)"
      " ON CONFLICT DO NOTHING",
      through, now);
  return prune(through, before, now, month_of, on_progress);
}

PrunedIdentities PostgresStore::pruned_identities() {
  PrunedIdentities kept;
  PrunedDigest digest(*identity_key_);
  in_snapshot(connection_, [&] {
    connection_.each("SELECT identity, content FROM pruned_identity ORDER BY bucket, identity", {},
                     [&](const Row& row) {
                       ++kept.identities;
                       digest.add({identity_hash(row.view(0)), row.integer(1)});
                     });
  });
  kept.digest = digest.hex();
  return kept;
}

}  // namespace porto::internal::postgres
