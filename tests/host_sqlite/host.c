/* A program with an SQLite of its own that reads the ledger with it, though rule 10 of porto.h
 * forbids it: it opens the file, asks, and closes it, over and over, while a recorder in the same
 * process stores events and other processes store theirs, one after the other. By POSIX it loses
 * the locks of the process so, and it takes itself for the last one to have the file.
 *
 *   host LEDGER COPIES           so many copies of SQLite are to be in use; says what was stored
 *   host LEDGER record PREFIX    the other process: prints what it stored
 *
 * Each event that was acknowledged is there once and `verify` finds nothing; or a call of porto
 * ended with PORTO_E_IO or PORTO_E_BUSY, and the same event again was stored. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capi/support.h"

enum { events_of_recorder = 150, rounds_of_others = 12, events_of_other = 5 };

static const char* ledger_path;
static volatile int recording = 1;
static int refusals; /* of the recorder: typed, and mended by opening again */
static int rounds;   /* of other processes that have stored all of their events */

static void sleep_ms(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static porto_recorder* open_recorder(void) {
  porto_recorder* recorder = NULL;
  for (int tries = 0; tries < 100; ++tries) {
    porto_error* err = NULL;
    const int32_t status = porto_recorder_open(ledger_path, PORTO_NTS, NULL, &recorder, &err);
    if (status == PORTO_OK) return recorder;
    CHECK(status == PORTO_E_IO || status == PORTO_E_BUSY);
    if (status != PORTO_E_IO && status != PORTO_E_BUSY)
      fprintf(stderr, "  opening: %s\n", porto_error_message(err));
    porto_error_free(err);
    sleep_ms(5);
  }
  fprintf(stderr, "  no recorder could be opened\n");
  CHECK(recorder != NULL);
  return NULL;
}

/* Stores an event, again and with another handle where it was refused in a typed way. */
static int store(porto_recorder** recorder, const char* id) {
  const porto_event event = event_of(id, "bolag-1", "2024-02-10T08:00:00Z", 1);
  for (int tries = 0; *recorder && tries < 100; ++tries) {
    int32_t outcome = 77;
    porto_error* err = NULL;
    const int32_t status =
        porto_recorder_record(*recorder, &event, 1, 0, NULL, &outcome, NULL, &err);
    if (status == PORTO_OK) {
      CHECK(outcome == PORTO_STORED || outcome == PORTO_DUPLICATE);
      return 1;
    }
    if (status != PORTO_E_IO && status != PORTO_E_BUSY) {
      fprintf(stderr, "  %s: %s: %s\n", id, porto_status_name(status), porto_error_message(err));
      check_that(0, "porto refuses with io or busy", __FILE__, __LINE__);
    }
    porto_error_free(err);
    ++refusals;
    porto_recorder_close(*recorder);
    *recorder = open_recorder();
  }
  return 0;
}

static void* record_all(void* unused) {
  (void)unused;
  porto_recorder* recorder = open_recorder();
  for (int i = 0; i < events_of_recorder; ++i) {
    char id[40];
    snprintf(id, sizeof id, "own-%d", i);
    CHECK(store(&recorder, id));
  }
  porto_recorder_close(recorder);
  recording = 0;
  return NULL;
}

static int other_process(const char* prefix) {
  porto_recorder* recorder = open_recorder();
  for (int i = 0; i < events_of_other; ++i) {
    char id[40];
    snprintf(id, sizeof id, "%s-%d", prefix, i);
    CHECK(store(&recorder, id));
  }
  porto_recorder_close(recorder);
  return check_failures();
}

static void* run_others(void* program) {
  while (rounds < rounds_of_others && recording) {
    char command[4096];
    snprintf(command, sizeof command, "'%s' '%s' record other-%d", (const char*)program,
             ledger_path, rounds);
    CHECK(system(command) == 0);
    ++rounds;
  }
  return NULL;
}

/* What this program should not do. */
static void read_by_itself(void) {
  sqlite3* database = NULL;
  CHECK(sqlite3_open(ledger_path, &database) == SQLITE_OK);
  sqlite3_busy_timeout(database, 1000);
  sqlite3_exec(database, "SELECT count(*) FROM usage_event", NULL, NULL, NULL);
  CHECK(sqlite3_close(database) == SQLITE_OK);
}

/* A ledger in memory takes memory of the SQLite that porto uses. */
static int copies(void) {
  const sqlite3_int64 before = sqlite3_memory_used();
  porto_ledger* ledger = example_ledger();
  const int same = sqlite3_memory_used() > before;
  porto_ledger_close(ledger);
  return same ? 1 : 2;
}

static void check_stored(int64_t expected) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_open(ledger_path, PORTO_NTS, NULL, &ledger, NULL));
  const int32_t status = porto_ledger_verify(ledger, NULL, &rows, NULL);
  CHECK_INT(PORTO_OK, status);
  if (status == PORTO_OK)
    porto_rows_close(rows);
  else
    fprintf(stderr, "%s\n", csv(rows));
  CHECK_INT(PORTO_OK, list_usage(ledger, 0, NULL, &rows, NULL));
  char wanted[40];
  snprintf(wanted, sizeof wanted, ",%d", (int)expected);
  const char* const usage = csv(rows);
  if (!strstr(usage, wanted)) fprintf(stderr, "expected %s events in\n%s\n", wanted + 1, usage);
  CHECK(strstr(usage, wanted) != NULL);
  porto_ledger_close(ledger);
}

static void make_ledger(void) {
  static const char* const suffixes[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; ++i) {
    char name[4096];
    snprintf(name, sizeof name, "%s%s", ledger_path, suffixes[i]);
    remove(name);
  }
  porto_ledger* ledger = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_create(ledger_path, PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  porto_ledger_close(ledger);
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  ledger_path = argv[1];
  if (argc == 4 && strcmp(argv[2], "record") == 0) return other_process(argv[3]);
  const int expected = atoi(argv[2]);
  const int seen = copies();
  CHECK_INT(expected, seen);
  make_ledger();
  pthread_t recorder, others;
  pthread_create(&recorder, NULL, record_all, NULL);
  pthread_create(&others, NULL, run_others, argv[0]);
  int reads = 0;
  for (; recording; ++reads) read_by_itself();
  pthread_join(recorder, NULL);
  pthread_join(others, NULL);
  check_stored(events_of_recorder + rounds * events_of_other);
  printf("SQLite in this process: %d; %d reads by it; stored: %d and %d; refused: %d\n", seen,
         reads, events_of_recorder, rounds * events_of_other, refusals);
  return check_failures();
}
