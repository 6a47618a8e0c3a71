// See event_pieces.hpp.
#include "store/postgres/event_pieces.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "store/lanes.hpp"

namespace porto::internal::postgres {
namespace {

// The numbers that events have, lane by lane.
std::vector<EventRange> numbers(Connection& connection) {
  std::vector<EventRange> all;
  for (const Row row :
       connection.query("SELECT lane::bigint, last_seq FROM lane WHERE bucket = 0 ORDER BY lane"))
    all.push_back({row.integer(0) * lane_size + 1, row.integer(1)});
  return all;
}

class Pieces {
 public:
  Pieces(const EventRange& range, const PieceSize& size) : rest_(range), size_(size) {}

  std::vector<EventRange> of(std::span<const EventRange> numbers) {
    std::int64_t room = size_.first;
    for (const EventRange& lane : numbers) {
      std::int64_t next = std::max(lane.first, rest_.first);
      const std::int64_t last = std::min(lane.last, rest_.last);
      for (; last - next >= room; next = rest_.first) {
        cut(next + room - 1);
        size_.first = std::min(2 * size_.first, size_.most);
        room = size_.first;
      }
      room -= std::max<std::int64_t>(last - next + 1, 0);
    }
    pieces_.push_back(rest_);
    return pieces_;
  }

 private:
  void cut(std::int64_t last) {
    pieces_.push_back({rest_.first, last});
    rest_.first = last + 1;
  }

  EventRange rest_;
  PieceSize size_;
  std::vector<EventRange> pieces_{};
};

}  // namespace

std::vector<EventRange> pieces_of(Connection& connection, const EventRange& range,
                                  const PieceSize& size) {
  if (range.last < range.first) return {};
  const bool is_one = range.first > std::numeric_limits<std::int64_t>::max() - size.first ||
                      range.last < range.first + size.first;
  if (is_one) return {range};
  const std::vector<EventRange> all = numbers(connection);
  std::int64_t count = 0;
  for (const EventRange& lane : all)
    count += std::clamp<std::int64_t>(lane.last - lane.first + 1, 0, lane_size);
  PieceSize enough = size;
  if (size.pieces != 0) enough.most = std::max(size.most, count / size.pieces);
  return Pieces(range, enough).of(all);
}

std::vector<EventRange> joined(const std::vector<EventRange>& ranges) {
  constexpr std::int64_t close = 1 << 13;
  std::vector<EventRange> all;
  for (const EventRange& range : ranges) {
    if (!all.empty() && range.first - all.back().last <= close)
      all.back().last = std::max(all.back().last, range.last);
    else
      all.push_back(range);
  }
  return all;
}

}  // namespace porto::internal::postgres
