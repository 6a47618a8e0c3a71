/* Structs of programs that were compiled with an older or a newer header: fewer members are zero,
 * more must be; sizes that cannot be are refused. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

/* Structs as a later version may know them: with a member that this library does not know. */
typedef struct later_event {
  porto_event known;
  int64_t unknown;
} later_event;
typedef struct later_ledger_options {
  porto_ledger_options known;
  int64_t unknown;
} later_ledger_options;
typedef struct later_import_options {
  porto_import_options known;
  int64_t unknown;
} later_import_options;
typedef struct later_reconcile_options {
  porto_reconcile_options known;
  int64_t unknown;
} later_reconcile_options;
typedef struct later_void {
  porto_void known;
  int64_t unknown;
} later_void;
typedef struct later_change_options {
  porto_change_options known;
  int64_t unknown;
} later_change_options;

typedef struct later_output_options {
  porto_output_options known;
  int64_t unknown;
} later_output_options;

typedef struct later_close_options {
  porto_close_options known;
  int64_t unknown;
} later_close_options;

typedef struct later_meter_usage {
  porto_meter_usage known;
  int64_t unknown;
} later_meter_usage;
typedef struct later_usage {
  porto_usage known;
  int64_t unknown;
} later_usage;

typedef struct later_company {
  porto_company known;
  int64_t unknown;
} later_company;
typedef struct later_item {
  porto_item known;
  int64_t unknown;
} later_item;
typedef struct later_company_table {
  porto_company_table known;
  int64_t unknown;
} later_company_table;
typedef struct later_meter {
  porto_meter known;
  int64_t unknown;
} later_meter;
typedef struct later_subscription {
  porto_subscription known;
  int64_t unknown;
} later_subscription;

typedef struct later_input {
  porto_input known;
  int64_t unknown;
} later_input;

typedef struct later_simulate_options {
  porto_simulate_options known;
  int64_t unknown;
} later_simulate_options;
typedef struct later_prune_options {
  porto_prune_options known;
  int64_t unknown;
} later_prune_options;
typedef struct later_backup_options {
  porto_backup_options known;
  int64_t unknown;
} later_backup_options;

static const uint32_t no_sizes[] = {0, 4, 7, 12, 4104, UINT32_MAX};
enum { no_size_count = sizeof no_sizes / sizeof no_sizes[0] };

static void check_close_options(void) {
  porto_ledger* ledger = example_ledger();
  const int64_t over = at("2024-03-01T00:00:00+01:00");
  porto_close_options options = PORTO_CLOSE_OPTIONS_INIT;
  for (int i = 0; i < no_size_count; ++i) {
    options.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
                porto_month_close(ledger, 202402, over, &options, NULL, NULL, &err));
  }
  /* Shorter: the members behind are not read, whatever is there. */
  memset(&options, 0xFF, sizeof options);
  options.struct_size = 8;
  options.header_version = PORTO_VERSION_NUMBER;
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, over, &options, NULL, NULL, NULL));

  later_close_options later = {PORTO_CLOSE_OPTIONS_INIT, 0};
  later.known.struct_size = sizeof later;
  CHECK_INT(PORTO_EXISTS, porto_month_close(ledger, 202402, over, &later.known, NULL, NULL, NULL));
  later.unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options",
              porto_month_close(ledger, 202402, over, &later.known, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

static void check_ledger_options(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  for (int i = 0; i < no_size_count; ++i) {
    options.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
                porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, &err));
  }
  /* Shorter: the members behind are not read, whatever is there. */
  memset(&options, 0xFF, sizeof options);
  options.struct_size = 8;
  options.header_version = PORTO_VERSION_NUMBER;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  porto_ledger_close(ledger);

  later_ledger_options later = {PORTO_LEDGER_OPTIONS_INIT, 0};
  later.known.struct_size = sizeof later;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &later.known, &ledger, NULL));
  porto_ledger_close(ledger);
  later.unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options",
              porto_ledger_create(":memory:", PORTO_NTS, &later.known, &ledger, &err));
  CHECK(ledger == NULL);
}

