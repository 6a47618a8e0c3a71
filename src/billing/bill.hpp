// The invoice of a month: the one computation that previews and closes.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "billing/catalogue.hpp"
#include "billing/coverage.hpp"
#include "billing/unrated.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

struct EventNeeds;

/// Computes invoices of one store as its usage, subscriptions and tariffs are now. Lives in one
/// transaction and reads everything once.
class Biller {
 public:
  Biller(Store& store, const Zone& zone);

  /// From now on it tells how many subscriptions it has rated.
  void tell(OnProgress on_progress) { on_progress_ = std::move(on_progress); }
  /// Tells so now.
  void tell_done() const {
    if (on_progress_) on_progress_(rated_, 0);
  }

  /// Calls `visit` with the days of a month on which a company is on a tariff, of one company or
  /// all; with the version of the tariff and what the company used on those days, until `through`
  /// if it is given. By company, tariff. What cannot be rated, in `visit` too, goes to `failed`,
  /// and the others go on; without `failed` its error is thrown.
  void each_coverage(Month month, const std::optional<std::string>& company,
                     const std::function<void(const Coverage&, const Tariff&, const Usage&)>& visit,
                     const OnUnrated& failed = {}, const std::optional<Instant>& through = {});

  /// Whether the lines of a company's month are computed from its events, and not from totals
  /// alone: a tariff prices each event, or only the usage of some days.
  bool reads_events(Month month, const std::string& company);

  /// The lines of a month's charges and items, by company, then line. Errors: those of rate(),
  /// naming month, company and tariff. With `failed` as in each_coverage(); then there may be some
  /// lines of what failed.
  std::vector<InvoiceLine> due(Month month, const std::optional<std::string>& company,
                               const OnUnrated& failed = {});

  /// The lines of a month's invoice as they would be now: what is due and, on the month that closes
  /// next, the adjustments of closed months that have changed. A company of which one of these
  /// cannot be rated has no lines at all.
  Rated preview(Month month, const std::optional<std::string>& company);
  /// The same, or the frozen lines once the month is closed.
  Rated rated(Month month, const std::optional<std::string>& company);

  /// A month's invoice, its lines frozen if the month is closed. Error unrated.
  Invoice invoice(Month month, const std::optional<std::string>& company);
  /// Only its lines; skips the work for the rest. Error unrated.
  std::vector<InvoiceLine> lines(Month month, const std::optional<std::string>& company);

  /// The usage of a month that no subscription prices, or the part of it on days without one.
  std::vector<MonthUsage> unbilled(Month month, const std::optional<std::string>& company);

  /// The totals of a month, by company, meter; kept until another month or company is asked for.
  const std::vector<MonthUsage>& totals(Month month, const std::optional<std::string>& company);

  /// The closed months, in order.
  const std::vector<ClosedMonth>& closed_months() const noexcept { return closed_months_; }
  MonthState state_of(Month month) const;
  /// Months before the first that was closed count as closed too: late usage is settled later.
  bool is_closed(Month month) const {
    return !closed_months_.empty() && month <= closed_months_.back().month;
  }
  /// The month that closes next: the one after the last closed, or the first with usage, a
  /// subscription or an item. None while there is nothing to bill.
  std::optional<Month> next_to_close();

  /// Whether the adjustments of changed months would be on this one's invoice.
  bool settles(Month month) const {
    return !closed_months_.empty() && month == closed_months_.back().month.next();
  }

  Catalogue& catalogue() noexcept { return catalogue_; }
  const std::vector<Subscription>& subscriptions() const noexcept { return subscriptions_; }

 private:
  /// The days on which a company's tariffs price the usage of a meter.
  MonthDays priced_days(std::span<const Coverage> coverages, const MonthUsage& total);
  /// Leaves of totals what is of days on which nothing prices them.
  void keep_unpriced(std::vector<MonthUsage>& totals, std::span<const MonthDays> unpriced,
                     Month month, const std::optional<std::string>& company,
                     const EventNeeds& needs);

  Store& store_;
  const Zone& zone_;
  Catalogue catalogue_;
  std::vector<Subscription> subscriptions_;  // by company, tariff, from
  std::vector<ClosedMonth> closed_months_;   // by month
  MonthFilter read_;                         // the filter that gave totals_; no month: none yet
  std::vector<MonthUsage> totals_;           // by company, meter
  OnProgress on_progress_;
  std::uint64_t rated_ = 0;  // subscriptions, each for a month
};

/// The month's invoice: as it would be now while the month is open, the frozen lines once it is
/// closed. Error not_found for an unknown company.
Invoice invoice(Store& store, const Zone& zone, Month month,
                const std::optional<std::string>& company);
/// Only the lines, or only the unbilled usage; skips the work for the other.
std::vector<InvoiceLine> invoice_lines(Store& store, const Zone& zone, Month month,
                                       const std::optional<std::string>& company);
std::vector<MonthUsage> unbilled(Store& store, const Zone& zone, Month month,
                                 const std::optional<std::string>& company);

/// The last month that is closed; none if none is.
std::optional<Month> last_closed(Store& store);

}  // namespace porto::internal
