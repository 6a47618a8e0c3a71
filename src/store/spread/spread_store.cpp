// Opening, and transactions over servers: see spread_store.hpp and implementation.hpp.
#include "store/spread/spread_store.hpp"

#include <set>
#include <utility>

#include "store/errors.hpp"
#include "store/open_options.hpp"
#include "store/postgres/postgres_store.hpp"
#include "store/postgres/retry.hpp"
#include "store/postgres/schema/schema.hpp"
#include "store/spread/implementation.hpp"
#include "store/spread/place.hpp"

namespace porto::internal {

using namespace postgres;

namespace spread {
namespace {

// The servers of a ledger, the head first. Its URL may name the others, as when it was made.
std::vector<Location> locations_of(const Location& head, const std::vector<std::string>& others) {
  std::vector<Location> all{head};
  for (const std::string& url : others) all.push_back(location_of(url));
  return all;
}

void check_server(const PostgresStore& server, const PostgresStore& head, std::size_t no) {
  if (server.ledger_id() == id_of_server(head.ledger_id(), static_cast<int>(no))) return;
  throw Error(ErrorCode::conflict, server.location().shown + " is not server " +
                                       std::to_string(no) + " of the ledger " +
                                       head.location().shown + ": look at where its name leads");
}

[[noreturn]] void not_finished(const std::string& what) {
  throw Error(ErrorCode::conflict,
              what +
                  " was begun and not finished, and some of the ledger's servers have it: do it "
                  "again, which finishes it; nothing is done twice");
}

}  // namespace

class SpreadStore::SpreadTransaction final : public Transaction {
 public:
  SpreadTransaction(SpreadStore& store, Access access) : store_(store) {
    store_.open_ = access;
    try {
      if (access == Access::read)
        store_.begin_read();
      else if (access == Access::write)
        store_.begin_write();
      else
        for (std::size_t i = 0; i < store_.servers_.size(); ++i)
          store_.open_on_[i] = store_.servers_[i]->begin(Access::record);
    } catch (...) {
      store_.end();
      throw;
    }
  }
  ~SpreadTransaction() override { store_.end(); }
  SpreadTransaction(const SpreadTransaction&) = delete;
  SpreadTransaction& operator=(const SpreadTransaction&) = delete;

  void flush() override {}

  void commit() override {
    if (committed_) throw Error(ErrorCode::internal, "the transaction was committed already");
    if (store_.open_ == Access::write)
      store_.commit_write();
    else
      for (const auto& one : store_.open_on_)
        if (one) one->commit();
    committed_ = true;
    store_.end();
  }

 private:
  SpreadStore& store_;
  bool committed_ = false;
};

SpreadStore::SpreadStore(const std::vector<Location>& servers, const OpenOptions& options)
    : options_(options), open_on_(servers.size()), changed_on_(servers.size()) {
  for (const Location& location : servers)
    servers_.push_back(std::make_unique<Server>(location, options, &interrupted()));
  for (std::size_t i = 0; i < servers_.size(); ++i)
    asked_.push_back(
        std::make_unique<AskedHead>(head().location(), head().ledger_id(), options, interrupted()));
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    check_server(*servers_[i], head(), i);
    servers_[i]->follow(*asked_[i]);  // at the same time as the others
  }
}

std::size_t SpreadStore::place_of(const UsageEvent& event) const {
  return server_of(event.source, event.event_id, servers_.size());
}

bool SpreadStore::stores_with_changes(std::string_view source, std::string_view event_id) const {
  return server_of(source, event_id, servers_.size()) == 0;
}

std::unique_ptr<Transaction> SpreadStore::begin(Access access) {
  if (open_) throw store_error::nested_transaction();
  if (access != Access::read && options_.read_only)
    throw store_error::opened_for_reading(head().location().shown);
  return std::make_unique<SpreadTransaction>(*this, access);
}

void SpreadStore::end() {
  for (std::size_t i = servers_.size(); i-- > 0;) open_on_[i].reset();  // the head last
  changed_on_.assign(servers_.size(), false);
  wide_.clear();
  unfinished_.clear();
  importing_ = 0;
  open_.reset();
}

SpreadStore::Server& SpreadStore::at(std::size_t server) {
  if (open_ && !open_on_[server]) {
    if (open_ == Access::read)
      begin_read_elsewhere();
    else
      open_on_[server] = servers_[server]->begin(Access::write);
  }
  return *servers_[server];
}

// ---- Reading

// A change that several servers take part in is on some of them before it is on the head.
void SpreadStore::begin_read() {
  Retry retry(options_.busy_timeout_ms, interrupted());
  while (true) {
    open_on_[0] = head().begin(Access::read);
    seen_ = head().wide_changes();
    if (seen_.begun.empty()) return;
    open_on_[0].reset();
    if (!retry.wait())
      throw Error(ErrorCode::busy, seen_.begun +
                                       " goes on, or was begun and not finished: wait for it, or "
                                       "do it again");
  }
}

// Their snapshots are later than the head's: what it has closed is there. A change that has come in
// between would be seen in part.
void SpreadStore::begin_read_elsewhere() {
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    open_on_[i] = servers_[i]->begin(Access::read);
    static_cast<void>(servers_[i]->largest_of_all());  // from here on, one snapshot
  }
  if (asked_[0]->wide_changes() != seen_)
    throw Error(ErrorCode::busy,
                "an import was undone or events were pruned at this very moment: try again");
}

