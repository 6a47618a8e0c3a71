// The rejects file: rows as they were, properly quoted; nothing is replaced.
#include "metering/rejects.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace {

void check_refuses(const std::string& path, const std::vector<std::string>& inputs, ErrorCode code,
                   const std::string& message) {
  try {
    const RejectsFile rejects(path, inputs);
    FAIL("the path was taken");
  } catch (const Error& error) {
    CHECK(error.code() == code);
    CHECK(contains(error.what(), message));
    CHECK(error.where() == path);
  }
}

}  // namespace

TEST_CASE("rows are written as they were") {
  TempDir dir;
  const std::string path = dir.path("rejects.csv");
  {
    RejectsFile rejects(path, {});
    rejects.add({"a.csv", 3, Outcome::rejected, "bad", "bad: \"x\"; fix it", "1,\"2\n3\",4"});
    rejects.add({"b,c.csv", 14, Outcome::conflict, "taken", "taken", std::string("\0\xFF", 2)});
    rejects.finish();
  }
  CHECK(read_file(path) == std::string("file,line,outcome,reason,row\n"
                                       "\"a.csv\",3,rejected,\"bad: \"\"x\"\"; fix it\","
                                       "\"1,\"\"2\n3\"\",4\"\n"
                                       "\"b,c.csv\",14,conflict,\"taken\",\"") +
                               std::string("\0\xFF", 2) + "\"\n");
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("no rows, no file") {
  TempDir dir;
  for (const std::string& path : {dir.path("new.csv"), dir.write("empty.csv", "")}) {
    RejectsFile rejects(path, {});
    CHECK(read_file(path).empty());
    rejects.finish();
    CHECK_FALSE(std::filesystem::exists(path));
  }
}

TEST_CASE("what is there already is not replaced") {
  TempDir dir;
  const std::string before = dir.write("rejects.csv", "of the import before\n");
  std::filesystem::create_symlink(before, dir.path("link"));
  for (const std::string& path : {before, dir.path("link")})
    check_refuses(path, {}, ErrorCode::conflict, "is there already, and a rejects file replaces");
  CHECK(read_file(before) == "of the import before\n");
}

TEST_CASE("paths that cannot be the rejects file") {
  TempDir dir;
  const std::string input = dir.write("events.csv", "precious\n");
  check_refuses(input, {input}, ErrorCode::invalid_argument, "is also an input");
  std::filesystem::create_symlink(input, dir.path("link"));
  check_refuses(dir.path("link"), {input}, ErrorCode::invalid_argument, "is also an input");
  CHECK(read_file(input) == "precious\n");
  std::filesystem::create_directory(dir.path("folder"));
  check_refuses(dir.path("folder"), {}, ErrorCode::io, "Is a directory");
  check_refuses(dir.path("no/such/folder/rejects.csv"), {}, ErrorCode::io, "cannot create");
}

TEST_CASE("rows that cannot be written are an error, not a loss in silence") {
  TempDir dir;
  const RejectedRow row = {"a.csv", 1, Outcome::rejected, "kind", "reason", std::string(1000, 'x')};
  RejectsFile full("/dev/full", {});
  full.add(row);
  CHECK_THROWS_AS(full.finish(), Error);
}

TEST_CASE("an import writes its refused rows") {
  Metering m;
  const std::string input =
      m.dir.write("in.csv", header + "a,c," + june + ",1\nb,c," + june + ",x\n");
  const std::vector<std::string> paths = {input};
  m.options.rejects = m.dir.path("rejects.csv");
  m.import(paths);
  CHECK(contains(read_file(m.dir.path("rejects.csv")),
                 "\"" + input + "\",3,rejected,\"quantity is not a plain number: \"\"x\"\""));
}

TEST_CASE("an import that is stopped keeps the rows it refused") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("in.csv", header + "b,c," + june + ",x\n")};
  m.options.rejects = m.dir.path("rejects.csv");
  m.options.on_rejected = [](const RejectedRow&) { throw Error(ErrorCode::cancelled, "enough"); };
  CHECK_THROWS_AS(import_files(*m.store, m.zone, paths, m.options), Error);
  CHECK(contains(read_file(m.options.rejects), "\"b,c," + june + ",x\""));
}

TEST_CASE("nothing is imported if the rejects file cannot be written") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("in.csv", header + "a,c," + june + ",1\n")};
  m.options.rejects = paths[0];
  CHECK(m.import_error(paths).code() == ErrorCode::invalid_argument);
  CHECK(m.total() == 0);
}
