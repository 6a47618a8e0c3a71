// How far a file has come, and what its months were closed with.
#include <utility>

#include "store/sqlite/batch_record.hpp"
#include "store/sqlite/closed_state.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

// The chains of digests besides that of batches: their names and tables, in the order of the names.
// Each table has columns no and digest.
constexpr std::pair<const char*, const char*> chains[] = {
    {"change", "change"},
    {"undo", "import_undo"},
    {"void", "void"},
};

}  // namespace

Position SqliteStore::position() {
  const EventBatch last = last_batch(connection_);
  const LaneHead head{last.last_seq, last.no, last.digest};
  Position position = position_of({&head, std::size_t{last.no != 0}});
  for (const auto& [chain, table] : chains) {
    Query row = connection_.query(std::string("SELECT no, digest FROM ") + table +
                                  " ORDER BY no DESC LIMIT 1");
    if (row.step()) position.chains.push_back({chain, row.integer(0), row.text(1)});
  }
  return position;
}

void insert_state(Connection& connection, Month closed, const ClosedState& state) {
  Query chain =
      connection.query("INSERT INTO period_chain (month, chain, last, digest) VALUES (?, ?, ?, ?)");
  for (const ChainHead& head : state.chains)
    chain.bind(closed, head.chain, head.last, head.digest).run();
  Query domains = connection.query(
      "INSERT INTO period_domains (month, usage_month, days, digest) VALUES (?, ?, ?, ?)");
  for (const DomainsDigest& one : state.domains)
    domains.bind(closed, one.month, one.days, one.digest).run();
}

ClosedState SqliteStore::closed_state(Month closed) {
  ClosedState state;
  {
    Query row = connection_.query(
        "SELECT chain, last, digest FROM period_chain WHERE month = ? ORDER BY chain", closed);
    while (row.step()) state.chains.push_back({row.text(0), row.integer(1), row.text(2)});
  }
  {
    Query row = connection_.query(
        "SELECT period.last_seq, last_batch, ifnull(digest, '') FROM period"
        " LEFT JOIN event_batch ON event_batch.no = last_batch WHERE month = ? AND last_batch <> 0",
        closed);
    if (row.step()) state.lanes.push_back({row.integer(0), row.integer(1), row.text(2)});
  }
  Query row = connection_.query(
      "SELECT usage_month, days, digest FROM period_domains WHERE month = ? ORDER BY usage_month",
      closed);
  while (row.step()) state.domains.push_back({row.month(0), row.integer(1), row.text(2)});
  return state;
}

std::vector<Month> SqliteStore::changed_domains() {
  std::vector<Month> months;
  Query row = flushed().query("SELECT month FROM changed_domains ORDER BY month");
  while (row.step()) months.push_back(row.month(0));
  return months;
}

}  // namespace porto::internal
