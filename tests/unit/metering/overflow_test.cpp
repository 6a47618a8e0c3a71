// Totals that do not hold a row: it is refused by itself, in the order of the files, however they
// are cut into batches.
#include "store/sqlite/sqlite_store.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace overflow_test {
namespace {

const std::string most = "9223372036854775807";

std::string row(const std::string& id, const std::string& quantity, const std::string& company) {
  return id + "," + company + "," + june + "," + quantity + "\n";
}

// Rows of three companies, of which the totals of two are full in the middle of it; the ids are in
// another order than the rows.
std::string many_rows() {
  std::string text = header;
  for (int i = 0; i < 60; ++i) {
    const std::string id = "e" + std::to_string(i * 7 % 60);
    text += row(id, i == 20 ? "9223372036854775780" : "1", "a");
    text += row("b" + id, i % 10 == 3 ? "2305843009213693952" : "2", "b");
    text += row("c" + id, "1", "c");
  }
  return text + row("e0", "1", "a") + row("e1", "5", "a");
}

struct Result {
  std::vector<std::string> refused;
  std::vector<MonthUsage> usage;
  friend bool operator==(const Result&, const Result&) = default;
};

Result import(Metering& m, const std::string& text) {
  const ImportReport report = m.import_text(text);
  CHECK(accounts_for_all(report));
  CHECK(m.refused.size() == report.rejected + report.conflict);
  Result result{{}, m.usage()};
  for (const RejectedRow& row : m.refused)
    result.refused.push_back(std::to_string(row.line) + " " + row.reason);
  return result;
}

}  // namespace

TEST_CASE("the row that a total does not hold is refused, and the others are stored") {
  Metering m;
  m.options.rejects = m.dir.path("rejects.csv");
  const std::string path = m.dir.write("e.csv", header + row("z", most, "c") + row("y", "1", "c") +
                                                    row("x", "1", "d") + row("w", "0", "c"));
  const ImportReport report = m.import({path});
  CHECK(report.stored == 3);
  CHECK(report.rejected == 1);
  CHECK(report.reasons.at("total is too large") == 1);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].file == path);
  CHECK(m.refused[0].line == 3);
  CHECK(m.refused[0].outcome == Outcome::rejected);
  CHECK(m.refused[0].row + "\n" == row("y", "1", "c"));
  for (const char* part :
       {"company \"c\"", "meter \"messages\"", "2025-06", most.c_str(), "correct the quantity"})
    CHECK(contains(m.refused[0].reason, part));
  CHECK(contains(read_file(m.options.rejects), row("y", "1", "c").substr(0, 10)));
}

TEST_CASE("the same rows are refused, however they are cut into batches") {
  const std::string text = many_rows();
  Metering plain;
  plain.options.batch_events = 1'000'000;
  const Result expected = import(plain, text);
  CHECK(expected.refused.size() > 20);
  for (const std::size_t rows : {1U, 2U, 7U, 40U, 1000U}) {
    for (const std::size_t events : {1U, 60U, 10'000U}) {
      CAPTURE(rows);
      CAPTURE(events);
      Metering m;
      m.store = create_sqlite_store(m.dir.path("ledger.db"), {});
      m.sizes.batch_rows = rows;
      m.options.batch_events = events;
      CHECK(import(m, text) == expected);
      CHECK(import(m, text) == expected);  // what is stored is known, what was refused still is
      m.options.dry_run = true;
      CHECK(import(m, text) == expected);
    }
  }
}

TEST_CASE("totals that are full already, by an import before") {
  Metering m;
  m.store = create_sqlite_store(m.dir.path("ledger.db"), {});
  REQUIRE(m.import_text(header + row("a", most, "c")).stored == 1);
  const ImportReport report =
      m.import_text(header + row("b", "1", "d") + row("c", "1", "c") + row("a", most, "c"));
  CHECK(report.stored == 1);
  CHECK(report.duplicate == 1);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].line == 3);
}

TEST_CASE("the days of a domain, and the company that has it") {
  const std::string event = R"({"event":"delivered","id":")";
  const std::string rest = R"(","timestamp":1750000000,"recipient":"a@b.se","domain":{"name":")";
  // CloudEvents with a quantity have no domain, so that the quantity comes from events recorded.
  for (const bool claimed : {false, true}) {
    CAPTURE(claimed);
    Metering m;
    m.store = create_sqlite_store(m.dir.path("ledger.db"), {});
    m.add_company("c");
    if (claimed) {
      const auto transaction = m.store->begin(Store::Access::write);
      m.store->add_claim({"b.se", "c", {}, {}});
      transaction->commit();
    }
    UsageEvent full{.source = "s",
                    .event_id = "full",
                    .company = {},
                    .occurred_at = {1'750'000'000'000'000},
                    .quantity = INT64_MAX,
                    .domain = "b.se"};
    REQUIRE(m.record(full).outcome == Outcome::stored);
    const ImportReport report =
        m.import_text(event + "1" + rest + "b.se\"}}\n" + event + "2" + rest + "d.se\"}}\n");
    CHECK(report.stored == 1);
    REQUIRE(m.refused.size() == 1);
    CHECK(m.refused[0].line == 1);
    CHECK(contains(m.refused[0].reason, claimed ? "company \"c\"" : "domain \"b.se\""));
  }
}

TEST_CASE("negative quantities make room for later rows") {
  Metering m({.negative = true});
  const ImportReport report =
      m.import_text(header + row("d", most, "c") + row("c", "1", "c") + row("b", "-5", "c") +
                    row("a", "4", "c") + row("e", "2", "c") + row("f", "1", "c"));
  CHECK(report.stored == 4);
  REQUIRE(m.refused.size() == 2);
  CHECK(m.refused[0].line == 3);
  CHECK(m.refused[1].line == 6);
}

}  // namespace overflow_test
