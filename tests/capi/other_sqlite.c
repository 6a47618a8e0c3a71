/* A program that exports an SQLite of its own, which takes the place of porto's: one that is too
 * old, or that has no locks, is said to be that when a ledger is made or opened. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static int version = SQLITE_VERSION_NUMBER;
static int threadsafe = 1;

#pragma GCC visibility push(default)
int sqlite3_libversion_number(void) { return version; }
int sqlite3_threadsafe(void) { return threadsafe; }
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
  threadsafe = 0;
  check_refused("without locks for threads");
  threadsafe = 1;
  CHECK_INT(PORTO_OK, porto_ledger_open("other.db", PORTO_NTS, NULL, &ledger, NULL));
  porto_ledger_close(ledger);
  return check_failures();
}
