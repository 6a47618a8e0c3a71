/* See support.h. */
#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int failures;

static void fail(const char* what, const char* file, int line) {
  ++failures;
  fprintf(stderr, "%s:%d: %s\n", file, line, what);
}

void check_that(int holds, const char* what, const char* file, int line) {
  if (!holds) fail(what, file, line);
}

void check_int(int64_t expected, int64_t actual, const char* what, const char* file, int line) {
  if (expected == actual) return;
  fail(what, file, line);
  fprintf(stderr, "  expected %" PRId64 "\n  actual   %" PRId64 "\n", expected, actual);
}

void check_text(const char* expected, const char* actual, const char* what, const char* file,
                int line) {
  if (actual && strcmp(expected, actual) == 0) return;
  fail(what, file, line);
  fprintf(stderr, "  expected %s\n  actual   %s\n", expected, actual ? actual : "(NULL)");
}

void check_failure(int32_t status, const char* where, int32_t returned, const porto_error* error,
                   const char* what, const char* file, int line) {
  check_text(porto_status_name(status), porto_status_name(returned), what, file, line);
  if (!error) {
    fail(what, file, line);
    fprintf(stderr, "  there is no error object\n");
    return;
  }
  check_int(status, porto_error_code(error), what, file, line);
  check_text(where, porto_error_where(error), what, file, line);
  check_that(porto_error_message(error)[0] != '\0', what, file, line);
}

int check_failures(void) { return failures == 0 ? 0 : 1; }

const char vitec_tariff[] =
    "id = \"vitec-epost\"\n"
    "version = 1\n"
    "effective = \"2024-02\"\n"
    "name = \"E-post via Mailgun\"\n"
    "currency = \"SEK\"\n"
    "\n"
    "[[charge]]\n"
    "id = \"epost\"\n"
    "meter = \"messages\"\n"
    "fee = 500\n"
    "included = 10000\n"
    "price = \"0.012\"\n"
    "fee_text = \"fixed {month}\"\n"
    "text = \"messages {month}\"\n"
    "\n"
    "[[example]]\n"
    "usage = { messages = 40000 }\n"
    "lines = [\"500.00\", \"360.00\"]\n"
    "total = \"860.00\"\n";

int64_t at(const char* time) {
  int64_t unix_us = 0;
  CHECK_INT(PORTO_OK, porto_time_parse(time, PORTO_NTS, &unix_us, NULL));
  return unix_us;
}

int32_t add_company(porto_ledger* ledger, const char* id, const char* name, porto_error** err) {
  porto_company company = PORTO_COMPANY_INIT;
  company.id = id;
  company.name = name;
  return porto_company_add(ledger, &company, 1, err);
}

int32_t add_meter(porto_ledger* ledger, const char* id, int32_t decimals, porto_error** err) {
  porto_meter meter = PORTO_METER_INIT;
  meter.id = id;
  meter.decimals = decimals;
  return porto_meter_add(ledger, &meter, 1, err);
}

int32_t subscribe(porto_ledger* ledger, const char* company, const char* tariff, int32_t from,
                  int32_t through, const porto_change_options* options, porto_rows** effect,
                  porto_error** err) {
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = company;
  subscription.tariff = tariff;
  subscription.from = from;
  subscription.through = through;
  return porto_subscription_add(ledger, &subscription, 1, options, effect, err);
}

int32_t list_usage(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                   porto_rows** out, porto_error** err) {
  porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
  filter.month_yyyymm = month_yyyymm;
  filter.company = company;
  return porto_usage_list(ledger, &filter, out, err);
}

int32_t show_invoice(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                     porto_rows** lines, porto_rows** unbilled, porto_rows** tasks,
                     porto_error** err) {
  porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
  options.company = company;
  return porto_invoice_show(ledger, month_yyyymm, &options, lines, unbilled, tasks, NULL, err);
}

int32_t import_files(porto_ledger* ledger, const char* const* paths, size_t count,
                     const porto_import_options* options, porto_rows** report, porto_rows** effect,
                     porto_error** err) {
  porto_input inputs[8];
  CHECK(count <= 8);
  for (size_t i = 0; i < count; ++i) {
    inputs[i] = (porto_input)PORTO_INPUT_INIT;
    inputs[i].path = paths[i];
  }
  return porto_usage_import(ledger, inputs, count, options, report, effect, err);
}

int32_t reconcile_file(porto_ledger* ledger, const char* path,
                       const porto_reconcile_options* options, porto_rows** out,
                       porto_rows** report, porto_error** err) {
  porto_input input = PORTO_INPUT_INIT;
  input.path = path;
  return porto_usage_reconcile(ledger, &input, options, out, report, err);
}

porto_ledger* example_ledger(void) { return example_ledger_with(NULL); }

porto_ledger* example_ledger_with(const porto_ledger_options* options) {
  porto_ledger* ledger = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, options, &ledger, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_add(ledger, vitec_tariff, PORTO_NTS, "vitec.toml", PORTO_NTS,
                                       NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", "Bolag Ett AB", NULL));
  CHECK_INT(PORTO_OK, subscribe(ledger, "bolag-1", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  return ledger;
}

porto_change_options by_anna(const char* time) {
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = "anna";
  options.reason = "wrong";
  options.at_unix_us = at(time);
  return options;
}

porto_event event_of(const char* id, const char* company, const char* time, int64_t quantity) {
  porto_event event = PORTO_EVENT_INIT;
  event.event_id = id;
  event.company = company;
  event.occurred_at_unix_us = at(time);
  event.quantity = quantity;
  return event;
}

typedef struct text_buffer {
  char text[65536];
  size_t size;
} text_buffer;

static int32_t append(void* user, const char* bytes, size_t size) {
  text_buffer* buffer = (text_buffer*)user;
  if (size >= sizeof buffer->text - buffer->size) return 1;
  memcpy(buffer->text + buffer->size, bytes, size);
  buffer->size += size;
  return 0;
}

const char* csv(porto_rows* rows) {
  static text_buffer buffer;
  buffer.size = 0;
  CHECK_INT(PORTO_OK, porto_rows_write(rows, PORTO_FORMAT_CSV, NULL, append, &buffer, NULL));
  porto_rows_close(rows);
  buffer.text[buffer.size] = '\0';
  return buffer.text;
}

void write_file(const char* name, const char* content) {
  FILE* file = fopen(name, "wb");
  CHECK(file != NULL);
  if (!file) return;
  CHECK(fwrite(content, 1, strlen(content), file) == strlen(content));
  CHECK(fclose(file) == 0);
}

const char* read_file(const char* name) {
  static char content[65536];
  FILE* file = fopen(name, "rb");
  if (!file) return "(no file)";
  content[fread(content, 1, sizeof content - 1, file)] = '\0';
  fclose(file);
  return content;
}
