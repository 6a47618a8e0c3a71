/* porto.h by itself, compiled as C99, C11 and C++20 under every warning there is. */
#include "porto/porto.h"

/* The casts that C++ would warn of stay out of the macros. */
int header_use(void);
int header_use(void) {
  const porto_ledger_options ledger_options = PORTO_LEDGER_OPTIONS_INIT;
  const porto_event event = PORTO_EVENT_INIT;
  const porto_import_options import_options = PORTO_IMPORT_OPTIONS_INIT;
  return ledger_options.header_version == PORTO_VERSION_NUMBER && event.reserved == 0 &&
         import_options.format_len == PORTO_NTS;
}
