/* Importing files: the report, refused rows told and written, options, and callbacks that stop. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static const char good[] =
    "event_id,company,occurred_at,quantity\n"
    "e-1,bolag-1,2024-02-10T08:00:00Z,3\n"
    "e-2,bolag-1,2024-02-11T08:00:00Z,4\n";
static const char mixed[] =
    "event_id,company,occurred_at,quantity\n"
    "e-2,bolag-1,2024-02-11T08:00:00Z,4\n"
    "e-2,bolag-1,2024-02-11T08:00:00Z,5\n"
    "e-3,bolag-9,2024-02-12T08:00:00Z,abc\n"
    "e-4,bolag-9,2024-03-12T08:00:00Z,6\n";

typedef struct heard {
  int rejected;
  int progress;
  int32_t outcomes[4];
  uint64_t lines[4];
  char rows[4][64];
  int stop; /* at the first rejected row (1), at the first progress (2) */
  porto_ledger* ledger;
  int32_t called_back;
} heard;

static int32_t on_rejected(void* user, const char* file, uint64_t line, int32_t outcome,
                           const char* reason, const char* row, size_t row_len) {
  heard* h = (heard*)user;
  CHECK_TEXT("mixed.csv", file);
  CHECK(strlen(reason) > 10);
  CHECK_INT((int64_t)strlen(row), (int64_t)row_len);
  if (h->rejected < 4) {
    h->outcomes[h->rejected] = outcome;
    h->lines[h->rejected] = line;
    snprintf(h->rows[h->rejected], sizeof h->rows[0], "%s", row);
  }
  ++h->rejected;
  if (h->ledger) {
    porto_rows* rows = NULL;
    h->called_back = porto_company_list(h->ledger, &rows, NULL);
    porto_ledger_close(h->ledger); /* not while it is in use */
  }
  return h->stop == 1;
}

static int32_t on_progress(void* user, uint64_t done, uint64_t total) {
  heard* h = (heard*)user;
  CHECK(total == 0 || done <= total);
  ++h->progress;
  return h->stop == 2;
}

static void check_maps(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_import_maps(&rows, NULL));
  CHECK(strncmp(csv(rows), "map,about\nexcel-sv,", 19) == 0);
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  const char* path = "excel.csv";
  write_file(path,
             "event_id;company;occurred_at;quantity\n"
             "e-1;\xC5kers bruk;2024-02-10 09:00;1\xA0"
             "234,00\n");
  options.map = "excel-sv";
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, list_usage(ledger, 202402, NULL, &usage, NULL));
  CHECK_TEXT(
      "month,company,meter,quantity,events\n"
      "2024-02,\xC3\x85kers bruk,messages,1234,1\n",
      csv(usage));
  porto_ledger_close(ledger);
}

static void check_report(void) {
  porto_ledger* ledger = example_ledger();
  const char* paths[] = {"good.csv", "mixed.csv"};
  porto_rows* report = NULL;
  CHECK_INT(PORTO_OK, import_files(ledger, paths, 1, NULL, &report, NULL, NULL));
  CHECK_TEXT(
      "entry,name,value,month\nrows,,2,\nstored,,2,\nduplicate,,0,\nconflict,,0,\nrejected,,0,\n"
      "late,,0,\nunassigned,,0,\nmonth,2024-02,2,\nimport,,1,\n",
      csv(report));
  CHECK_INT(PORTO_OK, import_files(ledger, paths, 1, NULL, &report, NULL, NULL));
  CHECK_TEXT(
      "entry,name,value,month\nrows,,2,\nstored,,0,\nduplicate,,2,\nconflict,,0,\nrejected,,0,\n"
      "late,,0,\nunassigned,,0,\n"
      "notice,\"good.csv: the same file was imported before (import 1, \"\"good.csv\"\"); what "
      "that "
      "stored counts once\",,\nimport,,2,\n",
      csv(report));
  CHECK_INT(PORTO_REJECTS, import_files(ledger, paths, 2, NULL, &report, NULL, NULL));
  const char* text = csv(report);
  CHECK(strstr(text, "rows,,6,\nstored,,1,\nduplicate,,3,\nconflict,,1,\nrejected,,1,\n") != NULL);
  CHECK(strstr(text, "\nreason,") != NULL);
  CHECK(strstr(text, "\nmonth,2024-03,1,\n") != NULL);
  CHECK(strstr(text, "\ncompany,bolag-9,,\n") != NULL);
  porto_ledger_close(ledger);
}

