/* The files of an open ledger: no call takes one of them for something else, whoever else closes
 * them, and what they become. Nothing is said to be stored that is not in the file that is there.
 *
 * Another process is this program, run as `PROGRAM OPERATION EVENT`. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static const char* program;

static int exists(const char* name) {
  struct stat status;
  return stat(name, &status) == 0;
}

static void remove_all(void) {
  static const char* const names[] = {"l.db",    "l.db-wal",    "l.db-shm",    "link",
                                      "copy.db", "copy.db-wal", "copy.db-shm", "rejects"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) remove(names[i]);
}

static int32_t record(porto_ledger* ledger, const char* id) {
  const porto_event event = event_of(id, "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = 77;
  const int32_t status = porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL);
  if (status == PORTO_OK) CHECK_INT(PORTO_STORED, outcome);
  return status;
}

static int knows(const char* path, const char* id) {
  porto_ledger* ledger = NULL;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_open(path, PORTO_NTS, NULL, &ledger, NULL));
  const int32_t status = porto_event_show(ledger, "import", PORTO_NTS, id, PORTO_NTS, &rows, NULL);
  porto_rows_close(rows);
  porto_ledger_close(ledger);
  return status == PORTO_OK;
}

static porto_ledger* new_ledger(void) {
  porto_ledger* ledger = NULL;
  remove_all();
  CHECK_INT(PORTO_OK, porto_ledger_create("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, record(ledger, "first"));
  return ledger;
}

/* What the other process does; 0 if that went well. */
static int other_process(const char* operation, const char* id) {
  if (strcmp(operation, "knows") == 0) return knows("l.db", id) ? check_failures() : 1;
  porto_ledger* ledger = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_open("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, record(ledger, id));
  porto_ledger_close(ledger);
  return check_failures();
}

static int in_other_process(const char* operation, const char* id) {
  char command[4096];
  snprintf(command, sizeof command, "'%s' %s %s", program, operation, id);
  return system(command) == 0;
}

static void check_sound(porto_ledger* ledger) {
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, NULL, NULL));
}

/* A: a path that a call opens is a file of the ledger. */
static void check_paths(void) {
  static const char* const names[] = {"l.db", "./l.db", "l.db-wal", "l.db-shm", "link"};
  porto_ledger* ledger = new_ledger();
  CHECK(symlink("l.db-wal", "link") == 0);
  write_file("events.csv", "event_id,company,occurred_at,quantity\n,,,\n");
  porto_rows* rows = NULL;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    const char* const path = names[i];
    CHECK_FAILS(PORTO_E_BAD_INPUT, path, import_files(ledger, &path, 1, NULL, NULL, NULL, &err));
    CHECK_FAILS(PORTO_E_BAD_INPUT, path, reconcile_file(ledger, path, NULL, &rows, NULL, &err));
    const char* const events = "events.csv";
    porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
    options.rejects_path = path;
    CHECK_FAILS(PORTO_E_BAD_INPUT, path,
                import_files(ledger, &events, 1, &options, NULL, NULL, &err));
    CHECK_INT(PORTO_E_LEDGER_EXISTS, porto_ledger_backup(ledger, path, PORTO_NTS, NULL, NULL));
    porto_ledger* another = NULL;
    CHECK_INT(PORTO_E_LEDGER_EXISTS, porto_ledger_create(path, PORTO_NTS, NULL, &another, NULL));
    if (i >= 2)
      CHECK_FAILS(PORTO_E_BAD_INPUT, path,
                  porto_ledger_open(path, PORTO_NTS, NULL, &another, &err));
  }
  /* Also by way of another ledger, in memory. */
  porto_ledger* memory = example_ledger();
  CHECK_FAILS(PORTO_E_BAD_INPUT, names[0], import_files(memory, names, 1, NULL, NULL, NULL, &err));
  porto_ledger_close(memory);
  CHECK(in_other_process("record", "second"));
  CHECK_INT(PORTO_OK, record(ledger, "third"));
  porto_ledger_close(ledger);
  /* Once it is closed it is a file like any other, which holds no usage. */
  ledger = example_ledger();
  CHECK_INT(PORTO_E_BAD_INPUT, import_files(ledger, names, 1, NULL, NULL, NULL, NULL));
  porto_ledger_close(ledger);
  CHECK(knows("l.db", "second") && knows("l.db", "third"));
}

/* B: the host copies the file, and with that this process has lost its locks. Every other process
 * that closes it takes itself for the last one. */
