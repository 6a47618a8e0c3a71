-- A ledger of schema version 2, as porto 0.1.0 wrote it: the ledger of v1.sql, to which events of a
-- sending domain came, of whose events one was voided, and whose second month was closed. Its file
-- was dumped with `sqlite3 ledger.db .dump`; the two PRAGMAs that a dump leaves out are at the end.
PRAGMA page_size=16384;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE ledger (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  zone     TEXT NOT NULL,
  currency TEXT NOT NULL
, late TEXT NOT NULL DEFAULT 'adjust'
  CHECK (late IN ('adjust', 'refuse')), future_days INTEGER CHECK (future_days >= 0), negative INTEGER NOT NULL DEFAULT 0 CHECK (negative IN (0, 1))) STRICT;
INSERT INTO ledger VALUES(1,'Europe/Stockholm','SEK','adjust',NULL,0);
CREATE TABLE company (
  no   INTEGER PRIMARY KEY,
  id   TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL
) STRICT;
INSERT INTO company VALUES(1,'bolag-17','Bolag sjutton AB');
INSERT INTO company VALUES(2,'bolag-18','');
INSERT INTO company VALUES(3,'bolag-åäö','');
CREATE TABLE meter (
  no       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 18)
) STRICT;
INSERT INTO meter VALUES(1,'messages',0);
INSERT INTO meter VALUES(2,'storage',3);
CREATE TABLE source (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> '')
, counting TEXT) STRICT;
INSERT INTO source VALUES(1,'mailgun','processed');
INSERT INTO source VALUES(2,'own',NULL);
CREATE TABLE tariff (
  id        TEXT NOT NULL CHECK (id <> ''),
  version   INTEGER NOT NULL CHECK (version > 0),
  effective INTEGER NOT NULL CHECK (effective % 100 BETWEEN 1 AND 12),
  document  TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '', language_version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (id, version)
) STRICT;
INSERT INTO tariff VALUES('vitec-epost',1,202402,replace('# Vitec: 500 SEK a month covers 10,000 messages, 1.2 öre per message above.\nid        = "vitec-epost"\nversion   = 1\neffective = "2024-02"                    # first month this version prices\nname      = "E-post via Mailgun"\ncurrency  = "SEK"\nlanguage  = "sv"                         # month names and number style inside line texts\nround     = { decimals = 2, mode = "half_up" }\n\n[[charge]]\nid       = "epost"\nmeter    = "messages"\nfee      = 500\nincluded = 10000\nprice    = "0.012"\nunit     = "H87"                         # UN/ECE Rec 20 code on the usage line; the fee line is MON\nfee_text = "E-post via Mailgun, fast avgift {month} ({included} meddelanden ingår)"\ntext     = "E-post via Mailgun {month}, {quantity} meddelanden utöver {included}"\n\n[[example]]                              # the fee is due without usage as well\nusage = { messages = 0 }\nlines = ["500.00"]\n\n[[example]]                              # the last message that is included\nusage = { messages = 10000 }\nlines = ["500.00"]\n\n[[example]]                              # 0.012 is rounded on its own line\nusage = { messages = 10001 }\nlines = ["500.00", "0.01"]\ntotal = "500.01"\n\n[[example]]\nusage = { messages = 40000 }\nlines = ["500.00", "360.00"]\ntotal = "860.00"\n\n[[example]]\nusage = { messages = 3000000000 }\ntotal = "36000380.00"\n','\n',char(10)),'2d4516bbfc9bdcfe2c67b15bf23d8a4e76949177ccbee1167bcedd3687d9dfea',1);
CREATE TABLE subscription (
  company       TEXT NOT NULL REFERENCES company (id),
  tariff        TEXT NOT NULL,
  from_month    INTEGER NOT NULL CHECK (from_month % 100 BETWEEN 1 AND 12),
  through_month INTEGER CHECK (through_month % 100 BETWEEN 1 AND 12
                               AND through_month >= from_month),
  PRIMARY KEY (company, tariff, from_month)
) STRICT, WITHOUT ROWID;
INSERT INTO subscription VALUES('bolag-17','vitec-epost',202505,NULL);
INSERT INTO subscription VALUES('bolag-18','vitec-epost',202505,202506);
CREATE TABLE period (
  month     INTEGER PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
  closed_at INTEGER NOT NULL
, hash TEXT NOT NULL DEFAULT '', last_seq INTEGER NOT NULL DEFAULT 0, last_batch INTEGER NOT NULL DEFAULT 0, pruned_at INTEGER, pruned_before INTEGER) STRICT;
INSERT INTO period VALUES(202505,1748822400000000,'',0,0,NULL,NULL);
INSERT INTO period VALUES(202506,1751443200000000,'bdd2e4b4b50d6f0953ef543c09b9f877552cf3e671c9740a0de3329689eb9b07',8,2,NULL,NULL);
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
INSERT INTO invoice_line VALUES(202505,'bolag-17',1,'epost','fee','E-post via Mailgun, fast avgift maj 2025 (10 000 meddelanden ingår)','1','MON','500','1','500',50000,'SEK','vitec-epost',1,202505);
INSERT INTO invoice_line VALUES(202505,'bolag-18',1,'epost','fee','E-post via Mailgun, fast avgift maj 2025 (10 000 meddelanden ingår)','1','MON','500','1','500',50000,'SEK','vitec-epost',1,202505);
INSERT INTO invoice_line VALUES(202506,'bolag-17',1,'epost','fee','E-post via Mailgun, fast avgift juni 2025 (10 000 meddelanden ingår)','1','MON','500','1','500',50000,'SEK','vitec-epost',1,202506);
INSERT INTO invoice_line VALUES(202506,'bolag-17',2,'epost','usage','E-post via Mailgun juni 2025, 2 000 meddelanden utöver 10 000','2000','H87','0.012','1','24',2400,'SEK','vitec-epost',1,202506);
INSERT INTO invoice_line VALUES(202506,'bolag-18',1,'epost','fee','E-post via Mailgun, fast avgift juni 2025 (10 000 meddelanden ingår)','1','MON','500','1','500',50000,'SEK','vitec-epost',1,202506);
CREATE TABLE domain (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> '')
) STRICT;
INSERT INTO domain VALUES(1,'post.bolag.se');
CREATE TABLE sending_domain (
  domain      TEXT NOT NULL CHECK (domain <> ''),
  company     TEXT NOT NULL REFERENCES company (id),
  from_day    INTEGER CHECK (from_day % 100 BETWEEN 1 AND 31),
  through_day INTEGER CHECK (through_day % 100 BETWEEN 1 AND 31),
  CHECK (through_day >= from_day)
) STRICT;
INSERT INTO sending_domain VALUES('post.bolag.se','bolag-18',20250601,NULL);
CREATE TABLE IF NOT EXISTS "usage_event" (
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
INSERT INTO usage_event VALUES(1,1,'a1',1,0,0,1,1748728799000000,9000);
INSERT INTO usage_event VALUES(2,1,'a2',1,0,0,1,1748728800000000,12000);
INSERT INTO usage_event VALUES(3,1,'a3',2,0,0,1,1746828000500000,7);
INSERT INTO usage_event VALUES(4,2,'a1',2,0,0,1,1746957600000000,5);
INSERT INTO usage_event VALUES(5,2,'a4',1,0,0,1,1751277600000000,0);
INSERT INTO usage_event VALUES(6,2,'a5',3,0,0,2,1751277600000000,1500);
INSERT INTO usage_event VALUES(7,1,'2025-06-03/mg-a1/delivered',0,1,20250603,1,1748959200000000,1);
INSERT INTO usage_event VALUES(8,1,'2025-06-03/mg-b2/delivered',0,1,20250603,1,1748955600250000,1);
CREATE TABLE domain_day (
  day       INTEGER NOT NULL CHECK (day % 100 BETWEEN 1 AND 31),
  domain_no INTEGER NOT NULL REFERENCES domain (no),
  meter_no  INTEGER NOT NULL REFERENCES meter (no),
  quantity  INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (day, domain_no, meter_no)
) STRICT, WITHOUT ROWID;
INSERT INTO domain_day VALUES(20250603,1,1,2,2);
CREATE TABLE IF NOT EXISTS "usage_month" (
  month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company_no INTEGER NOT NULL REFERENCES company (no),
  meter_no   INTEGER NOT NULL REFERENCES meter (no),
  quantity   INTEGER NOT NULL,
  events     INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (month, company_no, meter_no)
) STRICT, WITHOUT ROWID;
INSERT INTO usage_month VALUES(202505,1,1,9000,1);
INSERT INTO usage_month VALUES(202505,2,1,12,2);
INSERT INTO usage_month VALUES(202506,1,1,12000,2);
INSERT INTO usage_month VALUES(202506,2,1,2,2);
CREATE TABLE event_batch (
  no        INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  last_seq  INTEGER NOT NULL,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  events    INTEGER NOT NULL CHECK (events > 0),
  digest    TEXT NOT NULL
) STRICT;
INSERT INTO event_batch VALUES(1,1,6,1746828000500000,1751277600000000,6,'1601c0c27dd5b8296a5e4e47eafbf5c374cae0c846543b1e3dcf5c91adb66bbd');
INSERT INTO event_batch VALUES(2,7,8,1748955600250000,1748959200000000,2,'c0e8853d0d61137ab9a7ffb92aba0cf289bb2cb5c230511fdc809da5f99b24c8');
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
INSERT INTO void VALUES(1,6,2,'a5','anna','test',1751356800000000,'65d98d5b1bea8199631a1196114f794c199319f180022384db70da1d2e1b5f5b');
CREATE TABLE period_usage (
  month       INTEGER NOT NULL REFERENCES period (month),
  usage_month INTEGER NOT NULL CHECK (usage_month % 100 BETWEEN 1 AND 12),
  company     TEXT NOT NULL REFERENCES company (id),
  meter       TEXT NOT NULL REFERENCES meter (id),
  quantity    INTEGER NOT NULL,
  events      INTEGER NOT NULL,
  PRIMARY KEY (month, usage_month, company, meter)
) STRICT, WITHOUT ROWID;
INSERT INTO period_usage VALUES(202506,202506,'bolag-17','messages',12000,2);
INSERT INTO period_usage VALUES(202506,202506,'bolag-18','messages',2,2);
CREATE TABLE changed (
  month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company TEXT NOT NULL REFERENCES company (id),
  PRIMARY KEY (month, company)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER invoice_line_is_never_changed BEFORE UPDATE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never changed');
END;
CREATE TRIGGER invoice_line_is_never_removed BEFORE DELETE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never removed');
END;
CREATE UNIQUE INDEX sending_domain_begins_once ON sending_domain (domain, ifnull(from_day, 0));
CREATE INDEX domain_day_of_domain ON domain_day (domain_no, day);
CREATE INDEX invoice_line_of_usage ON invoice_line (usage_month, company);
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
COMMIT;
PRAGMA application_id=1886549103;
PRAGMA user_version=2;
