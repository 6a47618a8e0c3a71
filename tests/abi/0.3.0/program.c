/* A program of 0.3.0: it is built with the header of that version, which lies beside it, and runs
 * with the present library. It uses something of every section, and only what is promised:
 * statuses, columns by their names, amounts. Once 0.3.0 is cut, nothing here changes. */
#include <porto/porto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N PORTO_NTS

static const char document[] =
    "id = \"mail\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"SEK\"\n"
    "[[charge]]\nid = \"mail\"\nmeter = \"messages\"\nfee = 500\nincluded = 10000\n"
    "price = \"0.012\"\n"
    "[[example]]\nusage = { messages = 40000 }\ntotal = \"860.00\"\n";

static int failures;
static void check(int holds, int line, const char* what) {
  if (holds) return;
  ++failures;
  fprintf(stderr, "program.c:%d: %s\n", line, what);
}
#define CHECK(holds) check((holds) != 0, __LINE__, #holds)

static porto_error* error;
static void is(int32_t expected, int32_t status, int line, const char* what) {
  if (status == expected) return;
  ++failures;
  fprintf(stderr, "program.c:%d: %s is %s: %s\n", line, what, porto_status_name(status),
          porto_error_message(error));
  porto_error_free(error);
}
#define IS(expected, call) is(expected, call, __LINE__, #call)
#define OK(call) IS(PORTO_OK, call)

static int64_t at(const char* time) {
  int64_t unix_us = 0;
  OK(porto_time_parse(time, N, &unix_us, &error));
  return unix_us;
}

/* A cell of the first row, and all rows are closed. */
static int64_t number_of(porto_rows* rows, const char* column) {
  uint32_t index = 0;
  int64_t value = -1;
  OK(porto_rows_next(rows, &error));
  OK(porto_rows_find_column(rows, column, N, &index, &error));
  CHECK(porto_rows_column_type(rows, index) != 0);
  OK(porto_rows_int64(rows, index, &value, &error));
  CHECK(porto_rows_text(rows, index, NULL) != NULL);
  porto_rows_close(rows);
  return value;
}

static int32_t count_bytes(void* user, const char* bytes, size_t size) {
  CHECK(bytes != NULL);
  *(size_t*)user += size;
  return 0;
}

static int32_t on_progress(void* user, uint64_t done, uint64_t total) {
  CHECK(total == 0 || done <= total);
  ++*(int*)user;
  return 0;
}

static void versions_and_errors(void) {
  CHECK(porto_version_number() >= PORTO_VERSION_NUMBER);
  CHECK(strlen(porto_version_text()) >= 5 && strlen(porto_source_id()) == 64);
  porto_ledger* none = NULL;
  CHECK(porto_ledger_open("porto-0.3.0-none.db", N, NULL, &none, &error) == PORTO_E_NOT_FOUND);
  CHECK(none == NULL && porto_error_code(error) == PORTO_E_NOT_FOUND);
  CHECK(porto_error_system_errno(error) != 0 && porto_error_sqlite_code(error) == 0);
  CHECK(strcmp(porto_status_name(porto_error_code(error)), "not_found") == 0);
  CHECK(strlen(porto_error_message(error)) > 0 && porto_error_where(error) != NULL);
  CHECK(porto_error_committed(error) == 0);
  porto_error_free(error);
  int32_t month = 0;
  OK(porto_month_parse("2024-02", N, &month, &error));
  CHECK(month == 202402);
}

static porto_ledger* new_ledger(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.zone = "Europe/Stockholm";
  options.currency = "SEK";
  options.first_month_yyyymm = 202401;
  remove("porto-0.3.0.db");
  OK(porto_ledger_create("porto-0.3.0.db", N, &options, &ledger, &error));
  porto_rows* info = NULL;
  OK(porto_ledger_info(ledger, &info, &error));
  CHECK(number_of(info, "first_month") == 202401);
  return ledger;
}

static void catalogue(porto_ledger* ledger) {
  porto_company company = PORTO_COMPANY_INIT;
  company.id = "acme";
  company.name = "Acme AB";
  OK(porto_company_add(ledger, &company, 1, &error));
  IS(PORTO_EXISTS, porto_company_add(ledger, &company, 1, &error));
  porto_meter meter = PORTO_METER_INIT;
  meter.id = "storage";
  meter.decimals = 2;
  meter.kind = PORTO_METER_SUM;
  OK(porto_meter_add(ledger, &meter, 1, &error));
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = "anna";
  options.reason = "a test";
  options.at_unix_us = at("2024-02-01T08:00:00Z");
  porto_rows* effect = NULL;
  OK(porto_tariff_add(ledger, document, N, "mail.toml", N, &options, &effect, &error));
  porto_rows_close(effect);
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = "acme";
  subscription.tariff = "mail";
  subscription.from = 202402;
  OK(porto_subscription_add(ledger, &subscription, 1, &options, NULL, &error));
  OK(porto_domain_add(ledger, "acme.se", N, "acme", N, 0, 0, &options, NULL, &error));
  porto_rows* rows = NULL;
  porto_list_options last = PORTO_LIST_OPTIONS_INIT;
  last.after = 2;
  last.limit = 1;
  OK(porto_change_list(ledger, &last, &rows, &error));
  CHECK(number_of(rows, "change") == 3);
}

