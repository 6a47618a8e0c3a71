// Undoing imports: the wrong file is taken back, the right one counts in its place, and the money
// is as if the wrong one had never been there.
#include "billing/undo_import.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>

#include "billing/proof/verify.hpp"
#include "billing/prune.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace undo_import_test {
namespace {

// A row of a file: (id, company, time, quantity).
struct FileRow {
  std::string id;
  std::string company;
  const char* at;
  std::int64_t quantity;
};

struct Imported : Books {
  explicit Imported(LatePolicy late = LatePolicy::adjust)
      : Books(create_sqlite_store(":memory:", {.late = late})) {
    subscribe("bolag-1", "2026-05");
    subscribe("bolag-2", "2026-05");
  }

  /// Stores rows as an import does; returns its number.
  std::int64_t import(const std::vector<FileRow>& rows, std::optional<Instant> begun_at = {}) {
    return change([&] {
      ImportRecord record;
      record.begun_at = begun_at;
      record.files = {{"may.csv", "csv", 0, ""}};
      record.no = store->add_import(record);
      const std::int64_t before = store->position().events;
      std::vector<DatedEvent> batch;
      for (const FileRow& row : rows) {
        const Instant at = parse_rfc3339(row.at);
        batch.push_back({{.source = "test",
                          .event_id = row.id,
                          .company = row.company,
                          .occurred_at = at,
                          .quantity = row.quantity},
                         zone.month_of(at)});
      }
      const AppendResult appended = store->append(batch);
      settle_later(*store, appended.late);
      record.rows = rows.size();
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const Outcome outcome = appended.outcomes[i];
        ++(outcome == Outcome::stored      ? record.stored
           : outcome == Outcome::duplicate ? record.duplicate
                                           : record.conflict);
        if (outcome == Outcome::stored) ++record.stored_by_month[batch[i].month];
      }
      if (record.stored != 0)
        record.events = {{before + 1, before + static_cast<std::int64_t>(record.stored)}};
      record.finished = true;
      store->update_import(record);
      return record.no;
    });
  }

  ImportUndo undo(std::int64_t no, const std::string& actor = "Anna",
                  const std::string& reason = "the wrong company") {
    ImportUndo what;
    what.import = no;
    what.actor = actor;
    what.reason = reason;
    what.undone_at = parse_rfc3339("2026-08-01T00:00:00Z");
    return change([&] { return undo_import(*store, zone, what); });
  }

  std::string lines(const char* month) { return summary(invoice(month).lines); }
  /// What verify finds.
  std::string findings() {
    auto transaction = store->begin(Store::Access::read);
    std::string text;
    for (const Finding& finding : verify(*store, zone, {}).findings)
      text += std::string(to_string(finding.check)) + ": " + finding.place + " " + finding.stored +
              " " + finding.expected + "\n";
    return text;
  }
  /// What each company was invoiced in all for the usage of a month, in minor units.
  std::map<std::string, std::int64_t> invoiced(const char* month) {
    std::map<std::string, std::int64_t> sums;
    for (const InvoiceLine& line : store->lines({.usage_month = Month::parse(month)}))
      sums[line.company] += line.net_amount.minor();
    return sums;
  }
};

