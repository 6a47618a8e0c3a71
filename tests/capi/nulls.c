/* Every pointer parameter of every function as NULL: PORTO_E_INVALID that names it where it is
 * required, and no crash anywhere. A test compares this file with the list of functions. */
#include <string.h>

#include "support.h"

#define REFUSES(parameter, call) CHECK_FAILS(PORTO_E_INVALID, parameter, call)

static int32_t write_nothing(void* user, const char* bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 0;
}

static void check_status_and_text(void) {
  int64_t time = 0;
  int32_t month = 0;
  CHECK(strlen(porto_version_text()) > 0);
  CHECK(porto_version_number() > 0);
  CHECK_TEXT("ok", porto_status_name(0));
  CHECK_INT(PORTO_E_INVALID, porto_error_code(NULL));
  CHECK_TEXT("", porto_error_message(NULL));
  CHECK_TEXT("", porto_error_where(NULL));
  porto_error_free(NULL);
  REFUSES("text", porto_time_parse(NULL, 0, &time, &err));
  REFUSES("unix_us", porto_time_parse("2024-02-03T10:00:00Z", PORTO_NTS, NULL, &err));
  REFUSES("text", porto_month_parse(NULL, PORTO_NTS, &month, &err));
  REFUSES("month_yyyymm", porto_month_parse("2024-02", PORTO_NTS, NULL, &err));
}

static void check_rows(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  uint32_t column = 0;
  int64_t value = 0;
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  CHECK_INT(0, porto_rows_column_count(NULL));
  CHECK(porto_rows_column_name(NULL, 0) == NULL);
  REFUSES("rows", porto_rows_find_column(NULL, "name", PORTO_NTS, &column, &err));
  REFUSES("name", porto_rows_find_column(rows, NULL, PORTO_NTS, &column, &err));
  REFUSES("column", porto_rows_find_column(rows, "name", PORTO_NTS, NULL, &err));
  REFUSES("rows", porto_rows_next(NULL, &err));
  CHECK(porto_rows_text(NULL, 0, NULL) == NULL);
  REFUSES("rows", porto_rows_int64(NULL, 0, &value, &err));
  REFUSES("value", porto_rows_int64(rows, 0, NULL, &err));
  REFUSES("rows", porto_rows_write(NULL, PORTO_FORMAT_CSV, write_nothing, NULL, &err));
  REFUSES("write", porto_rows_write(rows, PORTO_FORMAT_CSV, NULL, NULL, &err));
  porto_rows_close(rows);
  porto_rows_close(NULL);
}

static void check_ledgers(porto_ledger* ledger) {
  porto_ledger* out = NULL;
  porto_rows* rows = NULL;
  REFUSES("path", porto_ledger_create(NULL, PORTO_NTS, NULL, &out, &err));
  REFUSES("out", porto_ledger_create(":memory:", PORTO_NTS, NULL, NULL, &err));
  REFUSES("path", porto_ledger_open(NULL, PORTO_NTS, NULL, &out, &err));
  REFUSES("out", porto_ledger_open("a.db", PORTO_NTS, NULL, NULL, &err));
  porto_ledger_close(NULL);
  REFUSES("ledger", porto_ledger_info(NULL, &rows, &err));
  REFUSES("out", porto_ledger_info(ledger, NULL, &err));
}

static void check_catalogue(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  REFUSES("ledger", porto_company_add(NULL, "a", 1, "A", 1, &err));
  REFUSES("id", porto_company_add(ledger, NULL, 1, "A", 1, &err));
  REFUSES("ledger", porto_company_list(NULL, &rows, &err));
  REFUSES("out", porto_company_list(ledger, NULL, &err));
  REFUSES("ledger", porto_meter_add(NULL, "a", 1, 0, &err));
  REFUSES("id", porto_meter_add(ledger, NULL, 1, 0, &err));
  REFUSES("ledger", porto_meter_list(NULL, &rows, &err));
  REFUSES("out", porto_meter_list(ledger, NULL, &err));
  REFUSES("ledger", porto_tariff_add(NULL, "", 0, NULL, 0, &err));
  REFUSES("toml", porto_tariff_add(ledger, NULL, 0, NULL, 0, &err));
  REFUSES("ledger", porto_tariff_list(NULL, &rows, &err));
  REFUSES("out", porto_tariff_list(ledger, NULL, &err));
  REFUSES("ledger", porto_tariff_show(NULL, "a", 1, 0, &rows, &err));
  REFUSES("id", porto_tariff_show(ledger, NULL, 1, 0, &rows, &err));
  REFUSES("out", porto_tariff_show(ledger, "a", 1, 0, NULL, &err));
  REFUSES("ledger", porto_subscription_add(NULL, "a", 1, "t", 1, 202402, 0, &err));
  REFUSES("company", porto_subscription_add(ledger, NULL, 1, "t", 1, 202402, 0, &err));
  REFUSES("tariff", porto_subscription_add(ledger, "a", 1, NULL, 1, 202402, 0, &err));
  REFUSES("ledger", porto_subscription_end(NULL, "a", 1, "t", 1, 202402, &err));
  REFUSES("company", porto_subscription_end(ledger, NULL, 1, "t", 1, 202402, &err));
  REFUSES("tariff", porto_subscription_end(ledger, "a", 1, NULL, 1, 202402, &err));
  REFUSES("ledger", porto_subscription_list(NULL, &rows, &err));
  REFUSES("out", porto_subscription_list(ledger, NULL, &err));
}

