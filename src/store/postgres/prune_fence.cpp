// What a pruning tells recorders, before it looks at anything: that nothing of its months is taken
// any more. Each lane is told in a transaction of its own, as soon as who holds it lets it go; lane
// 0, which is of who prunes, in the transaction of the pruning.
#include <algorithm>
#include <utility>

#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* lanes_sql = "SELECT lane FROM lane WHERE bucket = 0 ORDER BY lane";

// One statement of a lane in a transaction of its own.
void change_lane(Connection& connection, const char* sql, std::int16_t lane, std::int32_t month) {
  connection.begin(Begin::write);
  try {
    connection.query(sql, lane, month);
    connection.commit();
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

std::vector<std::int16_t> lanes_of(const Rows& rows) {
  std::vector<std::int16_t> lanes;
  for (const Row row : rows)
    lanes.push_back(static_cast<std::int16_t>(row.number(0, 0, INT16_MAX)));
  return lanes;
}

}  // namespace

void PostgresStore::fence_pruned(Month through) {
  constexpr const char* fence_sql =
      "UPDATE lane SET pruned = $2 WHERE bucket = 0 AND lane = $1 AND pruned < $2";
  Connection& connection = writable();
  Lane& own = own_lane();
  connection.query(fence_sql, own.lane, through);
  own.pruned = std::max<std::int32_t>(own.pruned, through.number());
  has_fenced_ = true;
  for (const std::int16_t lane : lanes_of(connection.query(lanes_sql)))
    if (lane != own.lane) change_lane(cutting_, fence_sql, lane, through.number());
}

// Nobody else prunes, as long as the write lock is held: what is committed is how it was. An
// interrupt, which may be why it failed, does not end this.
void PostgresStore::take_back_fence() noexcept {
  if (!std::exchange(has_fenced_, false)) return;
  try {
    Connection connection(connection_.location(), options_, nullptr);
    connection.begin(Begin::read);
    const std::int32_t pruned =
        connection
            .query("SELECT coalesce(max(month), 0) FROM period WHERE pruned_at IS NOT NULL")[0]
            .number(0);
    const std::vector<std::int16_t> lanes = lanes_of(connection.query(lanes_sql));
    connection.roll_back();
    for (const std::int16_t lane : lanes)
      if (lane != first_lane_)
        change_lane(connection,
                    "UPDATE lane SET pruned = $2 WHERE bucket = 0 AND lane = $1 AND pruned > $2",
                    lane, pruned);
  } catch (...) {
    // The next pruning of the month goes on from here.
  }
}

}  // namespace porto::internal::postgres
