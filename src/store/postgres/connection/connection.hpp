// One connection to a server, and its statements: libpq, which no other room sees. A wait for the
// server ends at an interrupt, which cancels the statement; what fails leaves here as ServerError.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/interrupt.hpp"
#include "porto/ledger_options.hpp"
#include "store/postgres/connection/failure.hpp"
#include "store/postgres/connection/location.hpp"
#include "store/postgres/connection/params.hpp"
#include "store/postgres/connection/rows.hpp"

namespace porto::internal::postgres {

/// How a transaction is begun.
enum class Begin : std::uint8_t {
  read,   ///< one snapshot, in which nothing is written
  write,  ///< each statement sees what others have committed
};

/// Belongs to one thread at a time.
class Connection {
 public:
  /// Connects at the first use, and again at the next after the connection was lost. `interrupt`
  /// outlives it; null: nothing ends a wait.
  Connection(Location location, const OpenOptions& options, const Interrupt* interrupt);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const Location& location() const noexcept { return location_; }
  /// Which ledger it is: a connection that is made anew must find the same.
  void expect(std::string ledger_id) { ledger_id_ = std::move(ledger_id); }

  /// Begins a transaction, in which names of tables are those of the ledger and waits for locks end
  /// as the options say. Connects first if there is no connection, or one that was cut while idle.
  void begin(Begin how);
  /// Throws ServerError where the answer is lost: then it is not known whether it is committed.
  void commit();
  /// Never throws: a transaction of a connection that is lost is rolled back by the server.
  void roll_back() noexcept;
  bool in_transaction() const noexcept { return in_transaction_; }
  /// A statement has ended the transaction.
  void ended() noexcept { in_transaction_ = false; }

  /// One statement, with its values for $1, $2, ...; all of its rows. It is prepared once for each
  /// connection, so that `sql` should be one of few.
  template <typename... Values>
  Rows query(const std::string& sql, const Values&... values) {
    return run(sql, params_of(values...));
  }
  /// The same as a transaction of its own, in one round trip; where a session keeps what is set.
  template <typename... Values>
  Rows query_alone(const std::string& sql, const Values&... values) {
    return run_alone(sql, params_of(values...));
  }
  /// Calls `visit` with each row as it comes.
  void each(const std::string& sql, const std::vector<Param>& params,
            const std::function<void(const Row&)>& visit);
  /// One or more statements without values or rows.
  void execute(const std::string& sql);
  /// COPY ... FROM STDIN (FORMAT binary), in one. `rows`: without header and trailer.
  void copy_in(const std::string& sql, std::string_view rows);

  /// The same in pieces, which the server stores as they come. Until finish() no other statement
  /// can be run; where that is never called, roll_back() drops the connection.
  class Copy {
   public:
    Copy(Connection& connection, const std::string& sql);
    void put(std::string_view rows);
    void end();
    /// Waits for the server's answer.
    void finish() { connection_->finish(); }

   private:
    Connection* connection_;
  };

  /// Statements that go to the server together, and whose answers come together: one round trip.
  class Pipeline {
   public:
    explicit Pipeline(Connection& connection) : connection_(connection) {}
    template <typename... Values>
    Pipeline& add(const std::string& sql, const Values&... values) {
      statements_.push_back({sql, params_of(values...)});
      return *this;
    }
    std::size_t size() const noexcept { return statements_.size(); }
    /// The rows of each.
    std::vector<Rows> run() { return connection_.run(statements_); }

   private:
    friend class Connection;
    struct Statement {
      std::string sql;
      std::vector<Param> params;
    };
    Connection& connection_;
    std::vector<Statement> statements_{};
  };

  /// A pipeline that begins a transaction for writing before all else.
  Pipeline beginning();

  /// The connection is of no use any more; the next begin() makes another.
  void drop() noexcept;

 private:
  using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

  void connect();
  std::vector<std::string> settings(const char* set) const;
  std::vector<std::string> begin_statements(Begin how) const;
  void check_ledger();
  Rows run(const std::string& sql, const std::vector<Param>& params);
  Rows run_alone(const std::string& sql, const std::vector<Param>& params);
  std::vector<Rows> run(const std::vector<Pipeline::Statement>& statements);
  /// The name under which a statement is prepared; prepares it if it is not yet.
  const std::string& prepared(const std::string& sql, const std::vector<Param>& params);
  void send(const std::string& sql, const std::vector<Param>& params);
  /// The next result; null at the end of the statement's. Waits, and heeds an interrupt.
  Result next();
  /// Until the server has taken what is sent.
  void flush();
  void wait(bool to_write);
  void cancel() noexcept;
  /// All results of a statement; the last is given.
  Result finish();
  Result checked(Result result);
  ServerError failed(const PGresult* result) const;
  [[noreturn]] void lost();

  Location location_;
  OpenOptions options_;
  const Interrupt* interrupt_;
  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
  std::unordered_map<std::string, std::string> prepared_{};  // names, by SQL
  std::string ledger_id_{};
  bool in_transaction_ = false;
  bool gives_single_rows_ = false;  // libpq does, since each() was the last to ask
};

}  // namespace porto::internal::postgres
