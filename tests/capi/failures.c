/* Failures: status names, error objects, and the codes of what a caller can get wrong. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static void check_names(void) {
  CHECK_TEXT("ok", porto_status_name(PORTO_OK));
  CHECK_TEXT("done", porto_status_name(PORTO_DONE));
  CHECK_TEXT("exists", porto_status_name(PORTO_EXISTS));
  CHECK_TEXT("rejects", porto_status_name(PORTO_REJECTS));
  CHECK_TEXT("invalid_argument", porto_status_name(PORTO_E_INVALID));
  CHECK_TEXT("month_closed", porto_status_name(PORTO_E_MONTH_CLOSED));
  CHECK_TEXT("out_of_memory", porto_status_name(PORTO_E_OUT_OF_MEMORY));
  CHECK(PORTO_E_OUT_OF_MEMORY <= -300 && PORTO_E_OUT_OF_MEMORY > -400); /* the machine's */
  CHECK_TEXT("differs", porto_status_name(PORTO_DIFFERS));
  CHECK_TEXT("unknown", porto_status_name(99));
  CHECK_TEXT("unknown", porto_status_name(-1));
  CHECK_TEXT("unknown", porto_status_name(INT32_MIN));
}

static void check_error_objects(void) {
  int32_t month = 77;
  porto_error* err = NULL;
  CHECK_INT(PORTO_E_INVALID, porto_month_parse("2024-13", PORTO_NTS, &month, &err));
  CHECK_INT(PORTO_E_INVALID, porto_error_code(err));
  CHECK(strstr(porto_error_message(err), "13") != NULL);
  CHECK_INT(77, month);
  porto_error_free(err);
  /* A call that succeeds clears what the variable held. */
  CHECK_INT(PORTO_OK, porto_month_parse("2024-12", PORTO_NTS, &month, &err));
  CHECK(err == NULL);
  CHECK_INT(202412, month);
  /* The object is optional. */
  CHECK_INT(PORTO_E_INVALID, porto_month_parse("202412", PORTO_NTS, &month, NULL));
}

