/* The numbers behind a failure: of a file that is missing, of a disk that is full, of a lock. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "support.h"

enum { sqlite_busy = 5, sqlite_ioerr_write = 778 };

#define CHECK_CAUSE(status, system, sqlite, call)     \
  do {                                                \
    porto_error* err = NULL;                          \
    CHECK_INT(status, call);                          \
    CHECK_INT(system, porto_error_system_errno(err)); \
    CHECK_INT(sqlite, porto_error_sqlite_code(err));  \
    porto_error_free(err);                            \
  } while (0)

static porto_ledger* new_file(const char* name) {
  porto_ledger* ledger = NULL;
  char wal[64];
  snprintf(wal, sizeof wal, "%s-wal", name);
  remove(name);
  remove(wal);
  CHECK_INT(PORTO_OK, porto_ledger_create(name, PORTO_NTS, NULL, &ledger, NULL));
  return ledger;
}

static void check_missing(void) {
  porto_ledger* ledger = NULL;
  CHECK_CAUSE(PORTO_E_NOT_FOUND, ENOENT, 0,
              porto_ledger_open("none.db", PORTO_NTS, NULL, &ledger, &err));
  CHECK_CAUSE(PORTO_E_NOT_FOUND, ENOENT, 0,
              porto_ledger_create("none/a.db", PORTO_NTS, NULL, &ledger, &err));
  ledger = new_file("missing.db");
  const char* path = "none.csv";
  CHECK_CAUSE(PORTO_E_IO, ENOENT, 0, import_files(ledger, &path, 1, NULL, NULL, NULL, &err));
  CHECK_CAUSE(PORTO_E_NOT_FOUND, ENOENT, 0,
              porto_ledger_backup(ledger, "none/copy.db", PORTO_NTS, NULL, &err));
  CHECK_CAUSE(PORTO_E_INVALID, 0, 0, porto_company_add(ledger, NULL, 1, &err));
  porto_ledger_close(ledger);
}

/* No file may become longer: as on a disk without room, but for the number. */
static void check_full(void) {
  porto_ledger* ledger = new_file("full.db");
  struct rlimit usual;
  CHECK_INT(0, getrlimit(RLIMIT_FSIZE, &usual));
  struct rlimit none = usual;
  none.rlim_cur = 4096;
  signal(SIGXFSZ, SIG_IGN);
  CHECK_INT(0, setrlimit(RLIMIT_FSIZE, &none));
  CHECK_CAUSE(PORTO_E_FULL, EFBIG, sqlite_ioerr_write, add_company(ledger, "a", NULL, &err));
  CHECK_INT(0, setrlimit(RLIMIT_FSIZE, &usual));
  CHECK_INT(PORTO_OK, add_company(ledger, "a", NULL, NULL));
  porto_ledger_close(ledger);
}

static int32_t add_by_another(void* user, const char* file, uint64_t line, int32_t outcome,
                              const char* reason, const char* row, size_t row_len) {
  (void)file, (void)line, (void)outcome, (void)reason, (void)row, (void)row_len;
  CHECK_CAUSE(PORTO_E_BUSY, 0, sqlite_busy, add_company(user, "b", NULL, &err));
  return 0;
}

/* A dry run of an import keeps others from writing while it goes on. */
static void check_busy(void) {
  porto_ledger* ledger = new_file("busy.db");
  porto_ledger* other = NULL;
  porto_ledger_options how = PORTO_LEDGER_OPTIONS_INIT;
  how.busy_timeout_ms = PORTO_NO_WAIT;
  CHECK_INT(PORTO_OK, porto_ledger_open("busy.db", PORTO_NTS, &how, &other, NULL));
  write_file("busy.csv",
             "event_id,company,occurred_at,quantity\n"
             "e-1,a,2024-02-10T08:00:00Z,1\ne-2,a,2024-02-10T08:00:00Z,x\n");
  const char* path = "busy.csv";
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.dry_run = 1;
  options.on_rejected = add_by_another;
  options.user = other;
  CHECK_INT(PORTO_REJECTS, import_files(ledger, &path, 1, &options, NULL, NULL, NULL));
  porto_ledger_close(other);
  porto_ledger_close(ledger);
}

int main(void) {
  check_missing();
  check_full();
  check_busy();
  return check_failures();
}
