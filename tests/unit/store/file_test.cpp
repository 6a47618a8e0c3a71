// A ledger as a file: how it is made, what is in it, and which files are refused.
#include <sys/stat.h>

#include <filesystem>

#include "support/not_root.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::file_test {

using namespace internal;
namespace {

namespace fs = std::filesystem;

unsigned mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

std::size_t files_in(const TempDir& dir) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(dir.path("")), fs::directory_iterator()));
}

std::string make_ledger(const TempDir& dir) {
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  append(*store, {event("1", 5), event("2", 7, "b")});
  return path;
}

void set_byte(const std::string& path, long offset, char value) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(offset);
  file.put(value);
}

}  // namespace

TEST_CASE("a new ledger file is its owner's alone") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  append(*store, {event("1")});
  for (const char* suffix : {"", "-wal", "-shm"}) {
    CAPTURE(suffix);
    CHECK(mode_of(path + suffix) == 0600);
  }
}

TEST_CASE("a closed ledger is all in its file, and nothing is in what is beside it") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  CHECK(files_in(dir) == 3);
  CHECK(fs::file_size(path + "-wal") == 0);
  fs::copy_file(path, dir.path("copy.db"));
  CHECK(open_sqlite_store(dir.path("copy.db"))->usage({}).size() == 2);
}

TEST_CASE("a new ledger is all in its file at once") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  fs::copy_file(path, dir.path("copy.db"));
  CHECK(open_sqlite_store(dir.path("copy.db"))->info() == store->info());
}

TEST_CASE("the last one to close a ledger empties its -wal, and no one before") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  auto one = open_sqlite_store(path);
  auto two = open_sqlite_store(path);
  append(*one, {event("3")});
  one.reset();
  CHECK(fs::file_size(path + "-wal") > 0);
  two.reset();
  CHECK(fs::file_size(path + "-wal") == 0);
}

TEST_CASE("the -wal of a ledger that is not there is not taken for that of a new one") {
  const TempDir dir;
  for (const char* suffix : {"-wal", "-journal"}) {
    const std::string beside = dir.write(std::string("ledger.db") + suffix, "what was stored last");
    const Thrown error = thrown([&] { create_sqlite_store(dir.path("ledger.db"), options); });
    CHECK(error.code == ErrorCode::ledger_exists);
    CHECK_MESSAGE(error.says(std::string("ledger.db") + suffix), error.message);
    CHECK(read_file(beside) == "what was stored last");
    fs::remove(beside);
  }
  dir.write("ledger.db-wal", "");  // which is what a ledger that was removed leaves
  dir.write("ledger.db-shm", "x");
  create_sqlite_store(dir.path("ledger.db"), options);
  CHECK(open_sqlite_store(dir.path("ledger.db"))->info().currency == "SEK");
}

TEST_CASE("an empty file beside a -wal is refused in words that remove nothing") {
  const TempDir dir;
  const std::string path = dir.write("ledger.db", "");
  const std::string wal = dir.write("ledger.db-wal", "what was stored last");
  for (const bool read_only : {false, true}) {
    const Thrown error = thrown([&] { open_sqlite_store(path, {.read_only = read_only}); });
    CHECK(error.code == ErrorCode::corrupt);
    CHECK_MESSAGE(error.says("keep both"), error.message);
    CHECK_FALSE(error.says("remove"));
    CHECK(read_file(wal) == "what was stored last");
  }
}

TEST_CASE("a file whose -wal stayed behind is refused in words that remove nothing") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  Raw(path).run("PRAGMA journal_mode = WAL");
  const Thrown error = thrown([&] { open_sqlite_store(path); });
  CHECK(error.code == ErrorCode::not_a_ledger);
  CHECK_MESSAGE(error.says("ledger.db-wal"), error.message);
  CHECK_FALSE(error.says("remove"));
}

TEST_CASE("what was written is there when the file is opened again") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto store = open_sqlite_store(path);
  CHECK(store->info() == LedgerInfo{"Europe/Stockholm", "SEK", 2});
  CHECK(store->usage({}).size() == 2);
  CHECK(append(*store, {event("1", 5), event("3")}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::stored});
}

