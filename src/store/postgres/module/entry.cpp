// The one function that libporto-postgresql.so exports: see store/module.hpp.
#include <cstring>

#include "porto_source_id.h"  // made by source_id.cmake
#include "store/module.hpp"
#include "store/postgres/restoring.hpp"
#include "store/spread/spread_store.hpp"

namespace porto::internal {
namespace {

void answer_to(const StoreRequest& request, StoreAnswer& answer) {
  if (request.create)
    answer.store = create_server_store(request.url, *request.create, request.open);
  else if (request.restore)
    answer.restoring = restore_postgres_store(request.url, *request.restore, request.open);
  else if (request.migrate)
    answer.migrated = migrate_server_store(request.url, request.open);
  else
    answer.store = open_server_store(request.url, request.open);
}

}  // namespace
}  // namespace porto::internal

// The version script makes it visible. An Error goes out of it as it is: the handlers of the
// library know its type by its name, which is the same in both.
extern "C" bool porto_postgresql_store_1(const char* source_id,
                                         const porto::internal::StoreRequest& request,
                                         porto::internal::StoreAnswer& answer);

extern "C" [[gnu::visibility("default")]] bool porto_postgresql_store_1(
    const char* source_id, const porto::internal::StoreRequest& request,
    porto::internal::StoreAnswer& answer) {
  if (std::strcmp(source_id, PORTO_SOURCE_ID) != 0) return false;
  porto::internal::answer_to(request, answer);
  return true;
}

namespace {
[[maybe_unused]] constexpr porto::internal::ModuleEntry is_one = &porto_postgresql_store_1;
}
