/* Corrections, proof and upkeep: an event, its void and correction; verify, statement, prune and
 * backup. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static porto_void void_of(const char* event_id) {
  porto_void what = PORTO_VOID_INIT;
  what.source = "import";
  what.event_id = event_id;
  what.actor = "anna";
  what.reason = "sent twice";
  what.voided_at_unix_us = at("2024-03-05T10:00:00Z");
  return what;
}

static void record(porto_ledger* ledger, const char* id, const char* time, int64_t quantity) {
  const porto_event event = event_of(id, "bolag-1", time, quantity);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
}

static porto_ledger* closed_ledger(void) {
  porto_ledger* ledger = example_ledger();
  record(ledger, "e-1", "2024-02-10T08:00:00Z", 40000);
  record(ledger, "e-2", "2024-02-11T08:00:00Z", 7);
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-02T00:00:00Z"), NULL, NULL, NULL, NULL));
  return ledger;
}

static int32_t append(void* user, const char* bytes, size_t size) {
  char* text = (char*)user;
  const size_t length = strlen(text);
  if (size >= 32768 - length) return 1;
  memcpy(text + length, bytes, size);
  text[length + size] = '\0';
  return 0;
}

static int32_t stop(void* user, const char* bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 1;
}

static void check_void(void) {
  porto_ledger* ledger = closed_ledger();
  porto_void what = void_of("e-2");
  CHECK_INT(PORTO_OK, porto_event_void(ledger, &what, NULL, NULL, NULL, NULL));
  porto_rows* voided = NULL;
  CHECK_INT(PORTO_EXISTS, porto_event_void(ledger, &what, NULL, &voided, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(voided, NULL));
  CHECK_TEXT("e-2", porto_rows_text(voided, 2, NULL));
  CHECK_TEXT("2024-03-05T10:00:00Z", porto_rows_text(voided, 9, NULL));
  size_t length = 0;
  CHECK_TEXT("2024-03-05T11:00:00+01:00", porto_rows_shown(voided, 9, &length));
  CHECK_INT(25, (int64_t)length);
  CHECK_TEXT("7", porto_rows_shown(voided, 8, NULL));
  CHECK(porto_rows_shown(voided, 12, NULL) == NULL);
  CHECK(porto_rows_shown(voided, 99, NULL) == NULL);
  CHECK(porto_rows_shown(NULL, 0, NULL) == NULL);
  porto_rows_close(voided);

  porto_rows* event = NULL;
  CHECK_INT(PORTO_OK,
            porto_event_show(ledger, "import", PORTO_NTS, "e-2", PORTO_NTS, &event, NULL));
  CHECK_TEXT(
      "seq,source,event_id,company,domain,meter,decimals,occurred_at,quantity,voided_at,actor,"
      "reason,import,corrects,corrected_by\n"
      "2,import,e-2,bolag-1,,messages,0,2024-02-11T08:00:00Z,7,2024-03-05T10:00:00Z,anna,sent "
      "twice,,,\n",
      csv(event));

  what.event_id = "nothing";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "what.event_id",
              porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "event_id",
              porto_event_show(ledger, "import", PORTO_NTS, "nothing", PORTO_NTS, &event, &err));
  what = void_of("e-1");
  what.reason = "";
  CHECK_FAILS(PORTO_E_INVALID, "what.reason",
              porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  what.reserved = 1;
  CHECK_FAILS(PORTO_E_INVALID, "what.reserved",
              porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

/* A correction in a closed month is settled on the next: 1,000 messages fewer at 0.012 each. */
static void check_correct(void) {
  porto_ledger* ledger = closed_ledger();
  const porto_void what = void_of("e-1");
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_event_correct(ledger, &what, 39000, NULL, &rows, NULL, NULL));
  CHECK_TEXT("source,event_id,corrected_by\nimport,e-1,e-1/correction-1\n", csv(rows));
  CHECK_INT(PORTO_EXISTS, porto_event_correct(ledger, &what, 39000, NULL, NULL, NULL, NULL));
  CHECK_FAILS(PORTO_E_CONFLICT, "what.event_id",
              porto_event_correct(ledger, &what, 1, NULL, &rows, NULL, &err));
  CHECK(rows == NULL);
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202403, at("2024-04-02T00:00:00Z"), NULL, &rows, NULL, NULL));
  CHECK(strstr(csv(rows), ",-12.00,SEK,vitec-epost,1,2024-02\n") != NULL);
  /* The void of the event takes its correction back. */
  porto_void late = void_of("e-1");
  late.voided_at_unix_us = at("2024-04-03T10:00:00Z");
  CHECK_INT(PORTO_OK, porto_event_void(ledger, &late, NULL, &rows, NULL, NULL));
  CHECK(strstr(csv(rows), ",import,e-1/correction-1,bolag-1,") != NULL);
  late.voided_at_unix_us = at("1999-01-01T00:00:00Z");
  late.event_id = "e-2";
  CHECK_FAILS(PORTO_E_INVALID, "what.voided_at_unix_us",
              porto_event_void(ledger, &late, NULL, &rows, NULL, &err));
  CHECK(rows == NULL);
  CHECK_INT(PORTO_EXISTS, porto_event_correct(ledger, &late, 7, NULL, &rows, NULL, NULL));
  CHECK_TEXT("source,event_id,corrected_by\nimport,e-2,e-2\n", csv(rows));
  porto_ledger_close(ledger);
}