TEST_CASE("paths that mean something else to SQLite are plain files") {
  const TempDir dir;
  const fs::path before = fs::current_path();
  fs::current_path(dir.path(""));
  create_sqlite_store("file:x?mode=memory", options);
  CHECK(fs::exists("file:x?mode=memory"));
  CHECK(open_sqlite_store("file:x?mode=memory")->info().currency == "SEK");
  CHECK(code_of([] { open_sqlite_store(":memory:"); }) == ErrorCode::not_found);
  fs::current_path(before);
}

TEST_CASE("the file says what it is, and is written with care") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  Raw raw(path);
  CHECK(raw.run("PRAGMA application_id") == "1886549103;");  // "prto"
  CHECK(raw.run("PRAGMA user_version") == "2;");
  CHECK(raw.run("PRAGMA journal_mode") == "wal;");
  CHECK(raw.run("PRAGMA page_size") == "16384;");
  CHECK(raw.run("PRAGMA integrity_check") == "ok;");
  CHECK(raw.run("PRAGMA foreign_key_check") == "");
  CHECK(raw.run("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE"
                " '%STRICT%'") == "0;");
  CHECK(raw.run("SELECT zone, currency FROM ledger") == "Europe/Stockholm|SEK;");
}

TEST_CASE("an auditor can read usage with SQL") {
  const TempDir dir;
  Raw raw(make_ledger(dir));
  CHECK(raw.run("SELECT source.id, event_id, company.id, meter.id, occurred_at, quantity"
                " FROM usage_event JOIN source ON source.no = source_no"
                " JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no"
                " ORDER BY seq") == "s|1|a|messages|202506000|5;s|2|b|messages|202506000|7;");
  CHECK(raw.run("SELECT month, company.id, quantity, events FROM usage_month"
                " JOIN company ON company.no = company_no ORDER BY 2") ==
        "202506|a|5|1;202506|b|7|1;");
}

TEST_CASE("usage events are only appended, in the order they were stored") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  Raw raw(path);
  const std::string sql = "SELECT seq, event_id, quantity FROM usage_event ORDER BY seq";
  const std::string before = raw.run(sql);
  CHECK(before == "1|1|5;2|2|7;");
  const auto store = open_sqlite_store(path);
  append(*store, {event("0"), event("1", 6), event("2", 7, "b"), event("0")});
  CHECK(raw.run(sql) == before + "3|0|1;");
  CHECK(raw.run("UPDATE usage_event SET quantity = 0") == "usage events are only appended");
}

TEST_CASE("the lines of a closed month cannot be changed or removed by accident") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  {
    const auto store = open_sqlite_store(path);
    write(*store, [&] {
      store->add_tariff({"vitec", 1, {2025, 1}, ""});
      store->add_closed_month({{2025, 6}, {1}}, std::vector{line("a", 1)}, {}, {});
    });
  }
  Raw raw(path);
  CHECK(raw.run("UPDATE invoice_line SET net_minor = 0") ==
        "the lines of a closed month are never changed");
  CHECK(raw.run("DELETE FROM invoice_line") == "the lines of a closed month are never removed");
  CHECK(raw.run("SELECT net_minor, exact_amount FROM invoice_line") == "36000|360;");

  // The triggers can be dropped on purpose; a value that cannot be read is damage, not a number.
  raw.run("DROP TRIGGER invoice_line_is_never_changed");
  CHECK(raw.run("UPDATE invoice_line SET exact_amount = '1e3'") == "");
  const Thrown error = thrown([&] { open_sqlite_store(path)->lines({}); });
  CHECK(error.code == ErrorCode::corrupt);
  CHECK_MESSAGE(error.says("invoice line 1 of company \"a\", month 202506"), error.message);
}

