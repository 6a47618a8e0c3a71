// See lanes.hpp.
#include "store/lanes.hpp"

#include <algorithm>

#include "store/event_digest.hpp"
#include "store/store.hpp"

namespace porto::internal {

Position position_of(std::span<const LaneHead> lanes) {
  Position position;
  position.lanes.assign(lanes.begin(), lanes.end());
  FieldHash all;
  for (const LaneHead& head : lanes) {
    position.events += number_in_lane(head.last_seq);
    position.batches += number_in_lane(head.last_batch);
    all.number(head.last_batch);
    all.number(head.last_seq);
    all.text(head.digest);
  }
  const bool first_alone = lanes.size() == 1 && lane_of(lanes.front().last_batch) == 0;
  if (!lanes.empty()) position.digest = first_alone ? lanes.front().digest : all.hex();
  return position;
}

bool was_stored_by(const ClosedState& closed, std::int64_t seq) {
  return std::ranges::any_of(closed.lanes, [&](const LaneHead& head) {
    return lane_of(head.last_seq) == lane_of(seq) && seq <= head.last_seq;
  });
}

}  // namespace porto::internal