static void check_header_version(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  CHECK_TEXT(PROJECT_VERSION, porto_version_text());
  CHECK_INT(porto_version_number(), options.header_version);
  options.header_version = PORTO_VERSION_NUMBER + 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version",
              porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
  options.header_version = 0;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  porto_ledger_close(ledger);

  /* What is fixed when a ledger is created cannot be asked for when it is opened. */
  options.zone = "UTC";
  CHECK_FAILS(PORTO_E_INVALID, "options.zone",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
  options.zone = NULL;
  options.currency = "SEK";
  CHECK_FAILS(PORTO_E_INVALID, "options.currency",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
  options.currency = NULL;
  options.late = "refuse";
  CHECK_FAILS(PORTO_E_INVALID, "options.late",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
  options.late = NULL;
  options.future_days = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.future_days",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
  options.future_days = 0;
  options.allow_negative = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.allow_negative",
              porto_ledger_open("a.db", PORTO_NTS, &options, &ledger, &err));
}

static void check_chosen(void) {
  porto_ledger* ledger = NULL;
  porto_rows* info = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.zone = "Asia/Kathmandu or so";
  options.zone_len = 14;
  options.currency = "JPY";
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  CHECK_INT(PORTO_OK, porto_ledger_info(ledger, &info, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(info, NULL));
  CHECK_TEXT("Asia/Kathmandu", porto_rows_text(info, 0, NULL));
  CHECK_TEXT("JPY", porto_rows_text(info, 1, NULL));
  CHECK_TEXT("adjust", porto_rows_text(info, 5, NULL));
  CHECK(porto_rows_text(info, 6, NULL) == NULL);
  CHECK_TEXT("no", porto_rows_text(info, 7, NULL));
  porto_rows_close(info);
  porto_ledger_close(ledger);
}

static void check_policies(void) {
  porto_ledger* ledger = NULL;
  porto_rows* info = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.late = "refuse it";
  options.late_len = 6;
  options.future_days = 30;
  options.allow_negative = 1;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  CHECK_INT(PORTO_OK, porto_ledger_info(ledger, &info, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(info, NULL));
  CHECK_TEXT("refuse", porto_rows_text(info, 5, NULL));
  CHECK_TEXT("30", porto_rows_text(info, 6, NULL));
  CHECK_TEXT("yes", porto_rows_text(info, 7, NULL));
  porto_rows_close(info);
  porto_ledger_close(ledger);

  options.future_days = -1;
  CHECK_FAILS(PORTO_E_INVALID, "options.future_days",
              porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, &err));
  options.future_days = 36501;
  CHECK_FAILS(PORTO_E_INVALID, "options.future_days",
              porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, &err));
  options.future_days = 0;
  options.late_len = 9;
  CHECK(porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL) == PORTO_E_INVALID);
}

static void check_events(porto_ledger* ledger) {
  porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcomes[3];
  for (int i = 0; i < no_size_count; ++i) {
    event.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "events[0].struct_size",
                porto_usage_record(ledger, &event, 1, 0, NULL, outcomes, NULL, &err));
  }
  event.struct_size = sizeof event;
  event.reserved = 1;
  CHECK_FAILS(PORTO_E_INVALID, "events[0].reserved",
              porto_usage_record(ledger, &event, 1, 0, NULL, outcomes, NULL, &err));

  /* Shorter: without a quantity, which is then 0; the array is as dense as its maker thinks. */
  enum { short_size = offsetof(porto_event, quantity) };
  int64_t shorter[2 * short_size / sizeof(int64_t)];
  for (size_t i = 0; i < 2; ++i) {
    event = event_of(i == 0 ? "s-1" : "s-2", "bolag-1", "2024-02-10T08:00:00Z", 1);
    event.struct_size = short_size;
    memcpy((char*)shorter + i * short_size, &event, short_size);
  }
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, (const porto_event*)shorter, 2, 0, NULL, outcomes,
                                         NULL, NULL));
  CHECK_INT(PORTO_STORED, outcomes[0]);
  CHECK_INT(PORTO_STORED, outcomes[1]);

  /* Longer: the library steps over what it does not know, if it is zero. */
  later_event later[3];
  memset(later, 0, sizeof later);
  for (size_t i = 0; i < 3; ++i) {
    static const char* const ids[] = {"l-1", "l-2", "l-3"};
    later[i].known = event_of(ids[i], "bolag-1", "2024-02-10T08:00:00Z", 10);
    later[i].known.struct_size = sizeof later[i];
  }
  later[2].unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "events[2]",
              porto_usage_record(ledger, &later[0].known, 3, 0, NULL, outcomes, NULL, &err));
  later[2].unknown = 0;
  later[1].known.struct_size = sizeof(porto_event);
  CHECK_FAILS(PORTO_E_INVALID, "events[1].struct_size",
              porto_usage_record(ledger, &later[0].known, 3, 0, NULL, outcomes, NULL, &err));
  later[1].known.struct_size = sizeof later[1];
  CHECK_INT(PORTO_OK,
            porto_usage_record(ledger, &later[0].known, 3, 0, NULL, outcomes, NULL, NULL));

  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,30,5\n", csv(usage));
  CHECK_FAILS(
      PORTO_E_INVALID, "count",
      porto_usage_record(ledger, &later[0].known, SIZE_MAX / 8, 0, NULL, outcomes, NULL, &err));
}

