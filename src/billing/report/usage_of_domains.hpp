// The usage of a month by sending domain, with what companies used by themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "store/store.hpp"

namespace porto::internal {

struct DomainUsage {
  std::string domain;  ///< empty: the company's own
  MonthUsage usage;    ///< no company: the domain belonged to none on the days
};

/// By company, domain, meter; of one company, or all and none. Error overflow.
std::vector<DomainUsage> usage_of_domains(Store& store, Biller& biller, Month month,
                                          const std::optional<std::string>& company);

}  // namespace porto::internal