static void check_lost_locks(void) {
  porto_ledger* ledger = new_ledger();
  FILE* file = fopen("l.db", "rb");
  CHECK(file != NULL && fgetc(file) == 'S');
  if (file) fclose(file);
  CHECK(in_other_process("record", "second"));
  CHECK(exists("l.db-wal"));
  CHECK_INT(PORTO_OK, record(ledger, "third"));
  CHECK(in_other_process("knows", "third"));
  CHECK(in_other_process("record", "fourth"));
  CHECK_INT(PORTO_OK, record(ledger, "fifth"));
  CHECK(in_other_process("record", "sixth"));
  check_sound(ledger);
  porto_ledger_close(ledger);
  static const char* const ids[] = {"first", "second", "third", "fourth", "fifth", "sixth"};
  for (int i = 0; i < 6; ++i) CHECK(knows("l.db", ids[i]));
}

/* C: another SQLite has closed the file as the last one: -wal is in the file, and gone. */
static void check_removed_wal(void) {
  porto_ledger* ledger = new_ledger();
  CHECK(in_other_process("record", "second"));
  porto_ledger_close(ledger);
  CHECK_INT(PORTO_OK, porto_ledger_open("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK(remove("l.db-wal") == 0 && remove("l.db-shm") == 0);
  const porto_event event = event_of("third", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = 77;
  CHECK_FAILS(PORTO_E_IO, "", porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, &err));
  CHECK_INT(77, outcome);
  CHECK(in_other_process("record", "fourth"));
  CHECK_INT(PORTO_E_IO, record(ledger, "fifth")); /* -wal is there, and another one */
  porto_ledger_close(ledger);
  CHECK(knows("l.db", "first") && knows("l.db", "second") && knows("l.db", "fourth"));
  CHECK(!knows("l.db", "third") && !knows("l.db", "fifth"));
  CHECK_INT(PORTO_OK, porto_ledger_open("l.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, record(ledger, "third"));
  check_sound(ledger);
  porto_ledger_close(ledger);
}

static void check_removed(void) {
  porto_ledger* ledger = new_ledger();
  CHECK(remove("l.db") == 0);
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_E_IO, record(ledger, "second"));
  CHECK_INT(PORTO_E_IO, porto_company_list(ledger, &rows, NULL));
  CHECK_INT(PORTO_OK,
            porto_ledger_backup(ledger, "copy.db", PORTO_NTS, NULL, NULL)); /* the rescue */
  porto_ledger_close(ledger);
  CHECK(!exists("l.db"));
  CHECK(knows("copy.db", "first") && !knows("copy.db", "second"));
  /* What was stored last is still in -wal, and no new ledger is to swallow it. */
  CHECK_FAILS(PORTO_E_LEDGER_EXISTS, "",
              porto_ledger_create("l.db", PORTO_NTS, NULL, &ledger, &err));
}

static void check_replaced(void) {
  porto_ledger* ledger = new_ledger();
  CHECK_INT(PORTO_OK, porto_ledger_backup(ledger, "copy.db", PORTO_NTS, NULL, NULL));
  CHECK_INT(PORTO_OK, record(ledger, "after"));
  CHECK(rename("copy.db", "l.db") == 0);
  CHECK_INT(PORTO_E_IO, record(ledger, "second"));
  porto_recorder* recorder = NULL;
  CHECK(remove("l.db-wal") == 0 && remove("l.db-shm") == 0); /* as the guide says */
  CHECK_INT(PORTO_E_IO, record(ledger, "third"));
  porto_ledger_close(ledger);
  CHECK_INT(PORTO_OK, porto_recorder_open("l.db", PORTO_NTS, NULL, &recorder, NULL));
  const porto_event event = event_of("fourth", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = 77;
  CHECK_INT(PORTO_OK, porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK(remove("l.db") == 0);
  CHECK_INT(PORTO_E_IO, porto_recorder_record(recorder, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_recorder_close(recorder);
}

static void check_beside_it(void) {
  porto_ledger* ledger = new_ledger();
  CHECK(in_other_process("record", "second"));
  porto_ledger_close(ledger);
  struct stat wal;
  CHECK(stat("l.db-wal", &wal) == 0 && wal.st_size == 0);
  CHECK(exists("l.db-shm"));
  CHECK(remove("l.db-wal") == 0 && remove("l.db-shm") == 0);
  CHECK(knows("l.db", "first") && knows("l.db", "second"));
}

int main(int argc, char** argv) {
  program = argv[0];
  if (argc == 3) return other_process(argv[1], argv[2]);
  check_paths();
  check_lost_locks();
  check_removed_wal();
  check_removed();
  check_replaced();
  check_beside_it();
  remove_all();
  return check_failures();
}
