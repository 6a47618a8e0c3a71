// The roles of docs/guides/postgresql.md, as it grants them: what each may do, and no more.
#include <fstream>
#include <iterator>

#include "unit/store/fixture.hpp"

namespace porto::testing::roles_test {

using namespace internal;
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
    text.replace(at, from.size(), to), at += to.size();
}

// The first statements of the guide, which grant.
std::string grants() {
  std::ifstream file(PORTO_SOURCE_DIR "/docs/guides/postgresql.md");
  const std::string guide{std::istreambuf_iterator<char>(file), {}};
  const std::string begin = "```sql\n";
  const std::size_t from = guide.find(begin) + begin.size();
  return guide.substr(from, guide.find("```", from) - from);
}

const std::string roles[] = {"reader", "recorder", "biller"};

// A ledger, and a role of each kind that owns nothing of it.
struct WithRoles {
  WithRoles() {
    std::string statements = grants();
    replace_all(statements, "acme", server.database.ledger());
    for (const std::string& role : roles)
      server.database.run("CREATE ROLE " + name(role) + " LOGIN");
    server.database.run(statements);
  }
  ~WithRoles() {
    for (const std::string& role : roles)
      server.database.run("DROP OWNED BY " + name(role) + "; DROP ROLE " + name(role));
  }
  WithRoles(const WithRoles&) = delete;
  WithRoles& operator=(const WithRoles&) = delete;

  std::string name(const std::string& role) const { return server.database.ledger() + "_" + role; }
  std::string url(const std::string& role) const {
    return server.database.url() + "&user=" + name(role);
  }
  std::unique_ptr<Store> open(const std::string& role) const {
    return open_postgres_store(url(role), {});
  }
  // Whether the role may do this beside porto.
  bool may(const std::string& role, const std::string& sql) const {
    try {
      const PostgresSession session(server.database.database_url() + "&user=" + name(role));
      session.run("SET search_path = " + server.database.ledger() + "; BEGIN");
      session.run(sql);
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  InPostgres server;
};

const Month june{2025, 6};

Recorded record(Store& store, const std::vector<DatedEvent>& events) {
  const auto transaction = store.begin(Store::Access::record);
  ImportRecord import;
  import.no = store.add_import(import);
  Recorded recorded = store.record(events, import.no);
  import.events = recorded.stored;
  import.finished = true;
  store.update_import(import);
  store.set_counting("s", "all");
  transaction->commit();
  return recorded;
}

}  // namespace

TEST_CASE("a role that records stores and imports, and takes nothing away") {
  const WithRoles with;
  const auto recorder = with.open("recorder");
  CHECK(record(*recorder, {event("1"), domain_event("2", Day(june, 1))}).outcomes ==
        std::vector{Outcome::stored, Outcome::stored});
  CHECK(record(*recorder, {event("1")}).outcomes == std::vector{Outcome::duplicate});
  const auto change = thrown([&] { write(*recorder, [&] { recorder->put_company({"a", "A"}); }); });
  CHECK(change.code == ErrorCode::read_only);
  CHECK(change.says("42501"));
  CHECK(code_of([&] {
          write(*recorder, [&] { recorder->add_tariff({"t", 1, june, "x"}); });
        }) == ErrorCode::read_only);
  for (const char* table : {"usage_event", "event_batch", "usage_month", "lane", "import"})
    CHECK_FALSE(with.may("recorder", std::string("DELETE FROM ") + table));
  CHECK_FALSE(with.may("recorder", "CREATE TABLE mine ()"));
  CHECK_FALSE(with.may("recorder", "UPDATE usage_event SET quantity = 0"));
}

TEST_CASE("a role that reads sees all, and changes nothing") {
  const WithRoles with;
  record(*with.server.store, {event("1")});
  const auto reader = with.open("reader");
  {
    const auto transaction = reader->begin(Store::Access::read);
    CHECK(reader->usage({}).size() == 1);
    CHECK(reader->faults().empty());
    CHECK(reader->structure().faults.empty());
  }
  CHECK(code_of([&] { record(*reader, {event("2")}); }) == ErrorCode::read_only);
  CHECK(with.server.database.run("SELECT count(*) FROM v_usage_month") == "1");
}

TEST_CASE("a role that bills does all that the commands do, and makes no tables") {
  const WithRoles with;
  const auto biller = with.open("biller");
  record(*biller, {event("1"), event("2")});
  write(*biller, [&] {
    biller->put_company({"b", "B"});
    biller->add_void({"s", "1", "ada", "wrong", {5}}, june);
  });
  write(*biller, [&] {
    biller->cut(june);
    biller->add_closed_month({.month = june, .closed_at = {1}}, {}, {}, {});
  });
  write(*biller,
        [&] { biller->prune(june, {(june.number() + 1) * std::int64_t{1000}}, {2}, month_of); });
  write(*biller, [&] { biller->remove_company("b"); });
  CHECK_FALSE(with.may("biller", "CREATE TABLE mine ()"));
  CHECK_FALSE(with.may("biller", "DELETE FROM period"));
}

}  // namespace porto::testing::roles_test
