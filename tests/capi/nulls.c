/* Every pointer parameter of every function as NULL: PORTO_E_INVALID that names it where it is
 * required, and no crash anywhere. A test compares this file with the list of functions. */
#include <stdio.h>
#include <string.h>

#include "support.h"

#define REFUSES(parameter, call) CHECK_FAILS(PORTO_E_INVALID, parameter, call)

static int32_t write_nothing(void* user, const char* bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 0;
}

static int32_t take_nothing(void* user, const char* company, size_t company_len, const char* bytes,
                            size_t size) {
  (void)user, (void)company, (void)company_len, (void)bytes, (void)size;
  return 0;
}

static void check_status_and_text(void) {
  int64_t time = 0;
  int32_t month = 0;
  CHECK(strlen(porto_version_text()) > 0);
  CHECK(porto_version_number() > 0);
  CHECK(strlen(porto_source_id()) == 64);
  CHECK_TEXT("ok", porto_status_name(0));
  CHECK_INT(PORTO_E_INVALID, porto_error_code(NULL));
  CHECK_TEXT("", porto_error_message(NULL));
  CHECK_TEXT("", porto_error_where(NULL));
  CHECK_INT(0, (int64_t)porto_error_committed(NULL));
  CHECK_INT(0, porto_error_system_errno(NULL));
  CHECK_INT(0, porto_error_sqlite_code(NULL));
  porto_error_free(NULL);
  REFUSES("text", porto_time_parse(NULL, 0, &time, &err));
  REFUSES("unix_us", porto_time_parse("2024-02-03T10:00:00Z", PORTO_NTS, NULL, &err));
  REFUSES("text", porto_month_parse(NULL, PORTO_NTS, &month, &err));
  REFUSES("month_yyyymm", porto_month_parse("2024-02", PORTO_NTS, NULL, &err));
}

static void check_rows(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_rows* none = NULL;
  int32_t format = 0;
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
  CHECK(porto_rows_shown(NULL, 0, NULL) == NULL);
  REFUSES("rows", porto_rows_int64(NULL, 0, &value, &err));
  REFUSES("value", porto_rows_int64(rows, 0, NULL, &err));
  int32_t decimals = 0;
  CHECK_INT(0, porto_rows_column_type(NULL, 0));
  CHECK_INT(0, (int64_t)porto_rows_count(NULL));
  REFUSES("rows", porto_rows_decimals(NULL, 0, &decimals, &err));
  REFUSES("decimals", porto_rows_decimals(rows, 0, NULL, &err));
  REFUSES("rows", porto_rows_write(NULL, PORTO_FORMAT_CSV, NULL, write_nothing, NULL, &err));
  REFUSES("write", porto_rows_write(rows, PORTO_FORMAT_CSV, NULL, NULL, NULL, &err));
  REFUSES("results",
          porto_rows_write_joined(NULL, 1, PORTO_FORMAT_CSV, NULL, write_nothing, NULL, &err));
  REFUSES("results[0]",
          porto_rows_write_joined(&none, 1, PORTO_FORMAT_CSV, NULL, write_nothing, NULL, &err));
  REFUSES("write", porto_rows_write_joined(&rows, 1, PORTO_FORMAT_CSV, NULL, NULL, NULL, &err));
  REFUSES("name", porto_format_parse(NULL, 0, &format, &err));
  REFUSES("format", porto_format_parse("csv", PORTO_NTS, NULL, &err));
  CHECK(porto_format_name(0) == NULL);
  porto_rows_rewind(NULL);
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
  REFUSES("ledger", porto_ledger_storage(NULL, &rows, NULL, &err));
  CHECK_INT(PORTO_OK, porto_ledger_storage(ledger, NULL, NULL, NULL));
}

static void check_month_of(porto_ledger* ledger) {
  int32_t month = 0;
  REFUSES("ledger", porto_ledger_month_of(NULL, 0, &month, &err));
  REFUSES("month_yyyymm", porto_ledger_month_of(ledger, 1, NULL, &err));
}

