/* When memory is out, calls fail and say so; the error object itself needs none. */
#include "support.h"

int main(void) {
  porto_ledger* ledger = example_ledger();
  const size_t length = (size_t)1 << 62; /* of a name: more than any machine has */
  porto_company company = PORTO_COMPANY_INIT;
  company.id = "bolag-2";
  company.name = "name";
  company.name_len = length;
  CHECK_FAILS(PORTO_E_OUT_OF_MEMORY, "", porto_company_add(ledger, &company, 1, &err));
  CHECK_INT(PORTO_E_OUT_OF_MEMORY, porto_company_add(ledger, &company, 1, NULL));
  company.name_len = 4;
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &company, 1, NULL));
  porto_ledger_close(ledger);
  return check_failures();
}
