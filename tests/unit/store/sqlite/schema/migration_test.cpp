// Migrating a file by numbered steps, shown with steps that are made up for the test: each adds its
// own number to a table.
#include "store/sqlite/schema/migration.hpp"

#include <array>

#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"
#include "unit/store/small_disk.hpp"

namespace porto::testing::migration_test {

using namespace internal;
namespace {

void make_table(Connection& connection) {
  connection.execute("CREATE TABLE step (no INTEGER); INSERT INTO step VALUES (1)");
}
void add_2(Connection& connection) { connection.execute("INSERT INTO step VALUES (2)"); }
void add_index_3(Connection& connection) {
  connection.execute(
      "CREATE INDEX step_by_no ON step (no); INSERT INTO step"
      " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
      " SELECT 3 FROM n");
}
void fail_half_way(Connection& connection) {
  connection.execute("INSERT INTO step VALUES (3); INSERT INTO missing VALUES (1)");
}

constexpr std::array steps = {make_table, add_2, add_index_3};
constexpr std::array broken = {make_table, add_2, fail_half_way};

MigrationSteps first(std::size_t count) { return MigrationSteps(steps).first(count); }

// A file that has taken the first steps.
std::string make_file(const TempDir& dir, const std::string& name, std::size_t taken) {
  const std::string path = dir.write(name, "");
  Connection connection(path);
  connection.configure();
  upgrade(connection, first(taken));
  return path;
}

std::string taken(const std::string& path) {
  return Raw(path).run("SELECT DISTINCT no FROM step ORDER BY rowid");
}

std::string version(const std::string& path) { return Raw(path).run("PRAGMA user_version"); }

}  // namespace

TEST_CASE("a file takes the steps that it lacks, in order") {
  const TempDir dir;
  for (std::size_t before = 0; before <= steps.size(); ++before) {
    CAPTURE(before);
    const std::string path = make_file(dir, std::to_string(before), before);
    CHECK(version(path) == std::to_string(before) + ";");
    Connection connection(path);
    upgrade(connection, steps);
    CHECK_FALSE(connection.in_transaction());
    CHECK(version(path) == "3;");
    CHECK(taken(path) == "1;2;3;");
    CHECK(Raw(path).run("SELECT count(*) FROM step") == "5002;");
  }
}

TEST_CASE("a step that fails takes back all steps of the upgrade") {
  const TempDir dir;
  const std::string path = make_file(dir, "ledger.db", 1);
  Connection connection(path);
  CHECK_THROWS_AS(upgrade(connection, broken), Error);
  CHECK_FALSE(connection.in_transaction());
  CHECK(version(path) == "1;");
  CHECK(taken(path) == "1;");

  upgrade(connection, steps);
  CHECK(version(path) == "3;");
  CHECK(taken(path) == "1;2;3;");
}

TEST_CASE("a version without a step is refused, and the file left as it was") {
  const TempDir dir;
  const std::string path = make_file(dir, "ledger.db", 3);
  Connection connection(path);
  check_version(connection, steps);
  const Thrown error = thrown([&] { check_version(connection, first(2)); });
  CHECK(error.code == ErrorCode::newer_ledger);
  CHECK_MESSAGE(error.says("has schema version 3"), error.message);
  CHECK_MESSAGE(error.says("versions up to 2"), error.message);
  CHECK(version(path) == "3;");

  connection.execute("PRAGMA user_version = 0");
  CHECK(code_of([&] { check_version(connection, steps); }) == ErrorCode::corrupt);
}

TEST_CASE("a disk that becomes full during an upgrade: the file is as it was") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(SmallDisk::unlimited);
  const TempDir dir;
  const std::string path = make_file(dir, "ledger.db", 1);
  int writes = 0;
  for (bool done = false; !done; ++writes) {
    CAPTURE(writes);
    Connection connection(path);
    connection.configure();
    SmallDisk::set_writes_left(writes);
    try {
      upgrade(connection, steps);
      done = true;
    } catch (const Error& error) {
      CHECK_MESSAGE(error.code() == ErrorCode::full, error.what());
      CHECK_FALSE(connection.in_transaction());
    }
    SmallDisk::set_writes_left(SmallDisk::unlimited);
    if (done) continue;
    CHECK(version(path) == "1;");
    CHECK(taken(path) == "1;");
  }
  CHECK(writes > 5);
  CHECK(taken(path) == "1;2;3;");
}

}  // namespace porto::testing::migration_test
