// Subscriptions of companies and their invoices: lines excluding VAT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/companies.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"
#include "porto/progress.hpp"
#include "porto/tariff.hpp"
#include "porto/tasks.hpp"
#include "porto/usage.hpp"

namespace porto {

/// A company is on a tariff from a day through a day, both included. Whole months are the days at
/// their ends; a day inside a month needs a tariff that prorates.
struct Subscription {
  std::string company;
  std::string tariff;
  Day from;
  std::optional<Day> through;  ///< not set: until further notice

  Subscription(std::string of, std::string to, Day first, std::optional<Day> last = {})
      : company(std::move(of)), tariff(std::move(to)), from(first), through(last) {}
  /// From the first day of a month through the last day of one.
  Subscription(std::string of, std::string to, Month first, std::optional<Month> last = {})
      : Subscription(std::move(of), std::move(to), first.first_day()) {
    if (last) through = last->last_day();
  }

  bool covers(Day day) const { return from <= day && (!through || day <= *through); }
  /// The month, or some days of it.
  bool covers(Month month) const {
    return from <= month.last_day() && (!through || month.first_day() <= *through);
  }
  /// "2025-03" where it begins with a month, or the day: "2025-03-17".
  std::string from_text() const {
    return from.day() == 1 ? from.month().to_string() : from.to_string();
  }
  /// "2025-03" where it ends with a month, or the day; empty if no end is set.
  std::string through_text() const {
    if (!through) return {};
    return *through == through->month().last_day() ? through->month().to_string()
                                                   : through->to_string();
  }
  friend bool operator==(const Subscription&, const Subscription&) = default;
};

/// A tariff document as it was added, byte for byte.
struct TariffDocument {
  std::string id;
  int version = 1;
  Month effective;
  std::string text;                                ///< the TOML
  std::string sha256{};                            ///< of the text, in hexadecimal
  int language_version = tariff_language_version;  ///< of the language it was read as
  friend bool operator==(const TariffDocument&, const TariffDocument&) = default;
};

/// One row of a company's month, excluding VAT. Where there is a unit price,
/// quantity x unit_price / base_quantity, rounded, is net_amount (EN 16931: BT-129, BT-146, BT-149,
/// BT-131).
struct InvoiceLine {
  Month month;  ///< the month it is invoiced in
  std::string company;
  int line = 1;  ///< from 1, within the company's month
  /// Charge id; empty for a limit of the whole tariff, "item-12" for an item, which has no tariff.
  std::string charge;
  LineKind kind = LineKind::usage;
  std::string text;
  Decimal quantity;
  std::string unit;  ///< UN/ECE Rec 20; empty for limits
  std::optional<Decimal> unit_price;
  Decimal base_quantity = 1;
  Decimal exact_amount;  ///< before rounding
  Money net_amount;
  std::string tariff;
  int tariff_version = 1;
  Month usage_month;  ///< the month the usage is of; differs from `month` for adjustments
  friend bool operator==(const InvoiceLine&, const InvoiceLine&) = default;
};

/// A closed month.
struct ClosedMonth {
  Month month;
  Instant closed_at;
  std::string hash{};                  ///< its link of the chain of closed months; see `verify`
  std::int64_t last_seq = 0;           ///< the last event that was stored when it closed
  std::int64_t last_batch = 0;         ///< the batch that event was stored in
  std::optional<Instant> pruned_at{};  ///< when its raw events were removed
  friend bool operator==(const ClosedMonth&, const ClosedMonth&) = default;
};

/// A closed month and the sum of the lines that it was closed with.
struct ClosedMonthTotal {
  ClosedMonth closed;
  std::int64_t lines = 0;
  Decimal net_amount;  ///< excluding VAT
  Currency currency;   ///< the ledger's
  friend bool operator==(const ClosedMonthTotal&, const ClosedMonthTotal&) = default;
};

/// What can still change about a month's invoice.
enum class MonthState : std::uint8_t {
  open = 1,    ///< its lines are a preview
  closed = 2,  ///< they are frozen
  pruned = 3,  ///< likewise, and the events behind them are removed
};

/// A month's invoice: the lines by company, then line, and the usage that no subscription prices.
struct Invoice {
  Month month;
  MonthState state = MonthState::open;
  std::vector<InvoiceLine> lines;
  std::vector<MonthUsage> unbilled;
};

/// How a month is closed.
struct CloseOptions {
  /// Companies that are left out: the closed month has no lines of them, and they stay marked, so
  /// that the next close bills what is due of it.
  std::vector<std::string> except{};
  std::string actor{};       ///< who leaves them out; empty: not said
  std::string reason{};      ///< why; empty: not said
  bool dry_run = false;      ///< do all of it, then take all of it back
  OnProgress on_progress{};  ///< in subscriptions that are rated
};

/// The frozen invoice of a month, and whether this call froze it.
struct CloseResult {
  Invoice invoice;
  bool closed_now = false;  ///< false: it was closed before, and nothing changed
  /// What there is to know of the lines, of companies that were left out too.
  std::vector<Task> tasks{};
};

}  // namespace porto