static void check_documents(void) {
  const char* tariff = vitec_tariff;
  porto_rows* rows = NULL;
  REFUSES("toml", porto_tariff_mistakes(NULL, 0, NULL, 0, &rows, &err));
  REFUSES("out", porto_tariff_mistakes(tariff, PORTO_NTS, NULL, 0, NULL, &err));
  REFUSES("toml", porto_tariff_examples(NULL, 0, NULL, 0, &rows, &err));
  REFUSES("out", porto_tariff_examples(tariff, PORTO_NTS, NULL, 0, NULL, &err));
  REFUSES("toml", porto_tariff_rate(NULL, 0, "1", 1, 202402, NULL, 0, &rows, &err));
  REFUSES("usage", porto_tariff_rate(tariff, PORTO_NTS, NULL, 1, 202402, NULL, 0, &rows, &err));
  REFUSES("out", porto_tariff_rate(tariff, PORTO_NTS, "1", 1, 202402, NULL, 0, NULL, &err));
  REFUSES("toml", porto_tariff_explain(NULL, 0, "1", 1, &rows, &err));
  REFUSES("usage", porto_tariff_explain(tariff, PORTO_NTS, NULL, 1, &rows, &err));
  REFUSES("out", porto_tariff_explain(tariff, PORTO_NTS, "1", 1, NULL, &err));
}

static void check_usage(porto_ledger* ledger) {
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  porto_event without_id = event;
  porto_event without_company = event;
  const char* path = "no.csv";
  const char* no_path = NULL;
  int32_t outcome = 0;
  porto_rows* rows = NULL;
  without_id.event_id = NULL;
  without_company.company = NULL;
  REFUSES("ledger", porto_usage_record(NULL, &event, 1, &outcome, &rows, &err));
  REFUSES("events", porto_usage_record(ledger, NULL, 1, &outcome, &rows, &err));
  REFUSES("outcomes", porto_usage_record(ledger, &event, 1, NULL, &rows, &err));
  REFUSES("events[0].event_id", porto_usage_record(ledger, &without_id, 1, &outcome, NULL, &err));
  REFUSES("events[0].company",
          porto_usage_record(ledger, &without_company, 1, &outcome, NULL, &err));
  REFUSES("ledger", porto_import_files(NULL, &path, 1, NULL, &rows, &err));
  REFUSES("paths", porto_import_files(ledger, NULL, 1, NULL, &rows, &err));
  REFUSES("paths[0]", porto_import_files(ledger, &no_path, 1, NULL, &rows, &err));
  REFUSES("ledger", porto_usage_list(NULL, 0, NULL, 0, &rows, &err));
  REFUSES("out", porto_usage_list(ledger, 0, NULL, 0, NULL, &err));
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, 0, NULL, 0, &rows, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(rows)); /* nothing was stored */
}

static void check_invoices(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  REFUSES("ledger", porto_invoice_lines(NULL, 202402, NULL, 0, &rows, &err));
  REFUSES("out", porto_invoice_lines(ledger, 202402, NULL, 0, NULL, &err));
  REFUSES("ledger", porto_invoice_unbilled(NULL, 202402, NULL, 0, &rows, &err));
  REFUSES("out", porto_invoice_unbilled(ledger, 202402, NULL, 0, NULL, &err));
  REFUSES("ledger", porto_month_close(NULL, 202402, 0, &rows, &err));
  REFUSES("ledger", porto_month_list(NULL, &rows, &err));
  REFUSES("out", porto_month_list(ledger, NULL, &err));
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  check_status_and_text();
  check_rows(ledger);
  check_ledgers(ledger);
  check_catalogue(ledger);
  check_documents();
  check_usage(ledger);
  check_invoices(ledger);
  porto_ledger_close(ledger);
  return check_failures();
}
