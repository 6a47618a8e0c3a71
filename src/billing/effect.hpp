// What a change does to closed months, measured in its own transaction: what is due of them before
// and after. The difference is that of the adjustments of the month that closes next.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// That of a change that touches no closed month.
Effect no_effect(Store& store);

class EffectOf {
 public:
  /// To be made before the change, in its transaction. `company`: the only one whose months the
  /// change can touch; not set: it can touch those of all.
  EffectOf(Store& store, const Zone& zone, std::optional<std::string> company);

  /// After the change, in that transaction or a later one. Months that were changed already are
  /// compared with what was due of them before, others with what is invoiced.
  Effect take();

 private:
  using Amounts = std::map<CompanyMonth, std::optional<Money>>;
  Amounts due(const std::vector<CompanyMonth>& months, std::vector<std::string>* notices);

  Store& store_;
  const Zone& zone_;
  std::optional<std::string> company_;
  Amounts due_before_;  // of the months that were changed already
};

}  // namespace porto::internal
