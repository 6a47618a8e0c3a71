// See schema.hpp. Months are stored as 202402, instants as microseconds since 1970 in UTC, exact
// decimals as their canonical text. The tables of usage name companies, meters and sources by
// number, since they have a row per event; all others by id.
#include "store/sqlite/schema.hpp"

#include <array>

#include "base/text.hpp"

namespace porto {
namespace {

constexpr int application_id = 0x7072746F;  // "prto", as `file` and SQLite browsers show it

constexpr const char* first_schema = R"(
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

// Migration i brings a file from version i to i + 1. They are never edited once released.
constexpr std::array migrations = {first_schema};

void migrate(Connection& connection) {
  for (auto version = connection.integer("PRAGMA user_version"); version < schema_version;
       ++version) {
    connection.execute(migrations.at(static_cast<std::size_t>(version)));
    const std::string next = std::to_string(version + 1);
    connection.execute(("PRAGMA user_version = " + next).c_str());
  }
}

Error not_a_ledger(Connection& connection, std::int64_t id) {
  const std::string name = in_quotes(connection.path());
  if (id == 0 && connection.integer("SELECT count(*) FROM sqlite_schema") == 0) {
    return {ErrorCode::not_a_ledger,
            name +
                " is empty: either another process is making a ledger of it right now, or that "
                "was interrupted; then remove the file and run `porto init` again"};
  }
  return {ErrorCode::not_a_ledger, name + " is an SQLite database, but not a porto ledger"};
}

}  // namespace

const int schema_version = static_cast<int>(migrations.size());

void create_schema(Connection& connection, const LedgerOptions& options) {
  connection.execute("BEGIN IMMEDIATE");
  migrate(connection);
  connection.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  connection
      .query("INSERT INTO ledger (only_row, zone, currency) VALUES (1, ?, ?)", options.zone,
             options.currency)
      .run();
  connection.execute("COMMIT");
}

void open_schema(Connection& connection) {
  const std::int64_t id = connection.integer("PRAGMA application_id");
  if (id != application_id) throw not_a_ledger(connection, id);
  const std::int64_t version = connection.integer("PRAGMA user_version");
  if (version > schema_version) {
    throw Error(ErrorCode::newer_ledger,
                "the ledger " + in_quotes(connection.path()) + " has schema version " +
                    std::to_string(version) + ", this porto knows versions up to " +
                    std::to_string(schema_version) + ": use a newer porto");
  }
  if (version < 1) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " has no schema version: restore it from a backup");
  }
  if (version == schema_version) return;
  connection.execute("BEGIN IMMEDIATE");
  migrate(connection);
  connection.execute("COMMIT");
}

LedgerInfo read_info(Connection& connection) {
  Query row = connection.query("SELECT zone, currency FROM ledger");
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " does not say its zone and currency: restore a backup");
  }
  return {row.text(0), row.text(1), static_cast<int>(connection.integer("PRAGMA user_version"))};
}

}  // namespace porto
