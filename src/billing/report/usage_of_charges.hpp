// Which tariffs and charges price the usage of a month: how usage gets their keys.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "billing/bill.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Usage that a charge prices, or that none does.
struct ChargedUsage {
  std::string tariff;   ///< empty: none prices it, or it is not asked for
  std::string charge;   ///< the same
  MonthUsage usage;     ///< on the days on which it is priced so
  bool shared = false;  ///< another tariff or charge prices it as well
  bool known = true;    ///< false: which part it is only pruned events would tell
};

/// By which keys usage is told apart.
struct ChargeKeys {
  bool tariff = false;
  bool charge = false;
  std::optional<std::string> only_tariff{};  ///< only what this one prices
};

class UsageOfCharges {
 public:
  UsageOfCharges(Store& store, const Zone& zone, Biller& biller)
      : store_(store), zone_(zone), biller_(biller) {}

  /// Calls `visit` with the usage of a month, of one company or all, by company, meter: once for
  /// each of the keys that price it, and for what is left of it. Usage of some days of a month is
  /// told apart from the events of its company; no others are read.
  void each(Month month, const std::optional<std::string>& company, const ChargeKeys& keys,
            const std::function<void(const ChargedUsage&)>& visit);

 private:
  Store& store_;
  const Zone& zone_;
  Biller& biller_;
};

}  // namespace porto::internal