static void check_import_options(porto_ledger* ledger) {
  const char* path = "structs.csv";
  write_file(path, "event_id,company,occurred_at,quantity\ni-1,bolag-1,2024-02-10T08:00:00Z,1\n");
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  for (int i = 0; i < no_size_count; ++i) {
    options.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
                import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  }
  memset(&options, 0xFF, sizeof options);
  options.struct_size = 8;
  options.header_version = PORTO_VERSION_NUMBER;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));

  later_import_options later = {PORTO_IMPORT_OPTIONS_INIT, 1};
  later.known.struct_size = sizeof later;
  CHECK_FAILS(PORTO_E_INVALID, "options",
              import_files(ledger, &path, 1, &later.known, NULL, NULL, &err));
  later.unknown = 0;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &later.known, NULL, NULL, NULL));
}

/* Items with an older or a newer struct. */
static void check_items(porto_ledger* ledger) {
  const porto_change_options anna = by_anna("2024-02-05T09:00:00Z");
  later_item item = {PORTO_ITEM_INIT, 0};
  for (int i = 0; i < no_size_count; ++i) {
    item.known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "items[0].struct_size",
                porto_item_add(ledger, &item.known, 1, &anna, NULL, &err));
  }
  item.known.struct_size = sizeof item;
  item.known.company = "bolag-1";
  item.known.month_yyyymm = 203001;
  item.known.amount_minor = 5;
  item.known.text = "T";
  item.unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "items[0]",
              porto_item_add(ledger, &item.known, 1, &anna, NULL, &err));
  item.unknown = 0;
  porto_change_options meant = anna;
  meant.allow_far = meant.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_item_add(ledger, &item.known, 1, &meant, NULL, NULL));
}

/* A table of companies with an older or a newer struct. */
static void check_company_table(porto_ledger* ledger) {
  porto_input input = PORTO_INPUT_INIT;
  input.name = "table";
  input.bytes = "id;name\nof-table;T\n";
  input.byte_count = PORTO_NTS;
  later_company_table table = {PORTO_COMPANY_TABLE_INIT, 0};
  table.known.delimiter = ';';
  for (int i = 0; i < no_size_count; ++i) {
    table.known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "table.struct_size",
                porto_company_import(ledger, &input, &table.known, NULL, NULL, NULL, NULL, &err));
  }
  table.known.struct_size = sizeof table;
  table.unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "table",
              porto_company_import(ledger, &input, &table.known, NULL, NULL, NULL, NULL, &err));
  table.unknown = 0;
  CHECK_INT(PORTO_OK,
            porto_company_import(ledger, &input, &table.known, NULL, NULL, NULL, NULL, NULL));
  table.known.struct_size = 16; /* no map, no encoding */
  CHECK_INT(PORTO_EXISTS,
            porto_company_import(ledger, &input, &table.known, NULL, NULL, NULL, NULL, NULL));
  table.known.delimiter = 300;
  CHECK_FAILS(PORTO_E_INVALID, "table.delimiter",
              porto_company_import(ledger, &input, &table.known, NULL, NULL, NULL, NULL, &err));
}

