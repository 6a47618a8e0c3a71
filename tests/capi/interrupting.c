/* Calls that another thread interrupts, and calls that wait for another process as long as was
 * said. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "support.h"

static void sleep_ms(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static int64_t now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void remove_all(void) {
  static const char* const names[] = {"l.db", "l.db-wal", "l.db-shm", "pipe"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) remove(names[i]);
}

static porto_ledger* open_with(int64_t busy_timeout_ms) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  porto_ledger* ledger = NULL;
  options.busy_timeout_ms = busy_timeout_ms;
  CHECK_INT(PORTO_OK, porto_ledger_open("l.db", PORTO_NTS, &options, &ledger, NULL));
  return ledger;
}

static void* interrupt_soon(void* ledger) {
  sleep_ms(200);
  porto_ledger_interrupt((porto_ledger*)ledger);
  return NULL;
}

static void* interrupt_recorder_soon(void* recorder) {
  sleep_ms(200);
  porto_recorder_interrupt((porto_recorder*)recorder);
  return NULL;
}

/* Holds the lock of writers for as long as its import waits for the pipe. */
typedef struct holder {
  porto_ledger* ledger;
  int32_t status;
} holder;

static int32_t hold(void* user, const char* file, uint64_t line, int32_t outcome,
                    const char* reason, const char* row, size_t row_len) {
  volatile int* held = (volatile int*)user;
  (void)file, (void)line, (void)outcome, (void)reason, (void)row, (void)row_len;
  *held = 1;
  while (*held == 1) sleep_ms(1);
  return 0;
}

static volatile int held;

/* A row that is refused is told within the transaction of its batch. */
static void* hold_lock(void* user) {
  const char* path = "held.csv";
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.on_rejected = hold;
  options.user = (void*)&held;
  ((holder*)user)->status =
      import_files(((holder*)user)->ledger, &path, 1, &options, NULL, NULL, NULL);
  return NULL;
}

static void check_pipe(void) {
  porto_ledger* ledger = open_with(0);
  const char* path = "pipe";
  pthread_t other;
  CHECK_INT(0, mkfifo(path, 0600));
  pthread_create(&other, NULL, interrupt_soon, ledger);
  CHECK_FAILS(PORTO_E_CANCELLED, "pipe", import_files(ledger, &path, 1, NULL, NULL, NULL, &err));
  pthread_join(other, NULL);
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL)); /* the next call is another */
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

static void check_lock(void) {
  holder h = {open_with(0), 77};
  pthread_t holding, other;
  const porto_event event = event_of("second", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = 77;
  write_file("held.csv",
             "event_id,company,occurred_at,quantity\nheld,bolag-1,2024-02-10T08:00:00Z,1\n"
             "bad,bolag-1,never,1\n");
  held = 0;
  pthread_create(&holding, NULL, hold_lock, &h);
  while (held == 0) sleep_ms(1);

  porto_ledger* ledger = open_with(60000);
  pthread_create(&other, NULL, interrupt_soon, ledger);
  int64_t begin = now_ms();
  CHECK_FAILS(PORTO_E_CANCELLED, "",
              porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, &err));
  CHECK(now_ms() - begin < 10000);
  pthread_join(other, NULL);
  porto_ledger_close(ledger);

  porto_recorder* recorder = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.busy_timeout_ms = 60000;
  CHECK_INT(PORTO_OK, porto_recorder_open("l.db", PORTO_NTS, &options, &recorder, NULL));
  pthread_create(&other, NULL, interrupt_recorder_soon, recorder);
  CHECK_FAILS(PORTO_E_CANCELLED, "",
              porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, &err));
  pthread_join(other, NULL);
  porto_recorder_close(recorder);

  ledger = open_with(PORTO_NO_WAIT);
  begin = now_ms();
  CHECK_INT(PORTO_E_BUSY, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK(now_ms() - begin < 1000);
  porto_ledger_close(ledger);
  ledger = open_with(300);
  begin = now_ms();
  CHECK_INT(PORTO_E_BUSY, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK(now_ms() - begin >= 300 && now_ms() - begin < 5000);

  /* The handle that imports is in use, whichever thread asks. */
  CHECK_FAILS(PORTO_E_INVALID, "ledger",
              porto_usage_record(h.ledger, &event, 1, 0, NULL, &outcome, NULL, &err));
  held = 2;
  pthread_join(holding, NULL);
  CHECK_INT(PORTO_REJECTS, h.status);
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_STORED, outcome);
  porto_ledger_close(ledger);
  porto_ledger_close(h.ledger);
}

static void check_options(void) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  porto_ledger* ledger = NULL;
  porto_recorder* recorder = NULL;
  static const int64_t bad[] = {-2, (int64_t)INT32_MAX + 1, INT64_MIN};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    options.busy_timeout_ms = bad[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.busy_timeout_ms",
                porto_ledger_open("l.db", PORTO_NTS, &options, &ledger, &err));
    CHECK_FAILS(PORTO_E_INVALID, "options.busy_timeout_ms",
                porto_ledger_create("new.db", PORTO_NTS, &options, &ledger, &err));
    CHECK_FAILS(PORTO_E_INVALID, "options.busy_timeout_ms",
                porto_recorder_open("l.db", PORTO_NTS, &options, &recorder, &err));
  }
  options.busy_timeout_ms = 0;
  options.read_only = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.read_only",
              porto_recorder_open("l.db", PORTO_NTS, &options, &recorder, &err));
  options.read_only = 0;
  options.zone = "UTC";
  CHECK_FAILS(PORTO_E_INVALID, "options.zone",
              porto_recorder_open("l.db", PORTO_NTS, &options, &recorder, &err));
  options.zone = NULL;
  options.first_month_yyyymm = 202402;
  CHECK_FAILS(PORTO_E_INVALID, "options.first_month_yyyymm",
              porto_ledger_open("l.db", PORTO_NTS, &options, &ledger, &err));
}

int main(void) {
  porto_ledger* ledger = NULL;
  remove_all();
  CHECK_INT(PORTO_OK, porto_ledger_create("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  porto_ledger_close(ledger);
  check_options();
  check_pipe();
  check_lock();
  return check_failures();
}
