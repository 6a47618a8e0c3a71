/* When memory is out, calls fail and say so; the error object itself needs none. */
#include "support.h"

int main(void) {
  porto_ledger* ledger = example_ledger();
  porto_input input = PORTO_INPUT_INIT;
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  input.name = "upload";
  input.bytes = "event_id,company,occurred_at,quantity\ne-1,bolag-1,2024-02-10T08:00:00Z,1\n";
  input.byte_count = PORTO_NTS;
  options.map = "mailgun";
  options.map_len = (size_t)1 << 62; /* a document may be long: this is more than any machine has */
  CHECK_FAILS(PORTO_E_OUT_OF_MEMORY, "",
              porto_usage_import(ledger, &input, 1, &options, NULL, NULL, &err));
  CHECK_INT(PORTO_E_OUT_OF_MEMORY,
            porto_usage_import(ledger, &input, 1, &options, NULL, NULL, NULL));
  options.map = NULL;
  CHECK_INT(PORTO_OK, porto_usage_import(ledger, &input, 1, &options, NULL, NULL, NULL));
  porto_ledger_close(ledger);
  return check_failures();
}