static void check_catalogue(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  const porto_company company = PORTO_COMPANY_INIT;
  const porto_meter meter = PORTO_METER_INIT;
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  REFUSES("ledger", porto_company_add(NULL, &company, 1, &err));
  REFUSES("companies", porto_company_add(ledger, NULL, 1, &err));
  REFUSES("companies[0].id", porto_company_add(ledger, &company, 1, &err));
  REFUSES("ledger", porto_company_list(NULL, &rows, &err));
  REFUSES("out", porto_company_list(ledger, NULL, &err));
  porto_item item = PORTO_ITEM_INIT;
  REFUSES("ledger", porto_item_add(NULL, &item, 1, NULL, NULL, &err));
  REFUSES("items", porto_item_add(ledger, NULL, 1, NULL, NULL, &err));
  REFUSES("items[0].company", porto_item_add(ledger, &item, 1, NULL, NULL, &err));
  item.company = "a";
  REFUSES("items[0].text", porto_item_add(ledger, &item, 1, NULL, NULL, &err));
  REFUSES("ledger", porto_item_remove(NULL, 1, NULL, &err));
  REFUSES("ledger", porto_item_list(NULL, NULL, &rows, &err));
  REFUSES("out", porto_item_list(ledger, NULL, NULL, &err));
  const porto_input table = PORTO_INPUT_INIT;
  REFUSES("ledger", porto_company_import(NULL, &table, NULL, NULL, NULL, NULL, NULL, &err));
  REFUSES("input", porto_company_import(ledger, NULL, NULL, NULL, NULL, NULL, NULL, &err));
  REFUSES("input.path", porto_company_import(ledger, &table, NULL, NULL, NULL, NULL, NULL, &err));
  REFUSES("ledger", porto_company_export(NULL, &rows, &err));
  REFUSES("out", porto_company_export(ledger, NULL, &err));
  REFUSES("ledger", porto_meter_add(NULL, &meter, 1, &err));
  REFUSES("meters", porto_meter_add(ledger, NULL, 1, &err));
  REFUSES("meters[0].id", porto_meter_add(ledger, &meter, 1, &err));
  REFUSES("ledger", porto_meter_list(NULL, &rows, &err));
  REFUSES("out", porto_meter_list(ledger, NULL, &err));
  REFUSES("ledger", porto_tariff_add(NULL, "", 0, NULL, 0, NULL, NULL, &err));
  REFUSES("toml", porto_tariff_add(ledger, NULL, 0, NULL, 0, NULL, NULL, &err));
  REFUSES("ledger", porto_tariff_list(NULL, &rows, &err));
  REFUSES("out", porto_tariff_list(ledger, NULL, &err));
  REFUSES("ledger", porto_tariff_show(NULL, "a", 1, 0, &rows, &err));
  REFUSES("id", porto_tariff_show(ledger, NULL, 1, 0, &rows, &err));
  REFUSES("out", porto_tariff_show(ledger, "a", 1, 0, NULL, &err));
  REFUSES("ledger", porto_subscription_add(NULL, &subscription, 1, NULL, NULL, &err));
  REFUSES("subscriptions", porto_subscription_add(ledger, NULL, 1, NULL, NULL, &err));
  REFUSES("subscriptions[0].company",
          porto_subscription_add(ledger, &subscription, 1, NULL, NULL, &err));
  subscription.company = "a";
  REFUSES("subscriptions[0].tariff",
          porto_subscription_add(ledger, &subscription, 1, NULL, NULL, &err));
  REFUSES("ledger", porto_change_list(NULL, NULL, &rows, &err));
  REFUSES("out", porto_change_list(ledger, NULL, NULL, &err));
  REFUSES("ledger", porto_company_remove(NULL, "a", 1, NULL, NULL, &err));
  REFUSES("id", porto_company_remove(ledger, NULL, 1, NULL, NULL, &err));
  REFUSES("ledger", porto_tariff_remove(NULL, "t", 1, 1, NULL, NULL, &err));
  REFUSES("id", porto_tariff_remove(ledger, NULL, 1, 1, NULL, NULL, &err));
  REFUSES("ledger", porto_subscription_remove(NULL, "a", 1, "t", 1, 0, NULL, NULL, &err));
  REFUSES("company", porto_subscription_remove(ledger, NULL, 1, "t", 1, 0, NULL, NULL, &err));
  REFUSES("tariff", porto_subscription_remove(ledger, "a", 1, NULL, 1, 0, NULL, NULL, &err));
  REFUSES("ledger", porto_subscription_end(NULL, "a", 1, "t", 1, 202402, NULL, NULL, &err));
  REFUSES("company", porto_subscription_end(ledger, NULL, 1, "t", 1, 202402, NULL, NULL, &err));
  REFUSES("tariff", porto_subscription_end(ledger, "a", 1, NULL, 1, 202402, NULL, NULL, &err));
  REFUSES("ledger", porto_subscription_list(NULL, &rows, &err));
  REFUSES("out", porto_subscription_list(ledger, NULL, &err));
  REFUSES("ledger", porto_subscription_of_month(NULL, 202402, NULL, 0, &rows, &err));
  REFUSES("out", porto_subscription_of_month(ledger, 202402, NULL, 0, NULL, &err));
  REFUSES("ledger", porto_company_unsubscribed(NULL, 202402, &rows, &err));
  REFUSES("out", porto_company_unsubscribed(ledger, 202402, NULL, &err));
  REFUSES("ledger", porto_invoice_causes(NULL, 202402, NULL, &rows, &err));
  REFUSES("out", porto_invoice_causes(ledger, 202402, NULL, NULL, &err));
  REFUSES("rows", porto_rows_where(NULL, "a", 1, "b", 1, &rows, &err));
}