// ---- Writing

void SpreadStore::begin_write() {
  open_on_[0] = head().begin(Access::write);
  unfinished_ = head().wide_changes().begun;
}

// The others first: what they have is counted once the head says so, or is done again.
void SpreadStore::commit_write() {
  if (!unfinished_.empty() && unfinished_ != wide_) not_finished(unfinished_);
  if (!wide_.empty() && unfinished_.empty()) asked_[0]->begin_wide(wide_);
  commit_elsewhere();
  if (!wide_.empty()) head().finish_wide();
  open_on_[0]->commit();
}

void SpreadStore::commit_elsewhere() {
  bool has_some = !unfinished_.empty();
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    if (!open_on_[i] || !changed_on_[i]) continue;
    try {
      open_on_[i]->commit();
      has_some = true;
    } catch (const Error& error) {
      if (wide_.empty()) throw;
      if (!has_some && error.code() != ErrorCode::io) asked_[0]->forget_wide();
      throw Error(error.code(),
                  std::string(error.what()) + "; " + wide_ +
                      " may be on some of the ledger's servers and not on others: do it again, "
                      "which finishes it",
                  error.where(), error.cause());
    }
  }
}

}  // namespace spread

namespace {

using namespace spread;

void check_servers(const std::vector<Location>& servers) {
  if (servers.size() > most_servers)
    throw Error(ErrorCode::invalid_argument,
                "a ledger is on at most " + std::to_string(most_servers) + " servers", "path");
  std::set<std::string> places{servers[0].shown};
  for (std::size_t i = 1; i < servers.size(); ++i) {
    if (!places.insert(servers[i].shown).second)
      throw Error(ErrorCode::invalid_argument,
                  servers[i].shown + " is named twice: a ledger is on different servers", "path");
    if (servers[i].has_password)
      throw Error(ErrorCode::invalid_argument,
                  "the ledger keeps the URL of " + servers[i].shown +
                      ", and no password: leave it to a password file (~/.pgpass)",
                  "path");
    if (!servers[i].servers.empty())
      throw Error(ErrorCode::invalid_argument,
                  "the head names all servers of a ledger: " + servers[i].shown + " names more",
                  "path");
  }
}

// All servers, or none; the head last, without which the others are nobody's.
void create_on_all(const std::vector<Location>& servers, const std::vector<std::string>& others,
                   const LedgerOptions& options, const OpenOptions& open) {
  std::vector<std::unique_ptr<Connection>> connections;
  std::string ledger_id;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    connections.push_back(std::make_unique<Connection>(servers[i], open, nullptr));
    Connection& connection = *connections.back();
    connection.begin(Begin::write);
    create_schema(connection, options, IdentityKey::draw(), {static_cast<int>(i), ledger_id});
    if (i == 0) ledger_id = read_info(connection).ledger_id;
  }
  for (std::size_t i = 0; i < others.size(); ++i)
    add_server(*connections[0], static_cast<int>(i + 1), others[i]);
  for (std::size_t i = servers.size(); i-- > 0;) connections[i]->commit();
}

// Those of a ledger that may be of an older version.
std::vector<std::string> other_servers(Connection& connection) {
  std::vector<std::string> urls;
  connection.begin(Begin::read);
  if (!connection.query("SELECT to_regclass('server')::text")[0].is_null(0))
    for (const Row row : connection.query("SELECT url FROM server ORDER BY no"))
      urls.push_back(row.text(0));
  connection.roll_back();
  return urls;
}

}  // namespace

std::unique_ptr<Store> create_server_store(const std::string& url, const LedgerOptions& options,
                                           const OpenOptions& open) {
  check_open_options(open);
  const Location head = location_of(url);
  if (head.servers.empty()) return create_postgres_store(url, options, open);
  const std::vector<Location> servers = locations_of(head, head.servers);
  check_servers(servers);
  create_on_all(servers, head.servers, options, open);
  return std::make_unique<SpreadStore>(servers, open);
}

std::unique_ptr<Store> open_server_store(const std::string& url, const OpenOptions& open) {
  check_open_options(open);
  const Location location = location_of(url);
  auto store = std::make_unique<PostgresStore>(location, open);
  if (store->server() != 0)
    throw Error(ErrorCode::invalid_argument,
                location.shown + " is server " + std::to_string(store->server()) +
                    " of a ledger: open its head",
                "path");
  if (!location.servers.empty() && location.servers != store->other_servers())
    throw Error(ErrorCode::conflict,
                "the URL names other servers than the ledger " + location.shown +
                    " is on: leave them out, it knows them",
                "path");
  if (store->other_servers().empty()) return store;
  return std::make_unique<SpreadStore>(locations_of(location, store->other_servers()), open);
}

// The head last: as long as it is of the older version, nobody opens the ledger.
Migrated migrate_server_store(const std::string& url, const OpenOptions& open) {
  Connection head(location_of(url), open, nullptr);
  for (const std::string& other : other_servers(head)) migrate_postgres_store(other, open);
  return migrate_postgres_store(url, open);
}

}  // namespace porto::internal
