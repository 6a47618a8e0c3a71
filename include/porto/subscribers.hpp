// Who is a customer in a month, who became one, and who is none any more.
#pragma once

#include <cstdint>
#include <string_view>

namespace porto {

/// Which subscriptions of a month: all, or those of companies that it is the first or the last
/// month of.
enum class MonthSubscriptions : std::uint8_t {
  all,
  joined,  ///< of companies that are on no tariff in the month before
  left,    ///< of companies that are on no tariff in the month after
};
/// "joined", "left". Error invalid_argument.
MonthSubscriptions parse_month_subscriptions(std::string_view name);

}  // namespace porto
