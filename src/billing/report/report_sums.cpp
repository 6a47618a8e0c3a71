// See report_sums.hpp.
#include "billing/report/report_sums.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

std::int64_t count_different(std::vector<std::uint32_t> companies) {
  std::ranges::sort(companies);
  return std::unique(companies.begin(), companies.end()) - companies.begin();
}

std::int64_t fitting_sum(Wide sum, const std::string& what) {
  if (const std::optional<std::int64_t> fits = narrow(sum)) return *fits;
  throw Error(ErrorCode::overflow, "the sum of " + what +
                                       " does not fit in 64 bits; report fewer months or "
                                       "companies");
}

}  // namespace

void ReportSums::add_amount(const Money& amount, std::uint32_t company, bool closed) {
  amount_ = amount_ ? *amount_ + amount : amount;
  add_company(company);
  (closed ? closed_ : open_) = true;
}

void ReportSums::add_usage(const MonthUsage& usage, std::optional<std::uint32_t> company,
                           bool closed, bool shared, bool known) {
  add_quantity(usage.meter, usage.decimals, usage.quantity);
  events_ += usage.events;
  if (company) add_company(*company);
  (closed ? closed_ : open_) = true;
  shares_ = shares_ || shared;
  known_ = known_ && known;
}

void ReportSums::add(const ReportSums& other) {
  if (other.is_empty()) return;
  // A sum of rows that share usage would have it twice.
  if (has_usage() && other.has_usage() && (shares_ || other.shares_)) known_ = false;
  if (other.amount_) amount_ = amount_ ? *amount_ + *other.amount_ : *other.amount_;
  for (const Quantity& one : other.quantities_) add_quantity(one.meter, one.decimals, one.sum);
  events_ += other.events_;
  companies_.insert(companies_.end(), other.companies_.begin(), other.companies_.end());
  shares_ = shares_ || other.shares_;
  known_ = known_ && other.known_;
  closed_ = closed_ || other.closed_;
  open_ = open_ || other.open_;
}

void ReportSums::add_quantity(const std::string& meter, int decimals, Wide sum) {
  const auto found = std::ranges::find(quantities_, meter, &Quantity::meter);
  if (found == quantities_.end())
    quantities_.push_back({meter, decimals, sum});
  else
    found->sum += sum;
}

void ReportSums::add_company(std::uint32_t company) {
  if (companies_.empty() || companies_.back() != company) companies_.push_back(company);
}

ReportFigures ReportSums::figures() const {
  ReportFigures figures{.amount = amount_};
  figures.companies = count_different(companies_);
  if (closed_ || open_)
    figures.state = closed_ && open_ ? ReportState::mixed
                    : closed_        ? ReportState::closed
                                     : ReportState::open;
  if (!has_usage()) return figures;
  if (known_) figures.events = fitting_sum(events_, "events");
  if (has_meters()) return figures;
  const Quantity& only = quantities_.front();
  figures.meter = only.meter;
  figures.decimals = only.decimals;
  if (known_)
    figures.quantity = Decimal::from_scaled(fitting_sum(only.sum, "meter " + in_quotes(only.meter)),
                                            only.decimals);
  return figures;
}

std::optional<Decimal> quantity_difference(const ReportSums& a, const ReportSums& b) {
  if (!a.has_usage() && !b.has_usage()) return {};
  const ReportFigures after = a.figures();
  const ReportFigures before = b.figures();
  if ((a.has_usage() && !after.quantity) || (b.has_usage() && !before.quantity)) return {};
  if (a.has_usage() && b.has_usage() && after.meter != before.meter) return {};
  return after.quantity.value_or(Decimal(0)) - before.quantity.value_or(Decimal(0));
}

std::optional<Money> amount_difference(const ReportSums& a, const ReportSums& b) {
  if (!a.amount() && !b.amount()) return {};
  const Money none(0, (a.amount() ? a.amount() : b.amount())->currency());
  return a.amount().value_or(none) - b.amount().value_or(none);
}

}  // namespace porto::internal
