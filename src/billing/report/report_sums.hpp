// The sums of a row of a report, as they grow: what can be added up, and what cannot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/report.hpp"
#include "porto/usage.hpp"
#include "store/wide.hpp"

namespace porto::internal {

class ReportSums {
 public:
  /// A line of a company, of a closed month or of a preview. Error overflow.
  void add_amount(const Money& amount, std::uint32_t company, bool closed);
  /// Usage of a company, or of none. `shared`: another row has it too, so that a sum of both has
  /// none. `known`: the quantity is; else the sum is not.
  void add_usage(const MonthUsage& usage, std::optional<std::uint32_t> company, bool closed,
                 bool shared, bool known);
  /// All that another row has. Error overflow.
  void add(const ReportSums& other);

  /// Errors overflow: a quantity does not fit in 64 bits.
  ReportFigures figures() const;
  const std::optional<Money>& amount() const noexcept { return amount_; }
  bool has_usage() const noexcept { return !quantities_.empty(); }
  /// Whether the usage is of several meters.
  bool has_meters() const noexcept { return quantities_.size() > 1; }
  /// Whether another row has some of the usage too.
  bool shares() const noexcept { return shares_; }
  bool is_empty() const noexcept { return !amount_ && quantities_.empty(); }

 private:
  struct Quantity {
    std::string meter;
    int decimals;
    Wide sum;
  };
  void add_quantity(const std::string& meter, int decimals, Wide sum);
  void add_company(std::uint32_t company);

  std::optional<Money> amount_;
  std::vector<Quantity> quantities_;  // by meter, in the order in which they came: there are few
  Wide events_ = 0;
  std::vector<std::uint32_t> companies_;  // some of them more than once
  bool shares_ = false;                   // another row has some of the usage too
  bool known_ = true;
  bool closed_ = false;
  bool open_ = false;
};

/// a - b, where nothing is 0. Not set where one of them has usage whose quantity is not known, or
/// is of another meter. Error overflow.
std::optional<Decimal> quantity_difference(const ReportSums& a, const ReportSums& b);
/// a - b, where nothing is 0; not set if neither has a line. Error overflow.
std::optional<Money> amount_difference(const ReportSums& a, const ReportSums& b);

}  // namespace porto::internal
