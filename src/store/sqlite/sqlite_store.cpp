// Files and transactions: see sqlite_store.hpp and implementation.hpp.
#include "store/sqlite/sqlite_store.hpp"

#include <thread>

#include "store/errors.hpp"
#include "store/open_options.hpp"
#include "store/sqlite/connection/file.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {

class SqliteStore::SqliteTransaction final : public Transaction {
 public:
  SqliteTransaction(SqliteStore& store, Access access) : store_(store) {
    if (access == Access::write) {
      connection().begin_writing();
    } else {
      connection().execute("BEGIN");
    }
    try {
      connection().require_same_files("nothing was changed");
    } catch (...) {
      connection().roll_back();
      throw;
    }
    store_.open_ = access;
    store_.headroom_.begin();
  }
  ~SqliteTransaction() override {
    if (committed_) return;
    store_.appends_.reset();
    store_.identity_.forget();
    store_.headroom_.forget();
    store_.half_done_ = false;
    connection().roll_back();
    store_.open_.reset();
  }
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  void flush() override { store_.flushed(); }

  void commit() override {
    if (committed_) throw Error(ErrorCode::internal, "the transaction was committed already");
    flush();
    connection().commit();
    committed_ = true;
    store_.open_.reset();
    // What was written to a file that nobody will find again is not said to be stored.
    connection().require_same_files("what was to be stored is not in the ledger that is there now");
  }

 private:
  Connection& connection() { return store_.connection_; }

  SqliteStore& store_;
  bool committed_ = false;
};

LedgerInfo SqliteStore::info() { return read_info(connection_); }

std::unique_ptr<Transaction> SqliteStore::begin(Access access) {
  if (open_) throw store_error::nested_transaction();
  if (access == Access::record) access = Access::write;  // a file has one writer
  if (access == Access::write && connection_.purpose() == Purpose::reading)
    throw store_error::opened_for_reading(connection_.path());
  auto transaction = std::make_unique<SqliteTransaction>(*this, access);
  // SQLite takes the snapshot at the first read; this makes it now.
  if (access == Access::read) connection_.integer("SELECT count(*) FROM ledger");
  return transaction;
}

// A check of a large file looks at nothing else than SQLite's own flag.
void SqliteStore::interrupt() noexcept {
  interrupted().set();
  connection_.interrupt();
}

// Others ask each millisecond whether they may write: see patience.hpp.
void SqliteStore::give_way() {
  constexpr std::chrono::milliseconds long_enough{3};
  if (connection_.path() != Connection::in_memory) std::this_thread::sleep_for(long_enough);
}

void SqliteStore::require_write() const {
  if (open_ != Access::write) throw store_error::needs_write_transaction();
  if (half_done_) throw store_error::must_roll_back();
}

Connection& SqliteStore::flushed() {
  if (half_done_) throw store_error::must_roll_back();
  if (appends_) {
    half_done_ = true;
    appends_->flush();
    appends_.reset();
    half_done_ = false;
  }
  return connection_;
}

Connection& SqliteStore::writable() {
  require_write();
  headroom_.forget();  // it may be totals that change
  return flushed();
}

namespace {

std::unique_ptr<Store> create_in_memory(const LedgerOptions& options) {
  auto store = std::make_unique<SqliteStore>(Connection::in_memory);
  store->connection().configure();
  create_schema(store->connection(), options);
  return store;
}

}  // namespace

std::unique_ptr<Store> create_sqlite_store(const std::string& path, const LedgerOptions& options,
                                           const OpenOptions& open) {
  check_open_options(open);
  if (path == Connection::in_memory) return create_in_memory(options);
  NewFile file(path);
  {
    Connection connection(file.path(), {.shown = path});
    connection.configure_new();
    create_schema(connection, options);
    connection.empty_wal();
  }
  file.name();
  try {
    return open_sqlite_store(path, open);
  } catch (const Error& error) {
    throw Error(error.code(),
                "the ledger was made, and then: " + std::string(error.what()) +
                    " (do not make it again, open it)",
                error.where(), error.cause());
  }
}

std::unique_ptr<Store> open_sqlite_store(const std::string& path, const OpenOptions& options) {
  check_open_options(options);
  require_file(path);
  auto store = std::make_unique<SqliteStore>(path, options);
  check_schema(store->connection());
  store->connection().configure();
  if (!options.read_only) upgrade_schema(store->connection());
  return store;
}

}  // namespace porto::internal
