// Which events a ledger takes: what can be told of an event alone, before it meets the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "metering/meters.hpp"
#include "porto/calendar.hpp"
#include "porto/ledger_options.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Judge {
 public:
  /// Error invalid_argument if the ledger limits how far in the future events may be and `now` is
  /// not known.
  Judge(const LedgerInfo& ledger, std::vector<Meter> meters, const Zone& zone,
        std::optional<Instant> now);

  const Meters& meters() const noexcept { return meters_; }
  /// Why an event cannot be recorded; nothing if it can, and then `dated` is the event with its
  /// month, and its day if it is of a domain.
  std::optional<Refusal> judge(const UsageEvent& event, DatedEvent& dated);

 private:
  std::optional<Refusal> why_not(const UsageEvent& event);
  std::optional<Refusal> why_not_ids(const UsageEvent& event);
  std::optional<Refusal> why_not_owner(const UsageEvent& event);
  std::optional<Refusal> why_not_time(Instant time) const;

  Meters meters_;
  const Zone& zone_;
  bool negative_;
  Month first_month_;
  Instant earliest_;               // its start
  std::optional<Instant> now_;     // set if there is a limit
  std::optional<Instant> latest_;  // the limit
  // Companies, sources and meters repeat from event to event, so the last good ones are remembered.
  std::string last_company_;
  std::string last_source_;
  const Meter* last_meter_ = nullptr;
};

}  // namespace porto::internal