static void check_documents(void) {
  const char* tariff = vitec_tariff;
  porto_rows* rows = NULL;
  REFUSES("toml", porto_tariff_mistakes(NULL, 0, NULL, 0, &rows, &err));
  REFUSES("out", porto_tariff_mistakes(tariff, PORTO_NTS, NULL, 0, NULL, &err));
  porto_tariff* none = NULL;
  REFUSES("toml", porto_tariff_open(NULL, 0, NULL, 0, &none, &err));
  REFUSES("out", porto_tariff_open(tariff, PORTO_NTS, NULL, 0, NULL, &err));
  porto_tariff_close(NULL);
}

static porto_tariff* opened(const char* toml) {
  porto_tariff* tariff = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(toml, PORTO_NTS, NULL, 0, &tariff, NULL));
  return tariff;
}

static void check_rating(porto_ledger* ledger) {
  porto_tariff* tariff = opened(vitec_tariff);
  porto_tariff* none = NULL;
  porto_rating* rating = NULL;
  porto_rows* rows = NULL;
  porto_usage usage = PORTO_USAGE_INIT;
  porto_meter_usage meter = PORTO_METER_USAGE_INIT;
  int64_t minor = 0;
  REFUSES("ledger", porto_tariff_for(NULL, "t", 1, 202402, &none, &err));
  REFUSES("id", porto_tariff_for(ledger, NULL, 1, 202402, &none, &err));
  REFUSES("out", porto_tariff_for(ledger, "t", 1, 202402, NULL, &err));
  REFUSES("tariff", porto_tariff_info(NULL, &rows, &err));
  REFUSES("out", porto_tariff_info(tariff, NULL, &err));
  REFUSES("out", porto_rating_open(NULL, &err));
  CHECK_INT(PORTO_OK, porto_rating_open(&rating, NULL));
  REFUSES("tariff", porto_tariff_rate(NULL, &usage, rating, &err));
  REFUSES("usage", porto_tariff_rate(tariff, NULL, rating, &err));
  REFUSES("rating", porto_tariff_rate(tariff, &usage, NULL, &err));
  usage.meter_count = 1;
  REFUSES("usage.meters", porto_tariff_rate(tariff, &usage, rating, &err));
  usage.meters = &meter;
  meter.value_count = 1;
  REFUSES("usage.meters[0].values", porto_tariff_rate(tariff, &usage, rating, &err));
  meter.value_count = 0;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(0, porto_rating_count(NULL));
  REFUSES("rating", porto_rating_total(NULL, &minor, &err));
  REFUSES("minor", porto_rating_total(rating, NULL, &err));
  REFUSES("rating", porto_rating_net(NULL, 0, &minor, &err));
  REFUSES("minor", porto_rating_net(rating, 0, NULL, &err));
  CHECK(porto_rating_charge(NULL, 0) == NULL);
  REFUSES("rating", porto_rating_rows(NULL, 202402, NULL, 0, &rows, &err));
  REFUSES("out", porto_rating_rows(rating, 202402, NULL, 0, NULL, &err));
  REFUSES("tariff", porto_tariff_explain(NULL, &usage, "en", PORTO_NTS, &rows, &err));
  REFUSES("usage", porto_tariff_explain(tariff, NULL, "en", PORTO_NTS, &rows, &err));
  REFUSES("out", porto_tariff_explain(tariff, &usage, "en", PORTO_NTS, NULL, &err));
  REFUSES("tariff", porto_tariff_describe(NULL, "en", PORTO_NTS, &rows, &err));
  REFUSES("out", porto_tariff_describe(tariff, "en", PORTO_NTS, NULL, &err));
  porto_rating_close(rating);
  porto_rating_close(NULL);
  porto_tariff_close(tariff);
}

