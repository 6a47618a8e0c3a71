/* Long calls tell how far they are, by one callback; a nonzero return ends them, and nothing is
 * changed. A callback that uses the ledger is refused. */
#include <stdio.h>

#include "support.h"

typedef struct told {
  porto_ledger* ledger;
  int calls;
  int stop; /* not 0: at the first call */
  uint64_t done;
  uint64_t total;
} told;

static int32_t on_progress(void* user, uint64_t done, uint64_t total) {
  told* t = user;
  porto_rows* rows = NULL;
  ++t->calls;
  t->done = done;
  t->total = total;
  CHECK_FAILS(PORTO_E_INVALID, "ledger", porto_company_list(t->ledger, &rows, &err));
  porto_ledger_close(t->ledger); /* does nothing here */
  return t->stop;
}

/* Each call with these, to be stopped at once and then to its end. */
typedef int32_t (*long_call)(told* t, porto_error** err);

static porto_tariff* tariff;

static int32_t month_close(told* t, porto_error** err) {
  porto_close_options options = PORTO_CLOSE_OPTIONS_INIT;
  options.on_progress = on_progress;
  options.user = t;
  return porto_month_close(t->ledger, 202402, at("2024-03-02T00:00:00Z"), &options, NULL, NULL,
                           err);
}

static int32_t simulate(told* t, porto_error** err) {
  porto_rows* rows = NULL;
  porto_simulate_options options = PORTO_SIMULATE_OPTIONS_INIT;
  options.from_yyyymm = options.through_yyyymm = 202402;
  options.on_progress = on_progress;
  options.user = t;
  const int32_t status =
      porto_outlook_simulate(t->ledger, tariff, &options, &rows, NULL, NULL, err);
  CHECK((rows == NULL) == (status < 0));
  porto_rows_close(rows);
  return status;
}

static int32_t verify(told* t, porto_error** err) {
  porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
  options.on_progress = on_progress;
  options.user = t;
  return porto_ledger_verify(t->ledger, &options, NULL, err);
}

static int32_t backup(told* t, porto_error** err) {
  porto_backup_options options = PORTO_BACKUP_OPTIONS_INIT;
  options.on_progress = on_progress;
  options.user = t;
  remove("copy.db");
  return porto_ledger_backup(t->ledger, "copy.db", PORTO_NTS, &options, err);
}

static int32_t prune(told* t, porto_error** err) {
  porto_prune_options options = PORTO_PRUNE_OPTIONS_INIT;
  options.on_progress = on_progress;
  options.user = t;
  return porto_ledger_prune(t->ledger, 202403, at("2024-04-02T00:00:00Z"), &options, NULL, err);
}

/* A copy is no call of a handle: the callback may use one. */
static int32_t on_copied(void* user, uint64_t done, uint64_t total) {
  told* t = user;
  porto_rows* rows = NULL;
  ++t->calls;
  t->done = done;
  t->total = total;
  CHECK_INT(PORTO_OK, porto_company_list(t->ledger, &rows, NULL));
  porto_rows_close(rows);
  return t->stop;
}

static int32_t copy(told* t, porto_error** err) {
  porto_copy_options options = PORTO_COPY_OPTIONS_INIT;
  options.on_progress = on_copied;
  options.user = t;
  remove("copy.db");
  return porto_ledger_copy("progress.db", PORTO_NTS, "copy.db", PORTO_NTS, &options, NULL, NULL,
                           err);
}

static porto_ledger* ledger_with_an_event(void) {
  porto_ledger* ledger = NULL;
  remove("progress.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("progress.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_add(ledger, vitec_tariff, PORTO_NTS, NULL, 0, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, subscribe(ledger, "bolag-1", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  return ledger;
}

int main(void) {
  porto_ledger* ledger = ledger_with_an_event();
  CHECK_INT(PORTO_OK, porto_tariff_open(vitec_tariff, PORTO_NTS, NULL, 0, &tariff, NULL));
  const long_call calls[] = {month_close, simulate, verify, backup, copy, prune};
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; ++i) {
    told t = {ledger, 0, 1, 0, 0};
    CHECK_FAILS(PORTO_E_CANCELLED, "on_progress", calls[i](&t, &err));
    CHECK_INT(1, t.calls);
    t.stop = 0;
    CHECK_INT(PORTO_OK, calls[i](&t, NULL)); /* and not PORTO_EXISTS: nothing was changed before */
    CHECK(t.calls > 1 && t.done > 0 && (t.total == 0 || t.done == t.total));
  }
  porto_tariff_close(tariff);
  porto_ledger_close(ledger);
  return check_failures();
}
