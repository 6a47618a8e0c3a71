// See import_ranges.hpp.
#include "store/postgres/import_ranges.hpp"

#include <algorithm>
#include <iterator>

namespace porto::internal::postgres {
namespace {

// Ranges do not overlap: those that end between the two numbers, and the next one of each table.
constexpr const char* between_sql = R"(
SELECT first_seq, last_seq, import FROM event_batch
WHERE import <> 0 AND last_seq BETWEEN $1 AND $2
UNION ALL
(SELECT first_seq, last_seq, import FROM event_batch WHERE import <> 0 AND last_seq > $2
 ORDER BY last_seq LIMIT 1)
UNION ALL
SELECT first_seq, last_seq, import FROM import_part WHERE last_seq BETWEEN $1 AND $2
UNION ALL
(SELECT first_seq, last_seq, import FROM import_part WHERE last_seq > $2
 ORDER BY last_seq LIMIT 1)
ORDER BY 1, 2)";

constexpr const char* of_import_sql = R"(
SELECT first_seq, last_seq FROM event_batch WHERE import <> 0 AND import = $1
UNION ALL
SELECT first_seq, last_seq FROM import_part WHERE import = $1
ORDER BY 1, 2)";

// Whether a range goes on with another, or is part of it; then it is part of it afterwards.
bool extend(EventRange& range, const EventRange& next) {
  if (next.first > range.last + 1) return false;
  range.last = std::max(range.last, next.last);
  return true;
}

}  // namespace

ImportRanges::ImportRanges(Connection& connection, const EventRange& between) {
  const auto read = [&](const Row& row) {
    const EventRange next{row.integer(0), row.integer(1)};
    const std::int64_t import = row.integer(2);
    if (parts_.empty() || parts_.back().import != import || !extend(parts_.back().events, next))
      parts_.push_back({next, import});
  };
  connection.each(between_sql, {between.first, between.last}, read);
}

std::int64_t ImportRanges::import_of(std::int64_t seq) const {
  const auto after = std::upper_bound(
      parts_.begin(), parts_.end(), seq,
      [](std::int64_t number, const Part& part) { return number < part.events.first; });
  if (after == parts_.begin()) return 0;
  const Part& part = *std::prev(after);
  return seq <= part.events.last ? part.import : 0;
}

std::vector<EventRange> ranges_of_import(Connection& connection, std::int64_t import) {
  std::vector<EventRange> ranges;
  connection.each(of_import_sql, {import}, [&](const Row& row) {
    const EventRange next{row.integer(0), row.integer(1)};
    if (ranges.empty() || !extend(ranges.back(), next)) ranges.push_back(next);
  });
  return ranges;
}

}  // namespace porto::internal::postgres
