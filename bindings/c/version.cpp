// Section "Version" of porto.h.
#include "porto/porto.h"
#include "porto_source_id.h"  // made by source_id.cmake

#define PORTO_TEXT_OF(number) #number
#define PORTO_VERSION_TEXT(major, minor, patch) \
  PORTO_TEXT_OF(major) "." PORTO_TEXT_OF(minor) "." PORTO_TEXT_OF(patch)

const char* porto_version_text(void) {
  return PORTO_VERSION_TEXT(PORTO_VERSION_MAJOR, PORTO_VERSION_MINOR, PORTO_VERSION_PATCH);
}

uint32_t porto_version_number(void) { return PORTO_VERSION_NUMBER; }

const char* porto_source_id(void) { return PORTO_SOURCE_ID; }