TEST_CASE("what an auditor relies on cannot be changed or removed by accident") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  {
    const auto store = open_sqlite_store(path);
    write(*store, [&] {
      store->add_tariff({"vitec", 1, {2025, 1}, ""});
      store->add_void({"s", "1", "ada", "why", {1}}, {2025, 6});
      store->add_closed_month({{2025, 6}, {1}}, {}, store->usage({}), {});
    });
  }
  Raw raw(path);
  struct Case {
    const char* table;
    const char* column;
    const char* says;
  };
  const Case cases[] = {
      {"event_batch", "digest", "the digests of usage events are never "},
      {"void", "reason", "voids are never "},
      {"period", "hash", "a closed month is never "},
      {"period", "last_seq", "a closed month is never "},
      {"period_usage", "quantity", "the totals of a closed month are never "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.table);
    const std::string table = c.table;
    const std::string column = c.column;
    CHECK(raw.run("SELECT count(*) FROM " + table) == "1;");
    CHECK(raw.run("UPDATE " + table + " SET " + column + " = " + column) ==
          std::string(c.says) + "changed");
    CHECK(raw.run("DELETE FROM " + table) == std::string(c.says) + "removed");
  }
  CHECK(raw.run("UPDATE tariff SET document = document") == "tariffs are never changed");
  const std::string pruned = "usage events are only removed by pruning closed months";
  CHECK(raw.run("DELETE FROM usage_event") == pruned);
  {
    const auto store = open_sqlite_store(path);
    write(*store, [&] { store->prune({2025, 6}, {202506'000}, {2}, month_of); });
  }
  CHECK(raw.run("DELETE FROM usage_event") == pruned);  // what occurred later
}

TEST_CASE("faults of the file are told in words") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  CHECK(open_sqlite_store(path)->faults().empty());
  Raw(path).run("DELETE FROM company WHERE id = 'b'");
  const auto faults = open_sqlite_store(path)->faults();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("usage_month") != std::string::npos);
  CHECK(faults[0].find("company") != std::string::npos);
}

TEST_CASE("events that are missing at the end are noticed before their numbers are used again") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  Raw(path).run("DROP TRIGGER usage_event_is_only_pruned; DELETE FROM usage_event WHERE seq = 2");
  const auto store = open_sqlite_store(path);
  const Thrown error = thrown([&] { append(*store, {event("3")}); });
  CHECK(error.code == ErrorCode::corrupt);
  CHECK_MESSAGE(error.says("newest events are missing"), error.message);
}

TEST_CASE("create leaves what is there alone") {
  const TempDir dir;
  const std::string ledger = make_ledger(dir);
  const std::string text = dir.write("notes.txt", "mine");
  fs::create_directory(dir.path("folder"));
  fs::create_symlink(dir.path("nowhere"), dir.path("link"));
  for (const std::string& path : {ledger, text, dir.path("folder"), dir.path("link")}) {
    CAPTURE(path);
    CHECK(code_of([&] { create_sqlite_store(path, options); }) == ErrorCode::ledger_exists);
  }
  CHECK(read_file(text) == "mine");
  CHECK(open_sqlite_store(ledger)->usage({}).size() == 2);
  CHECK(code_of([&] { create_sqlite_store(dir.path("no/such/x.db"), options); }) ==
        ErrorCode::not_found);
  CHECK(files_in(dir) == 6);  // with what is beside the ledger
}

