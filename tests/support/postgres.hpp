// The PostgreSQL server of the tests, and a ledger or a database of a test's own on it.
#pragma once

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>

namespace porto::testing {

inline std::string said_of_postgres() {
  const char* variable = std::getenv("PORTO_TEST_POSTGRES");
  return variable ? variable : "";
}
inline bool is_postgres_url(const std::string& said) {
  return said.starts_with("postgresql://") || said.starts_with("postgres://");
}

/// The URL of the server, for libpq. PORTO_TEST_POSTGRES is such a URL, or the file that ctest's
/// fixture writes one to: none where PostgreSQL is not installed. Test cases that are nothing
/// without it say `TEST_CASE("..." * doctest::skip(!postgres_for_tests()))`.
inline std::optional<std::string> postgres_for_tests() {
  const std::string said = said_of_postgres();
  if (is_postgres_url(said)) return said;
  std::string url;
  if (std::getline(std::ifstream(said), url)) return url;
  return std::nullopt;
}

/// A session of libpq that throws std::runtime_error with the server's words.
class PostgresSession {
 public:
  explicit PostgresSession(const std::string& url) : session_(PQconnectdb(url.c_str()), PQfinish) {
    if (PQstatus(session_.get()) != CONNECTION_OK)
      throw std::runtime_error("cannot connect to " + url + ": " + PQerrorMessage(session_.get()));
    PQsetNoticeProcessor(
        session_.get(), [](void*, const char*) {}, nullptr);
  }

  /// Does all statements of the text; the first value of the last one, "" if it has no rows.
  std::string run(const std::string& sql) const {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(session_.get(), sql.c_str()),
                                                               PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(sql + ": " + PQerrorMessage(session_.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
  }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> session_;
};

/// The place of a ledger that no other test sees. The ledger is not made: its name is free. It is
/// gone when the test ends, but for a ledger on the server of ctest, which is gone soon itself: to
/// drop tables takes nearly as long as to make them. Only where postgres_for_tests() has a server.
class TestDatabase {
 public:
  /// A name in the database that all tests share is enough for most; a database takes five times as
  /// long.
  enum class Own { ledger, database };

  explicit TestDatabase(Own own = Own::ledger)
      : own_(own), shared_url_(postgres_for_tests().value()), database_url_(shared_url_) {
    if (own_ == Own::ledger) return;
    PostgresSession(shared_url_).run("CREATE DATABASE " + name_);
    database_url_ = with_database(shared_url_, name_);
  }
  ~TestDatabase() {
    if (getpid() != made_by_) return;  // a child that was forked
    if (own_ == Own::ledger && !is_postgres_url(said_of_postgres())) return;
    try {
      drop();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s stays on the server: %s\n", name_.c_str(), error.what());
    }
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// For porto: with the name of the ledger.
  std::string url() const {
    return database_url_ + (database_url_.find('?') == std::string::npos ? '?' : '&') +
           "ledger=" + name_;
  }
  /// For libpq, which knows nothing of ledgers.
  const std::string& database_url() const { return database_url_; }
  /// The name of the ledger, which is that of its schema.
  const std::string& ledger() const { return name_; }

  /// Does statements beside porto, with the ledger's tables in reach; see PostgresSession.
  std::string run(const std::string& sql) const {
    const PostgresSession session(database_url_);
    session.run("SET search_path = " + name_);
    return session.run(sql);
  }

 private:
  // A server that outlives a test that was killed must not meet its name again.
  static std::string unique_name() {
    std::random_device random;
    std::string digits;
    for (int i = 0; i < 16; ++i) digits += "0123456789abcdef"[random() % 16];
    return "test_" + digits;
  }

  static std::string with_database(const std::string& url, const std::string& database) {
    const std::size_t path = url.find('/', url.find("//") + 2);
    const std::size_t query = url.find('?');
    return url.substr(0, std::min(path, query)) + "/" + database +
           (query == std::string::npos ? "" : url.substr(query));
  }

  // A session that the test has left open, in a transaction, must not stop it for ever.
  void drop() const {
    const PostgresSession session(shared_url_);
    if (own_ == Own::database) {
      session.run("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } else {
      session.run("SET lock_timeout = '20s'");
      session.run("DROP SCHEMA IF EXISTS " + name_ + " CASCADE");
    }
  }

  Own own_;
  pid_t made_by_ = getpid();
  std::string name_ = unique_name();
  std::string shared_url_;
  std::string database_url_;
};

/// What makes a ledger on several servers, behind the URL of its head.
inline std::string as_further_server(const std::string& url) {
  std::string encoded;
  for (const char c : url) encoded += c == '&' ? "%26" : c == '%' ? "%25" : std::string(1, c);
  return "&server=" + encoded;
}

/// Three of them, as ledgers of names of their own.
struct TestServers {
  TestDatabase head{};
  TestDatabase second{};
  TestDatabase third{};

  /// The URL that makes the ledger; that of the head opens it.
  std::string url() const {
    return head.url() + as_further_server(second.url()) + as_further_server(third.url());
  }
};

}  // namespace porto::testing
