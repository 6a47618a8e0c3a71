// See connection.hpp.
#include "store/postgres/connection/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <utility>

#include "base/text.hpp"

namespace porto::internal::postgres {
namespace {

// A wait is looked at so often, for an interrupt may come from a signal handler, which can do no
// more than set a flag.
constexpr int wait_ms = 50;
// A server that does not answer to a cancel any more is given up.
constexpr std::chrono::seconds patience_after_cancel{3};

std::string quoted_name(const std::string& name) { return '"' + name + '"'; }

bool is_good(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE ||
         status == PGRES_COPY_IN || status == PGRES_PIPELINE_SYNC;
}

std::string state_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state ? state : "";
}

}  // namespace

Connection::Connection(Location location, const OpenOptions& options, const Interrupt* interrupt)
    : location_(std::move(location)),
      options_(options),
      interrupt_(interrupt),
      connection_(nullptr, PQfinish) {}

Connection::~Connection() = default;

// libpq waits by itself here, so that it goes on to the next of several hosts where one does not
// answer: an interrupt does not end that, the timeout does. What the URL says comes after, and
// wins.
void Connection::connect() {
  prepared_.clear();
  const std::array<const char*, 5> keywords = {"connect_timeout", "fallback_application_name",
                                               "dbname", "client_encoding", nullptr};
  const std::array<const char*, 5> values = {"10", "porto", location_.conninfo.c_str(), "UTF8",
                                             nullptr};
  connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
  if (!connection_) throw std::bad_alloc();
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    const ServerError error = unreachable(PQerrorMessage(connection_.get()), location_.shown);
    drop();
    throw error;
  }
  if (PQsetnonblocking(connection_.get(), 1) != 0) lost();
  if (location_.prepares)
    for (const std::string& one : settings("SET")) execute(one);
  if (!ledger_id_.empty()) check_ledger();
}

// A name may lead to another server after a while: to one that is no standby of the first.
void Connection::check_ledger() {
  const Rows rows = run("SELECT ledger_id FROM " + quoted_name(location_.ledger) + ".ledger", {});
  if (rows.size() == 1 && rows[0].view(0) == ledger_id_) return;
  drop();
  throw Error(ErrorCode::io, "the ledger " + location_.shown +
                                 ": the server that answers now has another ledger of this name; "
                                 "look at the URL, and open the ledger again");
}

void Connection::drop() noexcept {
  connection_.reset();
  gives_single_rows_ = false;
  in_transaction_ = false;
}

// What a session keeps is set once. With a pooler the next transaction may be another session's.
std::vector<std::string> Connection::settings(const char* set) const {
  const std::string word = std::string(set) + ' ';
  return {word + "search_path TO " + quoted_name(location_.ledger),
          word + "lock_timeout = " + std::to_string(std::max(options_.busy_timeout_ms, 1)),
          // Compiling the look-up of many identities takes longer than running it.
          word + "jit = off"};
}

std::vector<std::string> Connection::begin_statements(Begin how) const {
  std::vector<std::string> all = {how == Begin::read
                                      ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                      : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"};
  if (!location_.prepares) std::ranges::move(settings("SET LOCAL"), std::back_inserter(all));
  return all;
}

Connection::Pipeline Connection::beginning() {
  if (!connection_) connect();
  Pipeline pipeline(*this);
  for (const std::string& statement : begin_statements(Begin::write)) pipeline.add(statement);
  in_transaction_ = true;
  return pipeline;
}

void Connection::begin(Begin how) {
  std::string sql;
  for (const std::string& statement : begin_statements(how)) sql += statement + "; ";
  const bool is_new = !connection_;
  try {
    if (is_new) connect();
    execute(sql);
  } catch (const ServerError& error) {
    if (is_new || !error.lost()) throw;
    drop();  // it was cut while nobody used it
    connect();
    execute(sql);
  }
  in_transaction_ = true;
}

void Connection::commit() {
  in_transaction_ = false;
  try {
    execute("COMMIT");
  } catch (const ServerError& error) {
    if (error.lost()) drop();
    throw;
  }
}

void Connection::roll_back() noexcept {
  if (!std::exchange(in_transaction_, false) || !connection_) return;
  try {
    if (PQtransactionStatus(connection_.get()) != PQTRANS_ACTIVE)
      static_cast<void>(PQsendQuery(connection_.get(), "ROLLBACK"));
    else
      return drop();
    while (PQflush(connection_.get()) == 1) wait(true);
    while (PGresult* result = PQgetResult(connection_.get())) PQclear(result);
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) drop();
  } catch (...) {
    drop();
  }
}

