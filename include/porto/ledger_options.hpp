// Settings of a ledger, fixed when it is created.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"

namespace porto {

/// The rule for usage of closed months.
enum class LatePolicy : std::uint8_t {
  adjust,  ///< it is stored, and adjustment lines of the next month that closes settle it
  refuse,  ///< it is rejected
};
const char* to_string(LatePolicy policy) noexcept;
/// Error invalid_argument for any other text.
LatePolicy parse_late_policy(std::string_view name);

/// The most that LedgerOptions::future_days may be.
inline constexpr int most_future_days = 36'500;

/// Settings of a ledger, fixed when it is created.
struct LedgerOptions {
  std::string zone = "Europe/Stockholm";
  std::string currency = "SEK";
  LatePolicy late = LatePolicy::adjust;
  std::optional<int> future_days{};  ///< events may be at most N days ahead; not set: any
  bool negative = false;             ///< whether quantities may be negative
  /// Events before it are refused: their time is mistaken, most often read in another unit.
  Month first_month{2000, 1};
};

/// How long a call waits for another process that writes, unless it is said otherwise.
inline constexpr std::int32_t default_busy_timeout_ms = 10'000;

/// How a ledger that exists is opened.
struct OpenOptions {
  /// Nothing is written, neither to the file nor beside it, and a file of an older version stays
  /// what it is. Needs no write permission. What others have stored in a `-wal` is read; where no
  /// `-wal` is there at first and somebody writes meanwhile, reading ends with Error busy. Every
  /// change is Error read_only.
  bool read_only = false;
  /// How long each call waits for another process that writes before it ends with Error busy; 0:
  /// not at all; below 0 is Error invalid_argument. Who waits asks each millisecond, and
  /// Ledger::interrupt ends it.
  std::int32_t busy_timeout_ms = default_busy_timeout_ms;
};

struct LedgerInfo {
  std::string zone;
  std::string currency;
  int schema_version = 0;
  LatePolicy late = LatePolicy::adjust;
  std::optional<int> future_days{};
  bool negative = false;
  Month first_month{2000, 1};
  friend bool operator==(const LedgerInfo&, const LedgerInfo&) = default;
};

}  // namespace porto
