/* porto_ledger_interrupt and porto_recorder_interrupt in a signal handler: a timer fires in the
 * middle of imports, of verifying and of recording, at another moment each time, on whatever thread
 * the signal finds. The call is cancelled or done, nothing hangs, and nothing is counted twice. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "support.h"

enum { rows_of_file = 1500, imports = 60, records = 150, checks = 40 };

static porto_ledger* volatile interrupted_ledger;
static porto_recorder* volatile interrupted_recorder;
static volatile sig_atomic_t signals;
static timer_t timer;

static void on_signal(int number) {
  (void)number;
  porto_ledger_interrupt(interrupted_ledger);
  porto_recorder_interrupt(interrupted_recorder);
  ++signals;
}

static void make_timer(void) {
  struct sigaction action;
  struct sigevent event;
  memset(&action, 0, sizeof action);
  memset(&event, 0, sizeof event);
  action.sa_handler = on_signal;
  CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
}

/* After so many microseconds and then each millisecond; 0: never. */
static void fire_after(long microseconds) {
  struct itimerspec when = {{0, 1000000}, {0, microseconds * 1000}};
  if (microseconds == 0) when.it_interval.tv_nsec = 0;
  CHECK(timer_settime(timer, 0, &when, NULL) == 0);
}

static void check_ended(int32_t status, int* cancelled) {
  CHECK(status == PORTO_OK || status == PORTO_E_CANCELLED);
  if (status != PORTO_OK && status != PORTO_E_CANCELLED)
    fprintf(stderr, "  %s\n", porto_status_name(status));
  if (status == PORTO_E_CANCELLED) ++*cancelled;
}

static void write_rows(void) {
  FILE* file = fopen("rows.csv", "w");
  CHECK(file != NULL);
  if (!file) return;
  fprintf(file, "event_id,company,occurred_at,quantity\n");
  for (int i = 0; i < rows_of_file; ++i) fprintf(file, "r%d,bolag-1,2024-02-10T08:00:00Z,1\n", i);
  fclose(file);
}

static void check_import(porto_ledger* ledger) {
  const char* const path = "rows.csv";
  int cancelled = 0;
  interrupted_ledger = ledger;
  for (int i = 0; i < imports; ++i) {
    fire_after(20 + i * 211 % 9000);
    check_ended(import_files(ledger, &path, 1, NULL, NULL, NULL, NULL), &cancelled);
  }
  for (int i = 0; i < checks; ++i) {
    porto_rows* rows = NULL;
    fire_after(20 + i * 53 % 3000);
    const int32_t status = porto_ledger_verify(ledger, NULL, &rows, NULL);
    check_ended(status, &cancelled);
    porto_rows_close(rows);
  }
  fire_after(0);
  CHECK(cancelled > 0);
  interrupted_ledger = NULL;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, NULL, NULL, NULL, NULL));
}

static void* record_too(void* recorder) {
  for (int i = 0; i < records; ++i) {
    char id[40];
    int32_t outcome = 77;
    snprintf(id, sizeof id, "second-%d", i);
    const porto_event event = event_of(id, "bolag-1", "2024-02-10T08:00:00Z", 1);
    while (porto_recorder_record((porto_recorder*)recorder, &event, 1, 0, NULL, &outcome, NULL,
                                 NULL) == PORTO_E_CANCELLED)
      ;
    CHECK(outcome == PORTO_STORED || outcome == PORTO_DUPLICATE);
  }
  return NULL;
}

static void check_recorder(void) {
  porto_recorder* recorder = NULL;
  pthread_t other;
  int cancelled = 0;
  CHECK_INT(PORTO_OK, porto_recorder_open("l.db", PORTO_NTS, NULL, &recorder, NULL));
  interrupted_recorder = recorder;
  pthread_create(&other, NULL, record_too, recorder);
  for (int i = 0; i < records; ++i) {
    char id[40];
    int32_t outcome = 77;
    snprintf(id, sizeof id, "first-%d", i);
    const porto_event event = event_of(id, "bolag-1", "2024-02-10T08:00:00Z", 1);
    fire_after(20 + i * 37 % 2000);
    check_ended(porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, NULL),
                &cancelled);
    fire_after(0);
    const int32_t again = porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, NULL);
    CHECK(again == PORTO_OK || again == PORTO_E_CANCELLED); /* by a signal that was on its way */
    if (again == PORTO_E_CANCELLED)
      CHECK_INT(PORTO_OK,
                porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, NULL));
  }
  pthread_join(other, NULL);
  interrupted_recorder = NULL;
  porto_recorder_close(recorder);
}

int main(void) {
  static const char* const names[] = {"l.db", "l.db-wal", "l.db-shm"};
  porto_ledger* ledger = NULL;
  porto_rows* rows = NULL;
  for (int i = 0; i < 3; ++i) remove(names[i]);
  CHECK_INT(PORTO_OK, porto_ledger_create("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  write_rows();
  make_timer();
  check_import(ledger);
  check_recorder();
  CHECK(signals > 0);
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, list_usage(ledger, 0, NULL, &rows, NULL));
  char expected[200];
  snprintf(expected, sizeof expected,
           "month,company,meter,quantity,events\n2024-02,bolag-1,messages,%d,%d\n",
           rows_of_file + 2 * records, rows_of_file + 2 * records);
  CHECK_TEXT(expected, csv(rows));
  porto_ledger_close(ledger);
  return check_failures();
}