static void check_tools(void) {
  porto_tariff* tariff = opened(vitec_tariff);
  porto_rows* rows = NULL;
  REFUSES("tariff", porto_tariff_examples(NULL, &rows, &err));
  REFUSES("out", porto_tariff_examples(tariff, NULL, &err));
  REFUSES("before", porto_tariff_diff(NULL, tariff, &rows, &err));
  REFUSES("after", porto_tariff_diff(tariff, NULL, &rows, &err));
  REFUSES("out", porto_tariff_diff(tariff, tariff, NULL, &err));
  REFUSES("before", porto_tariff_compare(NULL, tariff, NULL, 0, &rows, &err));
  REFUSES("after", porto_tariff_compare(tariff, NULL, NULL, 0, &rows, &err));
  REFUSES("usages", porto_tariff_compare(tariff, tariff, NULL, 1, &rows, &err));
  REFUSES("out", porto_tariff_compare(tariff, tariff, NULL, 0, NULL, &err));
  porto_plot_options plot = PORTO_PLOT_OPTIONS_INIT;
  CHECK_INT(PORTO_OK, porto_tariff_plot(tariff, NULL, write_nothing, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_plot(tariff, &plot, write_nothing, NULL, NULL));
  plot.to = "9";
  REFUSES("tariff", porto_tariff_plot(NULL, &plot, write_nothing, NULL, &err));
  REFUSES("write", porto_tariff_plot(tariff, &plot, NULL, NULL, &err));
  porto_tariff_close(tariff);
}

static void check_usage(porto_ledger* ledger) {
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  porto_event without_id = event;
  porto_event without_company = event;
  int32_t outcome = 0;
  porto_rows* rows = NULL;
  without_id.event_id = NULL;
  without_company.company = NULL;
  REFUSES("ledger", porto_usage_record(NULL, &event, 1, 0, NULL, &outcome, &rows, &err));
  REFUSES("events", porto_usage_record(ledger, NULL, 1, 0, NULL, &outcome, &rows, &err));
  REFUSES("outcomes", porto_usage_record(ledger, &event, 1, 0, NULL, NULL, &rows, &err));
  REFUSES("events[0].event_id",
          porto_usage_record(ledger, &without_id, 1, 0, NULL, &outcome, NULL, &err));
  REFUSES("events[0].company",
          porto_usage_record(ledger, &without_company, 1, 0, NULL, &outcome, NULL, &err));
  porto_input input = PORTO_INPUT_INIT;
  REFUSES("ledger", porto_usage_import(NULL, &input, 1, NULL, &rows, NULL, &err));
  REFUSES("inputs", porto_usage_import(ledger, NULL, 1, NULL, &rows, NULL, &err));
  REFUSES("inputs[0].path", porto_usage_import(ledger, &input, 1, NULL, &rows, NULL, &err));
  input.bytes = "";
  REFUSES("inputs[0].name", porto_usage_import(ledger, &input, 1, NULL, &rows, NULL, &err));
  REFUSES("ledger", porto_import_list(NULL, NULL, &rows, &err));
  REFUSES("out", porto_import_list(ledger, NULL, NULL, &err));
  REFUSES("ledger", porto_import_show(NULL, 1, &rows, &err));
  REFUSES("out", porto_import_show(ledger, 1, NULL, &err));
  const porto_change_options anna = by_anna("2024-03-02T08:00:00Z");
  REFUSES("ledger", porto_import_undo(NULL, 1, &anna, &rows, NULL, &err));
  REFUSES("options", porto_import_undo(ledger, 1, NULL, &rows, NULL, &err));
  REFUSES("ledger", porto_usage_list(NULL, NULL, &rows, &err));
  REFUSES("out", porto_usage_list(ledger, NULL, NULL, &err));
  REFUSES("out", porto_import_maps(NULL, &err));
  REFUSES("ledger", porto_usage_unassigned(NULL, &rows, &err));
  REFUSES("out", porto_usage_unassigned(ledger, NULL, &err));
  input.name = "counts";
  REFUSES("ledger", porto_usage_reconcile(NULL, &input, NULL, &rows, NULL, &err));
  REFUSES("input", porto_usage_reconcile(ledger, NULL, NULL, &rows, NULL, &err));
  REFUSES("out", porto_usage_reconcile(ledger, &input, NULL, NULL, NULL, &err));
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(rows)); /* nothing was stored */
}