static void check_reconcile_options(porto_ledger* ledger) {
  const char* path = "structs-counts.csv";
  write_file(path, "month,quantity\n2024-02,31\n");
  porto_rows* rows = NULL;
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  for (int i = 0; i < no_size_count; ++i) {
    options.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
                reconcile_file(ledger, path, &options, &rows, NULL, &err));
  }
  memset(&options, 0xFF, sizeof options);
  options.struct_size = 8;
  options.header_version = PORTO_VERSION_NUMBER;
  CHECK_INT(PORTO_OK, reconcile_file(ledger, path, &options, &rows, NULL, NULL));
  porto_rows_close(rows);

  later_reconcile_options later = {PORTO_RECONCILE_OPTIONS_INIT, 1};
  later.known.struct_size = sizeof later;
  CHECK_FAILS(PORTO_E_INVALID, "options",
              reconcile_file(ledger, path, &later.known, &rows, NULL, &err));
  later.unknown = 0;
  CHECK_INT(PORTO_OK, reconcile_file(ledger, path, &later.known, &rows, NULL, NULL));
  porto_rows_close(rows);
}

static void check_change_options(porto_ledger* ledger) {
  later_change_options later = {PORTO_CHANGE_OPTIONS_INIT, 1};
  porto_change_options* options = &later.known;
#define ADD(err) porto_domain_add(ledger, "a.se", 4, "bolag-1", 7, 0, 0, options, NULL, err)
  for (int i = 0; i < no_size_count; ++i) {
    options->struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size", ADD(&err));
  }
  options->struct_size = sizeof later;
  CHECK_FAILS(PORTO_E_INVALID, "options", ADD(&err));
  later.unknown = 0;
  options->dry_run = 1;
  CHECK_INT(PORTO_OK, ADD(NULL));
  /* Shorter: what is behind its end is the default. */
  options->struct_size = offsetof(porto_change_options, dry_run);
  CHECK_INT(PORTO_OK, ADD(NULL));
  CHECK_INT(PORTO_EXISTS, ADD(NULL));
}

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

static void check_output_options(void) {
  later_output_options later = {PORTO_OUTPUT_OPTIONS_INIT, 1};
  porto_output_options* options = &later.known;
#define WRITE(err) \
  porto_rows_write_joined(NULL, 0, PORTO_FORMAT_CSV, options, write_nothing, NULL, err)
  for (int i = 0; i < no_size_count; ++i) {
    options->struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size", WRITE(&err));
  }
  options->struct_size = sizeof later;
  CHECK_FAILS(PORTO_E_INVALID, "options", WRITE(&err));
  later.unknown = 0;
  CHECK_INT(PORTO_OK, WRITE(NULL));
  options->header_version = PORTO_VERSION_NUMBER + 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version", WRITE(&err));
  options->header_version = PORTO_VERSION_NUMBER;
  options->csv = "excel-us";
  CHECK_FAILS(PORTO_E_INVALID, "options.csv", WRITE(&err));
  /* Shorter: what is behind its end is the default. */
  options->struct_size = offsetof(porto_output_options, csv);
  CHECK_INT(PORTO_OK, WRITE(NULL));
  options->struct_size = sizeof later;
  options->csv = "excel-sv";
  options->delimiter = 0x110000 + ';';
  CHECK_FAILS(PORTO_E_INVALID, "options.delimiter", WRITE(&err));
  options->delimiter = ',';
  CHECK_FAILS(PORTO_E_INVALID, "options.delimiter", WRITE(&err));
  options->decimal_mark = '.';
  CHECK_INT(PORTO_OK, WRITE(NULL));
}

