// The steps from one schema version to the next; each runs in the caller's write transaction. They
// are never edited once released.
#pragma once

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

void migrate_to_1(Connection& connection);
void migrate_to_2(Connection& connection);
void migrate_to_3(Connection& connection);

}  // namespace porto::internal