TEST_CASE("open refuses what is not a ledger, and leaves it as it was") {
  const TempDir dir;
  fs::create_directory(dir.path("folder"));
  Raw(dir.path("other.db")).run("CREATE TABLE t (x); PRAGMA user_version = 1");
  struct Case {
    const char* name;
    std::string path;
    ErrorCode code;
    const char* says;
  };
  const Case cases[] = {
      {"missing", dir.path("ledger.db"), ErrorCode::not_found, "porto init"},
      {"below a file", dir.write("a", "x") + "/b", ErrorCode::not_found, "porto init"},
      {"no name", "", ErrorCode::not_found, "porto init"},
      {"folder", dir.path("folder"), ErrorCode::not_a_ledger, "is a folder"},
      {"device", "/dev/null", ErrorCode::not_a_ledger, "is not a file"},
      {"text", dir.write("text", "event_id,company\n"), ErrorCode::not_a_ledger, "not a porto"},
      {"long text", dir.write("long", std::string(50'000, 'x')), ErrorCode::not_a_ledger,
       "not a porto"},
      {"empty", dir.write("empty", ""), ErrorCode::not_a_ledger, "is empty"},
      {"another database", dir.path("other.db"), ErrorCode::not_a_ledger,
       "an SQLite database, but"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const std::string before = fs::is_regular_file(c.path) ? read_file(c.path) : "";
    const std::size_t files = files_in(dir);
    const Thrown error = thrown([&] { open_sqlite_store(c.path); });
    CHECK(error.code == c.code);
    CHECK_MESSAGE(error.says(c.says), error.message);
    CHECK_MESSAGE(error.says(fs::path(c.path).filename().string()), error.message);
    CHECK(files_in(dir) == files);
    if (fs::is_regular_file(c.path)) CHECK(read_file(c.path) == before);
  }
}

TEST_CASE("open refuses a ledger of a newer porto, and names both versions") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  for (const std::string version : {"3", "4", "255"}) {
    CAPTURE(version);
    Raw(path).run("PRAGMA user_version = " + version);
    const Thrown error = thrown([&] { open_sqlite_store(path); });
    CHECK(error.code == ErrorCode::newer_ledger);
    CHECK_MESSAGE(error.says("schema version " + version + ","), error.message);
    CHECK_MESSAGE(error.says("up to 2:"), error.message);
  }
}

TEST_CASE("open finds damage") {
  struct Case {
    const char* name;
    void (*damage)(const std::string& path);
  };
  const Case cases[] = {
      {"cut to half",
       [](const std::string& path) { fs::resize_file(path, fs::file_size(path) / 2); }},
      {"cut within the first page", [](const std::string& path) { fs::resize_file(path, 600); }},
      {"the schema's page is not a page", [](const std::string& path) { set_byte(path, 100, 77); }},
      {"no schema version",
       [](const std::string& path) { Raw(path).run("PRAGMA user_version = 0"); }},
      {"no ledger row", [](const std::string& path) { Raw(path).run("DELETE FROM ledger"); }},
      {"a policy that there is not",
       [](const std::string& path) {
         Raw(path).run("PRAGMA ignore_check_constraints = ON; UPDATE ledger SET late = 'adjustx'");
       }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const TempDir dir;
    const std::string path = make_ledger(dir);
    c.damage(path);
    const Thrown error = thrown([&] { open_sqlite_store(path)->info(); });
    CHECK_MESSAGE(error.code == ErrorCode::corrupt, error.message);
    CHECK_MESSAGE(error.says("backup"), error.message);
  }
}

TEST_CASE("a ledger that cannot be written is refused, with nothing left beside it") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(path + suffix);
  struct Case {
    const char* name;
    fs::perms file;
    fs::perms folder;
  };
  const fs::perms read{0444}, read_write{0666}, look{0555}, change{0777};
  const Case cases[] = {{"file", read, change}, {"folder", read_write, look}, {"both", read, look}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    fs::permissions(path, c.file);
    fs::permissions(dir.path(""), c.folder);
    {
      const NotRoot not_root;
      const Thrown error = thrown([&] { open_sqlite_store(path); });
      CHECK_MESSAGE(error.code == ErrorCode::read_only, error.message);
      CHECK_MESSAGE(error.says("write permission"), error.message);
      if (c.folder == look) {
        CHECK(code_of([&] { create_sqlite_store(dir.path("new.db"), options); }) ==
              ErrorCode::read_only);
      }
    }
    fs::permissions(dir.path(""), change);
    CHECK(files_in(dir) == 1);
  }
  fs::permissions(path, read_write);
  CHECK(open_sqlite_store(path)->usage({}).size() == 2);
}

}  // namespace porto::testing::file_test