static void check_rejects(void) {
  porto_ledger* ledger = example_ledger();
  const char* path = "mixed.csv";
  heard h;
  memset(&h, 0, sizeof h);
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  remove("rejects.csv"); /* of an earlier run */
  options.rejects_path = "rejects.csv";
  options.on_rejected = on_rejected;
  options.on_progress = on_progress;
  options.user = &h;
  CHECK_INT(PORTO_REJECTS, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  CHECK_INT(2, h.rejected);
  CHECK(h.progress > 0);
  CHECK_INT(PORTO_CONFLICT, h.outcomes[0]);
  CHECK_INT(3, (int64_t)h.lines[0]);
  CHECK_TEXT("e-2,bolag-1,2024-02-11T08:00:00Z,5", h.rows[0]);
  CHECK_INT(PORTO_REJECTED, h.outcomes[1]);
  CHECK_INT(4, (int64_t)h.lines[1]);
  const char* rejects = read_file("rejects.csv");
  CHECK(strstr(rejects, "porto_outcome,porto_reason,porto_file,porto_line,porto_row,event_id,") !=
        NULL);
  CHECK(strstr(rejects, ",mixed.csv,4,,e-3,bolag-9,2024-02-12T08:00:00Z,abc\n") != NULL);

  /* It is not replaced by that of another import; one that refuses nothing leaves none. */
  const char* good_path = "good.csv";
  CHECK_INT(PORTO_E_CONFLICT, import_files(ledger, &good_path, 1, &options, NULL, NULL, NULL));
  CHECK(strstr(read_file("rejects.csv"), ",e-3,") != NULL);
  remove("rejects.csv");
  CHECK_INT(PORTO_OK, import_files(ledger, &good_path, 1, &options, NULL, NULL, NULL));
  CHECK_TEXT("(no file)", read_file("rejects.csv"));
  porto_ledger_close(ledger);
}

static int32_t on_file(void* user, const char* file, const char* format) {
  CHECK_TEXT("mixed.csv", file);
  CHECK_TEXT("csv", format);
  return ++*(int*)user == 2;
}

/* A trial says what the import would do, by month and company too, and stores nothing. */
static void check_trial(void) {
  porto_ledger* ledger = example_ledger();
  const char* path = "mixed.csv";
  int files = 0;
  porto_rows* report = NULL;
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.dry_run = 1;
  options.by_company = 1;
  options.batch_events = 1;
  options.on_file = on_file;
  options.user = &files;
  CHECK_INT(PORTO_REJECTS, import_files(ledger, &path, 1, &options, &report, NULL, NULL));
  const char* text = csv(report);
  CHECK(strstr(text, "\nstored,,2,\n") != NULL);
  CHECK(strstr(text, "\nconflict,,1,\n") != NULL);
  CHECK(strstr(text, "\ncompany_month,bolag-9,1,2024-03\n") != NULL);
  CHECK_FAILS(PORTO_E_CANCELLED, "on_file",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(usage));
  porto_ledger_close(ledger);
}

static void check_callbacks(void) {
  const char* path = "mixed.csv";
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  heard h;
  options.on_rejected = on_rejected;
  options.on_progress = on_progress;
  options.user = &h;

  porto_ledger* ledger = example_ledger();
  for (int stop = 1; stop <= 2; ++stop) {
    memset(&h, 0, sizeof h);
    h.stop = stop;
    porto_error* err = NULL;
    CHECK_INT(PORTO_E_CANCELLED, import_files(ledger, &path, 1, &options, NULL, NULL, &err));
    CHECK_TEXT(stop == 1 ? "on_rejected" : "on_progress", porto_error_where(err));
    CHECK_INT(stop == 1 ? 2 : 0, (int64_t)porto_error_committed(err)); /* all was there already */
    porto_error_free(err);
  }
  /* A callback must not call its ledger, nor close it; the import goes on. */
  memset(&h, 0, sizeof h);
  h.ledger = ledger;
  CHECK_INT(PORTO_REJECTS, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  CHECK_INT(2, h.rejected);
  CHECK_INT(PORTO_E_INVALID, h.called_back);
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

static void check_options(void) {
  porto_ledger* ledger = example_ledger();
  const char* path = "semicolons.csv";
  write_file(path, "event_id;company;occurred_at;quantity\ne-1;bolag-1;2024-02-10T08:00:00Z;3\n");
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.delimiter = 200;
  CHECK_FAILS(PORTO_E_INVALID, "options.delimiter",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  options.delimiter = ';';
  options.format = "csv and more";
  options.format_len = 3;
  options.source = "mailgun";
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  /* The source is what makes it another event. */
  options.source = NULL;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,6,2\n", csv(usage));

  CHECK_FAILS(PORTO_E_INVALID, "count", import_files(ledger, &path, 0, NULL, NULL, NULL, &err));
  options.rejects_path = "";
  CHECK_FAILS(PORTO_E_INVALID, "options.rejects_path",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  const char* missing = "missing.csv";
  CHECK(import_files(ledger, &missing, 1, NULL, NULL, NULL, NULL) < 0);
  porto_ledger_close(ledger);
}

typedef struct known {
  int told;
  int64_t import;
  int stop;
} known;

static int32_t on_known(void* user, const char* file, int64_t import, const char* what) {
  known* k = (known*)user;
  CHECK_TEXT("good.csv", file);
  CHECK(strstr(what, "import 1, \"good.csv\"") != NULL);
  ++k->told;
  k->import = import;
  return k->stop;
}

static void check_log(void) {
  porto_ledger* ledger = example_ledger();
  const char* path = "good.csv";
  known seen = {0, 0, 0};
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.now_unix_us = at("2024-03-01T08:00:00Z");
  options.on_known = on_known;
  options.user = &seen;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  CHECK_INT(0, seen.told);
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  CHECK_INT(1, seen.told);
  CHECK_INT(1, seen.import);
  seen.stop = 1;
  CHECK_FAILS(PORTO_E_CANCELLED, "on_known",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));

  CHECK_INT(PORTO_OK, porto_import_list(ledger, NULL, &rows, NULL));
  CHECK_TEXT(
      "import,begun_at,state,files,file,format,rows,stored,duplicate,conflict,rejected,"
      "not_counted,corrected,undone_at,actor,reason\n"
      "1,2024-03-01T08:00:00Z,finished,1,good.csv,csv,2,2,0,0,0,0,0,,,\n"
      "2,2024-03-01T08:00:00Z,finished,1,good.csv,csv,2,0,2,0,0,0,0,,,\n",
      csv(rows));
  porto_change_options anna = by_anna("2024-03-02T08:00:00Z");
  CHECK_INT(PORTO_OK, porto_import_undo(ledger, 1, &anna, &rows, NULL, NULL));
  CHECK_TEXT("import,voided,kept\n1,2,0\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_import_show(ledger, 1, &rows, NULL));
  CHECK(strstr(csv(rows),
               "undone_at,,2024-03-02T08:00:00Z,,\nactor,,anna,,\nreason,,wrong,,\n"
               "voided,,2,,\nkept,,0,,\n") != NULL);

  CHECK_FAILS(PORTO_E_CONFLICT, "import", porto_import_undo(ledger, 1, &anna, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "import", porto_import_undo(ledger, 7, &anna, NULL, NULL, &err));
  anna.reason = NULL;
  CHECK_FAILS(PORTO_E_INVALID, "options.reason",
              porto_import_undo(ledger, 2, &anna, NULL, NULL, &err));
  anna.at_unix_us = 0;
  CHECK_FAILS(PORTO_E_INVALID, "options.at_unix_us",
              porto_import_undo(ledger, 2, &anna, NULL, NULL, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "import", porto_import_show(ledger, 0, &rows, &err));
  porto_ledger_close(ledger);
}

static int32_t on_corrected(void* user, const char* file, uint64_t line, const char* event_id,
                            const char* corrected_by, const char* before, const char* quantity) {
  CHECK_TEXT("better.csv", file);
  CHECK_INT(2, (int64_t)line);
  CHECK_TEXT("e-2", event_id);
  CHECK_TEXT("e-2/correction-1", corrected_by);
  CHECK_TEXT("4", before);
  CHECK_TEXT("5", quantity);
  return ++*(int*)user == 2;
}

static int32_t stop_at_once(void* user, const char* file, uint64_t line, const char* event_id,
                            const char* corrected_by, const char* before, const char* quantity) {
  (void)user, (void)file, (void)line, (void)event_id, (void)corrected_by, (void)before;
  CHECK_TEXT("7", quantity);
  return 1;
}

/* Rows that differ in quantity alone correct what is stored. */
static void check_corrections(void) {
  porto_ledger* ledger = example_ledger();
  const char* path = "good.csv";
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, NULL, NULL, NULL, NULL));
  path = "better.csv";
  write_file(path, "event_id,company,occurred_at,quantity\ne-2,bolag-1,2024-02-11T08:00:00Z,5\n");
  int corrected = 0;
  porto_rows* report = NULL;
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.correct = 1;
  options.on_corrected = on_corrected;
  options.user = &corrected;
  CHECK_FAILS(PORTO_E_INVALID, "options.actor",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  options.actor = "anna";
  CHECK_FAILS(PORTO_E_INVALID, "options.reason",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  options.reason = "new figures";
  CHECK_FAILS(PORTO_E_INVALID, "options.now_unix_us",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  options.now_unix_us = 1710000000000000;
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, &report, NULL, NULL));
  CHECK_INT(1, corrected);
  CHECK_TEXT(
      "entry,name,value,month\nrows,,1,\nstored,,0,\nduplicate,,0,\nconflict,,0,\nrejected,,0,\n"
      "late,,0,\nunassigned,,0,\ncorrected,,1,\ncorrection,messages,1,2024-02\n"
      "import,,2,\n",
      csv(report));
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, &report, NULL, NULL));
  CHECK(strstr(csv(report), "\nduplicate,,1,\n") != NULL);
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,8,2\n", csv(usage));

  options.on_corrected = NULL; /* nobody listens */
  write_file(path, "event_id,company,occurred_at,quantity\ne-1,bolag-1,2024-02-10T08:00:00Z,6\n");
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, &options, &report, NULL, NULL));
  CHECK(strstr(csv(report), "\ncorrected,,1,\n") != NULL);
  options.on_corrected = stop_at_once;
  write_file(path, "event_id,company,occurred_at,quantity\ne-1,bolag-1,2024-02-10T08:00:00Z,7\n");
  CHECK_FAILS(PORTO_E_CANCELLED, "on_corrected",
              import_files(ledger, &path, 1, &options, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

int main(void) {
  write_file("good.csv", good);
  write_file("mixed.csv", mixed);
  check_report();
  check_log();
  check_rejects();
  check_trial();
  check_callbacks();
  check_options();
  check_corrections();
  check_maps();
  return check_failures();
}