void Connection::execute(const std::string& sql) {
  if (PQsendQuery(connection_.get(), sql.c_str()) != 1) lost();
  flush();
  finish();
}

const std::string& Connection::prepared(const std::string& sql, const std::vector<Param>& params) {
  const auto known = prepared_.find(sql);
  if (known != prepared_.end()) return known->second;
  const std::string name = "porto_" + std::to_string(prepared_.size());
  std::vector<Oid> types;
  for (const Param& param : params) types.push_back(param.type());
  if (PQsendPrepare(connection_.get(), name.c_str(), sql.c_str(), static_cast<int>(types.size()),
                    types.data()) != 1)
    lost();
  flush();
  finish();
  return prepared_.emplace(sql, name).first->second;
}

void Connection::send(const std::string& sql, const std::vector<Param>& params) {
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  const std::vector<int> formats(params.size(), 1);
  for (const Param& param : params) {
    types.push_back(param.type());
    values.push_back(param.is_null() ? nullptr : param.bytes().data());
    lengths.push_back(static_cast<int>(param.bytes().size()));
  }
  const int count = static_cast<int>(params.size());
  const int sent = location_.prepares
                       ? PQsendQueryPrepared(connection_.get(), prepared_.at(sql).c_str(), count,
                                             values.data(), lengths.data(), formats.data(), 1)
                       : PQsendQueryParams(connection_.get(), sql.c_str(), count, types.data(),
                                           values.data(), lengths.data(), formats.data(), 1);
  if (sent != 1) lost();
}

Rows Connection::run_alone(const std::string& sql, const std::vector<Param>& params) {
  const bool is_new = !connection_;
  try {
    if (is_new) connect();
    return run(sql, params);
  } catch (const ServerError& error) {
    if (is_new || !error.lost()) throw;
    drop();  // it was cut while nobody used it
    connect();
    return run(sql, params);
  }
}

Rows Connection::run(const std::string& sql, const std::vector<Param>& params) {
  if (location_.prepares) prepared(sql, params);
  send(sql, params);
  flush();
  return Rows(finish().release());
}

std::vector<Rows> Connection::run(const std::vector<Pipeline::Statement>& statements) {
  if (location_.prepares)
    for (const Pipeline::Statement& one : statements) prepared(one.sql, one.params);
  // libpq would go on giving the rows one by one, and the first alone would be read.
  if (std::exchange(gives_single_rows_, false)) execute("SELECT");
  if (PQenterPipelineMode(connection_.get()) != 1) lost();
  for (const Pipeline::Statement& one : statements) send(one.sql, one.params);
  if (PQpipelineSync(connection_.get()) != 1) lost();
  flush();
  std::vector<Rows> all;
  std::unique_ptr<ServerError> first;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Result result = next();
    if (!result) lost();
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_ABORTED) {
      // A statement before it failed.
    } else if (!is_good(result.get())) {
      if (!first) first = std::make_unique<ServerError>(failed(result.get()));
    }
    all.emplace_back(result.release());
    while (next()) {
    }
  }
  if (!next()) lost();  // the end of the pipeline
  if (PQexitPipelineMode(connection_.get()) != 1) lost();
  if (first) throw *first;
  return all;
}

void Connection::each(const std::string& sql, const std::vector<Param>& params,
                      const std::function<void(const Row&)>& visit) {
  if (location_.prepares) prepared(sql, params);
  send(sql, params);
  if (PQsetSingleRowMode(connection_.get()) != 1) lost();
  gives_single_rows_ = true;
  flush();
  try {
    while (Result result = next()) {
      if (!is_good(result.get())) throw failed(result.get());
      if (PQntuples(result.get()) == 1) visit(Row(result.get(), 0));
    }
  } catch (...) {
    cancel();  // the rows that are left
    while (PGresult* result = PQgetResult(connection_.get())) PQclear(result);
    throw;
  }
}

