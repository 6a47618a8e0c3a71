// A lane: the row that a writer holds while it stores. It carries the epoch, the chain of batches
// and what was told to writers by closes and prunings.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "store/lanes.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/wide.hpp"

namespace porto::internal::postgres {

struct Lane {
  std::int16_t lane = 0;
  std::int32_t epoch = 0;
  std::int32_t fenced = 0;
  std::int32_t pruned = 0;
  std::int32_t map = 0;
  std::int64_t last_batch = 0;
  std::int64_t last_seq = 0;
  std::string digest{};
  Wide largest_of_all = 0;  ///< the sum over all lanes of how far a total of each is from 0
  std::int32_t closed = 0;  ///< the last closed month

  LaneHead head() const { return {last_seq, last_batch, digest}; }
};

/// Of a lane's row and the sum over all; read_lane() reads them.
inline constexpr const char* lane_columns =
    "lane, epoch, fenced, pruned, map, last_batch, last_seq, digest,"
    " (SELECT sum(largest)::text FROM lane),"
    " greatest(closed, (SELECT max(month) FROM period))";
Lane read_lane(const Row& row);

struct Sum {
  Wide quantity = 0;
  std::int64_t events = 0;
};

/// What a writer adds to the totals of its lane.
struct LaneTotals {
  std::map<std::tuple<int, std::int32_t, std::int32_t>, Sum> months{};  ///< month, company, meter
  std::map<std::tuple<int, std::int32_t, std::int32_t>, Sum> days{};    ///< day, domain, meter
  bool empty() const { return months.empty() && days.empty(); }
};

/// Adds to the totals of a lane that is held, and writes its row.
void save(Connection::Pipeline& pipeline, const Lane& lane, const LaneTotals& totals);
/// The months of domain sums that are closed and changed: marked for the next close.
void mark_domains(Connection::Pipeline& pipeline, const Lane& lane, const LaneTotals& totals,
                  int closed_through);

}  // namespace porto::internal::postgres
