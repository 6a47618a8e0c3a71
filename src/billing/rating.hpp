// Rating for a company: a failure names whose usage and which tariff it is about.
#pragma once

#include <string>

#include "base/text.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace porto::internal {

/// What `rate` returns. The message of its Error is preceded by month, company and tariff.
template <class Rate>
auto rate_for(const std::string& company, Month month, const Tariff& tariff, Rate&& rate) {
  try {
    return rate();
  } catch (const Error& error) {
    throw Error(error.code(),
                month.to_string() + " of company " + in_quotes(company) + ", tariff " +
                    in_quotes(tariff.id) + " version " + std::to_string(tariff.version) + ": " +
                    error.what(),
                error.where(), error.cause());
  }
}

}  // namespace porto::internal
