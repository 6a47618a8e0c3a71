// A ledger file from elsewhere, damaged or made to do harm: no call crashes, none runs for ever,
// and what is wrong is told as a fault of the file, never as one of the call or of porto.
//
// PORTO_HOSTILE=N tries N files of each kind; a normal run tries few.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <random>
#include <sstream>

#include "porto/audit.hpp"
#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "porto/output.hpp"
#include "porto/recorder.hpp"
#include "store/sqlite/identity/identity_runs.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/sanitized.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "unit/billing/audited.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace hostile_file_test {
namespace {

const Instant now = parse_rfc3339("2026-04-02T12:00:00Z");
constexpr const char* events_csv = "event_id,company,occurred_at,quantity\n";

std::vector<std::string> split(const std::string& text, char end) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, end);) parts.push_back(part);
  return parts;
}

// A ledger that has seen everything, and copies of it to be spoilt.
class Files {
 public:
  Files() {
    {
      Audited books(create_sqlite_store(file_, {}));
      put_identities_in_run();
      books.own("bolag-1", "2026-03-06T10:00:00Z", 1);
      books.of_domain("a.example", "2026-02-25T10:00:00Z", 9);
    }
    {
      Ledger ledger = Ledger::open(file_);
      ImportOptions options;
      options.now = now;
      for (const char* name : {"kept.csv", "undone.csv"}) {
        const std::string path = dir_.write(
            name, events_csv + (name + std::string(",bolag-2,2026-03-08T10:00:00Z,5\n")));
        ledger.import_files({&path, 1}, options);
      }
      ledger.undo_import({.import = 2, .actor = "anna", .reason = "twice", .undone_at = now});
      ledger.correct_event({"test", "e1", "anna", "wrong", now}, 11'000);
    }
    Raw(file_).run("PRAGMA journal_mode = DELETE");
    bytes_ = read_file(file_);
  }

  std::string bytes() const { return bytes_; }
  std::string tariff() const { return vitec; }
  const std::string& path() const { return file_; }

  /// Puts a file in the place of the one before.
  void put(const std::string& bytes) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(file_ + suffix);
    dir_.write("ledger.db", bytes);
  }
  /// The good file after statements by which nobody is kept from anything.
  void change(const std::string& sql) {
    put(bytes_);
    Raw shell(file_);
    shell.run(
        "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
        " PRAGMA synchronous = OFF; PRAGMA recursive_triggers = OFF");
    for (const std::string& name :
         split(shell.run("SELECT name FROM sqlite_schema WHERE type = 'trigger'"), ';'))
      shell.run("DROP TRIGGER " + name);
    said_ = shell.run(sql);
  }
  const std::string& said() const { return said_; }

  std::string new_path() {
    const std::string path = dir_.path("copy.db");
    std::filesystem::remove(path);
    return path;
  }
  const std::string& new_events() {
    events_ = dir_.write("new.csv", events_csv + ("n" + std::to_string(++count_) +
                                                  ",bolag-1,2026-03-09T10:00:00Z,2\n"));
    return events_;
  }

 private:
  void put_identities_in_run() {
    Connection connection(file_);
    std::vector<IdentityEntry> entries;
    {
      Query row = connection.query("SELECT hash, seq FROM identity_recent ORDER BY hash");
      while (row.step()) entries.push_back({IdentityHash::at(row.integer(0)), row.integer(1)});
    }
    IdentityRuns(connection, IdentitiesOf::stored).add(entries);
    connection.execute("DELETE FROM identity_recent");
  }

  TempDir dir_;
  std::string file_ = dir_.path("ledger.db");
  std::string bytes_;
  std::string said_;
  std::string events_;
  int count_ = 0;
};

