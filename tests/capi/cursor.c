/* Rows: the cursor, cells as text and as integers, formats, callbacks that stop, and lifetimes. */
#include <stdio.h>
#include <string.h>

#include "support.h"

/* The lines of bolag-1 with 10,001 messages: a fee of 500.00 and a usage line of 0.01. */
static porto_rows* example_lines(porto_ledger** ledger) {
  *ledger = example_ledger();
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 10001);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(*ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_invoice_show(*ledger, 202402, NULL, &rows, NULL, NULL, NULL, NULL));
  return rows;
}

static uint32_t column_of(const porto_rows* rows, const char* name) {
  uint32_t column = 99;
  CHECK_INT(PORTO_OK, porto_rows_find_column(rows, name, PORTO_NTS, &column, NULL));
  return column;
}

static void check_columns(void) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = example_lines(&ledger);
  uint32_t column = 99;
  CHECK_INT(16, porto_rows_column_count(rows));
  CHECK_TEXT("month", porto_rows_column_name(rows, 0));
  CHECK_TEXT("usage_month", porto_rows_column_name(rows, 15));
  CHECK(porto_rows_column_name(rows, 16) == NULL);
  for (uint32_t i = 0; i < 16; ++i) CHECK_INT(i, column_of(rows, porto_rows_column_name(rows, i)));
  CHECK_INT(PORTO_OK, porto_rows_find_column(rows, "unit_price", 4, &column, NULL));
  CHECK_TEXT("unit", porto_rows_column_name(rows, column));
  column = 99;
  CHECK_FAILS(PORTO_E_NOT_FOUND, "name",
              porto_rows_find_column(rows, "price", PORTO_NTS, &column, &err));
  CHECK_INT(99, column);
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

static void check_cells(void) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = example_lines(&ledger);
  const uint32_t text = column_of(rows, "text");
  const uint32_t amount = column_of(rows, "net_amount");
  const uint32_t price = column_of(rows, "unit_price");
  const uint32_t line = column_of(rows, "line");
  int64_t number = 77;
  size_t length = 77;

  CHECK(porto_rows_text(rows, text, &length) == NULL); /* before the first row */
  CHECK_INT(77, (int64_t)length);
  CHECK_FAILS(PORTO_E_NOT_FOUND, "column", porto_rows_int64(rows, line, &number, &err));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("fixed February 2024", porto_rows_text(rows, text, &length));
  CHECK_INT(19, (int64_t)length);
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, line, &number, NULL));
  CHECK_INT(1, number);
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, amount, &number, NULL));
  CHECK_INT(50000, number);
  CHECK_FAILS(PORTO_E_BAD_NUMBER, "", porto_rows_int64(rows, text, &number, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "column", porto_rows_int64(rows, 16, &number, &err));
  CHECK(porto_rows_text(rows, 16, NULL) == NULL);

  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("0.012", porto_rows_text(rows, price, NULL));
  CHECK_FAILS(PORTO_E_BAD_NUMBER, "unit_price", porto_rows_int64(rows, price, &number, &err));
  CHECK_INT(50000, number); /* untouched by failures */
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, amount, &number, NULL));
  CHECK_INT(1, number);

  for (int again = 0; again < 2; ++again) {
    CHECK_INT(PORTO_DONE, porto_rows_next(rows, NULL));
    CHECK(porto_rows_text(rows, text, NULL) == NULL);
  }
  porto_rows_rewind(rows);
  CHECK(porto_rows_text(rows, text, NULL) == NULL); /* before the first row again */
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("fixed February 2024", porto_rows_text(rows, text, NULL));
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

/* Reads a cell of the current row by the name of its column. */
static int64_t number(const porto_rows* rows, const char* name) {
  int64_t value = -77;
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, column_of(rows, name), &value, NULL));
  return value;
}

static int32_t decimals(const porto_rows* rows, const char* name) {
  int32_t value = -77;
  CHECK_INT(PORTO_OK, porto_rows_decimals(rows, column_of(rows, name), &value, NULL));
  return value;
}

static int32_t type(const porto_rows* rows, const char* name) {
  return porto_rows_column_type(rows, column_of(rows, name));
}