static void check_void(porto_ledger* ledger) {
  later_void later = {PORTO_VOID_INIT, 1};
  porto_void* what = &later.known;
  what->source = "import";
  what->event_id = "nothing";
  what->actor = "anna";
  what->reason = "a test";
  what->voided_at_unix_us = 1;
  for (int i = 0; i < no_size_count; ++i) {
    what->struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "what.struct_size",
                porto_event_void(ledger, what, NULL, NULL, NULL, &err));
  }
  what->struct_size = sizeof later;
  CHECK_FAILS(PORTO_E_INVALID, "what", porto_event_void(ledger, what, NULL, NULL, NULL, &err));
  later.unknown = 0;
  CHECK_FAILS(PORTO_E_NOT_FOUND, "what.event_id",
              porto_event_void(ledger, what, NULL, NULL, NULL, &err));
  /* Shorter: a reason that is behind its end is none. */
  what->struct_size = offsetof(porto_void, reason);
  CHECK_FAILS(PORTO_E_INVALID, "what.reason",
              porto_event_void(ledger, what, NULL, NULL, NULL, &err));
}

/* Usage and its meters, each as a struct and as one of an array. */
static void check_usage(void) {
  porto_tariff* tariff = NULL;
  porto_rating* rating = NULL;
  porto_rows* rows = NULL;
  later_meter_usage meters[2] = {{PORTO_METER_USAGE_INIT, 0}, {PORTO_METER_USAGE_INIT, 0}};
  later_usage usages[2] = {{PORTO_USAGE_INIT, 0}, {PORTO_USAGE_INIT, 0}};
  CHECK_INT(PORTO_OK, porto_tariff_open(vitec_tariff, PORTO_NTS, NULL, 0, &tariff, NULL));
  CHECK_INT(PORTO_OK, porto_rating_open(&rating, NULL));
  for (int i = 0; i < no_size_count; ++i) {
    usages[0].known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "usage.struct_size",
                porto_tariff_rate(tariff, &usages[0].known, rating, &err));
    CHECK_FAILS(PORTO_E_INVALID, "usages[0].struct_size",
                porto_tariff_compare(tariff, tariff, &usages[0].known, 2, &rows, &err));
  }
  for (int i = 0; i < 2; ++i) {
    meters[i].known.struct_size = sizeof meters[i];
    meters[i].known.meter = "messages";
    usages[i].known.struct_size = sizeof usages[i];
    usages[i].known.meters = &meters[0].known;
    usages[i].known.meter_count = 1;
  }
  CHECK_INT(PORTO_OK, porto_tariff_compare(tariff, tariff, &usages[0].known, 2, &rows, NULL));
  porto_rows_close(rows);
  usages[1].unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "usages[1]",
              porto_tariff_compare(tariff, tariff, &usages[0].known, 2, &rows, &err));
  usages[0].known.meter_count = 2;
  meters[1].unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "usage.meters[1]",
              porto_tariff_rate(tariff, &usages[0].known, rating, &err));
  /* Shorter: the members behind are not read, whatever is there. */
  usages[0].known.meter_count = 1;
  usages[0].known.share_of = -5;
  usages[0].known.struct_size = offsetof(porto_usage, share_days);
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usages[0].known, rating, NULL));
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

