// The invoice of a month: the one computation that previews and closes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "billing/catalogue.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Computes invoices of one store as its usage, subscriptions and tariffs are now. Lives in one
/// transaction and reads everything once.
class Biller {
 public:
  Biller(Store& store, const Zone& zone);

  /// Calls `visit` with each subscription that covers a month, of one company or all: the company,
  /// the version of its tariff and what it used. By company, tariff.
  void each_subscription(
      Month month, const std::optional<std::string>& company,
      const std::function<void(const std::string&, const Tariff&, const Usage&)>& visit);

  /// The lines of a month's charges, by company, then line. Errors: those of rate(), naming month,
  /// company and tariff.
  std::vector<InvoiceLine> due(Month month, const std::optional<std::string>& company);

  /// The lines of a month's invoice as they would be now: what is due and, on the month that closes
  /// next, the adjustments of closed months that have changed.
  std::vector<InvoiceLine> preview(Month month, const std::optional<std::string>& company);

  /// A month's invoice, its lines frozen if the month is closed.
  Invoice invoice(Month month, const std::optional<std::string>& company);
  /// Only its lines; skips the work for the rest.
  std::vector<InvoiceLine> lines(Month month, const std::optional<std::string>& company);

  /// The usage of a month that no subscription prices.
  std::vector<MonthUsage> unbilled(Month month, const std::optional<std::string>& company);

  /// The totals of a month, by company, meter; kept until another month or company is asked for.
  const std::vector<MonthUsage>& totals(Month month, const std::optional<std::string>& company);

  /// The closed months, in order.
  const std::vector<ClosedMonth>& closed_months() const noexcept { return closed_months_; }
  /// Months before the first that was closed count as closed too: late usage is settled later.
  bool is_closed(Month month) const {
    return !closed_months_.empty() && month <= closed_months_.back().month;
  }
  /// The month that closes next: the one after the last closed, or the first with usage or a
  /// subscription. None while there is nothing to bill.
  std::optional<Month> next_to_close();

  Catalogue& catalogue() noexcept { return catalogue_; }

 private:
  /// The subscriptions of a company, or of all, that cover the month.
  std::vector<const Subscription*> covering(Month month, const std::optional<std::string>& company);
  bool prices(const Subscription& subscription, const MonthUsage& total);

  Store& store_;
  const Zone& zone_;
  Catalogue catalogue_;
  std::vector<Subscription> subscriptions_;  // by company, tariff, from
  std::vector<ClosedMonth> closed_months_;   // by month
  MonthFilter read_;                         // the filter that gave totals_; no month: none yet
  std::vector<MonthUsage> totals_;           // by company, meter
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