const std::vector<FileRow> wrong_company = {{"a", "bolag-2", "2026-05-10T10:00:00Z", 10'001},
                                            {"b", "bolag-2", "2026-05-11T10:00:00Z", 41},
                                            {"c", "bolag-2", "2026-06-11T10:00:00Z", 12'000}};
const std::vector<FileRow> right_company = {{"a", "bolag-1", "2026-05-10T10:00:00Z", 10'001},
                                            {"b", "bolag-1", "2026-05-11T10:00:00Z", 41},
                                            {"c", "bolag-1", "2026-06-11T10:00:00Z", 12'000}};

}  // namespace

TEST_CASE("undo, then the right company: money as if the import had never been wrong") {
  Imported never_wrong;
  never_wrong.import(right_company);
  Imported books;
  CHECK(books.import(wrong_company) == 1);
  CHECK(books.lines("2026-05") != never_wrong.lines("2026-05"));
  const ImportUndo done = books.undo(1);
  CHECK(done.voided == 3);
  CHECK(done.kept == 0);
  CHECK(done.actor == "Anna");
  CHECK(books.findings() == "");
  books.import(right_company);
  CHECK(books.lines("2026-05") == never_wrong.lines("2026-05"));
  CHECK(books.lines("2026-06") == never_wrong.lines("2026-06"));
  CHECK(books.findings() == "");
}

TEST_CASE("undo, then the right map: the same ids with other quantities and times") {
  const std::vector<FileRow> wrong = {{"a", "bolag-1", "2026-05-10T10:00:00Z", 1},
                                      {"b", "bolag-1", "2026-06-11T10:00:00Z", 1}};
  const std::vector<FileRow> right = {{"a", "bolag-1", "2026-05-10T10:00:00Z", 10'500},
                                      {"b", "bolag-1", "2026-05-31T21:00:00Z", 500}};
  Imported never_wrong;
  never_wrong.import(right);
  Imported books;
  books.import(wrong);
  books.import(right);  // conflicts
  CHECK(books.store->import(2)->conflict == 2);
  books.undo(1);
  books.import(right);
  CHECK(books.store->import(3)->stored == 2);
  books.import(right);  // once
  CHECK(books.store->import(4)->duplicate == 2);
  CHECK(books.lines("2026-05") == never_wrong.lines("2026-05"));
  CHECK(books.lines("2026-06") == never_wrong.lines("2026-06"));
  CHECK(books.findings() == "");
}

TEST_CASE("undo across a close: later invoices settle it, to what it should have been") {
  Imported never_wrong;
  never_wrong.import(right_company);
  Imported books;
  books.import(wrong_company);
  for (Imported* one : {&never_wrong, &books}) {
    one->close("2026-05");
    one->close("2026-06");
  }
  books.undo(1);
  CHECK(books.findings() == "");
  books.import(right_company);
  CHECK(books.findings() == "");
  CHECK(books.lines("2026-07") ==
        "bolag-1:1:fee:500.00 bolag-1:2:adjustment:0.50 bolag-1:3:adjustment:24.00"
        " bolag-2:1:fee:500.00 bolag-2:2:adjustment:-0.50 bolag-2:3:adjustment:-24.00");
  for (Imported* one : {&never_wrong, &books}) one->close("2026-07");
  for (const char* month : {"2026-05", "2026-06", "2026-07"})
    CHECK(books.invoiced(month) == never_wrong.invoiced(month));
  CHECK(books.findings() == "");
}

TEST_CASE("undo before the close and the right file after it") {
  Imported books;
  books.import(wrong_company);
  books.undo(1);
  CHECK(summary(books.close("2026-05").lines) == "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00");
  books.import(right_company);
  books.close("2026-06");
  CHECK(books.invoiced("2026-05") ==
        std::map<std::string, std::int64_t>{{"bolag-1", 500'50}, {"bolag-2", 500'00}});
  CHECK(books.findings() == "");
}

TEST_CASE("an import is undone once, and each later one for itself") {
  Imported books;
  books.import(wrong_company);
  books.undo(1);
  CHECK(error_of([&] { books.undo(1); }, "undone already, at 2026-08-01T00:00:00Z by \"Anna\"") ==
        "conflict");
  CHECK(books.import(wrong_company) == 2);
  CHECK(books.undo(2).voided == 3);
  CHECK(books.import(right_company) == 3);
  CHECK(books.lines("2026-05") == "bolag-1:1:fee:500.00 bolag-1:2:usage:0.50 bolag-2:1:fee:500.00");
  CHECK(books.findings() == "");
  CHECK(error_of([&] { books.undo(4); }, "no import 4") == "not_found");
}

TEST_CASE("an undo says who and why") {
  Imported books;
  books.import(wrong_company);
  CHECK(error_of([&] { books.undo(1, ""); }, "who did it") == "invalid_argument");
  CHECK(error_of([&] { books.undo(1, "Anna", ""); }, "why") == "invalid_argument");
  CHECK(books.store->import(1)->undone == std::nullopt);
}

TEST_CASE("events voided or corrected one by one are left as they are") {
  Imported books;
  books.import({{"a", "bolag-1", "2026-05-10T10:00:00Z", 10},
                {"b", "bolag-1", "2026-05-11T10:00:00Z", 20},
                {"c", "bolag-1", "2026-05-12T10:00:00Z", 40}});
  CHECK(books.take_back("a"));
  books.correct("b", 21);
  const ImportUndo done = books.undo(1);
  CHECK(done.voided == 1);
  CHECK(done.kept == 2);
  CHECK(books.store->event("test", "a")->voided->reason == "sent by mistake");
  CHECK(books.store->usage({}).front().quantity == 21);
  books.import(
      {{"a", "bolag-1", "2026-05-10T10:00:00Z", 10}, {"c", "bolag-1", "2026-05-12T10:00:00Z", 41}});
  CHECK(books.store->import(2)->duplicate == 1);
  CHECK(books.store->usage({}).front().quantity == 21 + 41);
  CHECK(books.findings() == "");
}

TEST_CASE("an undone event is voided already, and cannot be corrected") {
  Imported books;
  books.import(wrong_company);
  books.undo(1);
  CHECK_FALSE(books.take_back("a"));
  CHECK(error_of([&] { books.correct("a", 3); }, "is voided") == "conflict");
  books.import(right_company);
  CHECK(books.correct("a", 3).event_id == "a/correction-1");
  CHECK(books.findings() == "");
}

TEST_CASE("an import with events of pruned months is refused, and the months are named") {
  Imported books;
  books.import(wrong_company);
  books.import({{"d", "bolag-1", "2026-06-11T10:00:00Z", 5}});
  books.close("2026-05");
  books.change([&] { prune(*books.store, books.zone, Month(2026, 6), {1}); });
  CHECK(error_of([&] { books.undo(1); }, "import 1 stored events of 2026-05, which is pruned") ==
        "month_closed");
  CHECK(books.undo(2).voided == 1);
  CHECK(books.findings() == "");
}

TEST_CASE("all pruned months of an import are named") {
  Imported books;
  books.import(wrong_company);
  books.close("2026-05");
  books.close("2026-06");
  books.change([&] { prune(*books.store, books.zone, Month(2026, 7), {1}); });
  CHECK(error_of([&] { books.undo(1); },
                 "import 1 stored events of 2026-05, 2026-06, which is pruned") == "month_closed");
}

TEST_CASE("what was undone may be pruned later") {
  Imported books;
  books.import(wrong_company);
  books.undo(1);
  books.import(right_company);
  books.close("2026-05");
  books.close("2026-06");
  books.change([&] { prune(*books.store, books.zone, Month(2026, 6), {1}); });
  CHECK(books.findings() == "");
  CHECK(error_of([&] { books.undo(2); }, "2026-05, which is pruned") == "month_closed");
}

TEST_CASE("a ledger that refuses changes to closed months refuses the undo") {
  Imported books(LatePolicy::refuse);
  books.import(wrong_company);
  books.close("2026-05");
  CHECK(error_of([&] { books.undo(1); }, "2026-05 of company \"bolag-2\"") == "month_closed");
  CHECK(books.store->import(1)->undone == std::nullopt);
  CHECK(books.findings() == "");
}

TEST_CASE("nothing is taken back before it was there") {
  Imported books;
  const std::int64_t no = books.import({{"a", "bolag-1", "2026-05-10T12:00:00Z", 10}},
                                       parse_rfc3339("2026-08-01T00:00:01Z"));
  CHECK(error_of([&] { books.undo(no); }, "began at 2026-08-01T00:00:01Z") == "invalid_argument");
  CHECK(error_of([&] { books.take_back("a"); }, "not stored before 2026-08-01T00:00:01Z") ==
        "invalid_argument");
  CHECK(error_of([&] { books.correct("a", 5); }, "not stored before 2026-08-01T00:00:01Z") ==
        "invalid_argument");
}

}  // namespace undo_import_test
