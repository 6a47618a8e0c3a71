// An import and who takes it back, at the same time: both hold the import's row, so that what is
// stored for it is either taken back too, or not stored.
#pragma once

#include <cstdint>

#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// Why the row of an import is held: many may store for it, at the same time.
enum class Hold : std::uint8_t { to_store, to_change };

/// Holds it until the transaction ends. What others have committed of it by then is seen by the
/// statements that follow. Error not_found.
void hold_import(Connection& connection, std::int64_t no, Hold why);
/// On a server that is not the head, which has the record: a row that can be held.
void know_import(Connection& connection, std::int64_t no);
/// Error conflict, as it goes on.
void require_not_undone(Connection& connection, std::int64_t no);

}  // namespace porto::internal::postgres
