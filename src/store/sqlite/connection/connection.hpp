// One connection to a ledger file, and its queries. Errors of SQLite and SQLiteCpp leave here as
// porto::Error; no other file of this folder sees their exceptions.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ledger_files.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/ledger_options.hpp"
#include "porto/progress.hpp"
#include "store/copied.hpp"
#include "store/sqlite/connection/lasting_locks.hpp"
#include "store/sqlite/connection/patience.hpp"

namespace porto::internal {

class Connection;

/// Bytes that are not text.
struct Blob {
  std::string_view bytes;
};

/// A prepared statement, borrowed from the connection for as long as the object lives. One
/// statement can be borrowed once at a time.
class Query {
 public:
  /// The values are those of ?1, ?2, ...
  template <typename... Values>
  Query(Connection& connection, SQLite::Statement& statement, const Values&... values)
      : connection_(connection), statement_(statement) {
    bind(values...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Begins again, with new values for ?1, ?2, ...
  template <typename... Values>
  Query& bind(const Values&... values) {
    reset();
    [[maybe_unused]] int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }
  /// The same with the values of a row of any table.
  Query& bind_row(std::span<const Cell> cells);
  /// To the next row; false if there is none.
  bool step();
  /// To the end, then ready to be bound again. Returns the number of rows that were changed.
  std::int64_t run();

  std::int64_t integer(int column) const;
  /// An integer from `least` to `most`; of neither: what an int holds. Error corrupt.
  int number(int column, int least = std::numeric_limits<int>::min(),
             int most = std::numeric_limits<int>::max()) const;
  std::string text(int column) const { return std::string(view(column)); }
  std::string_view view(int column) const;  ///< until the next step
  std::string_view blob(int column) const;  ///< the same
  bool is_null(int column) const;
  /// The value of a row of any table. Error corrupt for a kind that no table has.
  Cell cell(int column) const;
  /// When an event occurred: within the calendar, or a day before or after. Error corrupt.
  Instant event_time(int column) const;
  /// A month stored as 202402, a day as 20240229. Error corrupt.
  Month month(int column) const;
  Day day(int column) const;
  /// The result of `read(column)`; not set for NULL.
  template <typename Read>
  auto optional(int column, Read read) const -> std::optional<decltype(read(column))> {
    if (is_null(column)) return std::nullopt;
    return read(column);
  }

 private:
  void reset() noexcept;
  void bind_one(int index, std::int64_t value);
  void bind_one(int index, int value) { bind_one(index, std::int64_t{value}); }
  void bind_one(int index, std::string_view value);
  void bind_one(int index, Blob value);
  void bind_one(int index, Month value) { bind_one(index, value.number()); }
  void bind_one(int index, Day value) { bind_one(index, value.number()); }
  void bind_one(int index, Instant value) { bind_one(index, value.unix_us); }
  template <typename Value>
  void bind_one(int index, const std::optional<Value>& value) {
    value ? bind_one(index, *value) : bind_null(index);
  }
  void bind_null(int index);

  Connection& connection_;
  SQLite::Statement& statement_;
};

/// What a connection is for. One for reading writes nothing, neither to the file nor beside it.
enum class Purpose : std::uint8_t { writing, reading };

/// How a connection is to be opened.
struct ConnectionOptions {
  Purpose purpose = Purpose::writing;
  std::string shown{};  ///< the path as messages have it, if that is another one
  /// How long to wait for the locks of others.
  std::int32_t busy_timeout_ms = default_busy_timeout_ms;
  const Interrupt* interrupt = nullptr;  ///< ends waiting and working; null: nothing does
};

/// An open database. Belongs to one thread at a time.
class Connection {
 public:
  /// Opens a file that exists, or a database in memory. Errors read_only, io.
  explicit Connection(const std::string& path, const ConnectionOptions& options = {});
  static constexpr const char* in_memory = ":memory:";
  /// The last one to close a file moves what is in -wal into it.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The settings under which porto uses a database; page_size only has a say in a new one.
  void configure();
  /// The same for a file that is being made and is nobody's yet: it is on disk once whoever makes
  /// it says so.
  void configure_new();
  /// Moves all that is in -wal into the file. Errors full, io.
  void empty_wal();

  template <typename... Values>
  [[nodiscard]] Query query(const std::string& sql, const Values&... values) {
    return {*this, prepared(sql), values...};
  }
  /// One or more statements without parameters or results.
  void execute(const char* sql);
  /// The first column of the first row.
  std::int64_t integer(const std::string& sql);

  /// Becomes a copy of the other as it is at one moment, while others may write to its file. The
  /// other is in a transaction that has read, outside of which each step could meet another state.
  /// `on_progress`, which may be empty, is told in pages.
  void backup_from(Connection& other, const OnProgress& on_progress);

  /// Whether integrity_check compares values with the CHECKs of their tables. Not where a file is
  /// in use that may not be written.
  bool knows_checks() const noexcept;
  bool in_transaction() const noexcept;
  /// Begins a transaction with the lock of those that write: an upgrade later fails at once when
  /// another process has written in between, however long the busy timeout is.
  void begin_writing();
  void commit();
  /// Error io where a file is no longer what was opened: what is written now would be lost, and
  /// what is read is not what others read. `what`: what that means for the caller.
  void require_same_files(const char* what) const;
  /// Undoes the open transaction, if there is one that SQLite has not undone by itself.
  void roll_back() noexcept;
  /// Ends the statement that runs, from any thread.
  void interrupt() noexcept;

  const std::string& path() const noexcept { return path_; }
  Purpose purpose() const noexcept { return purpose_; }
  sqlite3* handle() const noexcept { return database_.getHandle(); }
  /// An exception of SQLiteCpp as an error for the caller.
  Error translate(const SQLite::Exception& exception) const;
  /// Error cancelled once the connection is interrupted: asked before each statement, and each row.
  void check_interrupt() const {
    if (patience_.interrupted()) throw Interrupt::failure();
  }

 private:
  SQLite::Statement& prepared(const std::string& sql);
  void note_files();

  std::string path_;
  Purpose purpose_;
  LastingLocks locks_;                // gone after the database
  std::optional<LedgerFiles> files_;  // of a file, once it is configured; likewise
  Patience patience_;                 // likewise
  SQLite::Database database_;
  std::unordered_map<std::string, SQLite::Statement> statements_;  // by their SQL
  SQLite::Statement* roll_back_ = nullptr;  // made in time: to roll back must not need memory
};

}  // namespace porto::internal
