// Schema version 2: sending domains, voids, policies, and what makes a later change of stored data
// show. Days are stored as 20240229.
#include "base/digest.hpp"
#include "store/event_digest.hpp"
#include "store/sqlite/schema/migrations.hpp"

namespace porto::internal {
namespace {

constexpr const char* tables = R"(
ALTER TABLE ledger ADD COLUMN late TEXT NOT NULL DEFAULT 'adjust'
  CHECK (late IN ('adjust', 'refuse'));
ALTER TABLE ledger ADD COLUMN future_days INTEGER CHECK (future_days >= 0);
ALTER TABLE ledger ADD COLUMN negative INTEGER NOT NULL DEFAULT 0 CHECK (negative IN (0, 1));

-- Which of a source's rows are counted, once it is known.
ALTER TABLE source ADD COLUMN counting TEXT;

ALTER TABLE tariff ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE tariff ADD COLUMN language_version INTEGER NOT NULL DEFAULT 1;

-- Sending domains that events have named.
CREATE TABLE domain (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> '')
) STRICT;

-- Whose a domain is, from a day through a day; NULL is since ever, and until further notice.
CREATE TABLE sending_domain (
  domain      TEXT NOT NULL CHECK (domain <> ''),
  company     TEXT NOT NULL REFERENCES company (id),
  from_day    INTEGER CHECK (from_day % 100 BETWEEN 1 AND 31),
  through_day INTEGER CHECK (through_day % 100 BETWEEN 1 AND 31),
  CHECK (through_day >= from_day)
) STRICT;
CREATE UNIQUE INDEX sending_domain_begins_once ON sending_domain (domain, ifnull(from_day, 0));

-- Every event that was counted, in the order it was stored. (source, event_id) is its identity.
-- An event names a company, or a domain (and then has the day that decides whose it is); the other
-- number is 0. No REFERENCES here: they would be looked up for each event. The numbers are read in
-- the transaction that writes the event, and the totals check each of them once per batch.
CREATE TABLE usage_event_2 (
  seq         INTEGER PRIMARY KEY,
  source_no   INTEGER NOT NULL,
  event_id    TEXT NOT NULL,
  company_no  INTEGER NOT NULL,
  domain_no   INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  meter_no    INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  quantity    INTEGER NOT NULL,
  UNIQUE (source_no, event_id)
) STRICT;
INSERT INTO usage_event_2
  SELECT seq, source_no, event_id, company_no, 0, 0, meter_no, occurred_at, quantity
  FROM usage_event ORDER BY seq;
DROP TABLE usage_event;
ALTER TABLE usage_event_2 RENAME TO usage_event;

-- The sums of the events of a domain on a day.
CREATE TABLE domain_day (
  day       INTEGER NOT NULL CHECK (day % 100 BETWEEN 1 AND 31),
  domain_no INTEGER NOT NULL REFERENCES domain (no),
  meter_no  INTEGER NOT NULL REFERENCES meter (no),
  quantity  INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (day, domain_no, meter_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX domain_day_of_domain ON domain_day (domain_no, day);

-- The sums of the events that name a company, and of the days of the domains it has.
CREATE TABLE usage_month_2 (
  month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company_no INTEGER NOT NULL REFERENCES company (no),
  meter_no   INTEGER NOT NULL REFERENCES meter (no),
  quantity   INTEGER NOT NULL,
  events     INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (month, company_no, meter_no)
) STRICT, WITHOUT ROWID;
INSERT INTO usage_month_2 SELECT month, company_no, meter_no, quantity, events FROM usage_month;
DROP TABLE usage_month;
ALTER TABLE usage_month_2 RENAME TO usage_month;

-- What each transaction stored: events first_seq to last_seq, which occurred first_at to last_at.
CREATE TABLE event_batch (
  no        INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  last_seq  INTEGER NOT NULL,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  digest    TEXT NOT NULL
) STRICT;

-- Events that count no longer, and who said so. The event itself stays.
CREATE TABLE void (
  no        INTEGER PRIMARY KEY,
  seq       INTEGER NOT NULL UNIQUE,
  source_no INTEGER NOT NULL REFERENCES source (no),
  event_id  TEXT NOT NULL,
  actor     TEXT NOT NULL,
  reason    TEXT NOT NULL,
  voided_at INTEGER NOT NULL,
  digest    TEXT NOT NULL
) STRICT;

ALTER TABLE period ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE period ADD COLUMN last_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period ADD COLUMN last_batch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period ADD COLUMN pruned_at INTEGER;
ALTER TABLE period ADD COLUMN pruned_before INTEGER;

-- The totals that a close was computed from.
CREATE TABLE period_usage (
  month       INTEGER NOT NULL REFERENCES period (month),
  usage_month INTEGER NOT NULL CHECK (usage_month % 100 BETWEEN 1 AND 12),
  company     TEXT NOT NULL REFERENCES company (id),
  meter       TEXT NOT NULL REFERENCES meter (id),
  quantity    INTEGER NOT NULL,
  events      INTEGER NOT NULL,
  PRIMARY KEY (month, usage_month, company, meter)
) STRICT, WITHOUT ROWID;

-- Closed months of companies that have changed since, until the next close settles them. They may
-- be earlier than the first period: nothing is closed after a later month is.
CREATE TABLE changed (
  month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company TEXT NOT NULL REFERENCES company (id),
  PRIMARY KEY (month, company)
) STRICT, WITHOUT ROWID;

CREATE INDEX invoice_line_of_usage ON invoice_line (usage_month, company);
)";

constexpr const char* triggers = R"(
CREATE TRIGGER usage_event_is_never_changed BEFORE UPDATE ON usage_event BEGIN
  SELECT RAISE(ABORT, 'usage events are only appended');
END;
CREATE TRIGGER usage_event_is_only_pruned BEFORE DELETE ON usage_event
WHEN NOT EXISTS (SELECT 1 FROM period WHERE pruned_before > OLD.occurred_at) BEGIN
  SELECT RAISE(ABORT, 'usage events are only removed by pruning closed months');
END;
CREATE TRIGGER event_batch_is_never_changed BEFORE UPDATE ON event_batch BEGIN
  SELECT RAISE(ABORT, 'the digests of usage events are never changed');
END;
CREATE TRIGGER event_batch_is_never_removed BEFORE DELETE ON event_batch BEGIN
  SELECT RAISE(ABORT, 'the digests of usage events are never removed');
END;
CREATE TRIGGER void_is_never_changed BEFORE UPDATE ON void BEGIN
  SELECT RAISE(ABORT, 'voids are never changed');
END;
CREATE TRIGGER void_is_never_removed BEFORE DELETE ON void BEGIN
  SELECT RAISE(ABORT, 'voids are never removed');
END;
CREATE TRIGGER period_is_never_changed
BEFORE UPDATE OF month, closed_at, hash, last_seq, last_batch ON period BEGIN
  SELECT RAISE(ABORT, 'a closed month is never changed');
END;
CREATE TRIGGER period_is_never_removed BEFORE DELETE ON period BEGIN
  SELECT RAISE(ABORT, 'a closed month is never removed');
END;
CREATE TRIGGER period_usage_is_never_changed BEFORE UPDATE ON period_usage BEGIN
  SELECT RAISE(ABORT, 'the totals of a closed month are never changed');
END;
CREATE TRIGGER period_usage_is_never_removed BEFORE DELETE ON period_usage BEGIN
  SELECT RAISE(ABORT, 'the totals of a closed month are never removed');
END;
CREATE TRIGGER tariff_is_never_changed BEFORE UPDATE ON tariff BEGIN
  SELECT RAISE(ABORT, 'tariffs are never changed');
END;
CREATE TRIGGER tariff_is_never_removed BEFORE DELETE ON tariff BEGIN
  SELECT RAISE(ABORT, 'tariffs are never removed');
END;
)";

void fill_tariff_digests(Connection& connection) {
  Query row = connection.query("SELECT rowid, document FROM tariff");
  Query fill = connection.query("UPDATE tariff SET sha256 = ?2 WHERE rowid = ?1");
  while (row.step()) fill.bind(row.integer(0), sha256_hex(row.view(1))).run();
}

// The events that are there become the first batch.
void add_first_batch(Connection& connection) {
  const std::int64_t events = connection.integer("SELECT count(*) FROM usage_event");
  if (events == 0) return;
  EventDigest digest("");
  Query row = connection.query(
      "SELECT seq, source.id, event_id, company.id, meter.id, occurred_at, quantity"
      " FROM usage_event JOIN source ON source.no = source_no"
      " JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no ORDER BY seq");
  while (row.step()) {
    digest.add(row.integer(0),
               {.source = row.view(1),
                .event_id = row.view(2),
                .company = row.view(3),
                .meter = row.view(4),
                .occurred_at = {row.integer(5)},
                .quantity = row.integer(6)},
               {});
  }
  connection
      .query(
          "INSERT INTO event_batch (no, first_seq, last_seq, first_at, last_at, events, digest)"
          " SELECT 1, min(seq), max(seq), min(occurred_at), max(occurred_at), ?, ? FROM "
          "usage_event",
          events, digest.hex())
      .run();
}

}  // namespace

void migrate_to_2(Connection& connection) {
  connection.execute(tables);
  fill_tariff_digests(connection);
  add_first_batch(connection);
  connection.execute(triggers);
}

}  // namespace porto::internal
