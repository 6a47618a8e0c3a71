// Opening, and transactions: see postgres_store.hpp and implementation.hpp.
#include "store/postgres/postgres_store.hpp"

#include <utility>

#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/open_options.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/retry.hpp"
#include "store/postgres/schema/schema.hpp"

namespace porto::internal {

using namespace postgres;

namespace postgres {
namespace {

std::string new_token() {
  constexpr std::size_t bytes = 16;
  return random_bytes(bytes);
}

}  // namespace

class PostgresStore::ServerTransaction final : public Transaction {
 public:
  ServerTransaction(PostgresStore& store, Access access) : store_(store) {
    if (access == Access::read) {
      store_.connection_.begin(Begin::read);
    } else if (access == Access::write) {
      store_.connection_.begin(Begin::write);
      try {
        store_.connection_.query("SELECT 1 FROM ledger FOR UPDATE");
      } catch (...) {
        store_.connection_.roll_back();
        throw;
      }
    }
    store_.open_ = access;
  }
  ~ServerTransaction() override {
    if (!committed_) {
      store_.take_back_fence();
      store_.connection_.roll_back();
    }
    store_.end(committed_);
  }
  ServerTransaction(const ServerTransaction&) = delete;
  ServerTransaction& operator=(const ServerTransaction&) = delete;

  void flush() override {}

  void commit() override {
    if (committed_) throw Error(ErrorCode::internal, "the transaction was committed already");
    if (store_.open_ == Access::write)
      store_.commit_resolved();
    else if (store_.open_ == Access::read)
      store_.connection_.commit();
    committed_ = true;
    store_.open_.reset();
  }

