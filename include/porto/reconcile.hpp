// Reconciling: what the ledger metered, beside what somebody else counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/import.hpp"
#include "porto/usage.hpp"

namespace porto {

/// What is compared in each month: the usage of each company, of each sending domain, or all of it.
enum class ReconcileBy : std::uint8_t { company, domain, total };
const char* to_string(ReconcileBy by) noexcept;
/// "company", "domain", "total". Error invalid_argument for any other text.
ReconcileBy parse_reconcile_by(std::string_view name);

/// How to compare.
struct ReconcileOptions {
  /// How the file is read, of which map, delimiter, encoding, company and zone are used. The zone
  /// is theirs: that of their months. Empty: for Mailgun's JSON UTC, else the ledger's.
  ImportOptions file;
  std::string meter{messages_meter};
  /// Not set: by company if the file names companies, else by domain if it names domains, else in
  /// total. What the file tells in more detail is summed up.
  std::optional<ReconcileBy> by;
  /// Which number of Mailgun's JSON is compared: "delivered_count", "delivered.total". Empty: the
  /// one that counts what the ledger counts of source mailgun.
  std::string metric;
  bool only_differs = false;  ///< rows that are the same are left out; the report has them
};

/// Metered usage of a month, and an external count.
struct Reconciled {
  Month month;
  /// Not set: not compared by company, or usage of domains that belong to no company.
  std::optional<std::string> company;
  std::optional<Decimal> metered;  ///< not set: the ledger has no usage
  std::optional<Decimal> theirs;   ///< not set: the other side does not name it
  /// Not set: not compared by domain, or usage whose events name a company and no domain.
  std::optional<std::string> domain{};
  bool incomplete = false;  ///< their counts are of a part of the month
  /// metered - theirs, where what is not set is 0.
  Decimal difference() const;
  /// "same", "differs", "only_metered", "only_theirs" (a 0 that stands alone is "same"), or
  /// "incomplete".
  const char* result() const;
  friend bool operator==(const Reconciled&, const Reconciled&) = default;
};

/// The sums of a comparison. Rows that are incomplete are in `incomplete` and nowhere else.
struct ReconcileReport {
  std::uint64_t compared = 0;
  std::uint64_t differ = 0;  ///< of those compared: differs, only_metered, only_theirs
  std::uint64_t incomplete = 0;
  Decimal metered;                   ///< of all compared
  Decimal theirs;                    ///< of all compared
  int decimals = 0;                  ///< of the meter
  std::vector<std::string> notices;  ///< worth knowing, not wrong: an ignored column, ...
  Decimal difference() const { return metered - theirs; }
  bool is_same() const noexcept { return differ == 0 && incomplete == 0; }
};

struct Reconciliation {
  std::vector<Reconciled> rows;  ///< by month, company, domain; what is not set comes first
  ReconcileReport report;
};

}  // namespace porto
