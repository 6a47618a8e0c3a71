// Lanes: what one writer at a time numbers and chains by itself. The number of an event, a batch or
// a void is lane * lane_size + n, and n counts from 1; the digests of the batches of a lane are a
// chain. Where there is one lane, numbers are plain.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace porto::internal {

struct Position;
struct ClosedState;

/// So many numbers has a lane.
inline constexpr std::int64_t lane_size = std::int64_t{1} << 40;

constexpr std::int64_t lane_of(std::int64_t number) { return number / lane_size; }
constexpr std::int64_t number_in_lane(std::int64_t number) { return number % lane_size; }

/// How far a lane has come.
struct LaneHead {
  std::int64_t last_seq = 0;    ///< of the last event
  std::int64_t last_batch = 0;  ///< the number of the last batch
  std::string digest{};         ///< of that batch
  friend bool operator==(const LaneHead&, const LaneHead&) = default;
};

/// Where lanes are, as one position: with lane 0 alone its own numbers and digest; otherwise the
/// sums of the numbers, and a digest of all heads (docs/reference/chain.md has its bytes).
Position position_of(std::span<const LaneHead> lanes);

/// Whether an event may stand in the place of another, by their numbers. Corrections are of the one
/// who holds the write lock, whose lane is 0: each is stored after what it corrects, so that links
/// never lead back to where they began.
constexpr bool may_correct(std::int64_t correction, std::int64_t event) {
  return lane_of(correction) == 0 && (lane_of(event) != 0 || event < correction);
}

/// Whether an event was stored before a month was closed with this state.
bool was_stored_by(const ClosedState& closed, std::int64_t seq);

}  // namespace porto::internal