static void check_list(void) {
  porto_ledger* ledger = closed_ledger();
  record(ledger, "e-3", "2024-02-29T23:00:00Z", 1);
  const porto_void what = void_of("e-2");
  CHECK_INT(PORTO_OK, porto_event_void(ledger, &what, NULL, NULL, NULL, NULL));
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_event_list(ledger, NULL, &rows, NULL));
  char all[4096];
  snprintf(all, sizeof all, "%s", csv(rows));
  CHECK(strstr(all, "\n1,import,e-1,") && strstr(all, "\n2,") && strstr(all, "\n3,import,e-3,"));
  char text[32768] = "";
  CHECK_INT(PORTO_OK, porto_event_write(ledger, NULL, PORTO_FORMAT_CSV, NULL, append, text, NULL));
  CHECK_TEXT(all, text);

  porto_event_filter filter = PORTO_EVENT_FILTER_INIT;
  filter.from_yyyymm = 202403;
  CHECK_INT(PORTO_OK, porto_event_list(ledger, &filter, &rows, NULL));
  CHECK(strstr(csv(rows), "\n3,import,e-3,") != NULL);
  filter.from_yyyymm = 0;
  filter.voided = 1;
  filter.source = "import";
  text[0] = '\0';
  CHECK_INT(PORTO_OK,
            porto_event_write(ledger, &filter, PORTO_FORMAT_JSON, NULL, append, text, NULL));
  CHECK(strncmp(text, "[\n{\"seq\":\"2\",", 13) == 0);
  filter.voided = 0;
  filter.limit = 1;
  filter.after = 1;
  filter.company = "bolag-1";
  filter.meter = "messages";
  CHECK_INT(PORTO_OK, porto_event_list(ledger, &filter, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("e-2", porto_rows_text(rows, 2, NULL));
  CHECK_INT(PORTO_DONE, porto_rows_next(rows, NULL));
  porto_rows_close(rows);
  filter.day_yyyymmdd = 20240210;
  filter.after = 0;
  CHECK_INT(PORTO_OK, porto_event_list(ledger, &filter, &rows, NULL));
  CHECK(strstr(csv(rows), "\n1,import,e-1,") != NULL);

  CHECK_INT(PORTO_E_CANCELLED,
            porto_event_write(ledger, NULL, PORTO_FORMAT_TABLE, NULL, stop, NULL, NULL));
  filter.import = 1;
  CHECK_FAILS(PORTO_E_NOT_FOUND, "", porto_event_list(ledger, &filter, &rows, &err));
  CHECK(rows == NULL);
  filter.import = -1;
  CHECK_FAILS(PORTO_E_INVALID, "filter.import", porto_event_list(ledger, &filter, &rows, &err));
  filter.import = 0;
  filter.limit = -1;
  CHECK_FAILS(PORTO_E_INVALID, "filter.limit", porto_event_list(ledger, &filter, &rows, &err));
  filter.limit = 0;
  filter.day_yyyymmdd = 20240230;
  CHECK_FAILS(PORTO_E_INVALID, "filter.day_yyyymmdd",
              porto_event_list(ledger, &filter, &rows, &err));
  filter.day_yyyymmdd = 0;
  filter.struct_size = 12;
  CHECK_FAILS(PORTO_E_INVALID, "filter.struct_size",
              porto_event_list(ledger, &filter, &rows, &err));
  porto_ledger_close(ledger);
}

typedef struct progress {
  porto_ledger* ledger;
  uint64_t done;
  uint64_t total;
  int32_t answer;
} progress;

static int32_t on_progress(void* user, uint64_t done, uint64_t total) {
  progress* told = (progress*)user;
  told->done = done;
  told->total = total;
  CHECK_INT(PORTO_E_INVALID, porto_ledger_verify(told->ledger, NULL, NULL, NULL));
  return told->answer;
}

static void check_verify(void) {
  porto_ledger* ledger = closed_ledger();
  progress told = {ledger, 0, 0, 0};
  porto_rows* report = NULL;
  porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
  options.on_progress = on_progress;
  options.user = &told;
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, &options, &report, NULL));
  CHECK_INT(2, (int64_t)told.done);
  CHECK_INT(2, (int64_t)told.total);
  const char* text = csv(report);
  const char* const begin =
      "result,check,place,stored,expected\nchecked,schema,schema version 2,,\nchecked,tariffs,1 ";
  CHECK(strncmp(text, begin, strlen(begin)) == 0);
  CHECK(strstr(text, "checked,events,2 events in 2 batches,,\n") != NULL);
  told.answer = 1;
  CHECK_FAILS(PORTO_E_CANCELLED, "on_progress",
              porto_ledger_verify(ledger, &options, &report, &err));
  CHECK(report == NULL);
  porto_ledger_close(ledger);
}