static void check_domains(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  REFUSES("ledger", porto_domain_add(NULL, "a.se", 4, "bolag-1", 7, 0, 0, NULL, NULL, &err));
  REFUSES("domain", porto_domain_add(ledger, NULL, 4, "bolag-1", 7, 0, 0, NULL, NULL, &err));
  REFUSES("company", porto_domain_add(ledger, "a.se", 4, NULL, 7, 0, 0, NULL, NULL, &err));
  REFUSES("ledger", porto_domain_end(NULL, "a.se", 4, "bolag-1", 7, 20240201, NULL, NULL, &err));
  REFUSES("domain", porto_domain_end(ledger, NULL, 4, "bolag-1", 7, 20240201, NULL, NULL, &err));
  REFUSES("company", porto_domain_end(ledger, "a.se", 4, NULL, 7, 20240201, NULL, NULL, &err));
  REFUSES("ledger", porto_domain_remove(NULL, "a.se", 4, "bolag-1", 7, NULL, NULL, &err));
  REFUSES("domain", porto_domain_remove(ledger, NULL, 4, "bolag-1", 7, NULL, NULL, &err));
  REFUSES("company", porto_domain_remove(ledger, "a.se", 4, NULL, 7, NULL, NULL, &err));
  REFUSES("ledger", porto_domain_list(NULL, &rows, &err));
  REFUSES("out", porto_domain_list(ledger, NULL, &err));
}

static void check_recorders(void) {
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  porto_ledger* ledger = NULL;
  porto_recorder* recorder = NULL;
  int32_t outcome = 0;
  REFUSES("path", porto_recorder_open(NULL, PORTO_NTS, NULL, &recorder, &err));
  REFUSES("out", porto_recorder_open("nulls.db", PORTO_NTS, NULL, NULL, &err));
  remove("nulls.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("nulls.db", PORTO_NTS, NULL, &ledger, NULL));
  porto_ledger_close(ledger);
  CHECK_INT(PORTO_OK, porto_recorder_open("nulls.db", PORTO_NTS, NULL, &recorder, NULL));
  REFUSES("recorder", porto_recorder_record(NULL, &event, 1, 0, NULL, &outcome, NULL, &err));
  REFUSES("events", porto_recorder_record(recorder, NULL, 1, 0, NULL, &outcome, NULL, &err));
  REFUSES("outcomes", porto_recorder_record(recorder, &event, 1, 0, NULL, NULL, NULL, &err));
  porto_recorder_interrupt(NULL);
  porto_recorder_interrupt(recorder); /* nothing goes on */
  porto_recorder_close(recorder);
  porto_recorder_close(NULL);
}

static void check_invoices(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  REFUSES("ledger", porto_invoice_show(NULL, 202402, NULL, &rows, &rows, NULL, NULL, &err));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, NULL, NULL, NULL, NULL, NULL));
  REFUSES("lines", porto_invoice_totals(NULL, &rows, &err));
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  REFUSES("out", porto_invoice_totals(rows, NULL, &err));
  porto_rows_close(rows);
  REFUSES("ledger", porto_month_close(NULL, 202402, 0, NULL, &rows, NULL, &err));
  porto_close_options options = PORTO_CLOSE_OPTIONS_INIT;
  options.except_count = 1;
  REFUSES("options.except", porto_month_close(ledger, 202402, 1, &options, &rows, NULL, &err));
  const char* const except[] = {NULL};
  options.except = except;
  REFUSES("options.except[0]", porto_month_close(ledger, 202402, 1, &options, &rows, NULL, &err));
  REFUSES("ledger", porto_month_list(NULL, &rows, &err));
  REFUSES("out", porto_month_list(ledger, NULL, &err));
}

