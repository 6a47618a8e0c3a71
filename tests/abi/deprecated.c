/* Calls a function that is deprecated, as a program may that was written for an older header. */
#include "porto/porto.h"

PORTO_DEPRECATED("porto_new_thing") PORTO_API int32_t porto_old_thing(void);

int32_t call(void);
int32_t call(void) { return porto_old_thing(); }
