/* What is refused: with the exact place, and nothing is given, whatever the outputs held before. */
#include "support.h"

/* No object: an output that is not set to NULL is seen. */
#define GARBAGE ((porto_rows*)(void*)&garbage)
static int garbage;

static void check_times(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  int32_t month = 0;
  porto_void what = PORTO_VOID_INIT;
  what.source = what.event_id = what.actor = what.reason = "x";
  CHECK_FAILS(PORTO_E_INVALID, "now_unix_us",
              porto_month_close(ledger, 202402, 0, NULL, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "now_unix_us",
              porto_ledger_prune(ledger, 202402, 0, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "now_unix_us", porto_outlook_tasks(ledger, 0, NULL, &rows, &err));
  CHECK_FAILS(PORTO_E_INVALID, "now_unix_us", porto_outlook_charges(ledger, 0, NULL, &rows, &err));
  CHECK_FAILS(PORTO_E_INVALID, "time_unix_us", porto_ledger_month_of(ledger, 0, &month, &err));
  CHECK_FAILS(PORTO_E_INVALID, "what.voided_at_unix_us",
              porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "what.voided_at_unix_us",
              porto_event_correct(ledger, &what, 1, NULL, NULL, NULL, &err));

  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = options.reason = "x";
  CHECK_FAILS(PORTO_E_INVALID, "options.at_unix_us",
              porto_import_undo(ledger, 1, &options, NULL, NULL, &err));
}

static void check_ledger_options(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
#define CREATE porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, &err)
  options.late = "never";
  CHECK_FAILS(PORTO_E_INVALID, "options.late", CREATE);
  options.late = NULL;
  options.zone = "Europe/Nowhere";
  CHECK_FAILS(PORTO_E_UNKNOWN_ZONE, "options.zone", CREATE);
  options.zone = NULL;
  options.currency = "KRONOR";
  CHECK_FAILS(PORTO_E_UNKNOWN_CURRENCY, "options.currency", CREATE);
  options.currency = NULL;
  options.first_month_yyyymm = 202413;
  CHECK_FAILS(PORTO_E_INVALID, "options.first_month_yyyymm", CREATE);
  options.first_month_yyyymm = 202401;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  porto_ledger_close(ledger);
}

static void check_enumerators(porto_ledger* ledger, const porto_tariff* tariff) {
  porto_rows* rows = NULL;
  porto_simulate_options options = PORTO_SIMULATE_OPTIONS_INIT;
  options.from_yyyymm = options.through_yyyymm = 202402;
  options.by = "week";
  CHECK_FAILS(PORTO_E_INVALID, "options.by",
              porto_outlook_simulate(ledger, tariff, &options, &rows, NULL, NULL, &err));
  options.by = NULL;
  options.from_yyyymm = 202413;
  CHECK_FAILS(PORTO_E_INVALID, "options.from_yyyymm",
              porto_outlook_simulate(ledger, tariff, &options, &rows, NULL, NULL, &err));
  porto_reconcile_options how = PORTO_RECONCILE_OPTIONS_INIT;
  how.by = "week";
  write_file("refusing.csv", "month,quantity\n2024-02,1\n");
  CHECK_FAILS(PORTO_E_INVALID, "options.by",
              reconcile_file(ledger, "refusing.csv", &how, &rows, NULL, &err));
}

/* Each call fails; all of its outputs are NULL afterwards. */
static void check_outputs(porto_ledger* ledger, const porto_tariff* tariff) {
  porto_rows *one = GARBAGE, *two = GARBAGE, *three = GARBAGE;
#define GIVES_NOTHING(call)      \
  do {                           \
    one = two = three = GARBAGE; \
    CHECK((call) < 0);           \
    CHECK(one == NULL);          \
  } while (0)
  porto_void what = PORTO_VOID_INIT;
  what.source = what.event_id = what.actor = what.reason = "x";
  what.voided_at_unix_us = 1;
  GIVES_NOTHING(porto_event_void(ledger, &what, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(porto_event_correct(ledger, &what, 1, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(porto_import_undo(ledger, 7, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(porto_month_close(ledger, 199901, 1, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(show_invoice(ledger, 202402, "nobody", &one, &two, &three, NULL));
  CHECK(two == NULL && three == NULL);
  GIVES_NOTHING(porto_ledger_prune(ledger, 202402, 1, NULL, &one, NULL));
  GIVES_NOTHING(porto_usage_import(ledger, NULL, 1, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(porto_usage_reconcile(ledger, NULL, NULL, &one, &two, NULL));
  CHECK(two == NULL);
  GIVES_NOTHING(porto_outlook_simulate(ledger, tariff, NULL, &one, &two, &three, NULL));
  CHECK(two == NULL && three == NULL);
  two = three = GARBAGE; /* also where the fault is an output that is missing */
  CHECK_INT(PORTO_E_INVALID,
            porto_outlook_simulate(ledger, tariff, NULL, NULL, &two, &three, NULL));
  CHECK(two == NULL && three == NULL);
}

/* The result of the last rating is gone, whatever is wrong with the next one. */
static void check_rating(const porto_tariff* tariff) {
  porto_rating* rating = NULL;
  porto_meter_usage meter = PORTO_METER_USAGE_INIT;
  porto_usage usage = PORTO_USAGE_INIT;
  usage.meters = &meter;
  usage.meter_count = 1;
  CHECK_INT(PORTO_OK, porto_rating_open(&rating, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK(porto_rating_count(rating) > 0);
  CHECK_FAILS(PORTO_E_INVALID, "tariff", porto_tariff_rate(NULL, &usage, rating, &err));
  CHECK_INT(0, porto_rating_count(rating));
  porto_rating_close(rating);
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  porto_tariff* tariff = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(vitec_tariff, PORTO_NTS, NULL, 0, &tariff, NULL));
  check_times(ledger);
  check_ledger_options();
  check_enumerators(ledger, tariff);
  check_outputs(ledger, tariff);
  check_rating(tariff);
  porto_tariff_close(tariff);
  porto_ledger_close(ledger);
  return check_failures();
}
