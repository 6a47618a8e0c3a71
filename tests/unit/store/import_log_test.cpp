// The records of imports, and undoing them: the same in both stores.
#include <algorithm>

#include "store/import_digest.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::import_log_test {

using namespace internal;
namespace {

const auto fixture_month = [](Instant time) {
  return Month::from_number(static_cast<int>(time.unix_us / 1000));
};

ImportRecord record_of(const std::string& path) {
  ImportRecord record;
  record.begun_at = Instant{7};
  record.files = {{path, "csv", 0, ""}, {"-", "ndjson", 0, ""}};
  record.options = {
      {"zone", "Europe/Stockholm"}, {"company-from", "tag"}, {"company-from", "domain"}};
  return record;
}

// Stores events as an import of one transaction, as metering does; returns its number.
std::int64_t import(Store& store, const std::vector<DatedEvent>& events) {
  return write(store, [&] {
    ImportRecord record = record_of("march.csv");
    record.no = store.add_import(record);
    const Recorded recorded = store.record(events, record.no);
    record.events = recorded.stored;
    record.rows = events.size();
    record.stored =
        static_cast<std::uint64_t>(std::ranges::count(recorded.outcomes, Outcome::stored));
    record.finished = true;
    store.update_import(record);
    return record.no;
  });
}

ImportUndo undo_of(std::int64_t no) {
  ImportUndo undo;
  undo.import = no;
  undo.actor = "ada";
  undo.reason = "the wrong file";
  undo.undone_at = {99};
  return undo;
}

std::vector<CompanyMonth> undo(Store& store, std::int64_t no) {
  return write(store, [&] { return store.undo_import(undo_of(no), fixture_month); });
}

std::vector<StoredEvent> events_of(Store& store, const EventFilter& filter) {
  std::vector<StoredEvent> all;
  store.each_event(filter, [&](const StoredEvent& event) { all.push_back(event); });
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("a record comes back as it was written", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  CHECK(store.imports().empty());
  CHECK(store.import(1) == std::nullopt);
  ImportRecord record = record_of("march.csv");
  write(store, [&] { record.no = store.add_import(record); });
  CHECK(record.no == 1);
  record.digest = import_digest(record);
  CHECK(store.import(1) == record);

  record.rows = 9;
  record.stored = 3;
  record.duplicate = 2;
  record.conflict = 1;
  record.rejected = 1;
  record.not_counted = 2;
  record.stored_by_month = {{Month(2025, 6), 2}, {Month(2025, 7), 1}};
  record.events = {{1, 2}};
  record.files[0].size = 120;
  record.files[0].digest = "abc";
  write(store, [&] { store.update_import(record); });
  record.events = {{1, 2}, {5, 5}};
  write(store, [&] { store.update_import(record); });
  record.events.back().last = 6;
  record.stored_by_month[Month(2025, 6)] = 3;
  record.finished = true;
  write(store, [&] { store.update_import(record); });
  record.digest = import_digest(record);
  CHECK(store.import(1) == record);
  CHECK(store.imports() == std::vector{record});

  ImportRecord bare;
  write(store, [&] { CHECK(store.add_import(bare) == 2); });
  CHECK(store.imports().size() == 2);
  CHECK(store.import(2)->begun_at == std::nullopt);
  CHECK(store.files_of_size(120) == std::vector<KnownFile>{{1, "abc", false}});
  CHECK(store.files_of_size(0).empty());
}

TEST_CASE_TEMPLATE("a record that is finished, undone or unknown does not change", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  import(store, {event("1")});
  ImportRecord record = *store.import(1);
  const auto update = [&] { write(store, [&] { store.update_import(record); }); };
  CHECK(code_of(update) == ErrorCode::internal);
  undo(store, 1);
  CHECK(code_of(update) == ErrorCode::conflict);
  record.no = 2;
  CHECK(code_of(update) == ErrorCode::not_found);
  CHECK(code_of([&] { undo(store, 2); }) == ErrorCode::not_found);
  CHECK(code_of([&] { undo(store, 1); }) == ErrorCode::conflict);
}

TEST_CASE_TEMPLATE("an event knows the import that stored it", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("0")});
  import(store, {event("1"), event("2")});
  append(store, {event("3")});
  import(store, {event("4")});
  std::string imports;
  for (const StoredEvent& event : events_of(store, {})) imports += std::to_string(event.import);
  CHECK(imports == "01102");
  CHECK(store.event("s", "2")->import == 1);
  CHECK(store.event("s", "3")->import == 0);
}

