// See held_import.hpp.
#include "store/postgres/held_import.hpp"

#include "store/errors.hpp"

namespace porto::internal::postgres {

void hold_import(Connection& connection, std::int64_t no, Hold why) {
  const Rows known = why == Hold::to_store
                         ? connection.query("SELECT 1 FROM import WHERE no = $1 FOR KEY SHARE", no)
                         : connection.query("SELECT 1 FROM import WHERE no = $1 FOR UPDATE", no);
  if (known.empty()) throw store_error::unknown_import(no);
}

void know_import(Connection& connection, std::int64_t no) {
  connection.query(
      "INSERT INTO import (no, begun_at, finished, rows_read, stored, duplicate, conflict,"
      " rejected, not_counted, corrected, digest)"
      " VALUES ($1, NULL, false, 0, 0, 0, 0, 0, 0, 0, '') ON CONFLICT DO NOTHING",
      no);
}

void require_not_undone(Connection& connection, std::int64_t no) {
  const Rows undo = connection.query("SELECT actor FROM import_undo WHERE import = $1", no);
  if (!undo.empty()) throw store_error::undone_meanwhile({.import = no, .actor = undo[0].text(0)});
}

}  // namespace porto::internal::postgres
