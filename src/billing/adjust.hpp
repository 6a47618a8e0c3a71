// Late usage: the lines that bring closed months from what was invoiced to what is due.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/unrated.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Biller;

/// A charge of a company's month: what it costs by what is known now, and what all invoices have.
struct Balance {
  std::string tariff;
  std::string charge;
  int tariff_version;
  Money due;
  Money invoiced;
};
/// By charge, in the order of the tariffs. With `failed` as Biller::due(): then they are not whole.
std::vector<Balance> balances(Store& store, Biller& biller, const CompanyMonth& of,
                              const OnUnrated& failed = {});

/// For each closed month that has changed, and each charge of it, what is due now less what all
/// invoices so far have, at that month's own tariff, allowance and rounding. A charge whose
/// difference is zero has no line. Lines are by company, month, then charge in the order of the
/// tariff, on the invoice of `month`; their numbers are left to the caller. `failed` gets what
/// cannot be rated.
std::vector<InvoiceLine> adjustments(Store& store, Biller& biller, Month month,
                                     const std::optional<std::string>& company,
                                     const OnUnrated& failed);

}  // namespace porto::internal