TEST_CASE_TEMPLATE("an undo voids what the import stored, and nothing else", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("0", 5)});
  import(store, {event("1", 10), event("0", 5), event("2", 20, "b")});
  append(store, {event("3", 40)});
  CHECK(undo(store, 1).empty());
  CHECK(store.usage({}) == std::vector<MonthUsage>{{{2025, 6}, "a", "messages", 0, 45, 2}});

  const ImportUndo done = store.import(1)->undone.value();
  CHECK(done.no == 1);
  CHECK(done.voided == 2);
  CHECK(done.kept == 0);
  CHECK(done.digest == undo_digest("", store.import(1)->digest, done));
  const StoredEvent voided = store.event("s", "1").value();
  CHECK(voided.quantity == 10);
  CHECK(voided.voided == Void{"s", "1", "ada", "the wrong file", {99}});
  CHECK(events_of(store, {}).size() == 4);
  CHECK(events_of(store, {.voided = false}).size() == 2);
  CHECK(events_of(store, {.from = Instant{0}, .voided = false}).size() == 2);
  CHECK(store.voids().empty());
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("what was undone counts again, once, with any content", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  import(store, {event("1", 10), event("2", 20)});
  undo(store, 1);
  CHECK(store.find(std::vector{event("1", 10)}) ==
        std::vector<std::optional<Outcome>>{std::nullopt});
  CHECK(append(store, {event("1", 10, "b"), event("2", 21)}).outcomes ==
        std::vector{Outcome::stored, Outcome::stored});
  CHECK(append(store, {event("1", 10, "b"), event("2", 20)}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::conflict});
  CHECK(store.usage({}) == std::vector<MonthUsage>{{{2025, 6}, "a", "messages", 0, 21, 1},
                                                   {{2025, 6}, "b", "messages", 0, 10, 1}});
  const StoredEvent now = store.event("s", "1").value();
  CHECK(now.seq == 3);
  CHECK(now.company == "b");
  CHECK(now.voided == std::nullopt);
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("an import can be undone for each time it was made", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  for (const std::int64_t no : {1, 2, 3}) {
    CHECK(import(store, {event("1", 10), event("2", 20)}) == no);
    CHECK(store.usage({}).size() == 1);
    undo(store, no);
    CHECK(store.usage({}).empty());
    CHECK(store.event("s", "1")->seq == 2 * no - 1);
  }
  const ImportUndo second = store.import(2)->undone.value();
  CHECK(second.no == 2);
  CHECK(second.digest ==
        undo_digest(store.import(1)->undone->digest, store.import(2)->digest, second));
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("what was voided alone stays so, and its identity is taken", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  import(store, {event("1", 10), event("2", 20)});
  const Void alone{"s", "1", "bo", "a test", {5}};
  write(store, [&] { store.add_void(alone, {2025, 6}); });
  undo(store, 1);
  CHECK(store.import(1)->undone->voided == 1);
  CHECK(store.import(1)->undone->kept == 1);
  CHECK(store.event("s", "1")->voided == alone);
  CHECK(append(store, {event("1", 10), event("2", 20)}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::stored});
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("an undone event cannot be voided again", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  import(store, {event("1", 10)});
  undo(store, 1);
  CHECK(code_of([&] {
          write(store, [&] { store.add_void({"s", "1", "bo", "again", {5}}, {2025, 6}); });
        }) == ErrorCode::conflict);
}

TEST_CASE_TEMPLATE("days of domains and closed months are told of an undo", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    store.put_company({"b", ""});
    store.add_claim({"a.se", "b", {}, {}});
  });
  import(store, {event("1", 1), domain_event("2", Day(Month(2025, 6), 3), 2),
                 domain_event("3", Day(Month(2025, 6), 3), 4, "nobody.se")});
  write(store, [&] { store.add_closed_month({.month = {2025, 6}, .closed_at = {1}}, {}, {}, {}); });
  CHECK(undo(store, 1) == std::vector<CompanyMonth>{{{2025, 6}, "a"}, {{2025, 6}, "b"}});
  CHECK(store.usage({}).empty());
  CHECK(store.unassigned().empty());
}

TEST_CASE_TEMPLATE("an undo that is rolled back has changed nothing", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  import(store, {event("1", 10)});
  {
    const auto transaction = store.begin(Store::Access::write);
    store.undo_import(undo_of(1), fixture_month);
  }
  CHECK(store.import(1)->undone == std::nullopt);
  CHECK(store.usage({}).size() == 1);
  CHECK(append(store, {event("1", 10)}).outcomes == std::vector{Outcome::duplicate});
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("identities stay exact when events are pruned after an undo", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Month july(2025, 7);
  import(store, {event("1", 1), event("2", 2, "a", july), event("3", 3, "a", july)});
  undo(store, 1);
  append(store, {event("1", 1), event("2", 5, "a", july)});
  write(store, [&] {
    store.add_closed_month({.month = {2025, 6}, .closed_at = {1}}, {}, {}, {});
    CHECK(store.prune({2025, 6}, {july.number() * std::int64_t{1000}}, {7}, month_of) == 2);
  });
  CHECK(store.faults().empty());
  CHECK(append(store, {event("2", 5, "a", july), event("3", 4, "a", july)}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::stored});
}

TEST_CASE("identities in runs are freed page by page") {
  InSqlite kind;
  Store& store = *kind.store;
  std::vector<std::string> ids;
  for (int i = 0; i < 6000; ++i) ids.push_back("event-" + std::to_string(10'000 + i * 7919 % 6000));
  const auto some = [&](std::size_t from, std::size_t to) {
    std::vector<DatedEvent> events;
    for (std::size_t i = from; i < to; ++i) events.push_back(event(ids[i]));
    return events;
  };
  append(store, some(0, 2000));
  import(store, some(2000, 4000));
  append(store, some(4000, 6000));
  import(store, some(0, 10));  // duplicates
  write(store, [&] { store.add_void({"s", ids[2500], "bo", "a test", {5}}, {2025, 6}); });
  undo(store, 1);
  CHECK(store.faults().empty());
  CHECK(store.usage({}).front().events == 4000);
  std::size_t stored = 0;
  for (const Outcome outcome : append(store, some(0, 6000)).outcomes)
    if (outcome == Outcome::stored) ++stored;
  CHECK(stored == 1999);
  CHECK(store.faults().empty());
  CHECK(store.usage({}).front().events == 5999);
}

TEST_CASE("a run whose identities are all freed is gone") {
  InSqlite kind;
  Store& store = *kind.store;
  std::vector<std::string> ids;
  for (int i = 0; i < 3000; ++i) ids.push_back("e" + std::to_string(i));
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) events.push_back(event(id));
  for (const std::int64_t no : {1, 2}) {
    import(store, events);
    undo(store, no);
    CHECK(store.faults().empty());
  }
  CHECK(store.usage({}).empty());
  CHECK(store.import(2)->undone->voided == 3000);
}

}  // namespace porto::testing::import_log_test
