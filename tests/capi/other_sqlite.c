/* A program that exports an SQLite of its own, which takes the place of porto's: one that is too
 * old, of other sources, or without locks, is said to be that when a ledger is made or opened. A
 * libporto.so that has its own copy never asks this one (PORTO_HIDDEN_SQLITE). */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static int version = SQLITE_VERSION_NUMBER;
static int threadsafe = 1;
static const char* source_id = SQLITE_SOURCE_ID;

#pragma GCC visibility push(default)
int sqlite3_libversion_number(void) { return version; }
int sqlite3_threadsafe(void) { return threadsafe; }
const char* sqlite3_sourceid(void) { return source_id; }
#pragma GCC visibility pop

static void check_refused(const char* what) {
  porto_ledger* ledger = NULL;
  porto_error* err = NULL;
  CHECK_INT(PORTO_E_INVALID, porto_ledger_create(":memory:", PORTO_NTS, NULL, &ledger, &err));
  CHECK(strstr(porto_error_message(err), what) != NULL);
  porto_error_free(err);
  CHECK_INT(PORTO_E_INVALID, porto_ledger_open("other.db", PORTO_NTS, NULL, &ledger, NULL));
}

int main(void) {
  porto_ledger* ledger = NULL;
  remove("other.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("other.db", PORTO_NTS, NULL, &ledger, NULL));
  porto_ledger_close(ledger);
  version = 3030000;
  check_refused("older than " SQLITE_VERSION);
  version = SQLITE_VERSION_NUMBER + 1000; /* a newer one of the system is fine */
  version = SQLITE_VERSION_NUMBER;
  source_id =
      "2022-12-28 14:03:47 0000000000000000000000000000000000000000000000000000000000000000";
  check_refused("not built from its sources");
  char mended[] = SQLITE_SOURCE_ID; /* by the distribution */
  memcpy(mended + sizeof mended - 5, "alt9", 4);
  source_id = mended;
  porto_ledger_close(example_ledger());
  source_id = SQLITE_SOURCE_ID;
  threadsafe = 0;
  check_refused("without locks for threads");
  threadsafe = 1;
  CHECK_INT(PORTO_OK, porto_ledger_open("other.db", PORTO_NTS, NULL, &ledger, NULL));
  porto_ledger_close(ledger);
  return check_failures();
}
