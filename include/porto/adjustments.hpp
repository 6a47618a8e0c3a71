// Adjustments of closed months, and what caused them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/invoice.hpp"

namespace porto {

/// Something that changed a closed month of a company, which a later invoice settles. Texts that
/// say nothing about it are empty.
struct AdjustmentCause {
  /// "late" (usage that came after the close), "void", "correct", "undo" (of an import), the name
  /// of a ChangeKind, or "unknown": what it was is pruned.
  std::string what;
  std::string meter{};
  std::optional<Decimal> quantity{};  ///< by how much the usage changed
  std::int64_t events = 0;            ///< how many came or went
  std::string source{};
  std::string event_id{};   ///< of a single event
  std::int64_t import = 0;  ///< that stored late usage, or that was undone; 0: none
  std::string tariff{};
  int version = 0;  ///< of a tariff that was added or removed
  std::string domain{};
  std::optional<Instant> at{};
  std::string actor{};
  std::string reason{};
  friend bool operator==(const AdjustmentCause&, const AdjustmentCause&) = default;
};

/// The adjustments of a company's closed month on one invoice, and what caused them.
struct AdjustedMonth {
  std::string company;
  Month usage_month;
  std::vector<InvoiceLine> lines;  ///< the adjustments
  std::vector<AdjustmentCause> causes;
  friend bool operator==(const AdjustedMonth&, const AdjustedMonth&) = default;
};

}  // namespace porto
