// porto's migration steps. A step is never edited once it is released.
#pragma once

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// Makes the tables in an empty database.
void migrate_to_1(Connection& connection);

}  // namespace porto::internal
