/* When memory is out, calls fail and say so; the error object itself needs none. */
#include "support.h"

int main(void) {
  porto_ledger* ledger = example_ledger();
  const size_t length = (size_t)1 << 62; /* of a name: more than any machine has */
  CHECK_FAILS(PORTO_E_OUT_OF_MEMORY, "",
              porto_company_add(ledger, "bolag-2", PORTO_NTS, "name", length, &err));
  CHECK_INT(PORTO_E_OUT_OF_MEMORY,
            porto_company_add(ledger, "bolag-2", PORTO_NTS, "name", length, NULL));
  CHECK_INT(PORTO_OK, porto_company_add(ledger, "bolag-2", PORTO_NTS, "name", 4, NULL));
  porto_ledger_close(ledger);
  return check_failures();
}
