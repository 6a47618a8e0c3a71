/* What porto's import is measured against: the loop that one would write over SQLite. The table and
 * the index are those of a ledger, as are the durability and the page size; there are no month
 * totals. One prepared INSERT OR IGNORE per event, in the order of the file, transactions of
 * 100,000. The parser believes its input: it is for the files of bench_events only.
 *
 *   bench_baseline_import DATABASE FILE.csv [CACHE-KIB]     prints the number of events stored
 *
 * The page cache is SQLite's default of 2,000 KiB if no other size is given.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char schema[] =
    "PRAGMA page_size = 16384;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = OFF;"
    "CREATE TABLE usage_event ("
    "  seq         INTEGER PRIMARY KEY,"
    "  source_no   INTEGER NOT NULL,"
    "  event_id    TEXT NOT NULL,"
    "  company_no  INTEGER NOT NULL,"
    "  meter_no    INTEGER NOT NULL,"
    "  occurred_at INTEGER NOT NULL,"
    "  quantity    INTEGER NOT NULL CHECK (quantity >= 0),"
    "  UNIQUE (source_no, event_id)"
    ") STRICT;";

static sqlite3* database;

static void check(int status) {
  if (status == SQLITE_OK || status == SQLITE_DONE) return;
  fprintf(stderr, "SQLite: %s\n", database ? sqlite3_errmsg(database) : sqlite3_errstr(status));
  exit(1);
}

static void execute(const char* sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL)); }

static void set_cache(const char* kib) {
  char sql[64];
  snprintf(sql, sizeof sql, "PRAGMA cache_size = -%s", kib);
  execute(sql);
}

static long long digits(const char* text, int count) {
  long long number = 0;
  for (int i = 0; i < count; ++i) number = number * 10 + (text[i] - '0');
  return number;
}

/* "2026-01-31T12:34:56.123456Z" to microseconds since 1970. */
static long long instant(const char* text) {
  const long long month = digits(text + 5, 2);
  const long long year = digits(text, 4) - (month <= 2);
  const long long day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + digits(text + 8, 2);
  const long long days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719469;
  const long long seconds =
      ((days * 24 + digits(text + 11, 2)) * 60 + digits(text + 14, 2)) * 60 + digits(text + 17, 2);
  return seconds * 1000000 + digits(text + 20, 6);
}

/* One line: "id,c000042,2026-01-31T12:34:56.123456Z,7". */
static void insert(sqlite3_stmt* statement, const char* line) {
  const char* company = strchr(line, ',') + 1;
  const char* time = strchr(company, ',') + 1;
  const char* quantity = strchr(time, ',') + 1;
  check(sqlite3_bind_text(statement, 1, line, (int)(company - 1 - line), SQLITE_STATIC));
  check(sqlite3_bind_int64(statement, 2, strtoll(company + 1, NULL, 10)));
  check(sqlite3_bind_int64(statement, 3, instant(time)));
  check(sqlite3_bind_int64(statement, 4, strtoll(quantity, NULL, 10)));
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage: bench_baseline_import DATABASE FILE.csv [CACHE-KIB]\n");
    return 2;
  }
  FILE* file = fopen(argv[2], "r");
  char line[256];
  if (file == NULL || fgets(line, sizeof line, file) == NULL) {
    perror(argv[2]);
    return 1;
  }
  check(sqlite3_open(argv[1], &database));
  execute(schema);
  set_cache(argc == 4 ? argv[3] : "2000");
  sqlite3_stmt* statement = NULL;
  check(sqlite3_prepare_v2(database,
                           "INSERT OR IGNORE INTO usage_event"
                           " (source_no, event_id, company_no, meter_no, occurred_at, quantity)"
                           " VALUES (1, ?, ?, 1, ?, ?)",
                           -1, &statement, NULL));
  execute("BEGIN IMMEDIATE");
  for (long long row = 1; fgets(line, sizeof line, file) != NULL; ++row) {
    insert(statement, line);
    if (row % 100000 == 0) execute("COMMIT; BEGIN IMMEDIATE");
  }
  execute("COMMIT");
  fclose(file);
  printf("%lld\n", (long long)sqlite3_total_changes64(database));
  check(sqlite3_finalize(statement));
  check(sqlite3_close(database));
  return 0;
}
