// Names of the subscriptions of a month.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"
#include "porto/subscribers.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<MonthSubscriptions> month_subscriptions[] = {
    {MonthSubscriptions::joined, "joined"},
    {MonthSubscriptions::left, "left"},
};

}  // namespace

MonthSubscriptions parse_month_subscriptions(std::string_view name) {
  if (const auto which = value_of(name, month_subscriptions)) return *which;
  throw Error(
      ErrorCode::invalid_argument,
      "companies of a month " + choices_of(month_subscriptions) + "; none " + in_quotes(name),
      "which");
}

}  // namespace porto
