// See mailgun_time.hpp.
#include "reconcile/mailgun_time.hpp"

#include <chrono>

#include "base/refusal.hpp"
#include "base/text.hpp"
#include "calendar/microseconds.hpp"

namespace porto::internal {

Instant MailgunTime::read(const std::string& name, std::string_view text) {
  const std::string why = layout_.read(text, clock_);
  if (!why.empty()) throw Refusal{name + " is malformed", why};
  if (!clock_.offset_us)
    throw Refusal{name + " is malformed", in_quotes(text) + " has no offset, such as +0000"};
  return {clock_.local_us - *clock_.offset_us};
}

Instant MailgunTime::end_of(std::string_view resolution) const {
  const std::int64_t offset_us = clock_.offset_us.value_or(0);
  if (resolution != "month") {
    const std::int64_t step_us = resolution == "day" ? us_per_day : us_per_day / 24;
    return {clock_.local_us + step_us - offset_us};
  }
  using namespace std::chrono;
  const sys_time<microseconds> local{microseconds(clock_.local_us)};
  const year_month_day date{floor<days>(local)};
  const sys_days next = (date.year() / date.month() + months(1)) / day(1);
  return {duration_cast<microseconds>(next.time_since_epoch()).count() - offset_us};
}

}  // namespace porto::internal
