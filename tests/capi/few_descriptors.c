/* A process without free descriptors at its first call, and with some afterwards: what could not be
 * read then is read later. Nothing else may be called before. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "support.h"

static int32_t create(porto_error** err) {
  porto_ledger* ledger = NULL;
  const int32_t status = porto_ledger_create(":memory:", PORTO_NTS, NULL, &ledger, err);
  porto_ledger_close(ledger);
  return status;
}

int main(void) {
  struct rlimit usual, few;
  CHECK_INT(0, getrlimit(RLIMIT_NOFILE, &usual));
  for (rlim_t free = 0; free < 4; ++free) {
    const int next = open("/dev/null", O_RDONLY); /* all below are taken */
    close(next);
    few = usual;
    few.rlim_cur = (rlim_t)next + free;
    CHECK_INT(0, setrlimit(RLIMIT_NOFILE, &few));
    porto_error* err = NULL;
    const int32_t status = create(&err);
    if (free == 0) CHECK_INT(PORTO_E_IO, status);
    if (free == 0) CHECK(strstr(porto_error_message(err), "; try again") != NULL);
    CHECK(status == PORTO_OK || status <= -300); /* never the caller's fault */
    porto_error_free(err);
    CHECK_INT(0, setrlimit(RLIMIT_NOFILE, &usual));
    CHECK_INT(PORTO_OK, create(NULL));
  }
  return check_failures();
}