/* Structs of which many are passed. */
static void check_added(void) {
  porto_ledger* ledger = example_ledger();
  later_company companies[2] = {{PORTO_COMPANY_INIT, 0}, {PORTO_COMPANY_INIT, 0}};
  later_meter meters[2] = {{PORTO_METER_INIT, 0}, {PORTO_METER_INIT, 0}};
  later_subscription subscriptions[2] = {{PORTO_SUBSCRIPTION_INIT, 0},
                                         {PORTO_SUBSCRIPTION_INIT, 0}};
  for (int i = 0; i < no_size_count; ++i) {
    companies[0].known.struct_size = no_sizes[i];
    meters[0].known.struct_size = no_sizes[i];
    subscriptions[0].known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "companies[0].struct_size",
                porto_company_add(ledger, &companies[0].known, 2, &err));
    CHECK_FAILS(PORTO_E_INVALID, "meters[0].struct_size",
                porto_meter_add(ledger, &meters[0].known, 2, &err));
    CHECK_FAILS(PORTO_E_INVALID, "subscriptions[0].struct_size",
                porto_subscription_add(ledger, &subscriptions[0].known, 2, NULL, NULL, &err));
  }
  static const char* const ids[] = {"later-0", "later-1"};
  for (int i = 0; i < 2; ++i) {
    companies[i].known.struct_size = sizeof companies[i];
    companies[i].known.id = ids[i];
    meters[i].known.struct_size = sizeof meters[i];
    meters[i].known.id = ids[i];
    subscriptions[i].known.struct_size = sizeof subscriptions[i];
    subscriptions[i].known.company = ids[i];
    subscriptions[i].known.tariff = "vitec-epost";
    subscriptions[i].known.from = 202402;
  }
  companies[1].unknown = meters[1].unknown = subscriptions[1].unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "companies[1]",
              porto_company_add(ledger, &companies[0].known, 2, &err));
  CHECK_FAILS(PORTO_E_INVALID, "meters[1]", porto_meter_add(ledger, &meters[0].known, 2, &err));
  companies[1].unknown = meters[1].unknown = 0;
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &companies[0].known, 2, NULL));
  CHECK_INT(PORTO_OK, porto_meter_add(ledger, &meters[0].known, 2, NULL));
  CHECK_FAILS(PORTO_E_INVALID, "subscriptions[1]",
              porto_subscription_add(ledger, &subscriptions[0].known, 2, NULL, NULL, &err));
  subscriptions[1].unknown = 0;
  subscriptions[1].known.reserved = 1;
  CHECK_FAILS(PORTO_E_INVALID, "subscriptions[1].reserved",
              porto_subscription_add(ledger, &subscriptions[0].known, 2, NULL, NULL, &err));
  subscriptions[1].known.reserved = 0;
  CHECK_INT(PORTO_OK, porto_subscription_add(ledger, &subscriptions[0].known, 2, NULL, NULL, NULL));
  porto_ledger_close(ledger);
}

static void check_inputs(porto_ledger* ledger) {
  later_input inputs[2] = {{PORTO_INPUT_INIT, 0}, {PORTO_INPUT_INIT, 1}};
  porto_rows* rows = NULL;
  for (int i = 0; i < no_size_count; ++i) {
    inputs[0].known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "inputs[0].struct_size",
                porto_usage_import(ledger, &inputs[0].known, 1, NULL, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_INVALID, "input.struct_size",
                porto_usage_reconcile(ledger, &inputs[0].known, NULL, &rows, NULL, &err));
  }
  for (int i = 0; i < 2; ++i) {
    inputs[i].known.struct_size = sizeof inputs[i];
    inputs[i].known.name = "upload";
    inputs[i].known.bytes =
        "event_id,company,occurred_at,quantity\nb-1,bolag-1,2024-02-10T08:00:00Z,1\n";
    inputs[i].known.byte_count = PORTO_NTS;
  }
  CHECK_FAILS(PORTO_E_INVALID, "inputs[1]",
              porto_usage_import(ledger, &inputs[0].known, 2, NULL, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "input",
              porto_usage_reconcile(ledger, &inputs[1].known, NULL, &rows, NULL, &err));
  inputs[1].unknown = 0;
  CHECK_INT(PORTO_OK, porto_usage_import(ledger, &inputs[0].known, 2, NULL, NULL, NULL, NULL));
}

/* Of what is long: simulations, pruning, backups. */
static void check_long_work(porto_ledger* ledger) {
  later_simulate_options simulate = {PORTO_SIMULATE_OPTIONS_INIT, 0};
  later_prune_options prune = {PORTO_PRUNE_OPTIONS_INIT, 0};
  later_backup_options backup = {PORTO_BACKUP_OPTIONS_INIT, 0};
  porto_tariff* tariff = NULL;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(vitec_tariff, PORTO_NTS, NULL, 0, &tariff, NULL));
#define SIMULATE(err) \
  porto_outlook_simulate(ledger, tariff, &simulate.known, &rows, NULL, NULL, err)
#define PRUNE(err) porto_ledger_prune(ledger, 202402, 1, &prune.known, NULL, err)
#define BACKUP(err) porto_ledger_backup(ledger, "copy", PORTO_NTS, &backup.known, err)
  for (int i = 0; i < no_size_count; ++i) {
    simulate.known.struct_size = prune.known.struct_size = backup.known.struct_size = no_sizes[i];
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size", SIMULATE(&err));
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size", PRUNE(&err));
    CHECK_FAILS(PORTO_E_INVALID, "options.struct_size", BACKUP(&err));
  }
  simulate.known.struct_size = sizeof simulate;
  prune.known.struct_size = sizeof prune;
  backup.known.struct_size = sizeof backup;
  simulate.unknown = prune.unknown = backup.unknown = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options", SIMULATE(&err));
  CHECK_FAILS(PORTO_E_INVALID, "options", PRUNE(&err));
  CHECK_FAILS(PORTO_E_INVALID, "options", BACKUP(&err));
  simulate.unknown = prune.unknown = backup.unknown = 0;
  simulate.known.header_version = prune.known.header_version = backup.known.header_version =
      PORTO_VERSION_NUMBER + 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version", SIMULATE(&err));
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version", PRUNE(&err));
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version", BACKUP(&err));
  simulate.known.header_version = PORTO_VERSION_NUMBER;
  simulate.known.from_yyyymm = simulate.known.through_yyyymm = 202402;
  CHECK_INT(PORTO_OK, SIMULATE(NULL));
  porto_rows_close(rows);
#undef SIMULATE
#undef PRUNE
#undef BACKUP
  porto_tariff_close(tariff);
}

