// What a person does who knows docs/reference/chain.md: changes the past and computes the digests
// after it again. `verify` finds it, or the hash of the month is another than the one that was
// kept.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "billing/chain.hpp"
#include "billing/prune.hpp"
#include "billing/undo_import.hpp"
#include "store/event_digest.hpp"
#include "store/import_digest.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "unit/billing/audited.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace forgery_test {
namespace {

// A ledger file of two closed months.
class Forged {
 public:
  Forged() {
    Books books(create_sqlite_store(file_, {}));
    books.subscribe("bolag-1", "2026-01");
    books.use("bolag-1", "2026-02", 12'000);
    books.use("bolag-1", "2026-01", 5);
    books.use("bolag-1", "2026-02", 3);
    books.use("bolag-1", "2026-01", 6);
    of_domain(books);
    books.take_back("e4");
    books.close("2026-01");
    books.close("2026-02");
    Raw shell(file_);
    for (const char* trigger :
         {"usage_event_is_never_changed", "event_batch_is_never_changed", "void_is_never_changed",
          "void_is_never_removed", "period_is_never_changed", "import_undo_is_never_changed"})
      shell.run(std::string("DROP TRIGGER ") + trigger);
  }

  void prune() {
    change([&](Store& store) {
      porto::internal::prune(store, zone_, {2026, 2}, {1'775'000'000'000'000});
    });
  }
  /// Undoes an import, and closes March.
  void undo() {
    Books books(open_sqlite_store(file_));
    books.change([&] {
      ImportRecord record;
      record.files = {{"march.csv", "csv", 12, std::string(64, 'a')}};
      record.no = books.store->add_import(record);
      const std::int64_t first = books.store->position().events + 1;
      const DatedEvent event{{.source = "test",
                              .event_id = "i1",
                              .company = "bolag-1",
                              .occurred_at = zone_.start(Month(2026, 3))},
                             Month(2026, 3)};
      books.store->append({&event, 1});
      record.events = {{first, first}};
      record.rows = record.stored = 1;
      record.stored_by_month[Month(2026, 3)] = 1;
      record.finished = true;
      books.store->update_import(record);
      ImportUndo undo;
      undo.import = record.no;
      undo.actor = "Anna";
      undo.reason = "the wrong file";
      undo.undone_at = {1'775'000'000'000'000};
      undo_import(*books.store, zone_, undo);
    });
    books.close("2026-03");
  }

  void sql(const std::string& statements) { REQUIRE(Raw(file_).run(statements) == ""); }

  /// Computes the digests of batches, voids and undos again.
  void compute_digests() {
    change([&](Store& store) {
      std::string previous;
      store.each_batch([&](const EventBatch& batch) {
        BatchDigest digest;
        store.each_event({.first_seq = batch.first_seq, .last_seq = batch.last_seq},
                         [&](const StoredEvent& event) {
                           digest.add(event, zone_.month_of(event.occurred_at));
                         });
        std::vector<BatchPart> parts = digest.parts();
        parts.insert(parts.end(), batch.pruned.begin(), batch.pruned.end());
        std::ranges::sort(parts, {}, &BatchPart::month);
        previous = batch_digest(previous, batch, parts);
        set("event_batch", "digest", previous, "no = " + std::to_string(batch.no));
      });
      previous.clear();
      for (const StoredVoid& stored : store.voids()) {
        previous = void_digest(previous, stored);
        set("void", "digest", previous, "no = " + std::to_string(stored.no));
      }
      previous.clear();
      for (const ImportRecord& record : store.imports()) {
        if (!record.undone) continue;
        previous = undo_digest(previous, record.digest, *record.undone);
        set("import_undo", "digest", previous, "no = " + std::to_string(record.undone->no));
      }
    });
    apply();
  }

  /// Computes the hashes of the closed months again, from what is there now.
  void compute_hashes() {
    change([&](Store& store) {
      const Position position = store.position();
      std::string previous;
      for (const ClosedMonth& closed : store.closed_months()) {
        const std::vector<InvoiceLine> lines = store.lines({.month = closed.month});
        const std::vector<MonthUsage> usage = store.period_usage(closed.month);
        const ClosedState state{position.chains, store.closed_state(closed.month).domains};
        std::string events_digest;
        store.each_batch([&](const EventBatch& batch) {
          if (batch.no == closed.last_batch) events_digest = batch.digest;
        });
        previous = chain_hash(closed, {.ledger = store.info(),
                                       .previous_hash = previous,
                                       .events_digest = events_digest,
                                       .tariffs = tariffs_of(lines, store.tariffs()),
                                       .state = state,
                                       .usage = usage,
                                       .lines = lines});
        const std::string month = "month = " + std::to_string(closed.month.number());
        set("period", "hash", previous, month);
        for (const ChainHead& head : state.chains)
          set("period_chain", "digest", head.digest, month + " AND chain = '" + head.chain + "'");
      }
    });
    Raw(file_).run("DROP TRIGGER period_chain_is_never_changed");
    apply();
  }

  std::string verify() {
    Books books(open_sqlite_store(file_));
    auto transaction = books.store->begin(Store::Access::read);
    VerifyReport report = porto::internal::verify(*books.store, zone_, {});
    // The triggers, which a forger would put back.
    std::erase_if(report.findings, [](const Finding& one) { return one.check == Check::schema; });
    hash_ = report.last->hash;
    return summary(report);
  }
  /// Of the last closed month, when it was last verified.
  const std::string& hash() const { return hash_; }

 private:
  void of_domain(Books& books) {
    const Instant at = parse_rfc3339("2026-01-09T10:00:00Z");
    const DatedEvent event{{.source = "mailgun",
                            .event_id = "m1",
                            .company = {},
                            .occurred_at = at,
                            .quantity = 1,
                            .domain = "a.example"},
                           Month(2026, 1),
                           Day::from_number(20260109)};
    books.change([&] { books.store->append({&event, 1}); });
  }
  template <class Work>
  void change(Work work) {
    const std::unique_ptr<Store> store = open_sqlite_store(file_);
    auto transaction = store->begin(Store::Access::write);
    work(*store);
    transaction->commit();
  }
  void set(const char* table, const char* column, const std::string& value,
           const std::string& where) {
    updates_ += std::string("UPDATE ") + table + " SET " + column + " = '" + value + "' WHERE " +
                where + ";";
  }
  void apply() {
    sql(updates_);
    updates_.clear();
  }

  TempDir dir_;
  std::string file_ = dir_.path("ledger.db");
  Zone zone_{"Europe/Stockholm"};
  std::string updates_;
  std::string hash_;
};

bool finds(const std::string& findings, const std::string& place) {
  return findings.find(place) != std::string::npos;
}

}  // namespace

TEST_CASE("a sum of a domain of a pruned month cannot be changed") {
  Forged ledger;
  ledger.prune();
  CHECK(ledger.verify() == "");
  ledger.sql("UPDATE domain_day SET quantity = 1001");
  CHECK(finds(ledger.verify(), "changes: 2026-01: sums of domains"));
}

TEST_CASE("an event of a closed month cannot be changed, also after a batch that is pruned") {
  Forged ledger;
  ledger.prune();
  CHECK(ledger.verify() == "");
  const std::string kept = ledger.hash();
  ledger.sql(
      "UPDATE usage_event SET quantity = quantity + 10000 WHERE event_id = 'e1';"
      "UPDATE usage_month SET quantity = quantity + 10000 WHERE month = 202602;"
      "INSERT INTO changed (month, company) VALUES (202602, 'bolag-1')");
  ledger.compute_digests();
  CHECK(finds(ledger.verify(), "chain: 2026-02: hash"));
  ledger.compute_hashes();
  CHECK(ledger.verify() == "");
  CHECK(ledger.hash() != kept);
}

TEST_CASE("the last void cannot be taken out, nor can it be another's") {
  for (const bool pruned : {false, true}) {
    Forged ledger;
    if (pruned) ledger.prune();
    CHECK(ledger.verify() == "");
    const std::string kept = ledger.hash();
    ledger.sql("UPDATE void SET actor = 'Eva', reason = 'none', voided_at = 5");
    ledger.compute_digests();
    CHECK(finds(ledger.verify(), "chain: 2026-01: void 1"));
    ledger.compute_hashes();
    CHECK(ledger.verify() == "");
    CHECK(ledger.hash() != kept);
    ledger.sql("DELETE FROM void");
    CHECK(finds(ledger.verify(), "chain: 2026-02: void 1"));
  }
}

TEST_CASE("who undid an import, and why, is in the hash of the month") {
  Forged ledger;
  ledger.undo();
  CHECK(ledger.verify() == "");
  ledger.sql("UPDATE import_undo SET reason = 'none'");
  ledger.compute_digests();
  CHECK(finds(ledger.verify(), "chain: 2026-03: undo 1"));
}

}  // namespace forgery_test