static porto_kept_digest kept_of(int32_t month, const char* record, int64_t number,
                                 const char* digest) {
  porto_kept_digest kept = PORTO_KEPT_DIGEST_INIT;
  kept.month_yyyymm = month;
  kept.record = record;
  kept.number = number;
  kept.digest = digest;
  return kept;
}

/* Copies the digest of a "keep" row. */
static void find_kept(porto_ledger* ledger, const char* name, char digest[65]) {
  porto_rows* report = NULL;
  digest[0] = '\0';
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, &report, NULL));
  while (porto_rows_next(report, NULL) == PORTO_OK)
    if (strcmp(porto_rows_text(report, 0, NULL), "keep") == 0 &&
        strcmp(porto_rows_text(report, 2, NULL), name) == 0)
      snprintf(digest, 65, "%s", porto_rows_text(report, 3, NULL));
  porto_rows_close(report);
  CHECK_INT(64, (int64_t)strlen(digest));
}

/* Digests that were kept elsewhere are there, or the ledger differs. */
static void check_expected(void) {
  porto_ledger* ledger = closed_ledger();
  porto_rows* report = NULL;
  char hash[65], batch[65];
  find_kept(ledger, "2024-02", hash);
  find_kept(ledger, "batch:2", batch);
  porto_kept_digest kept[] = {kept_of(202402, NULL, 0, hash), kept_of(0, "batch", 2, batch)};
  porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
  options.expected = kept;
  options.expected_count = 2;
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, &options, &report, NULL));
  CHECK(strstr(csv(report), "checked,kept,2 digests that were kept elsewhere,,\n") != NULL);
  kept[0].digest = batch;
  kept[1].number = 3;
  CHECK_INT(PORTO_DIFFERS, porto_ledger_verify(ledger, &options, &report, NULL));
  const char* text = csv(report);
  CHECK(strstr(text, "differs,kept,2024-02: hash,") != NULL);
  CHECK(strstr(text, "differs,kept,batch:3: digest,not there,") != NULL);

  kept[1].digest = "f00d";
  CHECK_FAILS(PORTO_E_INVALID, "options.expected",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1] = kept_of(0, "page", 1, batch);
  CHECK_FAILS(PORTO_E_INVALID, "options.expected",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1] = kept_of(202402, "batch", 1, batch);
  CHECK_FAILS(PORTO_E_INVALID, "options.expected[1].record",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1] = kept_of(202402, NULL, 1, batch);
  CHECK_FAILS(PORTO_E_INVALID, "options.expected[1].record",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1] = kept_of(202413, NULL, 0, batch);
  CHECK_FAILS(PORTO_E_INVALID, "options.expected[1].month_yyyymm",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1] = kept_of(202402, NULL, 0, NULL);
  CHECK_FAILS(PORTO_E_INVALID, "options.expected[1].digest",
              porto_ledger_verify(ledger, &options, NULL, &err));
  kept[1].struct_size = 8;
  CHECK_FAILS(PORTO_E_INVALID, "options.expected[1].struct_size",
              porto_ledger_verify(ledger, &options, NULL, &err));
  options.expected = NULL;
  CHECK_FAILS(PORTO_E_INVALID, "options.expected",
              porto_ledger_verify(ledger, &options, NULL, &err));
  options.expected_count = 0;
  options.reserved = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.reserved",
              porto_ledger_verify(ledger, &options, NULL, &err));
  options.header_version = PORTO_VERSION_NUMBER + 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version",
              porto_ledger_verify(ledger, &options, NULL, &err));
  options.struct_size = 4;
  CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
              porto_ledger_verify(ledger, &options, NULL, &err));
  porto_ledger_close(ledger);
}

