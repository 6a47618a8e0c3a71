// Changes of what a ledger bills: who made them, when and why, and what they do to closed months.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/money.hpp"

namespace porto {

/// What a change of a ledger did.
enum class ChangeKind : std::uint8_t {
  subscription_add,
  subscription_end,
  subscription_remove,
  domain_add,
  domain_end,
  domain_remove,
  tariff_add,
  tariff_remove,
  company_remove,
  company_except,  ///< a month was closed without the company
  item_add,
  item_remove,
};
const char* to_string(ChangeKind kind) noexcept;

/// A change that can move money, as it is kept for ever. Voids and undone imports have records of
/// their own. Texts that say nothing about a kind of change are empty.
struct Change {
  std::int64_t no = 0;  ///< from 1
  ChangeKind kind = ChangeKind::subscription_add;
  std::string company{};
  std::string tariff{};
  int version = 0;       ///< of a tariff that was added or removed; else 0
  std::string domain{};  ///< a sending domain
  /// The first month or day, and the last after the change, as "2024-02" and "2024-02-15"; empty:
  /// not set. What was removed has those that it had. Of a tariff the month it is effective from.
  std::string from{};
  std::string through{};
  std::string was_through{};  ///< of an end: the last month or day before
  std::string sha256{};       ///< of a tariff's document
  std::string actor{};        ///< who made it; empty: not said
  std::string reason{};       ///< why; empty: not said
  std::optional<Instant> at{};
  std::optional<Month> closed_through{};  ///< the last month that was closed by then
  std::string digest{};   ///< its link of the chain of changes; docs/reference/chain.md
  std::int64_t item = 0;  ///< the number of an item that was added or removed; else 0
  std::string amount{};   ///< of the item, with all decimals of the currency
  std::string text{};     ///< of the item
  friend bool operator==(const Change&, const Change&) = default;
};

/// How a change is made. What is removed needs an actor and a reason.
struct ChangeOptions {
  std::string actor{};          ///< who makes it
  std::string reason{};         ///< why
  std::optional<Instant> at{};  ///< the current time
  bool dry_run = false;         ///< do all of it, then take all of it back
  /// Months are meant that are more than two years away: closed ones that are so long before the
  /// month that closes next, or a beginning so long after it, and after `at`; or an end more than
  /// ten years after them.
  bool allow_far = false;
  /// For the removing of subscriptions and domains: also of what closed months used, which the next
  /// close credits.
  bool settle = false;
};

/// What a change does to closed months: the next close settles it.
struct Effect {
  /// A closed month of a company.
  struct ChangedMonth {
    Month month;
    std::string company;
    /// What was due before the change, or was invoiced if that could not be rated; and what is due
    /// after it, not set if it cannot be rated: `notices` say why.
    std::optional<Money> before{};
    std::optional<Money> after{};
    friend bool operator==(const ChangedMonth&, const ChangedMonth&) = default;
  };
  std::vector<ChangedMonth> months{};  ///< by month, company
  std::uint64_t companies = 0;         ///< how many the months are of
  std::optional<Month> next{};         ///< the month that closes next; not set: none is closed yet
  std::optional<Money> before{};       ///< sums of those that can be rated
  std::optional<Money> after{};
  /// What is done, and should be known: two tariffs that price one meter, ...
  std::vector<std::string> notices{};
  friend bool operator==(const Effect&, const Effect&) = default;
};

}  // namespace porto
