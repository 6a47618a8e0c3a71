// A ledger on several servers, where it is another thing than one on a single server: where events
// are, a server that is down, changes that were cut off, what recording asks of the head.
#include <map>
#include <string>
#include <vector>

#include "store/postgres/restoring.hpp"
#include "store/spread/place.hpp"
#include "store/spread/spread_store.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::spread_test {

using namespace internal;
namespace {

const Month june{2025, 6};
const Month july{2025, 7};

OpenOptions impatient() {
  OpenOptions open;
  open.busy_timeout_ms = 300;
  return open;
}

// Events "e0" to "e59", whose texts it owns.
struct Events {
  std::vector<std::string> ids{};
  std::vector<DatedEvent> all{};

  explicit Events(const std::string& prefix = "e", Month month = june) {
    for (int i = 0; i < 60; ++i) ids.push_back(prefix + std::to_string(i));
    for (const std::string& id : ids) all.push_back(event(id, 1, "a", month));
  }

  std::int64_t on(std::size_t server) const {
    return std::ranges::count_if(
        ids, [&](const std::string& id) { return spread::server_of("s", id, 3) == server; });
  }
};

Recorded record(Store& store, const std::vector<DatedEvent>& events, std::int64_t import = 0) {
  const auto transaction = store.begin(Store::Access::record);
  Recorded recorded = store.record(events, import);
  transaction->commit();
  return recorded;
}

std::int64_t count(const std::vector<Outcome>& outcomes, Outcome outcome) {
  return std::ranges::count(outcomes, outcome);
}

void close(Store& store, Month month) {
  write(store, [&] {
    store.cut(month);
    store.add_closed_month({.month = month, .closed_at = {1}}, {},
                           store.usage({.month = month, .company = {}}), {});
  });
}

std::int64_t total(Store& store) {
  std::int64_t sum = 0;
  for (const MonthUsage& usage : store.usage({})) sum += usage.quantity;
  return sum;
}

std::string number_of_events(const TestDatabase& server) {
  return server.run("SELECT count(*) FROM usage_event");
}

// Nobody commits a change there as long as it lives, but who waits for less.
class Stuck {
 public:
  explicit Stuck(const TestDatabase& server) : session_(server.database_url()) {
    session_.run("BEGIN; LOCK TABLE " + server.ledger() + ".written IN ACCESS EXCLUSIVE MODE");
  }

 private:
  PostgresSession session_;
};

// A server that cannot be reached: its tables have another name as long as this lives.
class Down {
 public:
  explicit Down(const TestDatabase& server) : server_(server) { rename("", "_away"); }
  ~Down() { rename("_away", ""); }
  Down(const Down&) = delete;
  Down& operator=(const Down&) = delete;

 private:
  void rename(const std::string& from, const std::string& to) const {
    const PostgresSession session(server_.database_url());
    session.run("ALTER SCHEMA " + server_.ledger() + from + " RENAME TO " + server_.ledger() + to);
  }
  const TestDatabase& server_;
};

// The import of some events, whose record is finished.
std::int64_t import(Store& store, const Events& events) {
  const auto transaction = store.begin(Store::Access::record);
  ImportRecord record;
  record.no = store.add_import(record);
  const Recorded recorded = store.record(events.all, record.no);
  record.events = recorded.stored;
  record.rows = record.stored = events.all.size();
  record.finished = true;
  store.update_import(record);
  transaction->commit();
  return record.no;
}

std::vector<CompanyMonth> undo(Store& store, std::int64_t no) {
  ImportUndo how;
  how.import = no;
  return write(store, [&] { return store.undo_import(how, month_of); });
}

}  // namespace

