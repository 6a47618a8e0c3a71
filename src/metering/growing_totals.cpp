// See growing_totals.hpp.
#include "metering/growing_totals.hpp"

#include <string_view>

#include "base/text.hpp"

namespace porto::internal {
namespace {

Refusal total_too_large(const std::string& whose, const DatedEvent& dated, Wide sum) {
  return {"total is too large",
          "the total of " + whose + ", meter " + in_quotes(dated.event.meter) + ", month " +
              dated.month.to_string() + " would pass " +
              (sum > 0 ? "9223372036854775807" : "-9223372036854775808") +
              "; correct the quantity, or the event that made the total so large (porto event"
              " correct)"};
}

}  // namespace

std::optional<Refusal> GrowingTotals::change(const DatedEvent& dated, Wide before) {
  const UsageEvent& event = dated.event;
  const std::string_view owner = owners_.owner(dated);
  Wide* const month = owner.empty() ? nullptr : &month_total(dated, owner);
  Wide* const day = event.company.empty() ? &day_total(dated) : nullptr;
  // Taking the one before away is a step of its own, which must fit too.
  for (const Wide more : {-before, event.quantity - before}) {
    if (month && !narrow(*month + more))
      return total_too_large("company " + in_quotes(owner), dated, *month + more);
    if (day && !narrow(*day + more))
      return total_too_large("domain " + in_quotes(event.domain), dated, *day + more);
  }
  if (month) *month += event.quantity - before;
  if (day) *day += event.quantity - before;
  return std::nullopt;
}

Wide& GrowingTotals::month_total(const DatedEvent& dated, std::string_view company) {
  const std::string id(company);
  const int month = dated.month.number();
  if (months_read_.emplace(month, id).second)
    for (const MonthUsage& known : store_.usage({.month = dated.month, .company = id}))
      months_[{month, id, known.meter}] = known.quantity;
  return months_[{month, id, std::string(dated.event.meter)}];
}

Wide& GrowingTotals::day_total(const DatedEvent& dated) {
  if (!std::exchange(days_read_, true))
    store_.each_domain_day({}, [this](const DomainDay& known) {
      days_[{known.day.number(), known.domain, known.meter}] = known.quantity;
    });
  return days_[{dated.day->number(), std::string(dated.event.domain),
                std::string(dated.event.meter)}];
}

}  // namespace porto::internal
