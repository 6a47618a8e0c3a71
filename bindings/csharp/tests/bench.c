/* What the calls of bench.cs cost in C: the same work, in time of the processor, which others on
 * the machine do not lengthen.
 *
 *     bench FOLDER EVENTS BATCH */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "porto/porto.h"

enum { ROUNDS = 5 };

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void must(int32_t status) {
  if (status >= 0) return;
  fprintf(stderr, "%s\n", porto_status_name(status));
  exit(1);
}

static porto_ledger* new_ledger(const char* folder, int64_t round) {
  char path[512];
  porto_ledger* ledger = NULL;
  porto_company company = PORTO_COMPANY_INIT;
  snprintf(path, sizeof path, "%s/c-%d.db", folder, (int)round);
  must(porto_ledger_create(path, PORTO_NTS, NULL, &ledger, NULL));
  company.id = "bolag-17";
  must(porto_company_add(ledger, &company, 1, NULL));
  return ledger;
}

/* Events from `first`, made as a program makes them: the texts and the structs, then the call. */
static void record(porto_ledger* ledger, int64_t first, int64_t count, porto_event* events,
                   int32_t* outcomes, char (*ids)[16]) {
  for (int64_t i = 0; i < count; ++i) {
    porto_event event = PORTO_EVENT_INIT;
    snprintf(ids[i], sizeof ids[i], "id-%08d", (int)(first + i));
    event.event_id = ids[i];
    event.company = "bolag-17";
    event.occurred_at_unix_us = INT64_C(1773000000000000) + (first + i) * 1000;
    event.quantity = 1;
    events[i] = event;
  }
  must(porto_usage_record(ledger, events, (size_t)count, INT64_C(1775030400000000), NULL, outcomes,
                          NULL, NULL));
}

static void bulk(const char* folder, int64_t count, int64_t batch) {
  porto_event* events = malloc((size_t)batch * sizeof *events);
  int32_t* outcomes = malloc((size_t)batch * sizeof *outcomes);
  char(*ids)[16] = malloc((size_t)batch * sizeof *ids);
  int64_t best = INT64_MAX;
  for (int64_t round = 0; round < ROUNDS; ++round) {
    porto_ledger* ledger = new_ledger(folder, round);
    const int64_t before = now_ns();
    for (int64_t first = 0; first < count; first += batch) {
      record(ledger, first, batch, events, outcomes, ids);
    }
    const int64_t spent = now_ns() - before;
    if (spent < best) best = spent;
    porto_ledger_close(ledger);
  }
  printf("C   bulk of %-6d %9d events a second\n", (int)batch,
         (int)(count * INT64_C(1000000000) / best));
  free(ids);
  free(outcomes);
  free(events);
}

static void calls(void) {
  porto_ledger* ledger = NULL;
  int64_t before = now_ns(), times = 2000000;
  uint32_t sum = 0;
  for (int64_t i = 0; i < times; ++i) sum += porto_version_number();
  printf("C   porto_version_number  %7d ns\n", (int)((now_ns() - before) / times));
  must(porto_ledger_create(":memory:", PORTO_NTS, NULL, &ledger, NULL));
  before = now_ns();
  for (int64_t i = 0; i < times; ++i) {
    int32_t month = 0;
    must(porto_ledger_month_of(ledger, INT64_C(1775030400000000), &month, NULL));
    sum += (uint32_t)month;
  }
  printf("C   porto_ledger_month_of %7d ns\n", (int)((now_ns() - before) / times));
  porto_ledger_close(ledger);
  if (sum == 0) printf("nothing was called\n");
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  bulk(argv[1], atoi(argv[2]), atoi(argv[3]));
  calls();
  return 0;
}