static void tables_and_items(porto_ledger* ledger) {
  porto_company_table table = PORTO_COMPANY_TABLE_INIT;
  table.delimiter = ';';
  porto_input input = PORTO_INPUT_INIT;
  input.name = "companies";
  input.bytes = "id;customer_number\nacme;4711\n";
  input.byte_count = N;
  porto_rows* rows = NULL;
  OK(porto_company_import(ledger, &input, &table, NULL, &rows, NULL, NULL, &error));
  CHECK(porto_rows_count(rows) == 1);
  porto_rows_close(rows);
  IS(PORTO_EXISTS, porto_company_import(ledger, &input, &table, NULL, NULL, NULL, NULL, &error));
  OK(porto_company_export(ledger, &rows, &error));
  CHECK(number_of(rows, "customer_number") == 4711);

  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = "anna";
  options.reason = "agreed";
  options.at_unix_us = at("2024-02-01T09:00:00Z");
  porto_item item = PORTO_ITEM_INIT;
  item.company = "acme";
  item.month_yyyymm = 202402;
  item.amount_minor = -10000;
  item.text = "Credit";
  OK(porto_item_add(ledger, &item, 1, &options, &rows, &error));
  const int64_t no = number_of(rows, "item");
  porto_item_filter filter = PORTO_ITEM_FILTER_INIT;
  filter.company = "acme";
  OK(porto_item_list(ledger, &filter, &rows, &error));
  CHECK(number_of(rows, "amount") == -10000);
  OK(porto_item_remove(ledger, no, &options, &error));
}

static void rate(void) {
  porto_tariff* tariff = NULL;
  porto_rating* rating = NULL;
  porto_meter_usage used = PORTO_METER_USAGE_INIT;
  porto_usage usage = PORTO_USAGE_INIT;
  int64_t minor = 0;
  size_t bytes = 0;
  used.quantity = 40000;
  usage.meters = &used;
  usage.meter_count = 1;
  OK(porto_tariff_open(document, N, NULL, 0, &tariff, &error));
  OK(porto_rating_open(&rating, &error));
  OK(porto_tariff_rate(tariff, &usage, rating, &error));
  OK(porto_rating_total(rating, &minor, &error));
  CHECK(minor == 86000 && porto_rating_count(rating) == 2);
  CHECK(strcmp(porto_rating_charge(rating, 1), "mail") == 0);
  porto_plot_options range = PORTO_PLOT_OPTIONS_INIT;
  range.to = "40000";
  OK(porto_tariff_plot(tariff, &range, count_bytes, &bytes, &error));
  CHECK(bytes > 0);
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

static porto_event event_of(const char* id, int64_t quantity) {
  porto_event event = PORTO_EVENT_INIT;
  event.source = "program";
  event.event_id = id;
  event.company = "acme";
  event.occurred_at_unix_us = at("2024-02-10T08:00:00Z");
  event.quantity = quantity;
  return event;
}

static void usage(porto_ledger* ledger) {
  const porto_event events[] = {event_of("a", 39000), event_of("b", 7), event_of("b", 7)};
  int32_t outcomes[3];
  porto_rows* rows = NULL;
  OK(porto_usage_record(ledger, events, 3, 0, NULL, outcomes, &rows, &error));
  CHECK(outcomes[0] == PORTO_STORED && outcomes[2] == PORTO_DUPLICATE);
  CHECK(porto_rows_count(rows) == 0);
  porto_rows_close(rows);

  int told = 0;
  porto_input input = PORTO_INPUT_INIT;
  input.name = "upload";
  input.bytes = "event_id,company,occurred_at,quantity\nc,acme,2024-02-11T08:00:00Z,1000\n";
  input.byte_count = N;
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.format = "csv";
  options.now_unix_us = at("2024-02-12T08:00:00Z");
  options.on_progress = on_progress;
  options.user = &told;
  OK(porto_usage_import(ledger, &input, 1, &options, NULL, NULL, &error));
  CHECK(told > 0);
  OK(porto_import_list(ledger, NULL, &rows, &error));
  CHECK(number_of(rows, "stored") == 1);

  porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
  filter.month_yyyymm = 202402;
  filter.company = "acme";
  OK(porto_usage_list(ledger, &filter, &rows, &error));
  CHECK(number_of(rows, "quantity") == 40007);

  input.name = "theirs";
  input.bytes = "month,quantity\n2024-02,40007\n";
  porto_reconcile_options how = PORTO_RECONCILE_OPTIONS_INIT;
  how.by = "total";
  OK(porto_usage_reconcile(ledger, &input, &how, &rows, NULL, &error));
  porto_rows_close(rows);
}

static void record_by_many(void) {
  porto_recorder* recorder = NULL;
  int32_t outcome = -1;
  const porto_event event = event_of("a", 39000);
  OK(porto_recorder_open("porto-0.3.0.db", N, NULL, &recorder, &error));
  OK(porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, &error));
  CHECK(outcome == PORTO_DUPLICATE);
  porto_recorder_close(recorder);
}

