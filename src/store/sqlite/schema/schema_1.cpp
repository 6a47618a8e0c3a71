// Schema version 1. Months are stored as 202402, instants as microseconds since 1970 in UTC, exact
// decimals as their canonical text. The tables of usage name companies, meters and sources by
// number, since they have a row per event; all others by id.
#include "store/sqlite/schema/migrations.hpp"

namespace porto::internal {
namespace {

constexpr const char* schema = R"(
CREATE TABLE ledger (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  zone     TEXT NOT NULL,
  currency TEXT NOT NULL
) STRICT;

CREATE TABLE company (
  no   INTEGER PRIMARY KEY,
  id   TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL
) STRICT;

CREATE TABLE meter (
  no       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 18)
) STRICT;
INSERT INTO meter (no, id, decimals) VALUES (1, 'messages', 0);

CREATE TABLE source (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> '')
) STRICT;

CREATE TABLE tariff (
  id        TEXT NOT NULL CHECK (id <> ''),
  version   INTEGER NOT NULL CHECK (version > 0),
  effective INTEGER NOT NULL CHECK (effective % 100 BETWEEN 1 AND 12),
  document  TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

CREATE TABLE subscription (
  company       TEXT NOT NULL REFERENCES company (id),
  tariff        TEXT NOT NULL,
  from_month    INTEGER NOT NULL CHECK (from_month % 100 BETWEEN 1 AND 12),
  through_month INTEGER CHECK (through_month % 100 BETWEEN 1 AND 12
                               AND through_month >= from_month),
  PRIMARY KEY (company, tariff, from_month)
) STRICT, WITHOUT ROWID;

-- Every event that was counted, in the order it was stored. (source, event_id) is its identity.
-- No REFERENCES here: they would be looked up for each event. The numbers are read in the
-- transaction that writes the event, and usage_month checks each of them once per batch.
CREATE TABLE usage_event (
  seq         INTEGER PRIMARY KEY,
  source_no   INTEGER NOT NULL,
  event_id    TEXT NOT NULL,
  company_no  INTEGER NOT NULL,
  meter_no    INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  quantity    INTEGER NOT NULL CHECK (quantity >= 0),
  UNIQUE (source_no, event_id)
) STRICT;

-- The sums of usage_event, written in the same transaction.
CREATE TABLE usage_month (
  month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company_no INTEGER NOT NULL REFERENCES company (no),
  meter_no   INTEGER NOT NULL REFERENCES meter (no),
  quantity   INTEGER NOT NULL CHECK (quantity >= 0),
  events     INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (month, company_no, meter_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE period (
  month     INTEGER PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
  closed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invoice_line (
  month          INTEGER NOT NULL REFERENCES period (month),
  company        TEXT NOT NULL REFERENCES company (id),
  line           INTEGER NOT NULL CHECK (line > 0),
  charge         TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('fee', 'usage', 'minimum', 'maximum', 'adjustment')),
  text           TEXT NOT NULL,
  quantity       TEXT NOT NULL,
  unit           TEXT NOT NULL,
  unit_price     TEXT,
  base_quantity  TEXT NOT NULL,
  exact_amount   TEXT NOT NULL,
  net_minor      INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  tariff         TEXT NOT NULL,
  tariff_version INTEGER NOT NULL,
  usage_month    INTEGER NOT NULL CHECK (usage_month % 100 BETWEEN 1 AND 12),
  PRIMARY KEY (month, company, line),
  FOREIGN KEY (tariff, tariff_version) REFERENCES tariff (id, version)
) STRICT;

CREATE TRIGGER usage_event_is_never_changed BEFORE UPDATE ON usage_event BEGIN
  SELECT RAISE(ABORT, 'usage events are only appended');
END;
CREATE TRIGGER invoice_line_is_never_changed BEFORE UPDATE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never changed');
END;
CREATE TRIGGER invoice_line_is_never_removed BEFORE DELETE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never removed');
END;
)";

}  // namespace

void migrate_to_1(Connection& connection) { connection.execute(schema); }

}  // namespace porto::internal