std::vector<std::string> tables_of(const Files& files) {
  return split(Raw(files.path())
                   .run("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        " AND name NOT LIKE 'sqlite_%'"),
               ';');
}

using Call = std::pair<const char*, std::function<void(Ledger&, Files&)>>;

const std::vector<Call> reading = {
    {"info", [](Ledger& l, Files&) { l.info(); }},
    {"companies", [](Ledger& l, Files&) { l.companies(); }},
    {"company rows", [](Ledger& l, Files&) { l.company_rows(); }},
    {"items", [](Ledger& l, Files&) { l.items(); }},
    {"meters", [](Ledger& l, Files&) { l.meters(); }},
    {"tariffs", [](Ledger& l, Files&) { l.tariffs(); }},
    {"subscriptions", [](Ledger& l, Files&) { l.subscriptions(); }},
    {"usage", [](Ledger& l, Files&) { l.usage(); }},
    {"domains", [](Ledger& l, Files&) { l.domains(); }},
    {"unassigned", [](Ledger& l, Files&) { l.unassigned(); }},
    {"changes", [](Ledger& l, Files&) { l.changes(); }},
    {"imports", [](Ledger& l, Files&) { l.imports(); }},
    {"event", [](Ledger& l, Files&) { l.event("test", "e1"); }},
    {"each_event",
     [](Ledger& l, Files&) {
       l.each_event({}, [](const StoredEvent&) {});
       l.each_event({.voided = true}, [](const StoredEvent&) {});
     }},
    {"event list",
     [](Ledger& l, Files&) {
       l.each_event({.company = "bolag-1", .from = Month(2026, 1)}, [](const StoredEvent&) {});
     }},
    {"invoice",
     [](Ledger& l, Files&) {
       std::vector<Task> tasks;
       for (const int month : {1, 2, 3, 4}) l.invoice({2026, month}, {}, &tasks);
     }},
    {"invoice of a company",
     [](Ledger& l, Files&) {
       l.invoice({2026, 3}, "bolag-1");
     }},
    {"closed months", [](Ledger& l, Files&) { l.closed_month_totals(); }},
    {"statement",
     [](Ledger& l, Files&) {
       const auto all = [](std::string_view) {};
       for (const char* company : {"bolag-1", "bolag-2", "bolag-3"})
         for (const int month : {1, 2, 3})
           write(l.statement({2026, month}, company), output_format("json"), "1", all);
     }},
    {"status", [](Ledger& l, Files&) { l.status(now); }},
    {"simulate",
     [](Ledger& l, Files&) {
       std::vector<Task> tasks;
       l.simulate(vitec, "t", {.instead_of = {}, .from = {2026, 1}, .through = {2026, 3}}, &tasks);
     }},
    {"verify", [](Ledger& l, Files&) { l.verify(); }},
    {"backup", [](Ledger& l, Files& f) { l.backup(f.new_path()); }},
};

const std::vector<Call> writing = {
    {"record",
     [](Ledger& l, Files&) {
       for (const char* domain : {"", "a.example"}) {
         const UsageEvent event{.source = "test",
                                .event_id = *domain ? "of-domain" : "own",
                                .company = *domain ? "" : "bolag-1",
                                .occurred_at = parse_rfc3339("2026-01-10T10:00:00Z"),
                                .quantity = 3,
                                .domain = domain};
         l.record({&event, 1}, now);
       }
     }},
    {"import",
     [](Ledger& l, Files& f) {
       const std::string path = f.new_events();
       ImportOptions options;
       options.now = now;
       l.import_files({&path, 1}, options);
     }},
    {"void",
     [](Ledger& l, Files&) {
       l.void_event({"test", "e2", "anna", "wrong", now});
     }},
    {"correct",
     [](Ledger& l, Files&) {
       l.correct_event({"test", "e3", "a", "wrong", now}, 9);
     }},
    {"undo",
     [](Ledger& l, Files&) {
       l.undo_import({.import = 1, .actor = "anna", .reason = "twice", .undone_at = now});
     }},
    {"add_company",
     [](Ledger& l, Files&) {
       l.add_company({"new", "New"});
     }},
    {"import_companies",
     [](Ledger& l, Files&) {
       Effect effect;
       l.import_companies(ImportInput::of_bytes("t.csv",
                                                "id,name,tariff,from,domains\n"
                                                "bolag-3,Tre AB,vitec-epost,2026-05,\n"
                                                "fresh,Ny AB,,,d.example\n"),
                          {.file = {}, .all = true}, {}, &effect);
     }},
    {"add_items",
     [](Ledger& l, Files&) {
       const NewItem item{"bolag-1", {2026, 5}, Decimal(5), "Extra"};
       l.add_items({&item, 1}, {.actor = "anna", .reason = "agreed", .allow_far = true});
     }},
    {"add_domain",
     [](Ledger& l, Files&) {
       l.add_domain({"c.example", "bolag-1", {}, {}});
     }},
    {"remove_domain",
     [](Ledger& l, Files&) {
       Effect effect;
       l.remove_domain("a.example", "bolag-2", {.actor = "anna", .reason = "wrong", .settle = true},
                       &effect);
     }},
    {"subscribe",
     [](Ledger& l, Files&) {
       Effect effect;
       l.subscribe({"bolag-3", "vitec-epost", {2026, 1}, {}}, {}, &effect);
     }},
    {"close",
     [](Ledger& l, Files&) {
       l.close({2026, 3}, now);
     }},
    {"prune",
     [](Ledger& l, Files&) {
       l.prune({2026, 2}, now);
     }},
    {"verify again", [](Ledger& l, Files&) { l.verify(); }},
};

// What may be said of a file. The call was right, and so is porto.
bool is_of_the_file(ErrorCode code) {
  switch (code) {
    case ErrorCode::overflow:          // a sum that the file makes too large
    case ErrorCode::unknown_zone:      // of the file
    case ErrorCode::unknown_currency:  // likewise
    case ErrorCode::corrupt:
      return true;
    default:
      return static_cast<int>(code) <= -200 && static_cast<int>(code) > -300;
  }
}

// A file may say that other months are closed: then it is the call that is wrong.
bool depends_on_closed_months(const std::string& name) {
  return name == "subscribe" || name == "close";
}

void call(const std::string& name, const std::function<void()>& body) {
  CAPTURE(name);
  const auto begin = std::chrono::steady_clock::now();
  const Thrown thrown = testing::thrown(body);
  CAPTURE(thrown.message);
  if (thrown.code &&
      !(thrown.code == ErrorCode::invalid_argument && depends_on_closed_months(name)))
    CHECK(is_of_the_file(*thrown.code));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

void use(Files& files) {
  std::optional<Ledger> ledger;
  call("open", [&] { ledger.emplace(Ledger::open(files.path())); });
  if (ledger)
    for (const auto* calls : {&reading, &writing})
      for (const Call& one : *calls) call(one.first, [&] { one.second(*ledger, files); });
  ledger.reset();
  call("verify alone", [&] { Ledger::open(files.path(), {.read_only = true}).verify(); });
}

int count_of(int usual) {
  const char* given = std::getenv("PORTO_HOSTILE");
  return given ? std::atoi(given) : is_sanitized ? usual / 8 : usual;
}

class Random {
 public:
  std::size_t below(std::size_t end) { return generator_() % end; }
  template <class Item>
  const Item& of(const std::vector<Item>& items) {
    return items[below(items.size())];
  }

 private:
  std::mt19937_64 generator_{20261130};
};

constexpr std::size_t page_size = 16'384;

void spoil_page(std::string& bytes, Random& random) {
  const std::size_t pages = bytes.size() / page_size;
  const std::size_t page = random.below(pages) * page_size;
  const std::size_t other = random.below(pages) * page_size;
  switch (random.below(4)) {
    case 0:
      std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(page),
                       bytes.begin() + static_cast<std::ptrdiff_t>(page + page_size),
                       bytes.begin() + static_cast<std::ptrdiff_t>(other));
      break;
    case 1:
      bytes.replace(page, page_size, bytes.substr(other, page_size));
      break;
    case 2:
      bytes.replace(page, page_size, page_size, '\0');
      break;
    default:
      bytes.resize(std::max(page, page_size));
  }
}

// Where something is: pages are filled from both ends.
void spoil_bytes(std::string& bytes, Random& random) {
  const std::size_t page = random.below(bytes.size() / page_size) * page_size;
  const std::size_t from = random.below(2) == 0 ? page : page + page_size - 1'000;
  for (std::size_t left = 1 + random.below(4); left > 0; --left)
    bytes[from + random.below(1'000)] ^= static_cast<char>(1 << random.below(8));
}

}  // namespace

TEST_CASE("a file with other bytes") {
  Files files;
  Random random;
  for (int i = 0; i < count_of(60); ++i) {
    CAPTURE(i);
    std::string bytes = files.bytes();
    spoil_bytes(bytes, random);
    files.put(bytes);
    use(files);
  }
}

TEST_CASE("a file with pages in wrong places, without some, and cut off") {
  Files files;
  Random random;
  for (int i = 0; i < count_of(60); ++i) {
    CAPTURE(i);
    std::string bytes = files.bytes();
    spoil_page(bytes, random);
    files.put(bytes);
    use(files);
  }
}

TEST_CASE("a file with other values") {
  Files files;
  Random random;
  Raw shell(files.path());
  const std::vector<std::string> columns =
      split(shell.run("SELECT m.name || ' SET ' || quote(c.name) FROM sqlite_schema AS m,"
                      " pragma_table_info(m.name) AS c"
                      " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"),
            ';');
  const std::vector<std::string> values = {
      "9223372036854775807",
      "-9223372036854775808",
      "-1",
      "0",
      "4294967296",
      "1000000000000",
      "NULL",
      "''",
      "'x'",
      "x'00ff'",
      "CAST(x'ff' AS TEXT)",
      "'9999-99'",
      "299912",
      "20269999",
  };
  for (int i = 0; i < count_of(120); ++i) {
    std::string column = random.of(columns);
    column.erase(std::remove(column.begin(), column.end(), '\''), column.end());
    const std::string table = column.substr(0, column.find(' '));
    const std::string& value = random.of(values);
    const std::string rows = random.below(2) == 0 ? "" : " WHERE rowid = 1";
    const std::string sql = "UPDATE OR REPLACE " + column + " = " + value + rows;
    CAPTURE(sql);
    files.change(sql);
    use(files);
  }
}

TEST_CASE("a file without some rows") {
  Files files;
  for (const std::string& table : tables_of(files)) {
    CAPTURE(table);
    files.change("DELETE FROM " + table);
    use(files);
  }
}

TEST_CASE("a file with something else in the place of a table is refused") {
  Files files;
  const auto refused = [&](const std::string& sql) {
    CAPTURE(sql);
    files.change(sql);
    CHECK(files.said() == "");
    for (const bool read_only : {false, true})
      CHECK(thrown([&] { Ledger::open(files.path(), {.read_only = read_only}); }).code ==
            ErrorCode::corrupt);
  };
  for (const std::string& table : tables_of(files))
    refused("ALTER TABLE " + table + " RENAME TO away; CREATE VIEW " + table +
            " AS SELECT * FROM away");
  // Without an end; another one each time; by another way of writing; a row that says something
  // else than its SQL; and the one view that porto reads.
  refused(
      "ALTER TABLE company RENAME TO away; CREATE VIEW company AS WITH RECURSIVE c (x) AS"
      " (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS no, 'c' || x AS id, '' AS name FROM "
      "c");
  refused(
      "ALTER TABLE meter RENAME TO away; CREATE VIEW meter AS SELECT 1 AS no, 'messages' AS id,"
      " 0 AS decimals WHERE random() % 2");
  refused("ALTER TABLE meter RENAME TO away; create   view \"METER\" as select * from away");
  refused(
      "ALTER TABLE meter RENAME TO away; CREATE VIEW meter AS SELECT * FROM away;"
      " PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'table', name = 'other',"
      " tbl_name = 'other' WHERE name = 'meter'");
  refused(
      "DROP VIEW undone_event; CREATE VIEW undone_event AS WITH RECURSIVE c (seq) AS"
      " (SELECT 1 UNION ALL SELECT seq + 1 FROM c) SELECT seq FROM c");
  // Nor is a view that only others read another one than porto's.
  for (const char* view :
       {"v_company", "v_subscription", "v_usage_month", "v_invoice_line", "v_month", "v_void"})
    refused(std::string("DROP VIEW ") + view + "; CREATE VIEW " + view + " AS SELECT 1");
}

TEST_CASE("a number that does not fit is no other number") {
  Files files;
  const auto corrupt = [&](const std::string& sql, const std::function<void(Ledger&)>& body) {
    CAPTURE(sql);
    files.change(sql);
    const Thrown thrown = testing::thrown([&] {
      Ledger ledger = Ledger::open(files.path());
      body(ledger);
    });
    CHECK(thrown.code == ErrorCode::corrupt);
  };
  const auto info = [](Ledger& ledger) { ledger.info(); };
  for (const char* days : {"9000000000000000000", "4294967297", "0", "36501"})
    corrupt(std::string("UPDATE ledger SET future_days = ") + days, info);
  corrupt("UPDATE ledger SET late = 'never'", info);
  corrupt("UPDATE ledger SET negative = 4294967296", info);
  corrupt("UPDATE meter SET decimals = 4294967296", [](Ledger& ledger) { ledger.meters(); });
  corrupt("UPDATE tariff SET version = 4294967297", [](Ledger& ledger) { ledger.tariffs(); });
  corrupt("UPDATE identity_run SET entries = -250000", [](Ledger& ledger) {
    for (const Finding& one : ledger.verify().findings)
      if (one.stored.find("identities") != std::string::npos)
        throw Error(ErrorCode::corrupt, one.stored);
  });
}

TEST_CASE("what porto does not use may be in the file") {
  Files files;
  files.change("CREATE VIEW mine AS SELECT * FROM company; CREATE TABLE notes (x)");
  CHECK(Ledger::open(files.path()).companies().size() == 3);
}

TEST_CASE("a file whose tables are not those of porto") {
  Files files;
  for (const char* sql :
       {"ALTER TABLE meter RENAME COLUMN decimals TO d", "DROP TABLE company",
        "ALTER TABLE usage_month RENAME TO u", "DROP INDEX void_of_correction",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'id       TEXT',"
        " 'id       TEXT COLLATE NOCASE') WHERE name = 'meter'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'id   TEXT',"
        " 'id   TEXT COLLATE NOCASE') WHERE name = 'company'"}) {
    CAPTURE(sql);
    files.change(sql);
    use(files);
  }
}

// The number was taken for a place among the companies that are new.
TEST_CASE("an index by which a company has a number beyond the last") {
  Files files;
  for (const char* number : {"100", "9000000000000000000"}) {
    files.change(std::string("CREATE TABLE other (no INTEGER PRIMARY KEY, id TEXT UNIQUE);"
                             " INSERT INTO other VALUES (") +
                 number +
                 ", 'bolag-1'); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
                 " (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_other_1')"
                 " WHERE name = 'sqlite_autoindex_company_1'");
    CHECK(files.said() == "");
    const UsageEvent event{.source = "test",
                           .event_id = "new",
                           .company = "bolag-1",
                           .occurred_at = parse_rfc3339("2026-03-10T10:00:00Z"),
                           .quantity = 3};
    CHECK(thrown([&] {
            Ledger::open(files.path()).record({&event, 1});
          }).code == ErrorCode::corrupt);
    use(files);
  }
}

// A statement looked for a meter that the events of the file name in a list of meters without it.
TEST_CASE("an index of the meters that has none of them") {
  Files files;
  const std::vector<std::string> roots =
      split(Raw(files.path())
                .run("SELECT rootpage FROM sqlite_schema WHERE name IN"
                     " ('sqlite_autoindex_meter_1', 'sqlite_autoindex_import_undo_1',"
                     " 'void_of_correction') ORDER BY rootpage"),
            ';');
  for (const std::string& one : roots)
    for (const std::string& other : roots) {
      std::string bytes = files.bytes();
      const auto page = [&](const std::string& root) {
        return bytes.begin() + static_cast<std::ptrdiff_t>((std::stoul(root) - 1) * page_size);
      };
      if (one != other) std::swap_ranges(page(one), page(one) + page_size, page(other));
      files.put(bytes);
      use(files);
    }
}

}  // namespace hostile_file_test
