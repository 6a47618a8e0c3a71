// The feed: a batch as a table.
#include "store/sqlite/connection/feed.hpp"

#include "store/sqlite/connection/connection.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::feed_test {

using namespace internal;
namespace {

constexpr FeedRow row(std::string_view id, std::int64_t n) {
  return {.seq = n,
          .source_no = n + 1,
          .event_id = id,
          .company_no = n + 2,
          .domain_no = n + 3,
          .day = n + 4,
          .meter_no = n + 5,
          .occurred_at = n + 6,
          .quantity = n + 7};
}

struct Table {
  Connection connection{Connection::in_memory};
  Feed feed{connection.handle()};

  std::string read() {
    std::string all;
    Query found = connection.query("SELECT * FROM feed");
    while (found.step()) {
      for (int column = 0; column < 10; ++column) all += found.text(column) + "|";
      all += ';';
    }
    return all;
  }
};

}  // namespace

TEST_CASE("the feed has the chosen rows in their order while they are loaded, else none") {
  Table fed;
  CHECK(fed.read().empty());
  {
    const std::vector<FeedRow> rows = {row("b", 10), row("\xC3\xA5", 20), row("", 30)};
    const std::vector<std::uint32_t> chosen = {2, 0};
    const Feed::Selection selection(fed.feed, rows, chosen);
    const std::string expected = "2|30|31||32|33|34|35|36|37|;0|10|11|b|12|13|14|15|16|17|;";
    CHECK(fed.read() == expected);
    CHECK(fed.read() == expected);
  }
  CHECK(fed.read().empty());
}

TEST_CASE("two statements cannot be fed at once by accident: the table is of one connection") {
  Table fed;
  Table other;
  const std::vector<FeedRow> rows = {row("b", 10)};
  const std::vector<std::uint32_t> chosen = {0};
  const Feed::Selection selection(fed.feed, rows, chosen);
  CHECK(other.read().empty());
}

}  // namespace porto::testing::feed_test
