// The places of ledgers that tests get on the PostgreSQL server: unlike each other, and gone after
// the test, whatever it leaves.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include "support/postgres.hpp"

using namespace porto::testing;

TEST_SUITE_BEGIN("postgres" * doctest::skip(!postgres_for_tests()));

namespace database_test {
namespace {

bool has_schema(const std::string& name) {
  return PostgresSession(*postgres_for_tests())
             .run("SELECT count(*) FROM pg_namespace WHERE nspname = '" + name + "'") == "1";
}
bool has_database(const std::string& name) {
  return PostgresSession(*postgres_for_tests())
             .run("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") == "1";
}
// What porto will do with the name, and a row.
void make_schema(const TestDatabase& database) {
  PostgresSession(database.database_url()).run("CREATE SCHEMA " + database.ledger());
  database.run("CREATE TABLE t (n int); INSERT INTO t VALUES (7)");
}

}  // namespace

TEST_CASE("a ledger of a test's own has a free name, and is gone where its server stays") {
  std::string name;
  {
    const TestDatabase one;
    const TestDatabase other;
    name = one.ledger();
    CHECK(name != other.ledger());
    CHECK_FALSE(has_schema(name));
    make_schema(one);
    make_schema(other);
    CHECK(one.run("DELETE FROM t; SELECT count(*) FROM t") == "0");
    CHECK(other.run("SELECT n FROM t") == "7");
    CHECK(one.url().starts_with(*postgres_for_tests()));
    CHECK(one.url().ends_with("ledger=" + name));
  }
  CHECK(has_schema(name) != is_postgres_url(said_of_postgres()));
}

TEST_CASE("a database of a test's own is gone with the sessions that are left") {
  std::string name;
  std::optional<PostgresSession> left;
  {
    const TestDatabase database(TestDatabase::Own::database);
    name = database.ledger();
    CHECK(has_database(name));
    make_schema(database);
    CHECK(database.run("SELECT current_database()") == name);
    CHECK_FALSE(has_schema(name));  // in the shared database
    left.emplace(database.database_url());
    left->run("BEGIN; SELECT n FROM " + name + ".t");
  }
  CHECK_FALSE(has_database(name));
  CHECK_THROWS_AS(left->run("SELECT 1"), std::runtime_error);
}

TEST_CASE("a process that was forked takes nothing from its parent") {
  const TestDatabase database;
  make_schema(database);
  const pid_t child = fork();
  if (child == 0) {
    database.~TestDatabase();
    _exit(0);
  }
  REQUIRE(waitpid(child, nullptr, 0) == child);
  CHECK(database.run("SELECT n FROM t") == "7");
}

TEST_CASE("errors have the words of the server") {
  const TestDatabase database;
  CHECK_THROWS_WITH_AS(database.run("SELECT nothing"),
                       doctest::Contains("column \"nothing\" does not exist"), std::runtime_error);
  CHECK_THROWS_WITH_AS(PostgresSession("postgresql://porto@/?host=/nowhere"),
                       doctest::Contains("/nowhere"), std::runtime_error);
}

TEST_CASE("without the variable, or the file that it names, there is no server") {
  const std::string said = std::getenv("PORTO_TEST_POSTGRES");
  const auto told = [](const char* text) {
    setenv("PORTO_TEST_POSTGRES", text, 1);
    return postgres_for_tests();
  };
  CHECK_FALSE(told(""));
  CHECK_FALSE(told("/nowhere/url"));
  CHECK(told("postgresql://h/d") == "postgresql://h/d");
  CHECK(told("postgres://h/d") == "postgres://h/d");
  CHECK(told(said.c_str()));
  unsetenv("PORTO_TEST_POSTGRES");
  CHECK_FALSE(postgres_for_tests());
  setenv("PORTO_TEST_POSTGRES", said.c_str(), 1);
}

}  // namespace database_test

TEST_SUITE_END();