static void check_statement(void) {
  porto_ledger* ledger = closed_ledger();
  static char text[32768];
  const int32_t formats[] = {PORTO_FORMAT_TABLE, PORTO_FORMAT_CSV, PORTO_FORMAT_JSON};
  const char* const begins[] = {"Statement\n\n", "part,row,name,value\nstatement,1,month,2024-02\n",
                                "{\n\"statement\":[\n{\"month\":\"2024-02\","};
  for (int i = 0; i < 3; ++i) {
    text[0] = '\0';
    CHECK_INT(PORTO_OK, porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL,
                                               formats[i], NULL, append, text, NULL));
    CHECK(strncmp(text, begins[i], strlen(begins[i])) == 0);
    CHECK(strstr(text, "30007") != NULL);
    CHECK(strstr(text, "price = ") != NULL);
  }
  text[0] = '\0';
  CHECK_INT(PORTO_OK, porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL,
                                             PORTO_FORMAT_HTML, NULL, append, text, NULL));
  CHECK(strncmp(text, "<!DOCTYPE html>\n", 16) == 0);
  CHECK(strstr(text, "</html>\n") != NULL);
  CHECK_FAILS(PORTO_E_INVALID, "format",
              porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL, 0, NULL, append,
                                     text, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "company",
              porto_ledger_statement(ledger, 202402, "nobody", PORTO_NTS, NULL, PORTO_FORMAT_CSV,
                                     NULL, append, text, &err));
  CHECK_FAILS(PORTO_E_CANCELLED, "write",
              porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL, PORTO_FORMAT_CSV,
                                     NULL, stop, NULL, &err));
  porto_ledger_close(ledger);
}

struct taken {
  char companies[64];
  size_t bytes;
  int most;
};

static int32_t take(void* user, const char* company, size_t company_len, const char* bytes,
                    size_t size) {
  struct taken* taken = user;
  if (taken->most-- == 0) return 1;
  strncat(strncat(taken->companies, company, company_len), " ", 2);
  CHECK(size > 20 && strncmp(bytes, "part,row,name,value\n", 20) == 0);
  taken->bytes += size;
  return 0;
}

