// Schema version 1. Months are stored as 202402, days as 20240229, instants as microseconds since
// 1970 in UTC, exact decimals as their canonical text. The tables that have a row per event or per
// day name companies, domains, meters and sources by number; all others by id.
#include "store/sqlite/schema/steps.hpp"
#include "store/sqlite/schema/views.hpp"

namespace porto::internal {
namespace {

constexpr const char* catalogue = R"(
CREATE TABLE ledger (
  only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
  zone        TEXT NOT NULL,
  currency    TEXT NOT NULL,
  late        TEXT NOT NULL CHECK (late IN ('adjust', 'refuse')),
  future_days INTEGER CHECK (future_days >= 0),
  negative    INTEGER NOT NULL CHECK (negative IN (0, 1)),
  first_month INTEGER NOT NULL  -- of events
) STRICT;

CREATE TABLE company (
  no              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name            TEXT NOT NULL,
  customer_number TEXT NOT NULL DEFAULT '',
  reference       TEXT NOT NULL DEFAULT '',
  language        TEXT NOT NULL DEFAULT '',
  cost_centre     TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE meter (
  no       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 18)
) STRICT;
INSERT INTO meter (no, id, decimals) VALUES (1, 'messages', 0);

CREATE TABLE source (
  no       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  counting TEXT  -- which rows of the source are counted, once it is known
) STRICT;

-- Sending domains that events have named.
CREATE TABLE domain (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> '')
) STRICT;

-- The company that has a domain from a day through a day. NULL: since ever; until further notice.
CREATE TABLE sending_domain (
  domain      TEXT NOT NULL CHECK (domain <> ''),
  company     TEXT NOT NULL REFERENCES company (id),
  from_day    INTEGER CHECK (from_day % 100 BETWEEN 1 AND 31),
  through_day INTEGER CHECK (through_day % 100 BETWEEN 1 AND 31),
  CHECK (through_day >= from_day)
) STRICT;
CREATE UNIQUE INDEX sending_domain_begins_once ON sending_domain (domain, ifnull(from_day, 0));

CREATE TABLE tariff (
  id               TEXT NOT NULL CHECK (id <> ''),
  version          INTEGER NOT NULL CHECK (version > 0),
  effective        INTEGER NOT NULL CHECK (effective % 100 BETWEEN 1 AND 12),
  document         TEXT NOT NULL,
  sha256           TEXT NOT NULL,
  language_version INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

-- From a day through a day; whole months are the days at their ends.
CREATE TABLE subscription (
  company     TEXT NOT NULL REFERENCES company (id),
  tariff      TEXT NOT NULL,
  from_day    INTEGER NOT NULL CHECK (from_day % 100 BETWEEN 1 AND 31),
  through_day INTEGER CHECK (through_day % 100 BETWEEN 1 AND 31 AND through_day >= from_day),
  PRIMARY KEY (company, tariff, from_day)
) STRICT, WITHOUT ROWID;
)";

constexpr const char* usage = R"(
-- Every event that was counted, in the order it was stored. (source, event_id) is its identity,
-- which no other event has but undone ones (see undone_event): identity_recent and identity_page
-- lead from the hash of each identity to its event.
-- An event names a company, or a domain and the day that decides which company has the domain; the
-- other number is 0. No REFERENCES here: they would be looked up for each event. The numbers are
-- read in the transaction that writes the event, and the totals check each of them.
CREATE TABLE usage_event (
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

-- The key of the hashes of identities, drawn as the ledger was created, and what is kept of pruned
-- events: how many identities, and the digest of the key and all of them.
CREATE TABLE identity_key (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  key      BLOB NOT NULL,
  pruned   INTEGER NOT NULL,
  digest   TEXT NOT NULL
) STRICT;

-- Identities of events, as the first 48 bits of their hashes, with the numbers of the events: those
-- that are not in a run yet.
CREATE TABLE identity_recent (
  hash INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  PRIMARY KEY (hash, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_run (
  no       INTEGER PRIMARY KEY,
  pruned   INTEGER NOT NULL CHECK (pruned IN (0, 1)),  -- whether it is of pruned events
  entries  INTEGER NOT NULL CHECK (entries >= 0),
  into_run INTEGER REFERENCES identity_run (no)  -- into which it is being moved
) STRICT;

-- The identities of a run, in order: pages of hashes with the numbers of the events, or of pruned
-- ones with hashes of their content. identity_page.hpp has the layout. A page is
-- found by the first 48 bits of its last hash.
CREATE TABLE identity_page (
  run        INTEGER NOT NULL REFERENCES identity_run (no),
  last_hash  INTEGER NOT NULL,
  entries    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX identity_page_of_run ON identity_page (run, last_hash);

-- What a part of a run, up to a hash (48 bits), certainly does not have: see identity_filter.hpp.
CREATE TABLE identity_filter (
  run        INTEGER NOT NULL REFERENCES identity_run (no),
  last_hash  INTEGER NOT NULL,
  bits       BLOB NOT NULL,
  digest     TEXT NOT NULL  -- of all three: a bit that is lost would let an event count again
) STRICT;
CREATE UNIQUE INDEX identity_filter_of_run ON identity_filter (run, last_hash);

-- The sums of the events of a domain on a day.
CREATE TABLE domain_day (
  day       INTEGER NOT NULL CHECK (day % 100 BETWEEN 1 AND 31),
  domain_no INTEGER NOT NULL REFERENCES domain (no),
  meter_no  INTEGER NOT NULL REFERENCES meter (no),
  quantity  INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (day, domain_no, meter_no)
) STRICT, WITHOUT ROWID;

-- The sums of the events that name a company, and of the days of the domains it has.
CREATE TABLE usage_month (
  month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company_no INTEGER NOT NULL REFERENCES company (no),
  meter_no   INTEGER NOT NULL REFERENCES meter (no),
  quantity   INTEGER NOT NULL,
  events     INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (month, company_no, meter_no)
) STRICT, WITHOUT ROWID;

-- What each append stored: events first_seq to last_seq, which occurred first_at to last_at.
-- Numbers of events, batches and voids are lane * 2^40 + a number from 1. One writer at a time
-- numbers and chains a lane; a file has lane 0 alone.
CREATE TABLE event_batch (
  no        INTEGER PRIMARY KEY,
  lane      INTEGER GENERATED ALWAYS AS (no >> 40) VIRTUAL CHECK (lane = 0),
  first_seq INTEGER NOT NULL,
  last_seq  INTEGER NOT NULL CHECK (last_seq >> 40 = lane),
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  digest    TEXT NOT NULL
) STRICT;

-- What pruning removed of a batch: the events of a month, and their digest.
CREATE TABLE pruned_part (
  batch  INTEGER NOT NULL REFERENCES event_batch (no),
  month  INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  events INTEGER NOT NULL CHECK (events > 0),
  digest TEXT NOT NULL,
  PRIMARY KEY (batch, month)
) STRICT, WITHOUT ROWID;

-- Events that no longer count, and the actor who voided them. The event itself stays.
CREATE TABLE void (
  no        INTEGER PRIMARY KEY,
  lane      INTEGER GENERATED ALWAYS AS (no >> 40) VIRTUAL CHECK (lane = 0),
  seq       INTEGER NOT NULL UNIQUE,
  source_no INTEGER NOT NULL REFERENCES source (no),
  event_id  TEXT NOT NULL,
  actor     TEXT NOT NULL,
  reason    TEXT NOT NULL,
  voided_at INTEGER NOT NULL,
  digest    TEXT NOT NULL,
  replaced_by TEXT  -- the id of the event, of the same source, that corrects it; NULL: none does
) STRICT;
CREATE UNIQUE INDEX void_of_correction ON void (source_no, replaced_by)
WHERE replaced_by IS NOT NULL;
)";

constexpr const char* changes = R"(
-- Changes of what is billed: who made them, when and why. Texts that say nothing about a kind of
-- change are empty. Number n of lane l is l << 40 | n; a file has lane 0.
CREATE TABLE change (
  no       INTEGER PRIMARY KEY CHECK (no > 0),
  kind     TEXT NOT NULL CHECK (kind IN (
             'subscription_add', 'subscription_end', 'subscription_remove', 'domain_add',
             'domain_end', 'domain_remove', 'tariff_add', 'tariff_remove', 'company_remove',
             'company_except', 'item_add', 'item_remove')),
  company  TEXT NOT NULL,
  tariff   TEXT NOT NULL,
  version  INTEGER NOT NULL CHECK (version >= 0),
  domain   TEXT NOT NULL,
  first    TEXT NOT NULL,  -- month or day; of a tariff the month it is effective from
  last     TEXT NOT NULL,
  was_last TEXT NOT NULL,  -- before an end
  sha256   TEXT NOT NULL,  -- of a tariff's document
  actor    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER,
  closed_through INTEGER,  -- the last month that was closed by then
  digest   TEXT NOT NULL,
  item     INTEGER NOT NULL DEFAULT 0 CHECK (item >= 0),  -- that was added or removed
  amount   TEXT NOT NULL DEFAULT '',  -- of the item
  text     TEXT NOT NULL DEFAULT '',
  lane     INTEGER NOT NULL GENERATED ALWAYS AS (no >> 40) CHECK (lane = 0)
) STRICT;

-- One-time lines that were agreed with a company, by the number of the change that added them. The
-- amount is in minor units of the ledger's currency.
CREATE TABLE item (
  no      INTEGER PRIMARY KEY CHECK (no > 0),
  month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company TEXT NOT NULL REFERENCES company (id),
  amount  INTEGER NOT NULL CHECK (amount <> 0),
  text    TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX item_of_month ON item (month, company);
)";

constexpr const char* imports = R"(
-- Imports, in the order in which they began, and what became of the rows of their files.
CREATE TABLE import (
  no          INTEGER PRIMARY KEY,
  begun_at    INTEGER,
  finished    INTEGER NOT NULL CHECK (finished IN (0, 1)),
  rows_read   INTEGER NOT NULL,
  stored      INTEGER NOT NULL,
  duplicate   INTEGER NOT NULL,
  conflict    INTEGER NOT NULL,
  rejected    INTEGER NOT NULL,
  not_counted INTEGER NOT NULL,
  corrected   INTEGER NOT NULL,
  digest      TEXT NOT NULL
) STRICT;

-- Their files. The size is 0 and the digest empty until a file has been read through.
CREATE TABLE import_file (
  import INTEGER NOT NULL REFERENCES import (no),
  no     INTEGER NOT NULL,
  path   TEXT NOT NULL,
  format TEXT NOT NULL,
  size   INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (import, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_file_of_size ON import_file (size);

-- The options that were given.
CREATE TABLE import_option (
  import INTEGER NOT NULL REFERENCES import (no),
  no     INTEGER NOT NULL,
  name   TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (import, no)
) STRICT, WITHOUT ROWID;

-- How many events of each month they stored.
CREATE TABLE import_month (
  import INTEGER NOT NULL REFERENCES import (no),
  month  INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  events INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (import, month)
) STRICT, WITHOUT ROWID;

-- The events they stored: one row unless others stored events meanwhile.
CREATE TABLE import_part (
  first_seq INTEGER PRIMARY KEY,
  last_seq  INTEGER NOT NULL CHECK (last_seq >= first_seq),
  import    INTEGER NOT NULL REFERENCES import (no)
) STRICT;
CREATE INDEX import_part_of_import ON import_part (import);

-- Imports that were taken back. Their events are voided, but those that have a void of their own.
CREATE TABLE import_undo (
  no        INTEGER PRIMARY KEY,
  import    INTEGER NOT NULL UNIQUE REFERENCES import (no),
  actor     TEXT NOT NULL,
  reason    TEXT NOT NULL,
  undone_at INTEGER NOT NULL,
  voided    INTEGER NOT NULL,
  kept      INTEGER NOT NULL,
  digest    TEXT NOT NULL
) STRICT;

-- The events that were voided with their imports. Their identities are free.
CREATE VIEW undone_event AS
  SELECT usage_event.seq AS seq FROM import_undo
  CROSS JOIN import_part ON import_part.import = import_undo.import
  CROSS JOIN usage_event ON usage_event.seq BETWEEN first_seq AND last_seq
  WHERE NOT EXISTS (SELECT 1 FROM void WHERE void.seq = usage_event.seq);
)";

constexpr const char* billing = R"(
CREATE TABLE period (
  month         INTEGER PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
  closed_at     INTEGER NOT NULL,
  hash          TEXT NOT NULL,
  last_seq      INTEGER NOT NULL,
  last_batch    INTEGER NOT NULL,
  pruned_at     INTEGER,
  pruned_before INTEGER
) STRICT;

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

-- How far the other chains of digests had come: the last void, the last undo of an import.
CREATE TABLE period_chain (
  month  INTEGER NOT NULL REFERENCES period (month),
  chain  TEXT NOT NULL CHECK (chain <> ''),
  last   INTEGER NOT NULL CHECK (last > 0),
  digest TEXT NOT NULL,
  PRIMARY KEY (month, chain)
) STRICT, WITHOUT ROWID;

-- The digest of domain_day as a close found it: of its own month, and of earlier ones that had
-- changed since the close before.
CREATE TABLE period_domains (
  month       INTEGER NOT NULL REFERENCES period (month),
  usage_month INTEGER NOT NULL CHECK (usage_month % 100 BETWEEN 1 AND 12),
  days        INTEGER NOT NULL CHECK (days >= 0),
  digest      TEXT NOT NULL,
  PRIMARY KEY (month, usage_month)
) STRICT, WITHOUT ROWID;

-- Closed months of companies that have changed since, until the next close settles them. They may
-- be earlier than the first period: nothing is closed after a later month is.
CREATE TABLE changed (
  month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company TEXT NOT NULL REFERENCES company (id),
  PRIMARY KEY (month, company)
) STRICT, WITHOUT ROWID;

-- Closed months of which sums in domain_day have changed since, until the next close.
CREATE TABLE changed_domains (
  month INTEGER PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12)
) STRICT;

CREATE TABLE invoice_line (
  month          INTEGER NOT NULL REFERENCES period (month),
  company        TEXT NOT NULL REFERENCES company (id),
  line           INTEGER NOT NULL CHECK (line > 0),
  charge         TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('fee', 'usage', 'minimum', 'maximum', 'adjustment',
                                               'rounding', 'item')),
  text           TEXT NOT NULL,
  quantity       TEXT NOT NULL,
  unit           TEXT NOT NULL,
  unit_price     TEXT,
  base_quantity  TEXT NOT NULL,
  exact_amount   TEXT NOT NULL,
  net_minor      INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  tariff         TEXT CHECK ((tariff IS NULL) = (kind = 'item')),
  tariff_version INTEGER NOT NULL,
  usage_month    INTEGER NOT NULL CHECK (usage_month % 100 BETWEEN 1 AND 12),
  PRIMARY KEY (month, company, line),
  FOREIGN KEY (tariff, tariff_version) REFERENCES tariff (id, version)
) STRICT;
CREATE INDEX invoice_line_of_usage ON invoice_line (usage_month, company);
)";

// What is only appended, and what a closed month keeps as it was.
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
CREATE TRIGGER pruned_part_is_never_changed BEFORE UPDATE ON pruned_part BEGIN
  SELECT RAISE(ABORT, 'the digests of usage events are never changed');
END;
CREATE TRIGGER pruned_part_is_never_removed BEFORE DELETE ON pruned_part BEGIN
  SELECT RAISE(ABORT, 'the digests of usage events are never removed');
END;
CREATE TRIGGER void_is_never_changed BEFORE UPDATE ON void BEGIN
  SELECT RAISE(ABORT, 'voids are never changed');
END;
CREATE TRIGGER void_is_never_removed BEFORE DELETE ON void BEGIN
  SELECT RAISE(ABORT, 'voids are never removed');
END;
CREATE TRIGGER change_is_never_changed BEFORE UPDATE ON change BEGIN
  SELECT RAISE(ABORT, 'the record of a change is never changed');
END;
CREATE TRIGGER change_is_never_removed BEFORE DELETE ON change BEGIN
  SELECT RAISE(ABORT, 'the record of a change is never removed');
END;
CREATE TRIGGER import_is_never_changed BEFORE UPDATE ON import WHEN OLD.finished = 1 BEGIN
  SELECT RAISE(ABORT, 'the record of a finished import is never changed');
END;
CREATE TRIGGER import_is_never_removed BEFORE DELETE ON import BEGIN
  SELECT RAISE(ABORT, 'the records of imports are never removed');
END;
CREATE TRIGGER import_part_is_never_removed BEFORE DELETE ON import_part BEGIN
  SELECT RAISE(ABORT, 'the records of imports are never removed');
END;
CREATE TRIGGER import_undo_is_never_changed BEFORE UPDATE ON import_undo BEGIN
  SELECT RAISE(ABORT, 'the undoing of an import is never changed');
END;
CREATE TRIGGER import_undo_is_never_removed BEFORE DELETE ON import_undo BEGIN
  SELECT RAISE(ABORT, 'the undoing of an import is never removed');
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
CREATE TRIGGER period_chain_is_never_changed BEFORE UPDATE ON period_chain BEGIN
  SELECT RAISE(ABORT, 'a closed month is never changed');
END;
CREATE TRIGGER period_chain_is_never_removed BEFORE DELETE ON period_chain BEGIN
  SELECT RAISE(ABORT, 'a closed month is never removed');
END;
CREATE TRIGGER period_domains_is_never_changed BEFORE UPDATE ON period_domains BEGIN
  SELECT RAISE(ABORT, 'the totals of a closed month are never changed');
END;
CREATE TRIGGER period_domains_is_never_removed BEFORE DELETE ON period_domains BEGIN
  SELECT RAISE(ABORT, 'the totals of a closed month are never removed');
END;
CREATE TRIGGER invoice_line_is_never_changed BEFORE UPDATE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never changed');
END;
CREATE TRIGGER invoice_line_is_never_removed BEFORE DELETE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never removed');
END;
CREATE TRIGGER item_is_never_changed BEFORE UPDATE ON item BEGIN
  SELECT RAISE(ABORT, 'items are never changed');
END;
CREATE TRIGGER item_is_not_added_to_a_closed_month BEFORE INSERT ON item
WHEN EXISTS (SELECT 1 FROM period WHERE month >= NEW.month) BEGIN
  SELECT RAISE(ABORT, 'a closed month gets no items');
END;
CREATE TRIGGER item_of_a_closed_month_is_never_removed BEFORE DELETE ON item
WHEN EXISTS (SELECT 1 FROM period WHERE month >= OLD.month) BEGIN
  SELECT RAISE(ABORT, 'the items of a closed month are never removed');
END;
CREATE TRIGGER tariff_is_never_changed BEFORE UPDATE ON tariff BEGIN
  SELECT RAISE(ABORT, 'tariffs are never changed');
END;
CREATE TRIGGER tariff_is_only_removed_unused BEFORE DELETE ON tariff
WHEN EXISTS (SELECT 1 FROM invoice_line
             WHERE tariff = OLD.id AND tariff_version = OLD.version) BEGIN
  SELECT RAISE(ABORT, 'a tariff that a closed month used is never removed');
END;
)";

constexpr const char* statements_of_step[] = {catalogue, usage,    changes, imports,
                                              billing,   triggers, views_1};

}  // namespace

std::span<const char* const> statements_of_step_1() { return statements_of_step; }

void migrate_to_1(Connection& connection) {
  for (const char* statements : statements_of_step) connection.execute(statements);
}

}  // namespace porto::internal
