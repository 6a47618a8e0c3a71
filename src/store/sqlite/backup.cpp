// A copy of the ledger file, made with SQLite's backup API (https://sqlite.org/backup.html).
#include "store/sqlite/connection/file.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

// One state for all steps of a copy, while others write; also of a file that was removed.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : connection_(connection) {
    connection_.execute("BEGIN");
    try {
      connection_.integer("SELECT count(*) FROM sqlite_schema");
    } catch (...) {
      connection_.roll_back();  // there is no object yet that would
      throw;
    }
  }
  ~Snapshot() { connection_.roll_back(); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
};

}  // namespace

void SqliteStore::backup(const std::string& path, const OnProgress& on_progress) {
  if (connection_.path() == Connection::in_memory)
    throw Error(ErrorCode::invalid_argument, "a ledger in memory has no file to back up");
  if (open_ == Access::write)
    throw Error(ErrorCode::internal, "a backup cannot be made within a write transaction");
  NewFile file(path);
  {
    std::optional<Snapshot> snapshot;
    if (!open_) snapshot.emplace(connection_);
    Connection(file.path(), {.shown = path}).backup_from(connection_, on_progress);
  }
  file.name();
}

}  // namespace porto::internal
