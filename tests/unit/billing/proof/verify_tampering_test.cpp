// Verify finds what an SQLite shell can change: every column of every table of a ledger with closed
// months, in every row.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "billing/items.hpp"
#include "billing/proof/verify.hpp"
#include "billing/prune.hpp"
#include "store/sqlite/identity/identity_runs.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/sanitized.hpp"
#include "support/temp_dir.hpp"
#include "unit/billing/audited.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_tampering_test {
namespace {

// What may change unseen, and why that is right.
const std::map<std::string, std::string> free_to_change = {
    {"company.name", "a company may be renamed at any time; no line has the name"},
    {"company.customer_number", "what is known of a company may change at any time"},
    {"company.reference", "likewise"},
    {"company.language", "likewise"},
    {"company.cost_centre", "likewise"},
    {"source.counting", "says what later imports count, and nothing of what was stored"},
    {"period.pruned_before", "lets the file's own trigger allow pruning; verify goes by pruned_at"},
};
// The same where events are pruned.
const std::map<std::string, std::string> free_to_change_pruned = {
    {"company.name", free_to_change.at("company.name")},
    {"company.customer_number", "what is known of a company may change at any time"},
    {"company.reference", "likewise"},
    {"company.language", "likewise"},
    {"company.cost_centre", "likewise"},
    {"source.counting", free_to_change.at("source.counting")},
    {"period.pruned_before", free_to_change.at("period.pruned_before")},
    {"period.pruned_at", "when the events went: nothing is computed from the time"},
};

// Rows that may be added unseen, and why that is right.
const std::map<std::string, std::string> free_to_add = {
    {"company", "a company may be there before it has anything"},
    {"changed", "a month that is marked needlessly is compared by the next close, and is right"},
    {"changed_domains", "the same of the sums of its domains"},
};

// A value that means something else, where a cell is NULL and adding 1 would leave it so.
std::string instead_of_null(const std::string& column) {
  static const std::map<std::string, std::string> values = {
      {"from_day", "20260116"}, {"through_day", "20260114"}, {"pruned_at", "1767222000000000"},
      {"unit_price", "'1'"},    {"counting", "'sent'"},
  };
  const auto found = values.find(column);
  return found == values.end() ? "1" : found->second;
}

std::vector<std::string> split(const std::string& text, char end) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, end);) parts.push_back(part);
  return parts;
}

struct Column {
  std::string name;
  std::string type;
};

enum class Pruned { no, yes };

// A ledger file and one change of it after the other, each from the same beginning.
class Tampered {
 public:
  explicit Tampered(Pruned pruned = Pruned::no) {
    {
      Audited books(create_sqlite_store(file_, {}));
      // One by which March is closed where events are pruned, and one that was taken back.
      add_item(books, "Credit");
      add_item(books, "Slip");
      books.change([&] {
        remove_item(*books.store, books.store->last_change()->no,
                    {.actor = "anna", .reason = "no"});
      });
      if (pruned == Pruned::yes) prune(books);
      put_identities_in_run();  // and later ones that are not
      books.own("bolag-1", "2026-03-06T10:00:00Z", 1);
      books.of_domain("a.example", "2026-02-25T10:00:00Z", 9);  // closed, unassigned
      import(books, "i1", true);
      import(books, "i2", false);
    }
    Raw shell(file_);
    for (const std::string& name :
         split(shell.run("SELECT name FROM sqlite_schema WHERE type = 'trigger'"), ';'))
      shell.run("DROP TRIGGER " + name);
    shell.run("PRAGMA journal_mode = DELETE");
    std::filesystem::copy_file(file_, original_);
  }

  /// Numbers of invoices are in no hash: docs/decisions/0035-numbers-of-invoices.md.
  std::vector<std::string> tables() {
    return split(Raw(file_).run("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                " AND name NOT LIKE 'sqlite_%' AND name <> 'invoice_number'"
                                " ORDER BY name"),
                 ';');
  }
  std::vector<Column> columns(const std::string& table) {
    std::vector<Column> columns;
    for (const std::string& row :
         split(Raw(file_).run("SELECT name, type FROM pragma_table_info('" + table + "')"), ';')) {
      const std::vector<std::string> cells = split(row, '|');
      columns.push_back({cells.at(0), cells.at(1)});
    }
    return columns;
  }
  /// A condition for each row that holds for that row alone.
  std::vector<std::string> rows(const std::string& table) {
    std::string condition;
    for (const Column& column : columns(table))
      condition += (condition.empty() ? "'" : " || ' AND ") + column.name + " IS ' || quote(" +
                   column.name + ")";
    return split(Raw(file_).run("SELECT " + condition + " FROM " + table), ';');
  }

