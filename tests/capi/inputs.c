/* Inputs of all kinds: files, bytes, read callbacks, descriptors. The same bytes give the same. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

static const char events[] =
    "event_id,company,occurred_at,quantity\n"
    "e-1,bolag-1,2024-02-10T08:00:00Z,3\n"
    "e-2,bolag-1,2024-02-11T08:00:00Z,4\n"
    "e-3,bolag-1,2024-02-11T08:00:00Z,abc\n";
static const char counts[] = "month,quantity\n2024-02,8\n";

/* A text that is read in pieces. */
typedef struct reading {
  const char* text;
  size_t piece;
  size_t at;
  int64_t last; /* what it says once a piece was read; 0: what it gave */
  porto_ledger* ledger;
  int32_t called_back;
} reading;

static int64_t take(void* user, char* to, size_t size) {
  reading* r = (reading*)user;
  size_t count = strlen(r->text) - r->at;
  CHECK(size > 0);
  if (r->ledger) {
    porto_rows* rows = NULL;
    r->called_back = porto_company_list(r->ledger, &rows, NULL);
  }
  if (r->last != 0 && r->at != 0) return r->last < 0 ? r->last : (int64_t)size + r->last;
  if (count > r->piece) count = r->piece;
  if (count > size) count = size;
  memcpy(to, r->text + r->at, count);
  r->at += count;
  return (int64_t)count;
}

enum kind { of_file, of_bytes, of_read, of_descriptor, kinds };

/* The text as an input of a kind. `r` and `pipe_end` live as long as it. */
static porto_input input_of(enum kind kind, const char* text, reading* r, int* pipe_end) {
  porto_input input = PORTO_INPUT_INIT;
  int ends[2] = {-1, -1};
  input.name = "upload";
  *pipe_end = -1;
  if (kind == of_file) {
    write_file("upload", text);
    input.name = NULL;
    input.path = "upload";
  } else if (kind == of_bytes) {
    input.bytes = text;
    input.byte_count = PORTO_NTS;
  } else if (kind == of_read) {
    *r = (reading){text, 7, 0, 0, NULL, 0};
    input.read = take;
    input.user = r;
  } else {
    CHECK(pipe(ends) == 0);
    CHECK(write(ends[1], text, strlen(text)) == (ssize_t)strlen(text));
    close(ends[1]);
    input.from_descriptor = 1;
    input.descriptor = *pipe_end = ends[0];
  }
  return input;
}

static int32_t on_rejected(void* user, const char* file, uint64_t line, int32_t outcome,
                           const char* reason, const char* row, size_t row_len) {
  int* calls = (int*)user;
  (void)outcome;
  (void)reason;
  (void)row_len;
  CHECK_TEXT("upload", file);
  CHECK_INT(4, (int64_t)line);
  CHECK_TEXT("e-3,bolag-1,2024-02-11T08:00:00Z,abc", row);
  ++*calls;
  return 0;
}

static void check_kinds(void) {
  for (int kind = 0; kind < kinds; ++kind) {
    porto_ledger* ledger = example_ledger();
    porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
    porto_rows* rows = NULL;
    reading r;
    int pipe_end = -1;
    int rejected = 0;
    options.on_rejected = on_rejected;
    options.user = &rejected;
    porto_input input = input_of((enum kind)kind, events, &r, &pipe_end);
    CHECK_INT(PORTO_REJECTS, porto_usage_import(ledger, &input, 1, &options, &rows, NULL, NULL));
    CHECK(strstr(csv(rows), "\nrows,,3,\nstored,,2,\n") != NULL);
    CHECK_INT(1, rejected);
    CHECK_INT(PORTO_OK, porto_import_show(ledger, 1, &rows, NULL));
    CHECK(strstr(csv(rows), "\nfile,upload,csv,145,") != NULL);
    if (pipe_end >= 0) CHECK(close(pipe_end) == 0); /* it was left open */

    input = input_of((enum kind)kind, counts, &r, &pipe_end);
    CHECK_INT(PORTO_DIFFERS, porto_usage_reconcile(ledger, &input, NULL, &rows, NULL, NULL));
    CHECK_TEXT("month,company,metered,theirs,difference,result,domain\n2024-02,,7,8,-1,differs,\n",
               csv(rows));
    if (pipe_end >= 0) CHECK(close(pipe_end) == 0);
    porto_ledger_close(ledger);
  }
}

