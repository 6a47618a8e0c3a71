// porto's migration steps. A step is never edited once it is released.
#pragma once

#include <span>
#include <string_view>

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// Makes the tables in an empty database.
void migrate_to_1(Connection& connection);
/// Adds the numbers of invoices.
void migrate_to_2(Connection& connection);

/// The statements of each step: "\n", a statement, ";\n".
std::span<const char* const> statements_of_step_1();
std::span<const char* const> statements_of_step_2();

/// Whether a step makes a table or a view with this name.
bool is_name_of_step(std::string_view name);
/// Whether this is a statement of a step, to the byte, as SQLite keeps it.
bool is_statement_of_step(std::string_view sql);

}  // namespace porto::internal