  /// Runs the statement on a fresh copy. False if SQLite refuses it, or it changes nothing.
  bool change(const std::string& sql) {
    std::filesystem::copy_file(original_, file_, std::filesystem::copy_options::overwrite_existing);
    Raw shell(file_);
    shell.run("PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
    return shell.run(sql + "; SELECT changes()") == "1;";
  }

  /// What verifying the file says, or why it cannot even be opened. Nothing is said of the
  /// triggers: whoever takes them away can put them back.
  std::string verify() {
    try {
      const std::unique_ptr<Store> store = open_sqlite_store(file_, {.read_only = true});
      auto transaction = store->begin(Store::Access::read);
      const std::string name = store->info().zone;
      VerifyReport report =
          porto::internal::verify(*store, name == zone_.name() ? zone_ : Zone(name), {});
      std::erase_if(report.findings, [](const Finding& one) { return one.check == Check::schema; });
      return testing::summary(report);
    } catch (const Error& error) {
      return error.what();
    }
  }

 private:
  static void add_item(Audited& books, const std::string& text) {
    books.change([&] {
      porto::internal::add_item(*books.store, {"bolag-3", {2026, 3}, Decimal::parse("-12.5"), text},
                                {.actor = "anna", .reason = "agreed"});
    });
  }

  // January's events go, which leaves a batch without one of its events.
  static void prune(Audited& books) {
    books.change([&] {
      const Instant january = parse_rfc3339("2026-01-12T10:00:00Z");
      const Instant march = parse_rfc3339("2026-03-02T10:00:00Z");
      const DatedEvent both[] = {{{.source = "test",
                                   .event_id = "p1",
                                   .company = "bolag-2",
                                   .occurred_at = january,
                                   .quantity = 4},
                                  Month(2026, 1)},
                                 {{.source = "test",
                                   .event_id = "p2",
                                   .company = "bolag-2",
                                   .occurred_at = march,
                                   .quantity = 5},
                                  Month(2026, 3)}};
      settle_later(*books.store, books.store->append(both).late);
    });
    books.close("2026-03", "2026-04-01T12:00:00Z");
    books.change([&] {
      porto::internal::prune(*books.store, books.zone, {2026, 2}, {1'775'100'000'000'000});
    });
    books.own("bolag-1", "2026-04-05T10:00:00Z", 8);
  }

  void put_identities_in_run() {
    Connection connection(file_);
    std::vector<IdentityEntry> entries;
    {
      Query row = connection.query("SELECT hash, seq FROM identity_recent ORDER BY hash");
      while (row.step()) entries.push_back({IdentityHash::at(row.integer(0)), row.integer(1)});
    }
    if (!entries.empty()) IdentityRuns(connection, IdentitiesOf::stored).add(entries);
    connection.execute("DELETE FROM identity_recent");
  }

  // An import of two events, one of which is voided alone before the import is undone.
  static void import(Audited& books, const std::string& id, bool undone) {
    books.change([&] {
      ImportRecord record;
      record.begun_at = Instant{1'772'800'000'000'000};
      record.files = {{"march.csv", "csv", 120, std::string(64, 'a')}};
      record.options = {{"zone", "Europe/Stockholm"}};
      record.no = books.store->add_import(record);
      record.events = {{books.store->position().events + 1, 0}};
      const std::string other = id + "b";
      const Instant at = parse_rfc3339("2026-03-07T10:00:00Z");
      for (const std::string* one : {&id, &other}) {
        const DatedEvent event{
            {.source = "test", .event_id = *one, .company = "bolag-1", .occurred_at = at},
            Month(2026, 3)};
        books.store->append({&event, 1});
      }
      record.events[0].last = books.store->position().events;
      record.rows = record.stored = 2;
      record.stored_by_month[Month(2026, 3)] = 2;
      record.finished = true;
      books.store->update_import(record);
      if (!undone) return;
      void_event(*books.store, books.zone, Books::void_of(other));
      ImportUndo undo;
      undo.import = record.no;
      undo.actor = "Anna";
      undo.reason = "the wrong file";
      undo.undone_at = at;
      books.store->undo_import(undo, [](Instant) { return Month(2026, 3); });
    });
  }

  TempDir dir_;
  std::string file_ = dir_.path("ledger.db");
  std::string original_ = dir_.path("original.db");
  Zone zone_{"Europe/Stockholm"};
};

// The same for bytes: one more, one less, and each of the first and last changed.
std::vector<std::string> other_bytes(const std::string& bytes) {
  std::vector<std::string> values = {"CAST(" + bytes + " || X'61' AS BLOB)",
                                     "substr(" + bytes + ", 1, length(" + bytes + ") - 1)"};
  for (const std::string& at :
       {std::string("1"), std::string("2"), std::string("3"), std::string("4"), std::string("20"),
        std::string("40"), "length(" + bytes + ")"}) {
    values.push_back("CAST(substr(" + bytes + ", 1, " + at + " - 1) || CASE substr(" + bytes +
                     ", " + at + ", 1) WHEN X'02' THEN X'01' ELSE X'02' END || substr(" + bytes +
                     ", " + at + " + 1) AS BLOB)");
  }
  return values;
}

// Expressions that give a cell another value.
std::vector<std::string> other_values(const Column& column) {
  if (column.type == "BLOB") return other_bytes(column.name);
  if (column.type != "TEXT")
    return {"ifnull(" + column.name + " + 1, " + instead_of_null(column.name) + ")"};
  const std::string last = "substr(" + column.name + ", -1)";
  return {"ifnull(" + column.name + " || '0', " + instead_of_null(column.name) + ")",
          "substr(" + column.name + ", 1, length(" + column.name +
              ") - 1) ||"
              " char(unicode(" +
              last + ") + 1)"};
}

// Sanitizers look at the same code again and again: a part of the changes is enough for them.
constexpr int one_in = is_sanitized ? 12 : 1;

// Changes every cell of every row, one after the other.
void check_cells(Tampered& ledger, const std::string& empty_table,
                 const std::map<std::string, std::string>& free) {
  std::set<std::string> unseen;
  int changes = 0;
  int tried = 0;
  for (const std::string& table : ledger.tables()) {
    const std::vector<std::string> rows = ledger.rows(table);
    CHECK_MESSAGE(rows.empty() == (table == empty_table), table << " has no rows to change");
    for (const Column& column : ledger.columns(table))
      for (const std::string& row : rows)
        for (const std::string& value : other_values(column)) {
          if (++tried % one_in != 0) continue;
          const std::string sql = "UPDATE " + table + " SET " + column.name + " = " + value +
                                  " WHERE " + row + " AND " + column.name + " IS NOT (" + value +
                                  ")";
          if (!ledger.change(sql)) continue;
          ++changes;
          if (!ledger.verify().empty()) continue;
          const std::string cell = table + "." + column.name;
          unseen.insert(cell);
          CHECK_MESSAGE(free.contains(cell), "not found: " << sql);
        }
  }
  CHECK(changes > 500 / one_in);
  if (one_in != 1) return;
  for (const auto& one : free)
    CHECK_MESSAGE(unseen.contains(one.first), one.first << " is found after all");
}

void check_removals(Tampered& ledger) {
  int tried = 0;
  for (const std::string& table : ledger.tables())
    for (const std::string& row : ledger.rows(table)) {
      if (++tried % one_in != 0) continue;
      const std::string sql = "DELETE FROM " + table + " WHERE " + row;
      if (ledger.change(sql)) CHECK_MESSAGE(!ledger.verify().empty(), "not found: " << sql);
    }
}

// Adds to each table rows like those that are there, with one column changed. `insert` is INSERT,
// or INSERT OR REPLACE, which takes the rows out that have a key of the added one and goes round
// the triggers that guard them.
void check_additions(Tampered& ledger, const std::string& insert) {
  int tried = 0;
  for (const std::string& table : ledger.tables()) {
    const std::vector<std::string> before = ledger.rows(table);
    std::vector<std::string> rows = before;
    if (rows.size() > 3) rows.erase(rows.begin() + 1, rows.end() - 2);
    for (const Column& column : ledger.columns(table)) {
      std::string names, values;
      for (const Column& one : ledger.columns(table)) {
        names += (names.empty() ? "" : ", ") + one.name;
        values += (values.empty() ? "" : ", ") +
                  (one.name == column.name ? other_values(one).front() : one.name);
      }
      for (const std::string& row : rows) {
        if (++tried % one_in != 0) continue;
        const std::string sql = insert + " INTO " + table + " (" + names + ") SELECT " + values +
                                " FROM " + table + " WHERE " + row;
        const bool is_free =
            free_to_add.contains(table) ||
            (insert != "INSERT" && free_to_change_pruned.contains(table + "." + column.name));
        if (!ledger.change(sql) || is_free || !ledger.verify().empty()) continue;
        // What was replaced may have been the same but for its key.
        CHECK_MESSAGE(ledger.rows(table) == before, "not found: " << sql);
      }
    }
  }
}

}  // namespace

TEST_CASE("the ledgers that are tampered with pass before") {
  CHECK(Tampered(Pruned::no).verify() == "");
  CHECK(Tampered(Pruned::yes).verify() == "");
}

TEST_CASE("any change of any column of any table is found") {
  Tampered ledger(Pruned::no);
  check_cells(ledger, "pruned_part", free_to_change);
}

TEST_CASE("any change is found where events are pruned") {
  Tampered ledger(Pruned::yes);
  check_cells(ledger, "", free_to_change_pruned);
}

TEST_CASE("a row that is taken out is found") {
  Tampered ledger(Pruned::no);
  check_removals(ledger);
}

TEST_CASE("a row that is taken out is found where events are pruned") {
  Tampered ledger(Pruned::yes);
  check_removals(ledger);
}

TEST_CASE("a total of a pruned month is found with a mark that would settle it, too") {
  Tampered ledger(Pruned::yes);
  const std::string mark = "INSERT OR IGNORE INTO changed VALUES (202601, 'bolag-1'); ";
  const std::string of =
      " WHERE month = 202601 AND company_no = (SELECT no FROM company WHERE id = 'bolag-1')"
      " AND meter_no = (SELECT no FROM meter WHERE id = 'messages')";
  for (const std::string& change :
       {"UPDATE usage_month SET quantity = quantity + 1000" + of,
        "UPDATE usage_month SET quantity = quantity - 500" + of,
        "UPDATE usage_month SET events = events + 1" + of, "DELETE FROM usage_month" + of}) {
    CAPTURE(change);
    REQUIRE(ledger.change(mark + change));
    CHECK(ledger.verify().find("2026-01, company \"bolag-1\": messages") != std::string::npos);
  }
}

TEST_CASE("a total of a pruned month is found where the sum that it should be does not fit") {
  Tampered ledger(Pruned::yes);
  REQUIRE(ledger.change(
      "INSERT OR IGNORE INTO changed VALUES (202601, 'bolag-1');"
      "INSERT INTO sending_domain VALUES ('a.example', 'bolag-1', 20260109, 20260109);"
      "UPDATE domain_day SET quantity = 9223372036854775807 WHERE day = 20260109;"
      "UPDATE usage_month SET quantity = 0, events = 4 WHERE month = 202601"
      " AND company_no = (SELECT no FROM company WHERE id = 'bolag-1')"
      " AND meter_no = (SELECT no FROM meter WHERE id = 'messages')"));
  CHECK(ledger.verify().find("2026-01, company \"bolag-1\": messages | 0 in 4 events | "
                             "more than fits in 64 bits in 4 events\n") != std::string::npos);
}

TEST_CASE("a row that is added is found") {
  Tampered ledger(Pruned::no);
  check_additions(ledger, "INSERT");
}

TEST_CASE("a row that is added is found where events are pruned") {
  Tampered ledger(Pruned::yes);
  check_additions(ledger, "INSERT");
}

TEST_CASE("a row that is replaced is found") {
  Tampered ledger(Pruned::no);
  check_additions(ledger, "INSERT OR REPLACE");
}

TEST_CASE("a row that is replaced is found where events are pruned") {
  Tampered ledger(Pruned::yes);
  check_additions(ledger, "INSERT OR REPLACE");
}

}  // namespace verify_tampering_test
