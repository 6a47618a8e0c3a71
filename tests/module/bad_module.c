/* Modules that are no good, and a library that is not there when they are loaded: see
 * CMakeLists.txt. */
#include <stdbool.h>

__attribute__((visibility("default"))) bool porto_postgresql_store_1(const char* source_id,
                                                                     const void* request,
                                                                     void* answer);
int porto_lost(void);

#if defined(other_build)
bool porto_postgresql_store_1(const char* source_id, const void* request, void* answer) {
  (void)source_id;
  (void)request;
  (void)answer;
  return false;
}
#elif defined(no_entry)
__attribute__((visibility("default"))) int porto_is_something_else = 1;
#elif defined(no_library)
bool porto_postgresql_store_1(const char* source_id, const void* request, void* answer) {
  (void)source_id;
  (void)request;
  (void)answer;
  return porto_lost() != 0;
}
#else
__attribute__((visibility("default"))) int porto_lost(void) { return 0; }
#endif
