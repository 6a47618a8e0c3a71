// What the tables of a ledger on a server show by themselves: rows that somebody who has turned the
// rules off has changed.
#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_faults_test {

using namespace internal;
namespace {

// A ledger with events of a company and of a domain in two batches, a void and a closed month.
class LedgerWithUsage {
 public:
  LedgerWithUsage() {
    const Month may(2025, 5);
    append(*kind_.store, {event("1", 5, "a", may), domain_event("2", Day(may, 3), 7)});
    append(*kind_.store, {event("3", 9)});
    write(*kind_.store, [&] {
      kind_.store->add_void({"s", "1", "ada", "why", {1}}, may);
      kind_.store->cut(may);
      kind_.store->add_closed_month({.month = may, .closed_at = {1}}, {}, {}, {});
    });
    append(*kind_.store, {event("4", 9)});
  }
  /// The faults after statements of somebody to whom no rule applies, and then those are taken
  /// back.
  std::string faults_after(const std::string& sql) const {
    kind_.database.run("SET session_replication_role = replica;" + sql);
    std::string text;
    for (const std::string& fault : kind_.store->faults()) text += fault + "\n";
    return text;
  }

 private:
  InPostgres kind_;
};

std::string faults_after(const std::string& sql) { return LedgerWithUsage().faults_after(sql); }

}  // namespace

TEST_CASE("a ledger on a server as porto writes it has no faults") {
  CHECK(faults_after("") == "");
}

TEST_CASE("usage that names nothing is found") {
  CHECK(faults_after("UPDATE usage_event SET company_no = 99 WHERE seq = 3")
            .starts_with("1 usage events name a source, company, domain or meter that is not there;"
                         " the first is event 3\n"));
  CHECK(faults_after("UPDATE usage_event SET day = 0 WHERE domain_no <> 0")
            .starts_with("1 usage events do not name either a company, or a domain and a day"));
  CHECK(faults_after("UPDATE usage_event SET undone = 4 WHERE seq = 3")
            .find("marked as those of an import that was not undone; the first is event 3") !=
        std::string::npos);
  CHECK(faults_after("UPDATE void SET event_id = 'other'") ==
        "void 1 is of another event than 1\n");
  CHECK(faults_after("DELETE FROM meter").find("meter number 1, month 202506 has 2 events") !=
        std::string::npos);
}

TEST_CASE("an event that is not where its identity is looked for is found") {
  CHECK(faults_after("UPDATE usage_event SET bucket = 255 - bucket WHERE event_id = '3'") ==
        "event 3 is not where its identity is looked for: \"3\" of source \"s\"\n");
}

TEST_CASE("totals that no events can give are found") {
  CHECK(faults_after("UPDATE usage_month SET quantity = 2 WHERE month = 202505")
            .find("the total of company a, meter messages, month 202505 has 0 events") !=
        std::string::npos);
  CHECK(faults_after("UPDATE domain_day SET events = -1") ==
        "the total of domain a.se, meter messages, day 20250503 has -1 events and a quantity of "
        "7\n");
  CHECK(faults_after("UPDATE lane SET largest = 8 WHERE lane = 0") ==
        "a total of lane 0 is larger than what its row says: 9 is more than 8\n");
}

TEST_CASE("lanes and batches that do not go on from one another are found") {
  CHECK(faults_after("UPDATE lane SET digest = 'x' WHERE lane = 0")
            .starts_with("the row of lane 0 ends with batch 3 and event 4, its last batch is 3"));
  CHECK(faults_after("UPDATE lane SET last_seq = last_seq - 1 WHERE lane = 3")
            .starts_with("the row of lane 3 ends with batch "));
  CHECK(faults_after("DELETE FROM event_batch WHERE no = 2")
            .starts_with("batch 3 does not go on where the one before it ends\n"));
  CHECK(faults_after("DELETE FROM lane WHERE lane = 0").find("of lane 0, which is not there") !=
        std::string::npos);
}

TEST_CASE("a close that did not cut where it says is found") {
  CHECK(faults_after("UPDATE period_cut SET last_batch = 1 WHERE lane = 0") ==
        "the close of month 202505 cut lane 0 at batch 1, and not between epochs\n");
  CHECK(faults_after("UPDATE period_cut SET digest = 'x' WHERE lane = 0") ==
        "the close of month 202505 cut lane 0 at batch 2, and not between epochs\n");
}

}  // namespace porto::testing::postgres_faults_test