/* What the options of a call begin with, and room for what a later version adds. */
typedef struct any_options {
  uint32_t struct_size;
  uint32_t header_version;
  int64_t rest[60];
} any_options;

/* Each function that takes options or a filter, with these; the others are as they must be. */
typedef struct options_scene {
  porto_ledger* ledger;
  porto_tariff* tariff;
  porto_recorder* recorder;
  porto_rows* rows;
} options_scene;
#define CALL_WITH(name, call) \
  static int32_t name(options_scene* s, const void* options, porto_error** err) { return call; }
CALL_WITH(usage_list, porto_usage_list(s->ledger, options, &s->rows, err))
CALL_WITH(item_list, porto_item_list(s->ledger, options, &s->rows, err))
CALL_WITH(event_list, porto_event_list(s->ledger, options, &s->rows, err))
CALL_WITH(event_write,
          porto_event_write(s->ledger, options, PORTO_FORMAT_CSV, NULL, write_nothing, NULL, err))
CALL_WITH(invoice_show, porto_invoice_show(s->ledger, 202402, options, NULL, NULL, NULL, NULL, err))
CALL_WITH(causes, porto_invoice_causes(s->ledger, 202402, options, &s->rows, err))
CALL_WITH(month_close, porto_month_close(s->ledger, 202402, 1, options, NULL, NULL, err))
CALL_WITH(statement, porto_ledger_statement(s->ledger, 202402, "bolag-1", PORTO_NTS, options,
                                            PORTO_FORMAT_CSV, NULL, write_nothing, NULL, err))
CALL_WITH(charges, porto_outlook_charges(s->ledger, 1, options, &s->rows, err))
CALL_WITH(tasks, porto_outlook_tasks(s->ledger, 1, options, &s->rows, err))
CALL_WITH(plot, porto_tariff_plot(s->tariff, options, write_nothing, NULL, err))
CALL_WITH(change_list, porto_change_list(s->ledger, options, &s->rows, err))
CALL_WITH(import_list, porto_import_list(s->ledger, options, &s->rows, err))
CALL_WITH(verify, porto_ledger_verify(s->ledger, options, NULL, err))
CALL_WITH(prune, porto_ledger_prune(s->ledger, 202402, 1, options, NULL, err))
CALL_WITH(backup, porto_ledger_backup(s->ledger, "copy", PORTO_NTS, options, err))
CALL_WITH(copy_of, ((void)s, porto_ledger_copy("options.db", PORTO_NTS, "copy", PORTO_NTS, options,
                                               NULL, NULL, err)))
