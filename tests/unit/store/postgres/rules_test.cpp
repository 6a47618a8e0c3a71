// What no psql can do to the past of a ledger on a server.
#include <stdexcept>

#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_rules_test {

using namespace internal;
namespace {

// The server's words, or nothing if it does what is said.
std::string refusal(const TestDatabase& database, const std::string& sql) {
  try {
    database.run(sql);
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

// A ledger with a row in each table that keeps the past: events of May, which is closed, and June.
class LedgerWithPast {
 public:
  LedgerWithPast() {
    kind_.database.run(
        "INSERT INTO company (no, id) VALUES (1, 'a'), (2, 'b');"
        "INSERT INTO source (no, id) VALUES (1, 's'); INSERT INTO domain (no, id) VALUES (1, 'd');"
        "INSERT INTO usage_event (seq, occurred_at, quantity, source_no, company_no, domain_no,"
        " meter_no, day, bucket, event_id)"
        " VALUES (1, 10, 5, 1, 1, 0, 1, 0, 0, 'e-1'), (2, 20, 5, 1, 1, 0, 1, 0, 0, 'e-2'),"
        " (3, 30, 5, 1, 1, 0, 1, 0, 0, 'e-3');"
        "INSERT INTO event_batch (lane, no, epoch, first_seq, last_seq, first_at, last_at, events,"
        " digest) VALUES (0, 1, 1, 1, 3, 10, 30, 3, 'x');"
        "INSERT INTO pruned_part (batch, month, events, digest) VALUES (1, 202505, 1, 'x');"
        "INSERT INTO pruned_identity (bucket, identity, content) VALUES (0, 'x', 1);"
        "INSERT INTO change VALUES (1, 'item_add', 'a', '', 0, '', '', '', '', '', '', '', NULL,"
        " NULL, 'x');"
        "INSERT INTO import VALUES (1, 0, true, 0, 0, 0, 0, 0, 0, 0, 'x'),"
        " (2, 0, false, 0, 0, 0, 0, 0, 0, 0, 'x');"
        "INSERT INTO import_part VALUES (1, 1, 1);"
        "INSERT INTO import_undo VALUES (1, 1, 'ada', 'why', 1, 0, 0, 'x');"
        "INSERT INTO tariff VALUES ('t', 1, 202505, '', '', 1);"
        "INSERT INTO item VALUES (1, 202505, 'a', 5, 'x'), (2, 202506, 'a', 5, 'x');"
        "INSERT INTO period VALUES (202505, 1, 'x', 2, 1);"
        "INSERT INTO period_cut VALUES (202505, 0, 0, 1, 1, 2, 'x');"
        "INSERT INTO period_usage VALUES (202505, 202505, 'a', 'messages', 1, 1);"
        "INSERT INTO period_chain VALUES (202505, 'change', 1, 'x');"
        "INSERT INTO period_domains VALUES (202505, 202505, 0, 'x');"
        "INSERT INTO invoice_line VALUES (202505, 'a', 1, 'c', 'usage', 'x', '1', '', NULL, '1',"
        " '1', 1, 'SEK', 't', 1, 202505);"
        "INSERT INTO invoice_number VALUES (202505, 'a', '1', 1001, 'A-1', 20250601, 20250630,"
        " 'invoice', 1, 1, '')");
  }
  std::string refused(const std::string& sql) const { return refusal(kind_.database, sql); }
  std::string run(const std::string& sql) const { return kind_.database.run(sql); }

 private:
  InPostgres kind_;
};

}  // namespace

TEST_CASE("what is only appended is neither changed, removed nor emptied") {
  const LedgerWithPast ledger;
  struct Case {
    const char* table;
    const char* change;
    const char* says;
  };
  const Case cases[] = {
      {"event_batch", "events = 2", "the digests of usage events"},
      {"pruned_part", "events = 2", "the digests of usage events"},
      {"pruned_identity", "content = 2", "the identities of pruned events"},
      {"change", "reason = 'other'", "the record of a change"},
      {"import_undo", "reason = 'other'", "the undoing of an import"},
      {"period", "hash = 'y'", "a closed month is never changed"},
      {"period_cut", "epoch = 2", "a closed month is never changed"},
      {"period_chain", "last = 2", "a closed month is never changed"},
      {"period_usage", "quantity = 2", "the totals of a closed month"},
      {"period_domains", "days = 2", "the totals of a closed month"},
      {"invoice_line", "net_minor = 2", "the lines of a closed month"},
      {"invoice_number", "due = 20250701", "the number of an invoice is never changed"},
      {"meter", "no = 7", "the number of a name"},
      {"source", "id = 'r'", "the number of a name"},
      {"domain", "no = 7", "the number of a name"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.table);
    const std::string table = c.table;
    for (const std::string& sql : {"UPDATE " + table + " SET " + c.change, "DELETE FROM " + table,
                                   "TRUNCATE " + table + " CASCADE"})
      CHECK_MESSAGE(ledger.refused(sql).find(c.says) != std::string::npos, ledger.refused(sql));
  }
  CHECK(ledger.refused("DELETE FROM lane").find("never removed") != std::string::npos);
  CHECK(ledger.refused("TRUNCATE import_part").find("never removed") != std::string::npos);
  CHECK(ledger.refused("DELETE FROM import WHERE no = 2").find("never removed") !=
        std::string::npos);
}

TEST_CASE("of an event one column may change, once: whether its import was undone") {
  const LedgerWithPast ledger;
  const std::string said = "usage events are only appended";
  CHECK(ledger.refused("UPDATE usage_event SET quantity = 6").find(said) != std::string::npos);
  CHECK(ledger.refused("UPDATE usage_event SET undone = 0").find(said) != std::string::npos);
  CHECK(ledger.refused("TRUNCATE usage_event").find(said) != std::string::npos);
  CHECK(ledger.refused("UPDATE usage_event SET undone = 1 WHERE seq = 1") == "");
  CHECK(ledger.refused("UPDATE usage_event SET undone = 0 WHERE seq = 1").find(said) !=
        std::string::npos);
  CHECK(ledger.refused("UPDATE usage_event SET undone = 2 WHERE seq = 1").find(said) !=
        std::string::npos);
}

TEST_CASE("events are only removed as pruning does it") {
  const LedgerWithPast ledger;
  const std::string said = "only removed by pruning";
  CHECK(ledger.refused("DELETE FROM usage_event").find(said) != std::string::npos);
  CHECK(ledger.refused("UPDATE period SET pruned_at = 9, pruned_before = 20") == "");
  CHECK(ledger.refused("DELETE FROM usage_event WHERE seq <= 2").find(said) != std::string::npos);
  CHECK(ledger.refused("DELETE FROM usage_event WHERE occurred_at < 20") == "");
  CHECK(ledger.run("SELECT string_agg(event_id, ' ' ORDER BY seq) FROM usage_event") == "e-2 e-3");
}

TEST_CASE("the record of an import changes until it is finished") {
  const LedgerWithPast ledger;
  CHECK(ledger.refused("UPDATE import SET stored = 1 WHERE no = 1").find("a finished import") !=
        std::string::npos);
  CHECK(ledger.refused("UPDATE import SET stored = 1 WHERE no = 2") == "");
}

TEST_CASE("items of a closed month are as they were") {
  const LedgerWithPast ledger;
  CHECK(ledger.refused("INSERT INTO item VALUES (3, 202505, 'a', 5, 'x')").find("gets no items") !=
        std::string::npos);
  CHECK(ledger.refused("DELETE FROM item WHERE no = 1").find("never removed") != std::string::npos);
  CHECK(ledger.refused("UPDATE item SET amount = 6").find("items are never changed") !=
        std::string::npos);
  CHECK(ledger.refused("DELETE FROM item WHERE no = 2") == "");
  CHECK(ledger.refused("INSERT INTO item VALUES (3, 202506, 'a', 5, 'x')") == "");
}

TEST_CASE("tariffs and companies that lines name stay, and the numbers of companies") {
  const LedgerWithPast ledger;
  CHECK(ledger.refused("UPDATE tariff SET document = 'x'").find("tariffs are never changed") !=
        std::string::npos);
  CHECK(ledger.refused("DELETE FROM tariff") != "");
  CHECK(ledger.refused("DELETE FROM company WHERE id = 'a'") != "");
  CHECK(ledger.refused("UPDATE company SET no = 9 WHERE id = 'b'").find("never changed") !=
        std::string::npos);
  CHECK(ledger.refused("UPDATE company SET name = 'B AB' WHERE id = 'b'") == "");
}

TEST_CASE("numbers of invoices go on by one") {
  const LedgerWithPast ledger;
  const auto insert = [](int no, const char* number) {
    return "INSERT INTO invoice_number VALUES (202505, 'b', '1', " + std::to_string(no) + ", '" +
           number + "', 20250601, 20250630, 'invoice', 1, 1, '')";
  };
  CHECK(ledger.refused(insert(1003, "x")).find("no gaps") != std::string::npos);
  CHECK(ledger.refused(insert(1002, "a-1")).find("of_any_case") != std::string::npos);
  CHECK(ledger.refused(insert(1002, "A-1") + " ON CONFLICT (month, company) DO UPDATE SET no = 1")
            .find("never changed") != std::string::npos);
  CHECK(ledger.refused(insert(1002, "x")) == "");
}

TEST_CASE("the rules hold whatever tables a session sees first") {
  const LedgerWithPast ledger;
  CHECK(ledger
            .refused("CREATE TEMPORARY TABLE period (month integer, pruned_before bigint);"
                     " INSERT INTO pg_temp.period VALUES (203001, 1000);"
                     " DELETE FROM usage_event")
            .find("only removed by pruning") != std::string::npos);
}

}  // namespace porto::testing::postgres_rules_test
