// Free events of a charge that prices each event: an event is free while neither limit is passed.
// The event that passes the free amount pays on the excess, one that passes the free number pays in
// full, and after either all are charged.
#pragma once

#include <optional>

#include "tariff/trace.hpp"

namespace porto::internal {

class FreeEvents {
 public:
  FreeEvents(const std::optional<Decimal>& amount, const std::optional<Decimal>& events)
      : amount_(amount), events_(events), open_(amount || events) {}

  /// The part of the next event that is charged; nothing if it is free.
  std::optional<Ratio> charged_part(const Ratio& quantity, Trace* trace) {
    if (!open_) return quantity;
    ++seen_;
    total_ = total_ + quantity;
    const bool past_events = events_ && seen_ > *events_;
    const bool past_amount = amount_ && total_ > Ratio(*amount_);
    open_ = !past_events && !past_amount;
    if (open_) {
      note(trace, Step::free_event, Ratio(), [] { return "0"; });
      return std::nullopt;
    }
    if (past_events) return quantity;
    const Ratio excess = total_ - Ratio(*amount_);
    note(trace, Step::free_event, excess,
         [&] { return term(total_) + " - " + amount_->to_string(); });
    return excess;
  }

 private:
  std::optional<Decimal> amount_;
  std::optional<Decimal> events_;
  bool open_;
  std::int64_t seen_ = 0;
  Ratio total_;
};

}  // namespace porto::internal