static void check_statements(void) {
  porto_ledger* ledger = closed_ledger();
  static char text[32768];
  struct taken taken = {"", 0, -1};
#define STATEMENTS(err) \
  porto_ledger_statements(ledger, 202402, NULL, PORTO_FORMAT_CSV, NULL, take, &taken, err)
  CHECK_INT(PORTO_OK, STATEMENTS(NULL));
  text[0] = '\0';
  CHECK_INT(PORTO_OK, porto_ledger_statement(ledger, 202402, "bolag-1", PORTO_NTS, NULL,
                                             PORTO_FORMAT_CSV, NULL, append, text, NULL));
  CHECK(strstr(taken.companies, "bolag-1 ") != NULL);
  CHECK(taken.bytes >= strlen(text));
  taken.most = 0;
  CHECK_FAILS(PORTO_E_CANCELLED, "take", STATEMENTS(&err));
#undef STATEMENTS
  porto_ledger_close(ledger);
}

static void check_prune(void) {
  porto_ledger* ledger = closed_ledger();
  const int64_t now = at("2024-06-01T00:00:00Z");
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_E_MONTH_OPEN, porto_ledger_prune(ledger, 202404, now, NULL, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_ledger_prune(ledger, 202403, now, NULL, &rows, NULL));
  CHECK_TEXT("through,events\n2024-02,2\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, &rows, NULL));
  CHECK(strstr(csv(rows), "note,,\"2 events of batches 1 to 2 pruned: ") != NULL);

  /* What was counted stays known, and a new event of the month is refused. */
  const porto_event known = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 40000);
  const porto_event other = event_of("e-1", "bolag-1", "2025-02-10T08:00:00Z", 40000);
  const porto_event event = event_of("e-3", "bolag-1", "2024-02-10T08:00:00Z", 40000);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &known, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_DUPLICATE, outcome);
  CHECK_INT(PORTO_REJECTS, porto_usage_record(ledger, &other, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_CONFLICT, outcome);
  CHECK_INT(PORTO_REJECTS, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, &rows, NULL));
  CHECK(strstr(csv(rows), "month is pruned") != NULL);
  const porto_void what = void_of("e-1");
  CHECK_FAILS(PORTO_E_MONTH_CLOSED, "what.event_id",
              porto_event_void(ledger, &what, NULL, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

/* A changed copy of a ledger is found out; the copy itself is a ledger like any other. */
static void check_backup(void) {
  remove("ledger.db");
  remove("copy.db");
  porto_ledger* ledger = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_create("ledger.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  record(ledger, "e-1", "2024-02-10T08:00:00Z", 1);
  CHECK_INT(PORTO_OK, porto_ledger_backup(ledger, "copy.db", PORTO_NTS, NULL, NULL));
  CHECK_INT(PORTO_E_LEDGER_EXISTS, porto_ledger_backup(ledger, "copy.db", PORTO_NTS, NULL, NULL));
  CHECK_INT(PORTO_E_NOT_FOUND, porto_ledger_backup(ledger, "none/copy.db", PORTO_NTS, NULL, NULL));
  record(ledger, "e-2", "2024-02-10T08:00:00Z", 1);
  porto_ledger_close(ledger);

  porto_ledger* copy = NULL;
  porto_rows* rows = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.read_only = 1;
  CHECK_INT(PORTO_OK, porto_ledger_open("copy.db", PORTO_NTS, &options, &copy, NULL));
  CHECK_FAILS(PORTO_E_READ_ONLY, "", add_company(copy, "b", NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.read_only",
              porto_ledger_create("new.db", PORTO_NTS, &options, &ledger, &err));
  CHECK_INT(PORTO_OK, porto_usage_list(copy, NULL, &rows, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,1,1\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_ledger_verify(copy, NULL, NULL, NULL));
  porto_ledger_close(copy);
}

int main(void) {
  check_void();
  check_correct();
  check_list();
  check_verify();
  check_expected();
  check_statement();
  check_statements();
  check_prune();
  check_backup();
  return check_failures();
}
