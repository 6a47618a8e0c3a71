// Schema version 3: an index of identities of porto's own in place of usage_event's UNIQUE. See
// identity.hpp.
#include "store/sqlite/identity/identity.hpp"
#include "store/sqlite/schema/migrations.hpp"

namespace porto::internal {
namespace {

constexpr const char* identity_tables = R"(
-- Every event that was counted, in the order it was stored. (source, event_id) is its identity,
-- which no other has: identity_recent and identity_page say of each which event has it.
-- An event names a company, or a domain (and then has the day that decides whose it is); the other
-- number is 0. No REFERENCES here: they would be looked up for each event. The numbers are read in
-- the transaction that writes the event, and the totals check each of them once per batch.
CREATE TABLE usage_event_3 (
  seq         INTEGER PRIMARY KEY,
  source_no   INTEGER NOT NULL,
  event_id    TEXT NOT NULL,
  company_no  INTEGER NOT NULL,
  domain_no   INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  meter_no    INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  quantity    INTEGER NOT NULL
) STRICT;
INSERT INTO usage_event_3
  SELECT seq, source_no, event_id, company_no, domain_no, day, meter_no, occurred_at, quantity
  FROM usage_event ORDER BY seq;
DROP TABLE usage_event;
ALTER TABLE usage_event_3 RENAME TO usage_event;

-- Identities of events, with their numbers: those that are not in a run yet.
CREATE TABLE identity_recent (
  source_no INTEGER NOT NULL,
  event_id  TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (source_no, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_run (
  no     INTEGER PRIMARY KEY,
  events INTEGER NOT NULL CHECK (events > 0)
) STRICT;

-- The identities of a run, which are in order: pages of event ids of a source, with the numbers of
-- the events. identity_page.hpp has the layout.
CREATE TABLE identity_page (
  run       INTEGER NOT NULL REFERENCES identity_run (no),
  source_no INTEGER NOT NULL,
  last_id   TEXT NOT NULL,
  entries   BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX identity_page_of_run ON identity_page (run, source_no, last_id);
)";

// They went with the table they are of.
constexpr const char* usage_event_triggers = R"(
CREATE TRIGGER usage_event_is_never_changed BEFORE UPDATE ON usage_event BEGIN
  SELECT RAISE(ABORT, 'usage events are only appended');
END;
CREATE TRIGGER usage_event_is_only_pruned BEFORE DELETE ON usage_event
WHEN NOT EXISTS (SELECT 1 FROM period WHERE pruned_before > OLD.occurred_at) BEGIN
  SELECT RAISE(ABORT, 'usage events are only removed by pruning closed months');
END;
)";

}  // namespace

void migrate_to_3(Connection& connection) {
  connection.execute(identity_tables);
  rebuild_identities(connection);
  connection.execute(usage_event_triggers);
}

}  // namespace porto::internal