/* Several at once, of different kinds, are counted once. */
static void check_several(void) {
  porto_ledger* ledger = example_ledger();
  porto_input inputs[kinds];
  reading readings[kinds];
  int pipe_ends[kinds];
  porto_rows* rows = NULL;
  for (int kind = 0; kind < kinds; ++kind)
    inputs[kind] = input_of((enum kind)kind, events, &readings[kind], &pipe_ends[kind]);
  CHECK_INT(PORTO_REJECTS, porto_usage_import(ledger, inputs, kinds, NULL, &rows, NULL, NULL));
  CHECK(strstr(csv(rows), "\nrows,,12,\nstored,,2,\nduplicate,,6,\nconflict,,0,\nrejected,,4,\n") !=
        NULL);
  close(pipe_ends[of_descriptor]);
  porto_ledger_close(ledger);
}

static void check_callback(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  reading r;
  int none;
  porto_input input = input_of(of_read, events, &r, &none);
#define IMPORT(err) porto_usage_import(ledger, &input, 1, NULL, NULL, NULL, err)
  r.last = -5;
  CHECK_FAILS(PORTO_E_CANCELLED, "upload", IMPORT(&err));
  input = input_of(of_read, events, &r, &none);
  r.last = 1; /* more than there was room for */
  CHECK_FAILS(PORTO_E_INVALID, "upload", IMPORT(&err));
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  CHECK_INT(0, (int64_t)porto_rows_count(rows));
  porto_rows_close(rows);
  input = input_of(of_read, events, &r, &none);
  r.ledger = ledger;
  CHECK_INT(PORTO_REJECTS, IMPORT(NULL));
  CHECK_INT(PORTO_E_INVALID, r.called_back);
  input = input_of(of_read, counts, &r, &none);
  r.ledger = ledger;
  r.called_back = 0;
  CHECK_INT(PORTO_DIFFERS, porto_usage_reconcile(ledger, &input, NULL, &rows, NULL, NULL));
  CHECK_INT(PORTO_E_INVALID, r.called_back);
  porto_rows_close(rows);
#undef IMPORT
  porto_ledger_close(ledger);
}

static void check_refused(void) {
  porto_ledger* ledger = example_ledger();
  porto_input input = PORTO_INPUT_INIT;
#define REFUSES(where) \
  CHECK_FAILS(PORTO_E_INVALID, where, porto_usage_import(ledger, &input, 1, NULL, NULL, NULL, &err))
  CHECK_FAILS(PORTO_E_INVALID, "count",
              porto_usage_import(ledger, &input, 0, NULL, NULL, NULL, &err));
  REFUSES("inputs[0].path");
  input.path = "a";
  input.bytes = "b";
  REFUSES("inputs[0]");
  input.bytes = NULL;
  input.name = "c";
  REFUSES("inputs[0].name");
  input.path = NULL;
  input.bytes = events;
  input.name = "a\nb";
  REFUSES("inputs[0].name");
  input.name = "";
  REFUSES("inputs[0].name");
  input.name = "upload";
  input.reserved = 1;
  REFUSES("inputs[0].reserved");
  input.reserved = 0;
  /* "-" is a name like any other: the library reads no standard input. */
  input = (porto_input)PORTO_INPUT_INIT;
  input.path = "-";
  CHECK_FAILS(PORTO_E_IO, "-", porto_usage_import(ledger, &input, 1, NULL, NULL, NULL, &err));
  /* What an open() that failed has returned. */
  input = (porto_input)PORTO_INPUT_INIT;
  input.name = "upload";
  input.from_descriptor = 1;
  input.descriptor = -1;
  REFUSES("upload");
#undef REFUSES
  porto_ledger_close(ledger);
}

int main(void) {
  check_kinds();
  check_several();
  check_callback();
  check_refused();
  return check_failures();
}
