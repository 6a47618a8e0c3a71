-- A ledger of schema version 1, as porto 0.1.0 wrote it: two months, one of them closed. Its file
-- was dumped with `sqlite3 ledger.db .dump`; the two PRAGMAs that a dump leaves out are at the end.
PRAGMA page_size=16384;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE ledger (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  zone     TEXT NOT NULL,
  currency TEXT NOT NULL
) STRICT;
INSERT INTO ledger VALUES(1,'Europe/Stockholm','SEK');
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
) STRICT;
INSERT INTO source VALUES(1,'mailgun');
INSERT INTO source VALUES(2,'own');
CREATE TABLE tariff (
  id        TEXT NOT NULL CHECK (id <> ''),
  version   INTEGER NOT NULL CHECK (version > 0),
  effective INTEGER NOT NULL CHECK (effective % 100 BETWEEN 1 AND 12),
  document  TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;
INSERT INTO tariff VALUES('vitec-epost',1,202402,replace('# Vitec: 500 SEK a month covers 10,000 messages, 1.2 öre per message above.\nid        = "vitec-epost"\nversion   = 1\neffective = "2024-02"                    # first month this version prices\nname      = "E-post via Mailgun"\ncurrency  = "SEK"\nlanguage  = "sv"                         # month names and number style inside line texts\nround     = { decimals = 2, mode = "half_up" }\n\n[[charge]]\nid       = "epost"\nmeter    = "messages"\nfee      = 500\nincluded = 10000\nprice    = "0.012"\nunit     = "H87"                         # UN/ECE Rec 20 code on the usage line; the fee line is MON\nfee_text = "E-post via Mailgun, fast avgift {month} ({included} meddelanden ingår)"\ntext     = "E-post via Mailgun {month}, {quantity} meddelanden utöver {included}"\n\n[[example]]                              # the fee is due without usage as well\nusage = { messages = 0 }\nlines = ["500.00"]\n\n[[example]]                              # the last message that is included\nusage = { messages = 10000 }\nlines = ["500.00"]\n\n[[example]]                              # 0.012 is rounded on its own line\nusage = { messages = 10001 }\nlines = ["500.00", "0.01"]\ntotal = "500.01"\n\n[[example]]\nusage = { messages = 40000 }\nlines = ["500.00", "360.00"]\ntotal = "860.00"\n\n[[example]]\nusage = { messages = 3000000000 }\ntotal = "36000380.00"\n','\n',char(10)));
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
INSERT INTO usage_event VALUES(1,1,'a1',1,1,1748728799000000,9000);
INSERT INTO usage_event VALUES(2,1,'a2',1,1,1748728800000000,12000);
INSERT INTO usage_event VALUES(3,1,'a3',2,1,1746828000500000,7);
INSERT INTO usage_event VALUES(4,2,'a1',2,1,1746957600000000,5);
INSERT INTO usage_event VALUES(5,2,'a4',1,1,1751277600000000,0);
INSERT INTO usage_event VALUES(6,2,'a5',3,2,1751277600000000,1500);
CREATE TABLE usage_month (
  month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
  company_no INTEGER NOT NULL REFERENCES company (no),
  meter_no   INTEGER NOT NULL REFERENCES meter (no),
  quantity   INTEGER NOT NULL CHECK (quantity >= 0),
  events     INTEGER NOT NULL CHECK (events > 0),
  PRIMARY KEY (month, company_no, meter_no)
) STRICT, WITHOUT ROWID;
INSERT INTO usage_month VALUES(202505,1,1,9000,1);
INSERT INTO usage_month VALUES(202505,2,1,12,2);
INSERT INTO usage_month VALUES(202506,1,1,12000,2);
INSERT INTO usage_month VALUES(202506,3,2,1500,1);
CREATE TABLE period (
  month     INTEGER PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
  closed_at INTEGER NOT NULL
) STRICT;
INSERT INTO period VALUES(202505,1748822400000000);
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
CREATE TRIGGER usage_event_is_never_changed BEFORE UPDATE ON usage_event BEGIN
  SELECT RAISE(ABORT, 'usage events are only appended');
END;
CREATE TRIGGER invoice_line_is_never_changed BEFORE UPDATE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never changed');
END;
CREATE TRIGGER invoice_line_is_never_removed BEFORE DELETE ON invoice_line BEGIN
  SELECT RAISE(ABORT, 'the lines of a closed month are never removed');
END;
COMMIT;
PRAGMA application_id=1886549103;
PRAGMA user_version=1;
