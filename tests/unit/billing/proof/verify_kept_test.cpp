// Verify against digests that were kept elsewhere: what it says should be kept is there later, and
// a past that was cut off, or computed anew, is found.
#include <doctest/doctest.h>

#include <algorithm>

#include "billing/proof/verify.hpp"
#include "billing/undo_import.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "unit/billing/audited.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_kept_test {
namespace {

VerifyReport against(Audited& books, std::vector<KeptDigest> expected) {
  VerifyOptions options;
  options.expected = std::move(expected);
  return books.verify(options);
}

std::string names_of(const std::vector<KeptDigest>& kept) {
  std::string names;
  for (const KeptDigest& one : kept) names += (names.empty() ? "" : " ") + one.name();
  return names;
}

const std::string some_digest(64, 'a');

}  // namespace

TEST_CASE("what verify says to keep is what a later verify finds again") {
  for (const bool in_file : {false, true}) {
    Audited books = in_file ? Audited(create_sqlite_store(":memory:", {})) : Audited();
    const std::vector<KeptDigest> kept = books.verify().keep;
    CHECK(names_of(kept) == "batch:16 change:7 void:2 2026-02");
    CHECK(kept.back().digest == books.store->closed_months().back().hash);
    books.take_back(books.own("bolag-1", "2026-03-11T10:00:00Z", 7));
    books.close("2026-03", "2026-04-02T00:00:00Z");
    const VerifyReport later = against(books, kept);
    CHECK(summary(later) == "");
    CHECK(names_of(later.keep) == "batch:17 change:7 void:3 2026-03");
    const auto checked = std::ranges::find(later.checked, Check::kept, &VerifyReport::Count::check);
    REQUIRE(checked != later.checked.end());
    CHECK(checked->count == 4);
    CHECK(checked->what == "4 digests that were kept elsewhere");
  }
}

TEST_CASE("an undone import's digest can be kept, and several of one kind") {
  Audited books;
  books.change([&] { books.store->add_import({}); });  // one that stays
  const std::int64_t import = books.change([&] {
    ImportRecord record;
    record.files = {{"usage.csv", "csv", 0, ""}};
    record.no = books.store->add_import(record);
    record.finished = true;
    books.store->update_import(record);
    return record.no;
  });
  books.change([&] {
    ImportUndo what;
    what.import = import;
    what.actor = "Eva";
    what.reason = "the wrong file";
    what.undone_at = parse_rfc3339("2026-05-01T00:00:00Z");
    undo_import(*books.store, books.zone, what);
  });
  const std::string undo = books.store->import(import)->undone->digest;
  const std::string batch = books.verify().keep.at(0).digest;
  CHECK(summary(against(books, {{{}, "undo", 1, undo}, {{}, "batch", 16, batch}})) == "");
  CHECK(summary(against(books, {{{}, "undo", 1, some_digest}, {{}, "undo", 2, some_digest}})) ==
        "kept: undo:1: digest | " + undo + " | " + some_digest +
            "\nkept: undo:2: digest | not there | " + some_digest + "\n");
}

TEST_CASE("another hash, or a month that is not closed, is a finding with both") {
  Audited books;
  const std::string hash = books.store->closed_months().front().hash;
  const KeptDigest january{Month(2026, 1), {}, 0, hash};
  CHECK(summary(against(books, {january})) == "");
  CHECK(summary(against(books, {{Month(2026, 1), {}, 0, some_digest}})) ==
        "kept: 2026-01: hash | " + hash + " | " + some_digest + "\n");
  CHECK(summary(against(books, {{Month(2026, 3), {}, 0, some_digest}, january})) ==
        "kept: 2026-03: hash | not closed | " + some_digest + "\n");
}

TEST_CASE("the last records that were cut off are found by their digests alone") {
  const TempDir dir;
  const std::string file = dir.path("ledger.db");
  std::vector<KeptDigest> kept;
  {
    Audited books(create_sqlite_store(file, {}));
    books.take_back(books.own("bolag-1", "2026-03-11T10:00:00Z", 7));
    kept = books.verify().keep;
    CHECK(names_of(kept) == "batch:17 change:7 void:3 2026-02");
  }
  // All of the last event of the open month: event, identity, total, batch, void.
  std::string statements;
  {
    Raw shell(file);
    for (const char* trigger :
         {"usage_event_is_only_pruned", "event_batch_is_never_removed", "void_is_never_removed"}) {
      statements +=
          shell.run("SELECT sql FROM sqlite_schema WHERE name = '" + std::string(trigger) + "'");
      shell.run(std::string("DROP TRIGGER ") + trigger);
    }
    CHECK(shell.run("DELETE FROM void WHERE no = 3; DELETE FROM usage_event WHERE seq = 17;"
                    "DELETE FROM identity_recent WHERE seq = 17;"
                    "DELETE FROM event_batch WHERE no = 17") == "");
    CHECK(shell.run(statements) == "");
  }
  const auto store = open_sqlite_store(file, {.read_only = true});
  const auto snapshot = store->begin(Store::Access::read);
  const Zone zone("Europe/Stockholm");
  CHECK(summary(verify(*store, zone, {})) == "");
  VerifyOptions options;
  options.expected = kept;
  CHECK(summary(verify(*store, zone, options)) == "kept: batch:17: digest | not there | " +
                                                      kept[0].digest +
                                                      "\n"
                                                      "kept: void:3: digest | not there | " +
                                                      kept[2].digest + "\n");
}

TEST_CASE("what is no digest, or of nothing, is refused") {
  Audited books;
  const KeptDigest wrong[] = {{Month(2026, 1), {}, 0, ""},
                              {Month(2026, 1), {}, 0, std::string(63, 'a')},
                              {Month(2026, 1), {}, 0, std::string(64, 'g')},
                              {{}, "batches", 1, some_digest},
                              {{}, "", 0, some_digest},
                              {{}, "batch", 0, some_digest}};
  for (const KeptDigest& one : wrong)
    CHECK(error_of([&] { against(books, {one}); }) == "invalid_argument");
}

}  // namespace verify_kept_test
