// The files of open ledgers: found under any name, and missed when they are others.
#include "base/ledger_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "porto/error.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto::testing::ledger_files_test {

using namespace internal;
namespace {

namespace fs = std::filesystem;

std::string make_files(const TempDir& dir, const std::string& name) {
  for (const char* suffix : {"-wal", "-shm"}) dir.write(name + suffix, "");
  return dir.write(name, "");
}

}  // namespace

TEST_CASE("a file of an open ledger is refused under every name, and no other file") {
  const TempDir dir;
  const std::string path = make_files(dir, "a");
  const std::string other = make_files(dir, "b");
  fs::create_symlink(path + "-wal", dir.path("link"));
  fs::create_hard_link(path, dir.path("hard"));
  const std::string names[] = {
      path, path + "-wal", path + "-shm", dir.path("link"), dir.path("hard"), dir.path("./a")};
  {
    const LedgerFiles files(path, "shown.db");
    const LedgerFiles again(path, "shown.db");
    for (const std::string& name : names) {
      CAPTURE(name);
      const Thrown error = thrown([&] { require_no_ledger_file(name); });
      CHECK(error.code == ErrorCode::bad_input);
      CHECK_MESSAGE(error.says("shown.db"), error.message);
    }
    CHECK_FALSE(thrown([&] { require_no_part_of_ledger(path); }).code);
    CHECK(thrown([&] { require_no_part_of_ledger(path + "-shm"); }).code == ErrorCode::bad_input);
    for (const std::string& name : {other, dir.path("none")})
      CHECK_FALSE(thrown([&] { require_no_ledger_file(name); }).code);
  }
  for (const std::string& name : names)
    CHECK_FALSE(thrown([&] { require_no_ledger_file(name); }).code);
}

TEST_CASE("a file that was opened and one that stands in its place are both refused") {
  const TempDir dir;
  const std::string path = make_files(dir, "a");
  const LedgerFiles files(path, path);
  fs::rename(path + "-shm", dir.path("moved"));
  dir.write("a-shm", "");
  for (const std::string& name : {dir.path("moved"), path + "-shm"})
    CHECK(thrown([&] { require_no_ledger_file(name); }).code == ErrorCode::bad_input);
}

TEST_CASE("each of the three files is missed when it is gone or another one") {
  for (const std::string suffix : {"", "-wal", "-shm"}) {
    CAPTURE(suffix);
    const TempDir dir;
    const std::string path = make_files(dir, "a");
    const LedgerFiles files(path, "shown.db");
    CHECK(files.are_the_same());
    fs::rename(path + suffix, dir.path("moved"));
    CHECK_FALSE(files.are_the_same());
    const Thrown gone = thrown([&] { files.require_the_same("nothing was changed"); });
    CHECK(gone.code == ErrorCode::io);
    CHECK_MESSAGE(gone.says("\"shown.db" + suffix + "\" was removed or replaced"), gone.message);
    CHECK_MESSAGE(gone.says("nothing was changed; open the ledger again"), gone.message);
    dir.write("a" + suffix, "");
    CHECK_FALSE(files.are_the_same());
    fs::rename(dir.path("moved"), path + suffix);
    CHECK(files.are_the_same());
    CHECK_FALSE(thrown([&] { files.require_the_same(""); }).code);
  }
}

}  // namespace porto::testing::ledger_files_test
