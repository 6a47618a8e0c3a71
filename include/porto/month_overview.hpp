// What a vendor wants to know of a month at a glance: totals, what changed, what waits, and who
// used how much. Nothing is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/ledger_options.hpp"
#include "porto/report.hpp"
#include "porto/tariff_tools.hpp"
#include "porto/tasks.hpp"
#include "porto/usage.hpp"

namespace porto {

struct MonthOverview {
  /// Lines of one kind that are no charge of the month.
  struct Extra {
    LineKind kind = LineKind::adjustment;  ///< or item
    std::int64_t lines = 0;
    std::int64_t companies = 0;
    Money amount;  ///< their sum
  };
  /// The price curve of a tariff, with the companies that were on it on all days of the month.
  struct Curve {
    Plot plot;
    std::int64_t companies = 0;  ///< how many dots there are
    std::int64_t left_out = 0;   ///< how many were on it on some days, or on another tariff too
  };
  /// A company's closed month that has changed; the next close settles it.
  struct ToSettle {
    Month month;
    std::string company;
    std::optional<Money> amount{};  ///< what is added to its invoices; not set: it cannot be rated
    std::string reason{};           ///< why it cannot, for people
  };
  LedgerInfo ledger{};
  std::string language;  ///< "sv" or "en"
  Month month;
  MonthState state = MonthState::open;
  std::optional<ClosedMonth> closed{};  ///< not set: the month is open, or before the first
  ReportOptions year_options;  ///< of `year`: the twelve months that end with this one, by tariff
  Report year;
  Report companies;  ///< by company, compared with the month before, the largest amount first
  Report tariffs;    ///< the same by tariff
  std::vector<Extra> extras{};
  /// Of a closed month its changes since, which none of the sums above has; of the month that
  /// closes next those of all closed months, which its adjustments are of.
  std::vector<ToSettle> to_settle{};
  std::vector<Task> tasks{};    ///< of the month, companies that cannot be rated, and to_settle
  std::vector<Curve> curves{};  ///< of the largest tariffs that price one meter
};

}  // namespace porto
