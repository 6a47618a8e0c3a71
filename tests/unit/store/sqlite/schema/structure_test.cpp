// What is missing, added or changed in the tables, indexes, triggers and views of a ledger.
#include "store/sqlite/schema/plain_sql.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::structure_test {

using namespace internal;
namespace {

std::string faults_of(const std::string& path, const OpenOptions& opening) {
  const Structure structure = open_sqlite_store(path, opening)->structure();
  CHECK(structure.parts > 50);
  std::string text;
  for (const StructureFault& fault : structure.faults)
    text += fault.place + ": " + fault.stored + " | " + fault.expected + "\n";
  return text;
}

// Statements with an SQLite shell, and the faults that they leave: "place: stored | expected", one
// a line; the same however the ledger is opened.
std::string faults_after(const std::string& sql) {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  create_sqlite_store(path, options);
  REQUIRE(Raw(path).run(sql) == "");
  const std::string faults = faults_of(path, {.read_only = true});
  CHECK(faults_of(path, {}) == faults);
  return faults;
}

// A table as if a line of it had never been.
std::string without(const std::string& table, const std::string& text) {
  return "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '" + text +
         "', '') WHERE name = '" + table + "'";
}

}  // namespace

TEST_CASE("a ledger as porto makes it has no faults of structure") {
  CHECK(faults_after("") == "");
  CHECK(create_sqlite_store(":memory:", options)->structure().faults.empty());
}

TEST_CASE("statistics, comments and blanks are nobody's structure") {
  CHECK(faults_after("ANALYZE") == "");
  CHECK(faults_after(without("ledger", "  -- of events")) == "");
}

TEST_CASE("what is missing is found") {
  CHECK(faults_after("DROP TRIGGER void_is_never_changed") ==
        "trigger void_is_never_changed: not there | CREATE TRIGGER void_is_never_changed BEFORE "
        "UPDATE ON void BEGIN SELECT RAISE(AB ...\n");
  CHECK(faults_after("DROP INDEX import_file_of_size") ==
        "index import_file_of_size: not there | CREATE INDEX import_file_of_size ON import_file "
        "(size)\n");
  CHECK(faults_after("DROP VIEW undone_event").starts_with("view undone_event: not there | "));
}

TEST_CASE("what is added is found: it runs, or stands before what is read") {
  CHECK(faults_after("CREATE TRIGGER mine AFTER INSERT ON void BEGIN SELECT 1; END") ==
        "trigger mine: CREATE TRIGGER mine AFTER INSERT ON void BEGIN SELECT 1; END | nothing of "
        "that name\n");
  CHECK(faults_after("CREATE INDEX mine ON void (actor)") ==
        "index mine: CREATE INDEX mine ON void (actor) | nothing of that name\n");
  CHECK(faults_after("CREATE VIEW mine AS SELECT 1") ==
        "view mine: CREATE VIEW mine AS SELECT 1 | nothing of that name\n");
  CHECK(faults_after("CREATE TABLE mine (x UNIQUE)") ==
        "index sqlite_autoindex_mine_1: of table mine | nothing of that name\n"
        "table mine: CREATE TABLE mine (x UNIQUE) | nothing of that name\n");
}

TEST_CASE("a trigger under a name of SQLite's statistics is found: it runs as any other") {
  CHECK(faults_after("ANALYZE; PRAGMA writable_schema = ON;"
                     " INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat1', 'void', 0,"
                     " 'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON void BEGIN SELECT 1; END')") ==
        "trigger sqlite_stat1: CREATE TRIGGER sqlite_stat1 AFTER INSERT ON void BEGIN SELECT 1; "
        "END | nothing of that name\n");
}

TEST_CASE("what is changed is found, with the words that differ") {
  CHECK(faults_after(without("ledger", " CHECK (future_days >= 0)")) ==
        "table ledger: ... INTEGER, negative INTEGER NOT NULL CHECK (negative IN (0, 1)), "
        "first_month INTEG ... | ... INTEGER CHECK (future_days >= 0), negative INTEGER NOT "
        "NULL CHECK (negative IN ( ...\n");
  CHECK(faults_after("DROP TRIGGER void_is_never_removed; CREATE TRIGGER void_is_never_removed"
                     " BEFORE DELETE ON void WHEN 0 BEGIN"
                     " SELECT RAISE(ABORT, 'voids are never removed'); END")
            .starts_with("trigger void_is_never_removed: ... "));
}

TEST_CASE(
    "SQL is compared without comments and by one blank, and as it is within quotation marks") {
  struct Case {
    const char* sql;
    const char* plain;
  };
  const Case cases[] = {
      {"", ""},
      {"  \n ", ""},
      {" CREATE  TABLE\n\tt (x) ", "CREATE TABLE t (x)"},
      {"t (x, -- the x\n y)", "t (x, y)"},
      {"t (x)-- to the end", "t (x)"},
      {"t /* a\n comment */ (x)", "t (x)"},
      {"t /* without an end", "t"},
      {"'a  -- b'  'c''  d'", "'a  -- b' 'c''  d'"},
      {"\"a  b\" `c  /* d`  [e  'f]", "\"a  b\" `c  /* d` [e  'f]"},
      {"'without  an end", "'without  an end"},
      {"a - b / c", "a - b / c"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    CHECK(plain_sql(c.sql) == c.plain);
  }
}

}  // namespace porto::testing::structure_test
