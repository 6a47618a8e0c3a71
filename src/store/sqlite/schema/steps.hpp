// porto's migration steps. A step is never edited once it is released.
#pragma once

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// Makes the tables in an empty database.
void migrate_to_1(Connection& connection);

/// Whether a step makes a table or a view with this name.
bool is_name_of_step(std::string_view name);
/// Whether this is a statement of a step, to the byte, as SQLite keeps it.
bool is_statement_of_step(std::string_view sql);

}  // namespace porto::internal
