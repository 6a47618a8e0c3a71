// The running month of a ledger: allowances used, cost so far, forecast, and the work that waits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"
#include "porto/tasks.hpp"

namespace porto {

/// A charge of a company's tariff in the running month.
struct ChargeStatus {
  Month month;
  std::string company;
  std::string tariff;
  std::string charge;                     ///< empty for the limits and rounding of the whole tariff
  std::string meter;                      ///< empty for a charge that is only a fee
  Decimal used{};                         ///< so far
  std::optional<Decimal> included{};      ///< the allowance; not set: there is none
  std::optional<Decimal> used_percent{};  ///< of the allowance, rounded down to one decimal
  Money cost;                             ///< so far; below 0 where a maximum takes something off
  /// A forecast, not a fact: the usage and cost of the whole month if it goes on as it has since it
  /// began; where a company is on the tariff on some days of the month, of those days. Exact, usage
  /// rounded half up to the meter's unit. Not set at the first moment of a month or of those days,
  /// where it does not fit, nor for meters whose events are priced one by one.
  std::optional<Decimal> forecast_used{};
  std::optional<Money> forecast_cost{};
};

/// The state of a ledger at a moment. Charges count usage until then, that moment included, and are
/// in the order of the tariff. A tariff with a minimum or a maximum of its own, or one that rounds
/// its total, has one more row, of no charge, for what these add or take off: the costs sum up to
/// what is due for the month's usage.
struct LedgerStatus {
  Month month;  ///< the one that is running
  /// By company, tariff, charge; see above. Companies that cannot be rated have none, and a task
  /// that names them.
  std::vector<ChargeStatus> charges{};
  std::vector<Task> tasks{};  ///< the work that waits, by kind, month
};

}  // namespace porto