TEST_CASE("the head knows the other servers, and is the one to open") {
  InSpread servers;
  CHECK(open_server_store(servers.head.url(), {})->info().zone == options.zone);
  CHECK(open_server_store(servers.url(), {})->info().zone == options.zone);
  const Thrown of_second = thrown([&] { open_server_store(servers.second.url(), {}); });
  CHECK(of_second.code == ErrorCode::invalid_argument);
  CHECK(of_second.says("is server 1 of a ledger: open its head"));
  const Thrown others =
      thrown([&] { open_server_store(servers.head.url() + "&server=" + "postgresql:///x", {}); });
  CHECK(others.code == ErrorCode::conflict);
  CHECK(migrate_server_store(servers.head.url(), {}).from == 2);
}

TEST_CASE("a ledger is made on all of its servers or on none") {
  const TestDatabase head;
  const TestDatabase taken;
  create_server_store(taken.url(), options, {});
  CHECK(code_of([&] {
          create_server_store(head.url() + as_further_server(taken.url()), options, {});
        }) == ErrorCode::ledger_exists);
  CHECK(code_of([&] { open_server_store(head.url(), {}); }) == ErrorCode::not_found);
  const Thrown twice =
      thrown([&] { create_server_store(head.url() + as_further_server(head.url()), options, {}); });
  CHECK(twice.says("is named twice"));
  const Thrown secret = thrown(
      [&] { create_server_store(head.url() + "&server=postgresql://a:secret@b/c", options, {}); });
  CHECK(secret.code == ErrorCode::invalid_argument);
  CHECK(secret.says("a password file"));
  CHECK_FALSE(secret.says("secret"));
  CHECK(code_of([&] { create_server_store(head.url() + "&server=a%2", options, {}); }) ==
        ErrorCode::invalid_argument);
}

TEST_CASE("each event is where the place of its identity is, once") {
  InSpread servers;
  Store& store = *servers.store;
  const Events events;
  const Recorded first = record(store, events.all);
  CHECK(count(first.outcomes, Outcome::stored) == 60);
  CHECK(first.new_companies == std::vector<std::string>{"a"});
  CHECK(first.stored.size() == 3);
  CHECK(number_of_events(servers.head) == std::to_string(events.on(0)));
  CHECK(number_of_events(servers.second) == std::to_string(events.on(1)));
  CHECK(number_of_events(servers.third) == std::to_string(events.on(2)));
  const Recorded again = record(store, events.all);
  CHECK(count(again.outcomes, Outcome::duplicate) == 60);
  CHECK(again.new_companies.empty());
  CHECK(total(store) == 60);
  CHECK(store.position().events == 60);
  CHECK(store.position().lanes.size() == 3);
  CHECK(store.companies().size() == 1);
  CHECK(store.faults().empty());
  CHECK(store.structure().faults.empty());
}

TEST_CASE("events are walked in the order of their numbers, so many as are wanted") {
  InSpread servers;
  Store& store = *servers.store;
  record(store, Events().all);
  std::vector<std::int64_t> all;
  store.each_event({}, [&](const StoredEvent& event) { all.push_back(event.seq); });
  CHECK(all.size() == 60);
  CHECK(std::ranges::is_sorted(all));
  for (const std::size_t wanted : {std::size_t{0}, std::size_t{1}, std::size_t{35}}) {
    std::vector<std::int64_t> some;
    store.each_event({.first_seq = all[20], .limit = wanted},
                     [&](const StoredEvent& event) { some.push_back(event.seq); });
    const auto first = all.begin() + 20;
    CHECK(some == std::vector(first, first + static_cast<std::ptrdiff_t>(wanted)));
  }
}

TEST_CASE("a server that is down does not stop the others") {
  InSpread servers;
  const auto store = open_server_store(servers.head.url(), impatient());
  record(*store, {event("first")});  // the company is known on its server
  const Events events;
  {
    const Down down(servers.third);
    const Thrown failed = thrown([&] { record(*store, events.all); });
    CHECK(failed.says("are on other servers of the ledger, which have answered"));
    CHECK(number_of_events(servers.second) == std::to_string(events.on(1)));
  }
  const Recorded again = record(*store, events.all);
  CHECK(count(again.outcomes, Outcome::stored) == events.on(2));
  CHECK(count(again.outcomes, Outcome::duplicate) == 60 - events.on(2));
  CHECK(total(*store) == 61);
}

