// The record of an import within Access::record: each call a transaction of its own, beside others.
#include <set>
#include <thread>

#include "store/import_digest.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_import_steps_test {

using namespace internal;
namespace {

ImportRecord record_of(const std::string& path) {
  ImportRecord record;
  record.begun_at = Instant{5};
  record.files = {{.path = path, .format = "csv"}};
  record.options = {{"source", "s"}, {"zone", ""}};
  return record;
}

}  // namespace

TEST_CASE("imports begin while another writer holds the ledger") {
  const InPostgres kind;
  const auto writer = open_postgres_store(kind.database.url(), {});
  const auto closing = writer->begin(Store::Access::write);
  Store& store = *kind.store;
  const auto recording = store.begin(Store::Access::record);
  CHECK(store.set_counting("s", "delivered"));
  CHECK_FALSE(store.set_counting("s", "delivered"));
  CHECK(code_of([&] { store.set_counting("s", "accepted"); }) == ErrorCode::conflict);
  ImportRecord record = record_of("a.csv");
  record.no = store.add_import(record);
  record.finished = true;
  store.update_import(record);
  CHECK(store.import(1)->finished);
  CHECK(writer->import(1)->finished);
}

TEST_CASE("imports that begin at once have numbers without gaps") {
  const InPostgres kind;
  constexpr int writers = 4;
  constexpr int of_each = 10;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&] {
      const auto store = open_postgres_store(kind.database.url(), {});
      const auto recording = store->begin(Store::Access::record);
      for (int i = 0; i < of_each; ++i) store->add_import(record_of("a.csv"));
    });
  for (std::thread& thread : threads) thread.join();
  std::set<std::int64_t> numbers;
  for (const ImportRecord& record : kind.store->imports()) numbers.insert(record.no);
  CHECK(numbers.size() == std::size_t{writers * of_each});
  CHECK(*numbers.rbegin() == writers * of_each);
}

TEST_CASE("the record of an import needs a transaction that records or writes") {
  const InPostgres kind;
  Store& store = *kind.store;
  CHECK(code_of([&] { store.add_import({}); }) == ErrorCode::internal);
  CHECK(code_of([&] { store.set_counting("s", "delivered"); }) == ErrorCode::internal);
  const auto reading = store.begin(Store::Access::read);
  CHECK(code_of([&] { store.update_import({}); }) == ErrorCode::internal);
}

TEST_CASE("an import that is undone while it goes on stores nothing more") {
  const InPostgres kind;
  const auto other = open_postgres_store(kind.database.url(), {});
  Store& store = *kind.store;
  const auto recording = store.begin(Store::Access::record);
  const std::int64_t no = store.add_import(record_of("a.csv"));
  CHECK(store.record(std::vector{event("1", 5)}, no).stored.size() == 1);
  ImportUndo undo;
  undo.import = no;
  undo.actor = "ada";
  // The undo holds the import before the next batch is stored, and it is waited for.
  const auto undoing = other->begin(Store::Access::write);
  other->undo_import(undo, month_of);
  Thrown error;
  std::thread next([&] { error = thrown([&] { store.record(std::vector{event("2", 6)}, no); }); });
  undoing->commit();
  next.join();
  CHECK(error.code == ErrorCode::conflict);
  CHECK_MESSAGE(error.says("undone by \"ada\" while it went on"), error.message);
  CHECK(store.usage({}).empty());
  CHECK(store.import(no)->undone->voided == 1);
  CHECK_FALSE(store.event("s", "2"));
  CHECK(store.record(std::vector{event("1", 7)}).stored.size() == 1);
  CHECK(store.faults().empty());
}

// A connection that is cut as a row is written, or as it is committed, but once: what counts the
// times is no part of a transaction.
TEST_CASE("a connection that is lost half way is nothing to an import") {
  const InPostgres kind;
  for (const std::string when : {"AFTER INSERT ON import", "AFTER UPDATE ON import"}) {
    CAPTURE(when);
    kind.database.run(
        "CREATE SEQUENCE times; CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF nextval('times') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
        " RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER cut " +
        when + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()");
    Store& store = *kind.store;
    const std::size_t before = store.imports().size();
    ImportRecord record = record_of("a.csv");
    {
      const auto recording = store.begin(Store::Access::record);
      record.no = store.add_import(record);
      record.rows = 3;
      record.stored = 2;
      record.stored_by_month = {{Month(2025, 6), 2}};
      record.events = {{1, 2}};
      record.finished = true;
      store.update_import(record);
    }
    CHECK(store.imports().size() == before + 1);
    CHECK(store.import(record.no)->stored == 2);
    CHECK(store.import(record.no)->finished);
    CHECK(kind.database.run("SELECT last_value > 1 FROM times") == "t");
    kind.database.run("DROP FUNCTION cut CASCADE; DROP SEQUENCE times");
  }
}

TEST_CASE("what an import stored just before it was killed is taken back with it, and recorded") {
  const InPostgres kind;
  Store& store = *kind.store;
  ImportRecord record = record_of("a.csv");
  {
    const auto recording = store.begin(Store::Access::record);
    record.no = store.add_import(record);
    store.record(std::vector{event("1"), event("2")}, record.no);
    recording->commit();  // and update_import never came
  }
  CHECK(store.import(1)->stored == 0);
  write(store, [&] {
    ImportUndo undo;
    undo.import = 1;
    undo.actor = "ada";
    undo.reason = "killed";
    store.undo_import(undo, month_of);
  });
  const ImportRecord undone = store.import(1).value();
  CHECK(undone.stored == 2);
  CHECK(undone.rows == 2);
  CHECK(undone.events == std::vector<EventRange>{{1, 2}});
  CHECK(undone.stored_by_month == std::map<Month, std::uint64_t>{{Month(2025, 6), 2}});
  REQUIRE(undone.undone);
  CHECK(undone.undone->voided == 2);
  CHECK(undone.digest == import_digest(undone));
  CHECK(store.usage({}).empty());
}

}  // namespace porto::testing::postgres_import_steps_test
