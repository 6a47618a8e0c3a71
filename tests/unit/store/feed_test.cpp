// The feed: a batch as a table, and the function that notes outcomes.
#include "store/sqlite/feed.hpp"

#include "store/sqlite/connection.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing {
namespace {

constexpr FeedRow row(std::string_view id, std::int64_t quantity = 1) {
  return {.source_no = 1,
          .event_id = id,
          .company_no = 2,
          .domain_no = 0,
          .day = 0,
          .meter_no = 3,
          .occurred_at = 4,
          .quantity = quantity};
}

struct Table {
  Connection connection{Connection::in_memory};
  Feed feed{connection.handle()};
};

}  // namespace

TEST_CASE("the feed has the rows by identity while it runs, and none before and after") {
  Table fed;
  FeedRow other_source = row("a");
  other_source.source_no = 0;
  const std::vector<FeedRow> rows = {row("b", 1), row("\xC3\xA5"), row("a", 2),
                                     row("b", 0), row(""),         other_source};
  std::string seen;
  const auto read = [&] {
    Query found = fed.connection.query("SELECT source_no, event_id, quantity FROM feed");
    while (found.step()) seen += found.text(0) + found.text(1) + found.text(2) + " ";
  };
  read();
  CHECK(seen.empty());
  fed.feed.run(rows, read);
  CHECK(seen ==
        "0a1 11 1a2 1b1 1b0 1\xC3\xA5"
        "1 ");
  seen.clear();
  read();
  CHECK(seen.empty());
}

TEST_CASE("the feed is empty again after a statement that failed") {
  Table fed;
  const auto fail = [] { throw Error(ErrorCode::io, "as if"); };
  CHECK(code_of([&] { fed.feed.run(std::vector{row("a")}, fail); }) == ErrorCode::io);
  CHECK(fed.connection.integer("SELECT count(*) FROM feed") == 0);
}

TEST_CASE("seen notes the outcome of the current row, in the order given; the rest are stored") {
  Table fed;
  std::string stored;
  const auto read = [&] {
    fed.connection
        .query(
            "SELECT 1 FROM feed WHERE event_id <> 'a'"
            " AND seen(source_no, event_id, 2, 0, 3, 4, 1)")
        .step();
  };
  const std::vector<FeedRow> rows = {row("e"), row("c"), row("a"), row("b", 5), row("a")};
  const auto outcomes =
      fed.feed.run(rows, read, [&](const FeedRow& passed) { stored += passed.event_id; });
  CHECK(outcomes == std::vector{Outcome::duplicate, Outcome::duplicate, Outcome::stored,
                                Outcome::conflict, Outcome::stored});
  CHECK(stored == "aa");
}

TEST_CASE("seen fails for any row but the feed's current one") {
  Table fed;
  const auto ask = [&](const std::string& sql) {
    return code_of([&] {
      fed.feed.run(std::vector{row("a"), row("b")}, [&] { fed.connection.query(sql).step(); });
    });
  };
  const std::string rest = ", 2, 0, 3, 4, 1)";
  CHECK(ask("SELECT seen(source_no, event_id" + rest + " FROM feed") == std::nullopt);
  CHECK(ask("SELECT seen(source_no + 1, event_id" + rest + " FROM feed") == ErrorCode::internal);
  CHECK(ask("SELECT seen(source_no, 'b'" + rest + " FROM feed") == ErrorCode::internal);
  CHECK(ask("SELECT seen(source_no, NULL" + rest + " FROM feed") == ErrorCode::internal);
  // The feed is at its end: what a plan that reads all of it first would do.
  CHECK(ask("SELECT seen(s, id" + rest +
            " FROM (SELECT max(source_no) AS s, max(event_id) AS id FROM feed)") ==
        ErrorCode::internal);
}

}  // namespace porto::testing