/* What went in as a number comes out as the same number, whatever the data is. */
static void check_units(void) {
  porto_ledger* ledger = example_ledger();
  static const int64_t quantities[] = {200, 250, 1, 100000};
  int32_t outcome = -1;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, add_meter(ledger, "storage", 2, NULL));
  for (int i = 0; i < 4; ++i) {
    const char id[] = {'e', (char)('0' + i), '\0'};
    porto_event event = event_of(id, "bolag-1", "2024-02-10T08:00:00.000001Z", quantities[i]);
    event.meter = "storage";
    CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
    CHECK_INT(PORTO_OK, porto_event_show(ledger, "import", PORTO_NTS, id, PORTO_NTS, &rows, NULL));
    CHECK_INT(1, (int64_t)porto_rows_count(rows));
    CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
    CHECK_INT(quantities[i], number(rows, "quantity"));
    CHECK_INT(2, decimals(rows, "quantity"));
    CHECK_INT(event.occurred_at_unix_us, number(rows, "occurred_at"));
    CHECK_INT(0, decimals(rows, "occurred_at"));
    CHECK_INT(PORTO_COLUMN_QUANTITY, type(rows, "quantity"));
    CHECK_INT(PORTO_COLUMN_TIME, type(rows, "occurred_at"));
    CHECK_INT(PORTO_COLUMN_INTEGER, type(rows, "seq"));
    CHECK_INT(PORTO_COLUMN_TEXT, type(rows, "event_id"));
    CHECK_INT(0, porto_rows_column_type(rows, 99));
    porto_rows_close(rows);
  }
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(202402, number(rows, "month"));
  CHECK_INT(100451, number(rows, "quantity"));
  CHECK_TEXT("1004.51", porto_rows_text(rows, column_of(rows, "quantity"), NULL));
  CHECK_INT(PORTO_COLUMN_MONTH, type(rows, "month"));
  porto_rows_close(rows);
  CHECK_INT(PORTO_OK, porto_outlook_tasks(ledger, at("2024-02-20T00:00:00Z"), NULL, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("storage", porto_rows_text(rows, column_of(rows, "meter"), NULL));
  CHECK_INT(100451, number(rows, "quantity"));
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

/* Exact decimals are text, whole ones too; money has the decimals of its currency. */
static void check_types(void) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = example_lines(&ledger);
  int64_t value = 77;
  CHECK_INT(PORTO_COLUMN_DECIMAL, type(rows, "quantity"));
  CHECK_INT(PORTO_COLUMN_MONEY, type(rows, "net_amount"));
  CHECK_INT(2, (int64_t)porto_rows_count(rows));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(2, decimals(rows, "net_amount"));
  CHECK_TEXT("1", porto_rows_text(rows, column_of(rows, "quantity"), NULL));
  CHECK_FAILS(PORTO_E_BAD_NUMBER, "quantity",
              porto_rows_int64(rows, column_of(rows, "quantity"), &value, &err));
  CHECK_INT(77, value);
  porto_rows_close(rows);
  CHECK_INT(PORTO_OK, porto_subscription_list(ledger, &rows, NULL));
  CHECK_INT(PORTO_COLUMN_MONTH_OR_DAY, type(rows, "from"));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(202402, number(rows, "from"));
  porto_rows_close(rows);
  CHECK_INT(PORTO_OK, porto_domain_add(ledger, "a.example", PORTO_NTS, "bolag-1", PORTO_NTS,
                                       20240229, 0, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_domain_list(ledger, &rows, NULL));
  CHECK_INT(PORTO_COLUMN_DAY, type(rows, "from"));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(20240229, number(rows, "from"));
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

/* A subscription until further notice has no end: absent, not empty. */
static void check_absent(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  int64_t number = 77;
  size_t length = 77;
  CHECK_INT(PORTO_OK, porto_subscription_list(ledger, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK(porto_rows_text(rows, 3, &length) == NULL);
  CHECK_INT(77, (int64_t)length);
  CHECK_FAILS(PORTO_E_NOT_FOUND, "column", porto_rows_int64(rows, 3, &number, &err));
  CHECK_INT(77, number);
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

/* Rows are a snapshot that needs its ledger no more. */
static void check_snapshot(void) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = example_lines(&ledger);
  const porto_event event = event_of("e-2", "bolag-1", "2024-02-11T08:00:00Z", 5000);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_ledger_close(ledger);
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("0.01", porto_rows_text(rows, column_of(rows, "net_amount"), NULL));
  porto_rows_close(rows);
}

typedef struct output {
  char text[4096];
  size_t size;
  int calls_left; /* then it stops the work */
} output;

static int32_t take(void* user, const char* bytes, size_t size) {
  output* out = (output*)user;
  if (out->calls_left-- == 0) return 5;
  memcpy(out->text + out->size, bytes, size);
  out->size += size;
  out->text[out->size] = '\0';
  return 0;
}

/* A callback that does to its rows what it must not. */
typedef struct meddler {
  porto_rows* rows;
  int calls;
} meddler;

static int32_t meddle(void* user, const char* bytes, size_t size) {
  meddler* m = (meddler*)user;
  output nothing = {"", 0, 0};
  (void)bytes;
  (void)size;
  ++m->calls;
  CHECK_FAILS(PORTO_E_INVALID, "rows", porto_rows_next(m->rows, &err));
  CHECK_FAILS(PORTO_E_INVALID, "rows",
              porto_rows_write(m->rows, PORTO_FORMAT_CSV, NULL, take, &nothing, &err));
  CHECK_FAILS(PORTO_E_INVALID, "results[0]",
              porto_rows_write_joined(&m->rows, 1, PORTO_FORMAT_CSV, NULL, take, &nothing, &err));
  porto_rows_rewind(m->rows);
  porto_rows_close(m->rows);
  return 0;
}

static void check_callbacks(void) {
  porto_ledger* ledger = example_ledger();
  meddler m = {NULL, 0};
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &m.rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_write(m.rows, PORTO_FORMAT_CSV, NULL, meddle, &m, NULL));
  CHECK_INT(1, m.calls);
  CHECK_INT(PORTO_DONE, porto_rows_next(m.rows, NULL)); /* all were written, once */
  porto_rows_rewind(m.rows);
  CHECK_INT(PORTO_OK,
            porto_rows_write_joined(&m.rows, 1, PORTO_FORMAT_CSV, NULL, meddle, &m, NULL));
  CHECK_INT(2, m.calls);
  porto_rows_rewind(m.rows);
  CHECK_TEXT(
      "company,name,customer_number,reference,language,cost_centre\nbolag-1,Bolag Ett AB,,,,\n",
      csv(m.rows));
  porto_ledger_close(ledger);
}

typedef struct pieces {
  int calls;
  int stop_at;
  size_t largest;
  size_t size;
} pieces;

static int32_t count_pieces(void* user, const char* bytes, size_t size) {
  pieces* p = (pieces*)user;
  (void)bytes;
  if (size > p->largest) p->largest = size;
  p->size += size;
  return ++p->calls == p->stop_at;
}

/* Output comes in large pieces: a call for each row is slow where calls are. */
static void check_pieces(void) {
  porto_ledger* ledger = example_ledger();
  for (int i = 0; i < 5000; ++i) {
    char id[64];
    snprintf(id, sizeof id, "a-company-with-a-rather-long-id-%05d", i);
    CHECK_INT(PORTO_OK, add_company(ledger, id, NULL, NULL));
  }
  for (int32_t format = PORTO_FORMAT_TABLE; format <= PORTO_FORMAT_JSON; ++format) {
    porto_rows* rows = NULL;
    pieces all = {0, 0, 0, 0};
    CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
    CHECK_INT(PORTO_OK, porto_rows_write(rows, format, NULL, count_pieces, &all, NULL));
    CHECK(all.largest >= 64 * 1024 && all.largest < 66 * 1024);
    CHECK(all.calls <= (int)(all.size / (64 * 1024)) + 1);
    porto_rows_rewind(rows);
    pieces stopped = {0, 2, 0, 0};
    CHECK_FAILS(PORTO_E_CANCELLED, "write",
                porto_rows_write(rows, format, NULL, count_pieces, &stopped, &err));
    CHECK_INT(2, stopped.calls);
    porto_rows_close(rows);
  }
  porto_ledger_close(ledger);
}

static void check_format_names(void) {
  static const char* const names[] = {"table", "csv", "json", "html"};
  for (int32_t format = PORTO_FORMAT_TABLE; format <= PORTO_FORMAT_HTML; ++format) {
    int32_t number = 0;
    CHECK_TEXT(names[format - 1], porto_format_name(format));
    CHECK_INT(PORTO_OK, porto_format_parse(names[format - 1], PORTO_NTS, &number, NULL));
    CHECK_INT(format, number);
  }
  CHECK(porto_format_name(PORTO_FORMAT_HTML + 1) == NULL);
  int32_t number = 77;
  CHECK_FAILS(PORTO_E_INVALID, "format", porto_format_parse("xml", PORTO_NTS, &number, &err));
  CHECK_INT(77, number);
}

/* Results as one: one header, one array, and what is left of each. */
static void check_joined(void) {
  static const char* const expected[] = {
      "company  name          customer_number  reference  language  cost_centre\n"
      "-------  ------------  ---------------  ---------  --------  -----------\nbolag-1  Bolag "
      "Ett AB\n\n"
      "company  name          customer_number  reference  language  cost_centre\n"
      "-------  ------------  ---------------  ---------  --------  -----------\nbolag-1  Bolag "
      "Ett AB\n",
      "company,name,customer_number,reference,language,cost_centre\n"
      "bolag-1,Bolag Ett AB,,,,\nbolag-1,Bolag Ett AB,,,,\n",
      "[\n{\"company\":\"bolag-1\",\"name\":\"Bolag Ett "
      "AB\",\"customer_number\":\"\",\"reference\":\"\",\"language\":\"\",\"cost_centre\":\"\"},\n"
      "{\"company\":\"bolag-1\",\"name\":\"Bolag Ett "
      "AB\",\"customer_number\":\"\",\"reference\":\"\",\"language\":\"\",\"cost_centre\":\"\"}\n]"
      "\n",
  };
  porto_ledger* ledger = example_ledger();
  porto_rows* two[2] = {NULL, NULL};
  for (int i = 0; i < 2; ++i) CHECK_INT(PORTO_OK, porto_company_list(ledger, &two[i], NULL));
  for (int32_t format = PORTO_FORMAT_TABLE; format <= PORTO_FORMAT_JSON; ++format) {
    output out = {"", 0, -1};
    CHECK_INT(PORTO_OK, porto_rows_write_joined(two, 2, format, NULL, take, &out, NULL));
    CHECK_TEXT(expected[format - 1], out.text);
    for (int i = 0; i < 2; ++i) {
      CHECK_INT(PORTO_DONE, porto_rows_next(two[i], NULL));
      porto_rows_rewind(two[i]);
    }
  }
  output excel = {"", 0, -1};
  porto_output_options options = PORTO_OUTPUT_OPTIONS_INIT;
  options.csv = "excel-sv";
  CHECK_INT(PORTO_OK,
            porto_rows_write_joined(two, 2, PORTO_FORMAT_CSV, &options, take, &excel, NULL));
  CHECK_TEXT(
      "\xEF\xBB\xBF"
      "company;name;customer_number;reference;language;cost_centre\r\n"
      "bolag-1;Bolag Ett AB;;;;\r\nbolag-1;Bolag Ett AB;;;;\r\n",
      excel.text);
  for (int i = 0; i < 2; ++i) porto_rows_rewind(two[i]);
  output narrow = {"", 0, -1};
  options.table_width = 12;
  CHECK_INT(PORTO_OK, porto_rows_write(two[0], PORTO_FORMAT_TABLE, &options, take, &narrow, NULL));
  CHECK_TEXT(
      "company          bolag-1\nname             Bolag\n                 Ett\n                 "
      "AB\n",
      narrow.text);
  porto_rows_rewind(two[0]);
  output none = {"", 0, -1};
  CHECK_INT(PORTO_OK, porto_rows_write_joined(NULL, 0, PORTO_FORMAT_JSON, NULL, take, &none, NULL));
  CHECK_TEXT("[\n]\n", none.text);
  porto_rows_close(two[1]);
  CHECK_INT(PORTO_OK, porto_meter_list(ledger, &two[1], NULL));
  CHECK_FAILS(PORTO_E_INVALID, "lists",
              porto_rows_write_joined(two, 2, PORTO_FORMAT_CSV, NULL, take, &none, &err));
  for (int i = 0; i < 2; ++i) porto_rows_close(two[i]);
  porto_ledger_close(ledger);
}

static void check_formats(void) {
  static const char* const expected[] = {
      "company  name          customer_number  reference  language  cost_centre\n"
      "-------  ------------  ---------------  ---------  --------  -----------\nbolag-1  Bolag "
      "Ett AB\n",
      "company,name,customer_number,reference,language,cost_centre\nbolag-1,Bolag Ett AB,,,,\n",
      "[\n{\"company\":\"bolag-1\",\"name\":\"Bolag Ett "
      "AB\",\"customer_number\":\"\",\"reference\":\"\",\"language\":\"\",\"cost_centre\":\"\"}\n]"
      "\n",
  };
  porto_ledger* ledger = example_ledger();
  for (int32_t format = PORTO_FORMAT_TABLE; format <= PORTO_FORMAT_JSON; ++format) {
    porto_rows* rows = NULL;
    output out = {"", 0, -1};
    CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
    CHECK_INT(PORTO_OK, porto_rows_write(rows, format, NULL, take, &out, NULL));
    CHECK_TEXT(expected[format - 1], out.text);
    CHECK_INT(PORTO_DONE, porto_rows_next(rows, NULL));
    porto_rows_close(rows);

    output stopped = {"", 0, 0};
    CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
    CHECK_FAILS(PORTO_E_CANCELLED, "write",
                porto_rows_write(rows, format, NULL, take, &stopped, &err));
    CHECK_INT(0, (int64_t)stopped.size);
    porto_rows_close(rows);
  }
  porto_ledger_close(ledger);
}

int main(void) {
  check_columns();
  check_cells();
  check_units();
  check_types();
  check_absent();
  check_snapshot();
  check_formats();
  check_format_names();
  check_joined();
  check_callbacks();
  check_pieces();
  return check_failures();
}