TEST_CASE("recording asks the head for meters, and tells it of companies") {
  InSpread servers;
  const auto recorder = open_server_store(servers.head.url(), {});
  DatedEvent other = event("x", 5, "b");
  other.event.meter = "gb";
  std::vector<std::string> ids;
  for (int i = 0; i < 9; ++i) ids.push_back("x" + std::to_string(i));
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) {
    events.push_back(other);
    events.back().event.event_id = id;
  }
  CHECK(code_of([&] { record(*recorder, events); }) == ErrorCode::not_found);
  CHECK(servers.store->usage({}).empty());
  write(*servers.store, [&] { servers.store->add_meter({"gb", 3}); });
  CHECK(count(record(*recorder, events).outcomes, Outcome::stored) == 9);
  CHECK(servers.store->usage({}) == std::vector<MonthUsage>{{june, "b", "gb", 3, 45, 9}});
  CHECK(servers.store->has_company("b"));
}

TEST_CASE("what comes late is told on every server, and is in the next close") {
  InSpread servers;
  Store& store = *servers.store;
  record(store, Events("early").all);
  close(store, june);
  CHECK(store.changed({}).empty());
  const Recorded late = record(store, Events("late").all);
  CHECK(late.admission.closed_through == june);
  CHECK(count(late.outcomes, Outcome::stored) == 60);
  CHECK(store.changed({}) == std::vector<CompanyMonth>{{june, "a"}});
  CHECK(store.closed_state(june).lanes.size() == 3);
  std::size_t after = 0;
  store.each_event({.after_close = june}, [&](const StoredEvent& event) {
    ++after;
    CHECK(event.event_id.starts_with("late"));
  });
  CHECK(after == 60);
  close(store, july);
  CHECK(store.changed({}).empty());
}

TEST_CASE("under refuse a closed month takes nothing, and one whose close died does") {
  InSpread::Refusing servers;
  const auto closer = open_server_store(servers.head.url(), {});
  {
    const auto died = closer->begin(Store::Access::write);
    closer->cut(june);
  }
  CHECK(count(record(*servers.store, Events().all).outcomes, Outcome::stored) == 60);
  close(*closer, june);
  const Recorded refused = record(*servers.store, Events("late").all);
  CHECK(count(refused.outcomes, Outcome::rejected) == 60);
  CHECK(refused.admission.closed_through == june);
  CHECK(count(record(*servers.store, Events().all).outcomes, Outcome::duplicate) == 60);
  CHECK(count(record(*servers.store, Events("next", july).all).outcomes, Outcome::stored) == 60);
}

TEST_CASE("an undo that was cut off is told, and finished by doing it again") {
  InSpread servers;
  const auto store = open_server_store(servers.head.url(), impatient());
  const Events events;
  const std::int64_t no = import(*store, events);
  record(*store, Events("other").all);
  {
    const Stuck stuck(servers.third);
    const Thrown failed = thrown([&] { undo(*store, no); });
    CHECK(failed.code == ErrorCode::busy);
    CHECK(failed.says("the undoing of import 1 may be on some of the ledger's servers"));
  }
  const Thrown reading = thrown([&] { static_cast<void>(store->begin(Store::Access::read)); });
  CHECK(reading.code == ErrorCode::busy);
  CHECK(reading.says("the undoing of import 1 goes on, or was begun and not finished"));
  const Thrown writing = thrown([&] { write(*store, [&] { store->put_company({"c", {}}); }); });
  CHECK(writing.code == ErrorCode::conflict);
  CHECK_FALSE(store->has_company("c"));
  undo(*store, no);
  CHECK(store->import(no)->undone->voided == 60);
  CHECK(total(*store) == 60);
  CHECK(store->faults().empty());
  CHECK(count(record(*store, events.all).outcomes, Outcome::stored) == 60);
  CHECK(code_of([&] { undo(*store, no); }) == ErrorCode::conflict);
}

