/* A recorder in many threads: every call is told what became of its events, each counts once. */
#include <pthread.h>
#include <stdio.h>

#include "support.h"

enum { thread_count = 8, calls = 50 };

typedef struct caller {
  porto_recorder* recorder;
  int number;
  int stored;
  int duplicate;
  int failed;
} caller;

/* Each thread has events of its own, and all of them share some. */
static void* record_all(void* given) {
  caller* c = (caller*)given;
  for (int call = 0; call < calls; ++call) {
    char own[32], shared[32];
    snprintf(own, sizeof own, "own-%d-%d", c->number, call);
    snprintf(shared, sizeof shared, "shared-%d", call);
    const porto_event events[] = {event_of(own, "bolag-1", "2024-02-10T08:00:00Z", 2),
                                  event_of(shared, "bolag-2", "2024-02-10T08:00:00Z", 3)};
    int32_t outcomes[2] = {-1, -1};
    if (porto_recorder_record(c->recorder, events, 2, 0, NULL, outcomes, NULL, NULL) < 0)
      ++c->failed;
    for (int i = 0; i < 2; ++i) {
      c->stored += outcomes[i] == PORTO_STORED;
      c->duplicate += outcomes[i] == PORTO_DUPLICATE;
    }
  }
  return NULL;
}

static void check_threads(porto_recorder* recorder) {
  pthread_t threads[thread_count];
  caller callers[thread_count];
  int stored = 0, duplicate = 0, failed = 0;
  for (int i = 0; i < thread_count; ++i) {
    callers[i] = (caller){recorder, i, 0, 0, 0};
    CHECK_INT(0, pthread_create(&threads[i], NULL, record_all, &callers[i]));
  }
  for (int i = 0; i < thread_count; ++i) {
    pthread_join(threads[i], NULL);
    stored += callers[i].stored;
    duplicate += callers[i].duplicate;
    failed += callers[i].failed;
  }
  CHECK_INT(thread_count * calls + calls, stored);
  CHECK_INT((thread_count - 1) * calls, duplicate);
  CHECK_INT(0, failed);
}

int main(void) {
  porto_ledger* ledger = NULL;
  porto_recorder* recorder = NULL;
  remove("recorder.db");
  CHECK_FAILS(PORTO_E_NOT_FOUND, "",
              porto_recorder_open("recorder.db", PORTO_NTS, NULL, &recorder, &err));
  CHECK(recorder == NULL);
  CHECK_INT(PORTO_OK, porto_ledger_create("recorder.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, porto_recorder_open("recorder.db", PORTO_NTS, NULL, &recorder, NULL));
  check_threads(recorder);

  /* What was recorded is on disk while the recorder is open. */
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT(
      "month,company,meter,quantity,events\n"
      "2024-02,bolag-1,messages,800,400\n"
      "2024-02,bolag-2,messages,150,50\n",
      csv(usage));

  const porto_event bad = event_of("bad", "", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = -1;
  porto_rows* rejected = NULL;
  CHECK_INT(PORTO_REJECTS,
            porto_recorder_record(recorder, &bad, 1, 0, NULL, &outcome, &rejected, NULL));
  CHECK_INT(PORTO_REJECTED, outcome);
  CHECK_INT(PORTO_OK, porto_rows_next(rejected, NULL));
  porto_rows_close(rejected);
  CHECK_INT(PORTO_OK, porto_recorder_record(recorder, NULL, 0, 0, NULL, NULL, NULL, NULL));
  porto_recorder_close(recorder);
  porto_ledger_close(ledger);
  return check_failures();
}