/* What is given back is UTF-8, and a place is on one line, whatever was given. */
static void check_places(void) {
  porto_ledger* ledger = example_ledger();
  porto_error* told = NULL;
  porto_rows* rows = NULL;
  const char* bad = "\xff\n.toml";
  CHECK_INT(PORTO_E_BAD_TARIFF,
            porto_tariff_add(ledger, "x = 1\n", PORTO_NTS, bad, PORTO_NTS, NULL, NULL, &told));
  CHECK(strstr(porto_error_message(told), "\\xFF\\x0A.toml:1:1") != NULL);
  CHECK(strchr(porto_error_message(told), '\xff') == NULL);
  CHECK(strchr(porto_error_where(told), '\n') == NULL);
  porto_error_free(told);
  CHECK_INT(PORTO_OK, porto_tariff_mistakes("x = 1\n", PORTO_NTS, bad, PORTO_NTS, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("\\xFF\\x0A.toml", porto_rows_text(rows, 0, NULL));
  porto_rows_close(rows);
  CHECK_FAILS(PORTO_E_IO, "\\xFF\\x0A.toml", import_files(ledger, &bad, 1, NULL, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

/* Texts are bounded, so that none is searched for, or repeated in a message, that cannot be one. */
static void check_bounds(void) {
  static char longer[65538];
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  memset(longer, 'x', sizeof longer - 1);
  porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
  filter.company = longer;
  CHECK_FAILS(PORTO_E_INVALID, "filter.company", porto_usage_list(ledger, &filter, &rows, &err));
  filter.company_len = 65536;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, &filter, &rows, NULL));
  porto_rows_close(rows);
  filter.company = "bolag\xff";
  filter.company_len = PORTO_NTS;
  CHECK_FAILS(PORTO_E_INVALID, "filter.company", porto_usage_list(ledger, &filter, &rows, &err));
  CHECK_FAILS(PORTO_E_INVALID, "companies[0].name", add_company(ledger, "a", "\xff", &err));

  porto_event event = event_of("\xff", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = -1;
  CHECK_INT(PORTO_REJECTS, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_REJECTED, outcome);
  porto_ledger_close(ledger);
}

static void check_texts(void) {
  int64_t time = 77;
  int32_t month = 77;
  CHECK_INT(PORTO_OK, porto_month_parse("2024-02-03", 7, &month, NULL));
  CHECK_INT(202402, month);
  CHECK_INT(PORTO_E_INVALID, porto_month_parse("2024-02-03", PORTO_NTS, &month, NULL));
  CHECK_INT(PORTO_E_INVALID, porto_month_parse("2024-02", PORTO_NTS - 1, &month, NULL));
  CHECK_INT(PORTO_OK, porto_time_parse("1970-01-01T01:00:00.000001+01:00", PORTO_NTS, &time, NULL));
  CHECK_INT(1, time);
  CHECK_INT(PORTO_E_BAD_TIME, porto_time_parse("2024-02-03T10:00:00", PORTO_NTS, &time, NULL));
  CHECK_INT(PORTO_E_BAD_TIME, porto_time_parse("", 0, &time, NULL));
  CHECK_INT(1, time);
}

static void check_months(void) {
  static const int32_t no_months[] = {202413, 202400, 2024, -202402, INT32_MIN, INT32_MAX};
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  for (size_t i = 0; i < sizeof no_months / sizeof no_months[0]; ++i) {
    const int32_t bad = no_months[i];
    CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
                porto_invoice_show(ledger, bad, NULL, &rows, NULL, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
                porto_invoice_show(ledger, bad, NULL, NULL, &rows, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "filter.month_yyyymm", list_usage(ledger, bad, NULL, &rows, &err));
    CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
                porto_month_close(ledger, bad, 0, NULL, &rows, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "subscriptions[0].from",
                subscribe(ledger, "bolag-1", "vitec-epost", bad, 0, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "subscriptions[0].through",
                subscribe(ledger, "bolag-1", "vitec-epost", 202402, bad, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "through",
                porto_subscription_end(ledger, "bolag-1", PORTO_NTS, "vitec-epost", PORTO_NTS, bad,
                                       NULL, NULL, &err));
  }
  /* 0 means "all" or "until further notice" only where that is said. */
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_invoice_show(ledger, 0, NULL, &rows, NULL, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_month_close(ledger, 0, 0, NULL, &rows, NULL, &err));
  porto_ledger_close(ledger);
}

static int32_t never(void* user, const char* bytes, size_t size) {
  (void)user;
  (void)bytes;
  CHECK(size == 0);
  return 0;
}

static void check_formats(void) {
  static const int32_t no_formats[] = {0, 5, -1, INT32_MAX, INT32_MIN};
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  for (size_t i = 0; i < sizeof no_formats / sizeof no_formats[0]; ++i)
    CHECK_FAILS(PORTO_E_INVALID, "format",
                porto_rows_write(rows, no_formats[i], NULL, never, NULL, &err));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL)); /* nothing was read */
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

static void check_ledgers(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.zone = "Europe/Stokholm";
  CHECK_INT(PORTO_E_UNKNOWN_ZONE,
            porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  options.zone = NULL;
  options.currency = "kronor";
  CHECK_INT(PORTO_E_UNKNOWN_CURRENCY,
            porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  CHECK_INT(PORTO_E_NOT_FOUND, porto_ledger_open("missing.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "path",
              porto_ledger_open(":memory:", PORTO_NTS, NULL, &ledger, &err));
  CHECK_FAILS(PORTO_E_INVALID, "path", porto_ledger_create("", 0, NULL, &ledger, &err));
  CHECK_FAILS(PORTO_E_INVALID, "path", porto_ledger_open("a\0b", 3, NULL, &ledger, &err));

  write_file("text.db", "this is no ledger, and long enough to be sure of it\n");
  CHECK_INT(PORTO_E_NOT_A_LEDGER, porto_ledger_open("text.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK(ledger == NULL);
  remove("twice.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("twice.db", PORTO_NTS, NULL, &ledger, NULL));
  porto_ledger_close(ledger);
  CHECK_INT(PORTO_E_LEDGER_EXISTS, porto_ledger_create("twice.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK(ledger == NULL);
}

int main(void) {
  check_names();
  check_error_objects();
  check_places();
  check_texts();
  check_bounds();
  check_months();
  check_formats();
  check_ledgers();
  return check_failures();
}
