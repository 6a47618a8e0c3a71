// Several statements that read, of one moment.
#pragma once

#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// Does `work` in the transaction that is open, or in one of its own, once: what was visited is not
/// visited again.
template <typename Work>
void in_snapshot(Connection& connection, const Work& work) {
  if (connection.in_transaction()) return work();
  connection.begin(Begin::read);
  try {
    work();
  } catch (...) {
    connection.roll_back();
    throw;
  }
  connection.roll_back();
}

}  // namespace porto::internal::postgres