TEST_CASE("an undo of closed months that was cut off changes them all the same") {
  InSpread servers;
  const auto store = open_server_store(servers.head.url(), impatient());
  const std::int64_t no = import(*store, Events());
  close(*store, june);
  {
    const Stuck stuck(servers.third);
    CHECK(code_of([&] { undo(*store, no); }) == ErrorCode::busy);
  }
  CHECK(undo(*store, no) == std::vector<CompanyMonth>{{june, "a"}});
}

TEST_CASE("an undo that no server has is forgotten") {
  InSpread servers;
  const auto store = open_server_store(servers.head.url(), impatient());
  const std::int64_t no = import(*store, Events());
  {
    const Stuck stuck(servers.second);
    CHECK(code_of([&] { undo(*store, no); }) == ErrorCode::busy);
  }
  write(*store, [&] { store->put_company({"c", {}}); });
  CHECK(total(*store) == 60);
}

TEST_CASE("a pruning that was cut off is finished by doing it again") {
  InSpread servers;
  const auto store = open_server_store(servers.head.url(), impatient());
  record(*store, Events().all);
  close(*store, june);
  const auto prune = [&] {
    return write(*store, [&] {
      return store->prune(june, {july.number() * std::int64_t{1000}}, {7}, month_of, {});
    });
  };
  {
    const Stuck stuck(servers.third);
    CHECK(code_of(prune) == ErrorCode::busy);
  }
  CHECK(code_of([&] { static_cast<void>(store->begin(Store::Access::read)); }) == ErrorCode::busy);
  CHECK(prune() > 0);
  CHECK(store->pruned_identities().identities == 60);
  CHECK(total(*store) == 60);
  CHECK(store->faults().empty());
  CHECK(count(record(*store, Events().all).outcomes, Outcome::duplicate) == 60);
}

TEST_CASE("a void and the event in its place are the head's, wherever the event is") {
  InSpread servers;
  Store& store = *servers.store;
  const Events events;
  record(store, events.all);
  for (const std::string& id : {events.ids[0], events.ids[1], events.ids[2], events.ids[3]})
    write(store, [&] { store.add_void({"s", id, "ada", "wrong", {5}}, june); });
  CHECK(total(store) == 56);
  CHECK(store.voids().size() == 4);
  CHECK(store.event("s", events.ids[1])->voided->actor == "ada");
  CHECK(code_of([&] {
          write(store, [&] { store.add_void({"s", events.ids[1], "bo", "again", {6}}, june); });
        }) == ErrorCode::conflict);
  std::size_t seen = 0;
  store.each_event({.only_voided = true}, [&](const StoredEvent& event) {
    ++seen;
    CHECK(event.voided);
  });
  CHECK(seen == 4);
  CHECK(store.stores_with_changes("s", "e0") == (spread::server_of("s", "e0", 3) == 0));
}

TEST_CASE("what no batch of one server could add up to is found by all") {
  InSpread servers;
  Store& store = *servers.store;
  constexpr std::int64_t most = INT64_MAX;
  const Events ids;
  std::map<std::size_t, std::string> of;
  for (const std::string& id : ids.ids) of[spread::server_of("s", id, 3)] = id;
  record(store, {event(of[1], most)});
  record(store, {event(of[2], most)});
  CHECK(code_of([&] { store.usage({}); }) == ErrorCode::overflow);
  CHECK(store.may_overflow(std::vector{event("more", 1)}));
  CHECK(code_of([&] { append(store, {event("more", 1)}); }) == ErrorCode::overflow);
}

TEST_CASE("a ledger on several servers is not copied") {
  InSpread servers;
  const auto transaction = servers.store->begin(Store::Access::read);
  CHECK(code_of([&] { servers.store->rows(); }) == ErrorCode::invalid_argument);
  const CopiedLedger copied{options, IdentityKey::draw()};
  const TestServers free;
  CHECK(code_of([&] { restore_postgres_store(free.url(), copied, {}); }) ==
        ErrorCode::invalid_argument);
}

}  // namespace porto::testing::spread_test
