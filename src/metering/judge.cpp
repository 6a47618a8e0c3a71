// See judge.hpp.
#include "metering/judge.hpp"

#include <algorithm>

#include "base/short_text.hpp"
#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

Refusal bad_id(const char* field, std::string_view text, const char* why) {
  return {std::string(field) + " cannot be used, " + why,
          in_quotes(text) + "; ids are UTF-8 text of 1 to " + std::to_string(max_id_bytes) +
              " bytes without control characters"};
}

// Ends a reason that is most often due to one thing.
constexpr const char* units =
    "; is the time in another unit than it is read in (epoch is seconds, epoch_ms milliseconds)?";

bool has_capital(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return 'A' <= c && c <= 'Z'; });
}

}  // namespace

Judge::Judge(const LedgerInfo& ledger, std::vector<Meter> meters, const Zone& zone,
             std::optional<Instant> now)
    : meters_(std::move(meters)),
      zone_(zone),
      negative_(ledger.negative),
      first_month_(ledger.first_month),
      earliest_(zone.start(ledger.first_month)) {
  if (!ledger.future_days) return;
  if (!now)
    throw Error(ErrorCode::invalid_argument,
                "this ledger takes events at most " + std::to_string(*ledger.future_days) +
                    " days ahead; pass the current time (now)",
                "now");
  now_ = now;
  latest_ = {now->unix_us + *ledger.future_days * us_per_day};
}

std::optional<Refusal> Judge::judge(const UsageEvent& event, DatedEvent& dated) {
  if (auto refusal = why_not(event)) return refusal;
  dated = {event, zone_.month_of(event.occurred_at), std::nullopt};
  if (event.company.empty())
    dated.day = zone_.day_of(event.occurred_at);
  else
    dated.event.domain = {};
  return {};
}

std::optional<Refusal> Judge::why_not(const UsageEvent& event) {
  if (auto refusal = why_not_ids(event)) return refusal;
  if (last_meter_ == nullptr || !same_text(event.meter, last_meter_->id)) {
    last_meter_ = meters_.find(event.meter);
    if (last_meter_ == nullptr) return meters_.why_unknown(event.meter);
  }
  if (event.quantity < 0 && !negative_)
    return Refusal{"quantity is negative",
                   Decimal::from_scaled(event.quantity, last_meter_->decimals).to_string() +
                       "; usage is 0 or more in this ledger"};
  return why_not_time(event.occurred_at);
}

std::optional<Refusal> Judge::why_not_ids(const UsageEvent& event) {
  if (const char* why = why_not_id(event.event_id)) return bad_id("event_id", event.event_id, why);
  if (auto refusal = why_not_owner(event)) return refusal;
  if (last_source_.empty() || !same_text(event.source, last_source_)) {
    if (const char* why = why_not_id(event.source)) return bad_id("source", event.source, why);
    last_source_ = event.source;
  }
  return {};
}

// An event names its company or, failing that, a domain.
std::optional<Refusal> Judge::why_not_owner(const UsageEvent& event) {
  if (!event.company.empty() || event.domain.empty()) {
    if (!last_company_.empty() && same_text(event.company, last_company_)) return {};
    if (const char* why = why_not_id(event.company)) return bad_id("company", event.company, why);
    last_company_ = event.company;
    return {};
  }
  if (const char* why = why_not_id(event.domain)) return bad_id("domain", event.domain, why);
  if (has_capital(event.domain))
    return Refusal{"domain has capital letters",
                   in_quotes(event.domain) + "; write it in lower case"};
  return {};
}

std::optional<Refusal> Judge::why_not_time(Instant time) const {
  if (time.unix_us == 0)
    return Refusal{
        "occurred_at is 0",
        "1970-01-01T00:00:00Z is where clocks of computers begin, and no time of an event:"
        " it was not set, or is in another unit than it is read in (epoch is seconds,"
        " epoch_ms milliseconds)"};
  if (!zone_.covers(time))
    return Refusal{"occurred_at is out of range",
                   std::to_string(time.unix_us) +
                       " microseconds since 1970; porto keeps months from 1970-01 to 2199-12" +
                       units};
  if (time < earliest_)
    return Refusal{"occurred_at is before the ledger's first month",
                   to_rfc3339(time) + ", and events begin in " + first_month_.to_string() +
                       (zone_.month_of(time) == Month(1970, 1) ? units : "")};
  if (latest_ && *latest_ < time)
    return Refusal{"occurred_at is in the future",
                   to_rfc3339(time) + ", and it is " + to_rfc3339(*now_) +
                       "; this ledger takes events until " + to_rfc3339(*latest_)};
  return {};
}

}  // namespace porto::internal