static void check_audit(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_void what = PORTO_VOID_INIT;
  what.source = what.event_id = what.actor = what.reason = "x";
  REFUSES("ledger", porto_event_show(NULL, "s", PORTO_NTS, "e", PORTO_NTS, &rows, &err));
  REFUSES("source", porto_event_show(ledger, NULL, 0, "e", PORTO_NTS, &rows, &err));
  REFUSES("event_id", porto_event_show(ledger, "s", PORTO_NTS, NULL, 0, &rows, &err));
  REFUSES("out", porto_event_show(ledger, "s", PORTO_NTS, "e", PORTO_NTS, NULL, &err));
  REFUSES("ledger", porto_event_list(NULL, NULL, &rows, &err));
  REFUSES("out", porto_event_list(ledger, NULL, NULL, &err));
  REFUSES("ledger",
          porto_event_write(NULL, NULL, PORTO_FORMAT_CSV, NULL, write_nothing, NULL, &err));
  REFUSES("write", porto_event_write(ledger, NULL, PORTO_FORMAT_CSV, NULL, NULL, NULL, &err));
  REFUSES("ledger", porto_event_void(NULL, &what, NULL, NULL, NULL, &err));
  REFUSES("what", porto_event_void(ledger, NULL, NULL, NULL, NULL, &err));
  REFUSES("ledger", porto_event_correct(NULL, &what, 1, NULL, &rows, NULL, &err));
  REFUSES("what", porto_event_correct(ledger, NULL, 1, NULL, &rows, NULL, &err));
  what.source = NULL;
  REFUSES("what.source", porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  what.source = "x";
  what.event_id = NULL;
  REFUSES("what.event_id", porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  what.event_id = "x";
  what.actor = NULL;
  REFUSES("what.actor", porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  what.actor = "x";
  what.reason = NULL;
  REFUSES("what.reason", porto_event_void(ledger, &what, NULL, NULL, NULL, &err));

  REFUSES("ledger", porto_ledger_verify(NULL, NULL, &rows, &err));
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, NULL, NULL));
  REFUSES("ledger", porto_ledger_statement(NULL, 202402, "bolag-1", PORTO_NTS, NULL,
                                           PORTO_FORMAT_CSV, NULL, write_nothing, NULL, &err));
  REFUSES("company", porto_ledger_statement(ledger, 202402, NULL, 0, NULL, PORTO_FORMAT_CSV, NULL,
                                            write_nothing, NULL, &err));
  REFUSES("write", porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL,
                                          PORTO_FORMAT_CSV, NULL, NULL, NULL, &err));
#define STATEMENTS(ledger, take) \
  porto_ledger_statements(ledger, 202402, NULL, PORTO_FORMAT_CSV, NULL, take, NULL, &err)
  REFUSES("ledger", STATEMENTS(NULL, take_nothing));
  REFUSES("take", STATEMENTS(ledger, NULL));
#undef STATEMENTS
  REFUSES("ledger", porto_ledger_prune(NULL, 202402, 0, NULL, &rows, &err));
  REFUSES("ledger", porto_ledger_backup(NULL, "copy.db", PORTO_NTS, NULL, &err));
  REFUSES("path", porto_ledger_backup(ledger, NULL, 0, NULL, &err));
  REFUSES("from", porto_ledger_copy(NULL, 0, "copy.db", PORTO_NTS, NULL, &rows, NULL, &err));
  REFUSES("to", porto_ledger_copy("from.db", PORTO_NTS, NULL, 0, NULL, &rows, NULL, &err));
  REFUSES("path", porto_ledger_migrate(NULL, 0, NULL, &rows, &err));
}

