// What a month was closed with, besides its lines and their totals.
#pragma once

#include "store/sqlite/connection/connection.hpp"
#include "store/store.hpp"

namespace porto::internal {

void insert_state(Connection& connection, Month closed, const ClosedState& state);

}  // namespace porto::internal
