// Tasks: what waits to be done before what a ledger bills is right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"

namespace porto {

/// What is to be done, or looked at. Lists of tasks are in this order.
enum class TaskKind : std::uint8_t {
  ready_to_close,  ///< a month that is over, and not closed
  unrated,         ///< a company whose month cannot be rated: it has no lines, others have
  excepted,        ///< a company that was left out of a close; the next one settles it
  no_usage,        ///< a month without usage of any company, though tariffs price usage
  usage_missing,   ///< a company without usage in a month that had some in the month before
  to_settle,       ///< a company's closed month that has changed; the next close settles it
  unbilled,        ///< usage of a company that no subscription prices
  late_unbilled,   ///< the same in a closed month that has changed, most often by late usage
  unassigned,      ///< usage of a sending domain that has no company
  priced_twice,    ///< usage that two tariffs of a company price, which may be meant
};
const char* to_string(TaskKind kind) noexcept;

/// One thing that waits. What says nothing about its kind is empty, 0 or not set.
struct Task {
  TaskKind what = TaskKind::ready_to_close;
  Month month;
  std::string company{};
  std::string domain{};  ///< a sending domain
  std::string meter{};
  /// Of usage its sum; of `usage_missing` that of the month before; of `unrated` the event's.
  std::optional<Decimal> quantity{};
  std::int64_t events = 0;  ///< how many the quantity is the sum of
  std::string tariff{};     ///< of `unrated` the one that cannot be applied, of `priced_twice` all
  /// Of `unrated` the event that is most likely at fault: the largest of the meter, or the lowest
  /// where usage is below 0.
  std::string source{};
  std::string event_id{};
  std::optional<Instant> occurred_at{};
  std::optional<ErrorCode> error{};  ///< why it cannot be rated, or not be summed up
  std::string reason{};              ///< the same in words, for people
  friend bool operator==(const Task&, const Task&) = default;
};

}  // namespace porto
