// A copy of the ledger file, made with SQLite's backup API (https://sqlite.org/backup.html).
#include "store/sqlite/connection/file.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

void SqliteStore::backup(const std::string& path) {
  if (connection_.path() == Connection::in_memory)
    throw Error(ErrorCode::invalid_argument, "a ledger in memory has no file to back up");
  if (open_ == Access::write)
    throw Error(ErrorCode::internal, "a backup cannot be made within a write transaction");
  NewFile file(path);
  Connection(file.path(), Purpose::writing, path).backup_from(connection_);
  file.name();
}

}  // namespace porto::internal