void Connection::copy_in(const std::string& sql, std::string_view rows) {
  Copy copy(*this, sql);
  copy.put(rows);
  copy.end();
  copy.finish();
}

Connection::Copy::Copy(Connection& connection, const std::string& sql) : connection_(&connection) {
  constexpr std::string_view header("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
  if (PQsendQuery(connection.connection_.get(), sql.c_str()) != 1) connection.lost();
  connection.flush();
  Result result = connection.checked(connection.next());
  while (PQresultStatus(result.get()) == PGRES_COMMAND_OK)
    result = connection.checked(connection.next());
  put(header);
}

void Connection::Copy::put(std::string_view rows) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  PGconn* to = connection_->connection_.get();
  while (!rows.empty()) {
    const std::string_view some = rows.substr(0, piece);
    const int done = PQputCopyData(to, some.data(), static_cast<int>(some.size()));
    if (done < 0) connection_->lost();
    if (done == 0) {
      connection_->wait(true);
      continue;
    }
    rows.remove_prefix(some.size());
  }
}

void Connection::Copy::end() {
  put(std::string_view("\377\377", 2));
  while (true) {
    const int done = PQputCopyEnd(connection_->connection_.get(), nullptr);
    if (done < 0) connection_->lost();
    if (done == 1) break;
    connection_->wait(true);
  }
  connection_->flush();
}

Connection::Result Connection::next() {
  while (PQisBusy(connection_.get()) != 0) {
    wait(false);
    if (PQconsumeInput(connection_.get()) != 1) lost();
  }
  return {PQgetResult(connection_.get()), PQclear};
}

void Connection::flush() {
  while (true) {
    const int left = PQflush(connection_.get());
    if (left == 0) return;
    if (left < 0) lost();
    wait(true);
    // What the server says meanwhile must be read, or neither side goes on.
    if (PQconsumeInput(connection_.get()) != 1) lost();
  }
}

void Connection::wait(bool to_write) {
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> given_up;
  while (true) {
    const int events = to_write ? POLLIN | POLLOUT : POLLIN;
    pollfd waited{PQsocket(connection_.get()), static_cast<short>(events), 0};
    if (waited.fd < 0) lost();
    const int ready = poll(&waited, 1, wait_ms);
    if (ready > 0) return;
    if (ready < 0 && errno != EINTR) lost();
    if (!interrupt_ || !interrupt_->is_set()) continue;
    if (!given_up) {
      cancel();
      given_up = Clock::now() + patience_after_cancel;
    } else if (Clock::now() > *given_up) {
      drop();
      throw Interrupt::failure();
    }
  }
}

void Connection::cancel() noexcept {
  const std::unique_ptr<PGcancel, void (*)(PGcancel*)> how(PQgetCancel(connection_.get()),
                                                           PQfreeCancel);
  std::array<char, 256> message{};
  if (how) static_cast<void>(PQcancel(how.get(), message.data(), static_cast<int>(message.size())));
}

Connection::Result Connection::finish() {
  Result last{nullptr, PQclear};
  std::unique_ptr<ServerError> first;
  while (Result result = next()) {
    if (!is_good(result.get()) && !first)
      first = std::make_unique<ServerError>(failed(result.get()));
    last = std::move(result);
  }
  if (first) throw *first;
  if (!last) lost();
  return last;
}

Connection::Result Connection::checked(Result result) {
  if (!result) lost();
  if (is_good(result.get())) return result;
  ServerError error = failed(result.get());
  while (next()) {
  }
  throw error;
}

ServerError Connection::failed(const PGresult* result) const {
  const std::string state = state_of(result);
  if (state == "57014" && interrupt_ && interrupt_->is_set()) return {Interrupt::failure(), state};
  if (state.empty() && PQstatus(connection_.get()) == CONNECTION_OK)
    return failure("XX000", PQresultErrorMessage(result), location_.shown);
  return failure(state, PQresultErrorMessage(result), location_.shown);
}

// The words of libpq have no password in them.
void Connection::lost() {
  const ServerError error =
      failure(PQstatus(connection_.get()) == CONNECTION_OK ? "XX000" : "",
              connection_ ? PQerrorMessage(connection_.get()) : "", location_.shown);
  drop();
  throw error;
}

}  // namespace porto::internal::postgres
