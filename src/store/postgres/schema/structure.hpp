// The tables, constraints, indexes, triggers, views and functions of a ledger on a server against
// those that this porto makes.
#pragma once

#include <string>

#include "store/postgres/connection/connection.hpp"
#include "store/structure.hpp"

namespace porto::internal::postgres {

/// What the schema has, as the server says it. In a transaction.
Parts stored_parts(Connection& connection);
/// The same of a new ledger: expected_structure.hpp.
Parts expected_parts();
/// Parts as that file has them: a line each, "name: definition"; a long one goes on in lines that
/// begin with blanks.
std::string listing_of(const Parts& parts);

/// In a transaction.
Structure structure_of(Connection& connection);

}  // namespace porto::internal::postgres
