// The times of Mailgun's statistics, and how long what begins at one goes on.
#pragma once

#include <string>
#include <string_view>

#include "records/values/time_layout.hpp"

namespace porto::internal {

class MailgunTime {
 public:
  /// Reads a time of the member `name`. Throws Refusal.
  Instant read(const std::string& name, std::string_view text);
  /// The end of the hour, day or month that begins at the time that was read last; of what is left
  /// of a month if it is within one.
  Instant end_of(std::string_view resolution) const;

 private:
  TimeLayout layout_{"rfc2822"};
  ClockTime clock_;
};

}  // namespace porto::internal