static void check_outlook(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_simulate_options simulated = PORTO_SIMULATE_OPTIONS_INIT;
  simulated.from_yyyymm = simulated.through_yyyymm = 202402;
  porto_tariff* tariff = opened(vitec_tariff);
#define SIMULATE(ledger, tariff, options, out) \
  porto_outlook_simulate(ledger, tariff, options, out, NULL, NULL, &err)
  REFUSES("ledger", SIMULATE(NULL, tariff, &simulated, &rows));
  REFUSES("tariff", SIMULATE(ledger, NULL, &simulated, &rows));
  REFUSES("options", SIMULATE(ledger, tariff, NULL, &rows));
  REFUSES("out", SIMULATE(ledger, tariff, &simulated, NULL));
#undef SIMULATE
#define PLOT(ledger, tariff, options, write) \
  porto_outlook_plot(ledger, tariff, options, write, NULL, NULL, &err)
  REFUSES("ledger", PLOT(NULL, tariff, &simulated, write_nothing));
  REFUSES("tariff", PLOT(ledger, NULL, &simulated, write_nothing));
  REFUSES("options", PLOT(ledger, tariff, NULL, write_nothing));
  REFUSES("write", PLOT(ledger, tariff, &simulated, NULL));
#undef PLOT
  porto_tariff_close(tariff);
  porto_report_options report = PORTO_REPORT_OPTIONS_INIT;
  report.from_yyyymm = report.through_yyyymm = 202402;
  REFUSES("ledger", porto_report(NULL, &report, &rows, NULL, NULL, &err));
  REFUSES("options", porto_report(ledger, NULL, &rows, NULL, NULL, &err));
  REFUSES("out", porto_report(ledger, &report, NULL, NULL, NULL, &err));
#define DRAW(ledger, options, write) \
  porto_report_plot(ledger, options, NULL, 0, write, NULL, NULL, &err)
  REFUSES("ledger", DRAW(NULL, &report, write_nothing));
  REFUSES("options", DRAW(ledger, NULL, write_nothing));
  REFUSES("write", DRAW(ledger, &report, NULL));
#undef DRAW
  REFUSES("ledger", porto_month_page(NULL, 202402, NULL, write_nothing, NULL, &err));
  REFUSES("write", porto_month_page(ledger, 202402, NULL, NULL, NULL, &err));
  porto_books_options books = PORTO_BOOKS_OPTIONS_INIT;
  REFUSES("options.format", porto_books_export(ledger, 202402, &books, &rows, NULL, &err));
  books.format = "rows";
  REFUSES("ledger", porto_books_export(NULL, 202402, &books, &rows, NULL, &err));
  REFUSES("options", porto_books_export(ledger, 202402, NULL, &rows, NULL, &err));
  REFUSES("out", porto_books_export(ledger, 202402, &books, NULL, NULL, &err));
  REFUSES("charges", porto_outlook_totals(NULL, &rows, &err));
  REFUSES("ledger", porto_outlook_charges(NULL, 0, NULL, &rows, &err));
  REFUSES("out", porto_outlook_charges(ledger, 0, NULL, NULL, &err));
  REFUSES("ledger", porto_outlook_tasks(NULL, 0, NULL, &rows, &err));
  REFUSES("out", porto_outlook_tasks(ledger, 0, NULL, NULL, &err));
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  check_status_and_text();
  check_rows(ledger);
  check_ledgers(ledger);
  check_month_of(ledger);
  check_catalogue(ledger);
  check_documents();
  check_rating(ledger);
  check_tools();
  check_usage(ledger);
  check_domains(ledger);
  check_recorders();
  check_invoices(ledger);
  check_audit(ledger);
  check_outlook(ledger);
  porto_ledger_interrupt(NULL);
  porto_ledger_interrupt(ledger); /* nothing goes on */
  porto_ledger_close(ledger);
  return check_failures();
}