 private:
  PostgresStore& store_;
  bool committed_ = false;
};

PostgresStore::PostgresStore(const Location& location, const OpenOptions& options,
                             Interrupt* interrupt)
    : shared_interrupt_(interrupt),
      options_(options),
      connection_(location, options, &interrupted()),
      cutting_(location, options, &interrupted()) {
  connection_.begin(Begin::read);
  try {
    StoredInfo stored = read_info(connection_);
    info_ = std::move(stored.info);
    identity_key_ = std::move(stored.identity_key);
    ledger_id_ = std::move(stored.ledger_id);
    server_ = stored.server;
    other_servers_ = std::move(stored.servers);
    lanes_ = stored.lanes;
    first_lane_ = static_cast<std::int16_t>(stored.first_lane);
    for (Connection* one : {&connection_, &cutting_}) one->expect(ledger_id_);
    if (!options.read_only) check_durability(connection_);
  } catch (...) {
    connection_.roll_back();
    throw;
  }
  connection_.roll_back();
}

std::unique_ptr<Transaction> PostgresStore::begin(Access access) {
  if (open_) throw store_error::nested_transaction();
  if (access != Access::read && options_.read_only)
    throw store_error::opened_for_reading(connection_.location().shown);
  return std::make_unique<ServerTransaction>(*this, access);
}

// What was remembered in a transaction that is gone may be nobody's.
void PostgresStore::end(bool committed) {
  if (!committed && open_ == Access::write) names_.forget();
  own_lane_.reset();
  importing_ = 0;
  cut_.clear();
  cut_elsewhere_.clear();
  has_cut_ = false;
  has_fenced_ = false;
  open_.reset();
}

// Those who hold the write lock, one at a time, remove what nobody asks for any more.
void PostgresStore::commit_resolved() {
  const std::string token = new_token();
  connection_.query(
      "WITH old AS (DELETE FROM written WHERE no <= (SELECT max(no) FROM written) - 10000)"
      " INSERT INTO written (token) VALUES ($1)",
      Bytes{token});
  try {
    connection_.commit();
    return;
  } catch (const ServerError& error) {
    if (!error.lost()) throw;
  }
  const std::string lost = "the ledger " + connection_.location().shown +
                           ": the connection to the server was lost, and ";
  bool committed = false;
  try {
    committed = was_committed(token);
  } catch (const ServerError&) {
    throw Error(ErrorCode::io, lost +
                                   "it cannot be asked whether it has made the change: look at "
                                   "the ledger before you do it again");
  }
  if (!committed) throw Error(ErrorCode::io, lost + "nothing was changed: try again");
}

// The token goes in a second time only if the first never will be there: while that is not known
// the index lets nobody pass.
bool PostgresStore::was_committed(const std::string& token) {
  Retry retry(options_.busy_timeout_ms, interrupted());
  while (true) {
    try {
      connection_.begin(Begin::write);
      const Rows rows = connection_.query(
          "INSERT INTO written (token) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1",
          Bytes{token});
      connection_.roll_back();
      return rows.empty();
    } catch (const ServerError& error) {
      connection_.roll_back();
      if (!error.repeatable() || !retry.wait()) throw unknown_end();
    }
  }
}

void PostgresStore::step(Begin how, const std::function<void()>& work) {
  if (connection_.in_transaction()) return work();
  Retry retry(options_.busy_timeout_ms, interrupted());
  while (true) {
    try {
      connection_.begin(how);
      work();
      connection_.commit();
      return;
    } catch (const ServerError& error) {
      connection_.roll_back();
      // What a lost answer was to is not known: what only reads may be repeated.
      const bool again = how == Begin::read ? error.repeatable() : !error.lost();
      if (!again || !error.repeatable() || !retry.wait()) throw;
    } catch (...) {
      connection_.roll_back();
      throw;
    }
  }
}

// What follows a batch that is stored must not fail where waiting helps: the call would say that it
// failed, and nobody be told of the batch.
void PostgresStore::repeat(const std::function<void()>& reading) {
  Retry retry(options_.busy_timeout_ms, interrupted());
  while (true) {
    try {
      return reading();
    } catch (const ServerError& error) {
      if (!error.repeatable() || !retry.wait()) throw;
    }
  }
}

void PostgresStore::require_recording() const {
  if (open_ != Access::write && open_ != Access::record)
    throw store_error::needs_write_transaction();
}

void PostgresStore::step_of_record(const std::function<void()>& work) {
  require_recording();
  if (open_ == Access::write) return work();
  Retry retry(options_.busy_timeout_ms, interrupted());
  while (true) {
    const std::string token = new_token();
    bool is_signed = false;
    try {
      return step(Begin::write, [&] {
        is_signed = false;
        work();
        connection_.query("INSERT INTO written (token) VALUES ($1)", Bytes{token});
        is_signed = true;
      });
    } catch (const ServerError& error) {
      if (!error.lost()) throw;
      if (is_signed && was_committed(token)) return;
      if (!retry.wait()) throw;
    }
  }
}

Connection& PostgresStore::writable() {
  if (open_ != Access::write) throw store_error::needs_write_transaction();
  return connection_;
}

void PostgresStore::backup(const std::string&, const OnProgress&) {
  throw Error(ErrorCode::invalid_argument,
              "a ledger on a server is backed up with the server, by its own means (pg_basebackup, "
              "archived WAL); to have it as a file, copy it (porto copy)",
              "path");
}

}  // namespace postgres

std::unique_ptr<Store> create_postgres_store(const std::string& url, const LedgerOptions& options,
                                             const OpenOptions& open) {
  check_open_options(open);
  const Location location = location_of(url);
  Connection connection(location, open, nullptr);
  connection.begin(Begin::write);
  try {
    create_schema(connection, options, IdentityKey::draw());
    connection.commit();
  } catch (...) {
    connection.roll_back();
    throw;
  }
  return open_postgres_store(url, open);
}

std::unique_ptr<Store> open_postgres_store(const std::string& url, const OpenOptions& open) {
  check_open_options(open);
  return std::make_unique<PostgresStore>(location_of(url), open);
}

Migrated migrate_postgres_store(const std::string& url, const OpenOptions& open) {
  Connection connection(location_of(url), open, nullptr);
  return migrate(connection);
}

}  // namespace porto::internal