static void void_one(porto_ledger* ledger) {
  porto_void what = PORTO_VOID_INIT;
  what.source = "program";
  what.event_id = "b";
  what.actor = "anna";
  what.reason = "a test";
  what.voided_at_unix_us = at("2024-02-20T08:00:00Z");
  OK(porto_event_void(ledger, &what, NULL, NULL, NULL, &error));
  porto_rows* rows = NULL;
  porto_event_filter filter = PORTO_EVENT_FILTER_INIT;
  filter.voided = 1;
  OK(porto_event_list(ledger, &filter, &rows, &error));
  CHECK(porto_rows_count(rows) == 1);
  CHECK(number_of(rows, "quantity") == 7);
}

static void invoice(porto_ledger* ledger) {
  porto_rows* lines = NULL;
  porto_rows* total = NULL;
  int32_t state = 0;
  int told = 0;
  porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
  options.company = "acme";
  OK(porto_invoice_show(ledger, 202402, &options, &lines, NULL, NULL, &state, &error));
  CHECK(state == PORTO_MONTH_OPEN);
  OK(porto_invoice_totals(lines, &total, &error));
  porto_rows_close(lines);
  CHECK(number_of(total, "net_amount") == 86000);
  porto_close_options how = PORTO_CLOSE_OPTIONS_INIT;
  how.on_progress = on_progress;
  how.user = &told;
  OK(porto_month_close(ledger, 202402, at("2024-03-01T08:00:00Z"), &how, NULL, NULL, &error));
  CHECK(told > 0);
  OK(porto_month_list(ledger, &lines, &error));
  CHECK(number_of(lines, "net_amount") == 86000);
  porto_books_options books = PORTO_BOOKS_OPTIONS_INIT;
  books.format = "rows";
  OK(porto_books_export(ledger, 202402, &books, &lines, NULL, &error));
  CHECK(porto_rows_count(lines) == 2);
  porto_rows_close(lines);
}

static void audit_and_outlook(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  size_t bytes = 0;
  porto_verify_options checks = PORTO_VERIFY_OPTIONS_INIT;
  OK(porto_ledger_verify(ledger, &checks, NULL, &error));
  OK(porto_ledger_statement(ledger, 202402, "acme", N, NULL, PORTO_FORMAT_JSON, NULL, count_bytes,
                            &bytes, &error));
  CHECK(bytes > 0);
  remove("porto-0.3.0-copy.db");
  OK(porto_ledger_backup(ledger, "porto-0.3.0-copy.db", N, NULL, &error));
  remove("porto-0.3.0-away.db");
  porto_copy_options copy = PORTO_COPY_OPTIONS_INIT;
  OK(porto_ledger_copy("porto-0.3.0-copy.db", N, "porto-0.3.0-away.db", N, &copy, &rows, NULL,
                       &error));
  CHECK(number_of(rows, "events") > 0);
  porto_rows* lanes = NULL;
  OK(porto_ledger_storage(ledger, NULL, &lanes, &error));
  CHECK(number_of(lanes, "events") > 0);
  IS(PORTO_EXISTS, porto_ledger_migrate("porto-0.3.0-away.db", N, NULL, NULL, &error));
  OK(porto_outlook_tasks(ledger, at("2024-03-02T08:00:00Z"), NULL, &rows, &error));
  porto_rows_close(rows);
  porto_tariff* tariff = NULL;
  OK(porto_tariff_for(ledger, "mail", N, 202402, &tariff, &error));
  porto_simulate_options months = PORTO_SIMULATE_OPTIONS_INIT;
  months.from_yyyymm = months.through_yyyymm = 202402;
  OK(porto_outlook_simulate(ledger, tariff, &months, &rows, NULL, NULL, &error));
  CHECK(number_of(rows, "difference") == 0);
  porto_tariff_close(tariff);
  OK(porto_ledger_prune(ledger, 202403, at("2024-04-02T08:00:00Z"), NULL, NULL, &error));
}

int main(void) {
  versions_and_errors();
  porto_ledger* ledger = new_ledger();
  if (!ledger) return 1;
  catalogue(ledger);
  tables_and_items(ledger);
  rate();
  usage(ledger);
  record_by_many();
  void_one(ledger);
  invoice(ledger);
  audit_and_outlook(ledger);
  porto_ledger_close(ledger);
  return failures == 0 ? 0 : 1;
}
