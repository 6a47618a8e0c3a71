// When what is in -wal moves into the ledger file, and by whom. SQLite lets the last one to close a
// file remove its -wal, and takes for the last one whoever finds no lock of others: but a process
// loses its locks when anything in it closes a descriptor of the file, and what it stores from then
// on would be lost. So -wal and -shm stay, and -wal is emptied under the locks of -shm.
#pragma once

#include <sqlite3.h>

#include "base/ledger_files.hpp"

namespace porto::internal {

/// Closing leaves -wal and -shm as they are.
void leave_wal_at_close(sqlite3* database) noexcept;

/// After every commit: a -wal of SQLite's usual size moves into the file, as far as nobody reads
/// from it, unless one of the files is no longer what was opened. `files` live as long as the
/// connection.
void write_through(sqlite3* database, const LedgerFiles& files) noexcept;

/// Before the connection is closed, outside a transaction: if nobody else has the file open, all
/// that is in -wal moves into it, and -wal is empty. Never waits.
void empty_wal_if_last(sqlite3* database) noexcept;

}  // namespace porto::internal