CALL_WITH(migrate, ((void)s, porto_ledger_migrate("options.db", PORTO_NTS, options, NULL, err)))
CALL_WITH(simulate,
          porto_outlook_simulate(s->ledger, s->tariff, options, &s->rows, NULL, NULL, err))
CALL_WITH(outlook_plot,
          porto_outlook_plot(s->ledger, s->tariff, options, write_nothing, NULL, NULL, err))
CALL_WITH(record, porto_usage_record(s->ledger, NULL, 0, 0, options, NULL, NULL, err))
CALL_WITH(recorder_record, porto_recorder_record(s->recorder, NULL, 0, 0, options, NULL, NULL, err))
CALL_WITH(report, porto_report(s->ledger, options, &s->rows, NULL, NULL, err))
CALL_WITH(statements, porto_ledger_statements(s->ledger, 202402, options, PORTO_FORMAT_CSV, NULL,
                                              take_nothing, NULL, err))
CALL_WITH(month_page, porto_month_page(s->ledger, 202402, options, write_nothing, NULL, err))
CALL_WITH(report_plot,
          porto_report_plot(s->ledger, options, NULL, 0, write_nothing, NULL, NULL, err))
CALL_WITH(books, porto_books_export(s->ledger, 202402, options, &s->rows, NULL, err))
CALL_WITH(domain_end, porto_domain_end(s->ledger, "a.se", PORTO_NTS, "bolag-1", PORTO_NTS, 20240201,
                                       options, NULL, err))

/* Sizes, header versions and unknown members of all of them, by one rule. */
static void check_all_options(porto_ledger* ledger) {
  options_scene scene = {ledger, NULL, NULL, NULL};
  porto_ledger* file = NULL;
  remove("options.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("options.db", PORTO_NTS, NULL, &file, NULL));
  porto_ledger_close(file);
  CHECK_INT(PORTO_OK, porto_recorder_open("options.db", PORTO_NTS, NULL, &scene.recorder, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_open(vitec_tariff, PORTO_NTS, NULL, 0, &scene.tariff, NULL));
  int32_t (*const calls[])(options_scene*, const void*, porto_error**) = {
      usage_list,  item_list, event_list,      event_write,  invoice_show, causes,      month_close,
      statement,   charges,   tasks,           plot,         change_list,  import_list, verify,
      prune,       backup,    simulate,        outlook_plot, report,       domain_end,  statements,
      report_plot, record,    recorder_record, month_page,   books,        copy_of,     migrate};
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; ++i) {
    const char* name = i < 4 ? "filter" : "options";
    char place[40];
    any_options options = {0, PORTO_VERSION_NUMBER, {0}};
    options.struct_size = 12;
    strcat(strcpy(place, name), ".struct_size");
    CHECK_FAILS(PORTO_E_INVALID, place, calls[i](&scene, &options, &err));
    options.struct_size = sizeof options;
    options.rest[59] = 1;
    CHECK_FAILS(PORTO_E_INVALID, name, calls[i](&scene, &options, &err));
    options.rest[59] = 0;
    options.header_version = PORTO_VERSION_NUMBER + 1;
    strcat(strcpy(place, name), ".header_version");
    CHECK_FAILS(PORTO_E_INVALID, place, calls[i](&scene, &options, &err));
  }
  porto_recorder_close(scene.recorder);
  porto_tariff_close(scene.tariff);
}

int main(void) {
  check_added();
  check_usage();
  check_ledger_options();
  check_close_options();
  check_header_version();
  check_chosen();
  check_policies();
  porto_ledger* ledger = example_ledger();
  check_events(ledger);
  check_import_options(ledger);
  check_reconcile_options(ledger);
  check_company_table(ledger);
  check_items(ledger);
  check_inputs(ledger);
  check_void(ledger);
  check_long_work(ledger);
  check_all_options(ledger);
  check_change_options(ledger);
  check_output_options();
  porto_ledger_close(ledger);
  return check_failures();
}
