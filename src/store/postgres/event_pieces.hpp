// A walk through events piece by piece: the server sorts one piece at a time, a walk that stops
// early has read little, and what is asked for beside a piece is not much.
#pragma once

#include <cstdint>
#include <vector>

#include "porto/import_log.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// How many numbers a piece has.
struct PieceSize {
  std::int64_t first;       ///< that the first has; each next one has twice as many
  std::int64_t most;        ///< up to so many
  std::int64_t pieces = 0;  ///< or so many parts of all, if those are more; 0: not
};

/// A range of numbers in pieces, in order. Numbers that no event should have are of one, too.
std::vector<EventRange> pieces_of(Connection& connection, const EventRange& range,
                                  const PieceSize& size);

/// Ranges that are close to each other, as one.
std::vector<EventRange> joined(const std::vector<EventRange>& ranges);

}  // namespace porto::internal::postgres
