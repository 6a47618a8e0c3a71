// The rejects files: rows in the format of their file; nothing is replaced.
#include "metering/rejects.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace rejects_test {
namespace {

void check_refuses(const std::string& path, const std::vector<std::string>& inputs, ErrorCode code,
                   const std::string& message) {
  try {
    const RejectsFile rejects(path, as_inputs(inputs));
    FAIL("the path was taken");
  } catch (const Error& error) {
    CHECK(error.code() == code);
    CHECK(contains(error.what(), message));
    CHECK(error.where() == path);
  }
}

}  // namespace

TEST_CASE("rows of CSV stand under the header of their file, behind what is wrong with them") {
  TempDir dir;
  const std::string path = dir.path("rejects.csv");
  const RejectsLayout layout{"csv", CsvLayout{';', false, {"id", "a;b"}}};
  {
    Rejects rejects(path, {}, false);
    rejects.expect({layout});
    rejects.add({"a.csv", 3, Outcome::rejected, "bad", "bad: \"x\"; fix it", "1;\"2\n3\""}, 0);
    rejects.add({"b;c.csv", 14, Outcome::conflict, "taken", "taken", "1;2;3"}, 0);
    rejects.add({"a.csv", 5, Outcome::rejected, "bad", "bad", "1;\"2"}, 0);
    rejects.add({"a.csv", 6, Outcome::rejected, "bad", "bad", std::string("\0\xFF;", 3)}, 0);
    rejects.finish();
    CHECK(rejects.notices().empty());
  }
  CHECK(read_file(path) ==
        std::string("\xEF\xBB\xBFporto_outcome;porto_reason;porto_file;porto_line;porto_row;id;"
                    "\"a;b\"\n"
                    "rejected;\"bad: \"\"x\"\"; fix it\";a.csv;3;;1;\"2\n3\"\n"
                    "conflict;taken;\"b;c.csv\";14;\"1;2;3\";;\n"
                    "rejected;bad;a.csv;5;\"1;\"\"2\";;\n"
                    "rejected;bad;a.csv;6;\"") +
            std::string("\0\xFF;", 3) + "\";;\n");
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("other rows are a line each, and what is wrong with them is beside") {
  TempDir dir;
  const std::string path = dir.path("rejects.json");
  Rejects rejects(path, {}, false);
  rejects.expect({{"mailgun", {}}});
  rejects.add({"a.json", 3, Outcome::rejected, "bad", "bad, really", "{\"a\":\n 1}"}, 0);
  rejects.add({"a.json", 9, Outcome::rejected, "bad", "bad", "{"}, 0);
  rejects.finish();
  CHECK(read_file(path) == "{\"a\":  1}\n{\n");
  CHECK(read_file(path + ".reasons.csv") ==
        "\xEF\xBB\xBFline,file,file_line,outcome,reason\n1,a.json,3,rejected,\"bad, really\"\n"
        "2,a.json,9,rejected,bad\n");
  REQUIRE(rejects.notices().size() == 1);
  CHECK(contains(rejects.notices()[0], path + ".reasons.csv"));
}

TEST_CASE("rows of other layouts are in files of their own") {
  TempDir dir;
  const std::string path = dir.path("some.folder/rejects");
  std::filesystem::create_directory(dir.path("some.folder"));
  const std::vector<RejectsLayout> layouts = {{"csv", CsvLayout{',', false, {"a", "b"}}},
                                              {"csv", CsvLayout{',', false, {"b", "a"}}},
                                              {"ndjson", {}},
                                              {"csv", CsvLayout{',', false, {"a", "b"}}}};
  {
    Rejects rejects(path, {}, false);
    rejects.expect(layouts);
    const auto row = [](const std::string& text) {
      return RejectedRow{"f", 1, Outcome::rejected, "bad", "bad", text};
    };
    rejects.add(row("2,1"), 1);
    rejects.add(row("1,2"), 0);
    rejects.add(row("{}"), 2);
    rejects.add(row("3,4"), 3);
    rejects.finish();
    CHECK(rejects.notices().size() == 4);
  }
  CHECK(contains(read_file(path), "b,a\nrejected,bad,f,1,,2,1\n"));
  CHECK(contains(read_file(path + "-2"), "a,b\nrejected,bad,f,1,,1,2\nrejected,bad,f,1,,3,4\n"));
  CHECK(read_file(path + "-3") == "{}\n");
  CHECK(contains(read_file(path + "-3.reasons.csv"), "1,f,1,rejected,bad\n"));
  // What may be needed and is there already is known before the first row.
  Rejects again(dir.path("other"), {}, false);
  CHECK_NOTHROW(again.expect(layouts));
  dir.write("other-3.reasons.csv", "precious\n");
  CHECK_THROWS_AS(again.expect(layouts), Error);
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
  RejectsFile full("/dev/full", {});
  full.write(std::string(1000, 'x'));
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
                 "rejected,\"quantity is not a plain number: \"\"x\"\""));
  CHECK(contains(read_file(m.dir.path("rejects.csv")), input + ",3,,b,c," + june + ",x\n"));
}

TEST_CASE("an import that is stopped keeps the rows it refused") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("in.csv", header + "b,c," + june + ",x\n")};
  m.options.rejects = m.dir.path("rejects.csv");
  m.options.on_rejected = [](const RejectedRow&) { throw Error(ErrorCode::cancelled, "enough"); };
  CHECK_THROWS_AS(import_files(*m.store, m.zone, as_inputs(paths), m.options), Error);
  CHECK(contains(read_file(m.options.rejects), ",,b,c," + june + ",x\n"));
}

TEST_CASE("nothing is imported if the rejects file cannot be written") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("in.csv", header + "a,c," + june + ",1\n")};
  m.options.rejects = paths[0];
  CHECK(m.import_error(paths).code() == ErrorCode::invalid_argument);
  CHECK(m.total() == 0);
}

}  // namespace rejects_test
