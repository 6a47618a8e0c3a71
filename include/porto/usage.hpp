// Usage: what was counted, for whom and when; and what recording it did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"

namespace porto {

/// The meter every ledger starts with: sent messages, no decimals.
inline constexpr std::string_view messages_meter = "messages";

/// Ids of companies, events and sources are opaque UTF-8 text of 1 to this many bytes, without
/// control characters, never normalised: "0010" and "10" differ.
inline constexpr std::size_t max_id_bytes = 255;

/// The most decimals of a meter: a quantity of one unit still fits in 64 bits.
inline constexpr int most_meter_decimals = 18;

/// What is counted. Quantities are whole numbers of 10^-decimals.
struct Meter {
  std::string id;
  int decimals = 0;  ///< 0 to most_meter_decimals
  friend bool operator==(const Meter&, const Meter&) = default;
};

/// A view of text that somebody else keeps. A std::string that goes away at once is a compile
/// error.
class BorrowedText : public std::string_view {
 public:
  constexpr BorrowedText() noexcept = default;
  constexpr BorrowedText(std::string_view text) noexcept : std::string_view(text) {}
  constexpr BorrowedText(const char* text) : std::string_view(text) {}
  BorrowedText(const std::string& text) noexcept : std::string_view(text) {}
  BorrowedText(const std::string&&) = delete;
};

/// One thing that happened. (source, event_id) is its identity for ever: the idempotency key.
/// The texts are borrowed: they need to live for the call they are passed to, no longer.
struct UsageEvent {
  BorrowedText source;
  BorrowedText event_id;
  BorrowedText company;
  BorrowedText meter = messages_meter;
  Instant occurred_at;        ///< 0 is "not set", and rejected
  std::int64_t quantity = 1;  ///< in the meter's smallest unit; below 0 if the ledger allows it
  /// The sending domain, if `company` is empty; the ledger maps it to a company.
  BorrowedText domain = {};
};

/// What recording an event did.
enum class Outcome : std::uint8_t {
  stored,  ///< counted, on disk
  /// The same identity with the same content is there already, or was corrected to it; nothing
  /// changed.
  duplicate,
  conflict,  ///< the same identity with other content is there already; nothing changed
  rejected,  ///< malformed, or its month is closed; nothing changed
};
const char* to_string(Outcome outcome) noexcept;

/// The outcome of one event, with the reason if it was rejected or conflicts.
struct RecordResult {
  Outcome outcome = Outcome::stored;
  std::string kind;    ///< of fault, the same for all events with it: "meter is unknown"
  std::string reason;  ///< for people: the kind, what this event has, what to do
};

/// The metered total of one company, month and meter.
struct MonthUsage {
  Month month;
  std::string company;
  std::string meter;
  int decimals = 0;           ///< of the meter
  std::int64_t quantity = 0;  ///< in the meter's smallest unit
  std::int64_t events = 0;    ///< how many events made it up
  Decimal amount() const { return Decimal::from_scaled(quantity, decimals); }
  friend bool operator==(const MonthUsage&, const MonthUsage&) = default;
};

/// Assigns a mail domain to a company from a day through a day, both included. It belongs to one
/// company at a time.
struct SendingDomain {
  std::string domain;  ///< in lower case
  std::string company;
  std::optional<Day> from{};     ///< not set: since ever
  std::optional<Day> through{};  ///< not set: until further notice
  bool covers(Day day) const { return (!from || *from <= day) && (!through || day <= *through); }
  friend bool operator==(const SendingDomain&, const SendingDomain&) = default;
};

/// The metered total of a domain in a month, on the days on which it belongs to no company.
struct UnassignedUsage {
  std::string domain;
  Month month;
  std::string meter;
  int decimals = 0;           ///< of the meter
  std::int64_t quantity = 0;  ///< in the meter's smallest unit
  std::int64_t events = 0;
  Decimal amount() const { return Decimal::from_scaled(quantity, decimals); }
  friend bool operator==(const UnassignedUsage&, const UnassignedUsage&) = default;
};

/// The cancelling of one event. The event itself stays.
struct Void {
  std::string source;
  std::string event_id;
  std::string actor;   ///< who did it
  std::string reason;  ///< why
  Instant voided_at;
  friend bool operator==(const Void&, const Void&) = default;
};

/// An event as it is stored, and what has become of it.
struct StoredEvent {
  std::int64_t seq = 0;  ///< its place in the order in which events were stored
  std::string source;
  std::string event_id;
  std::string company;       ///< as the event said; empty if it named a domain
  std::string domain;        ///< as the event said; empty if it named a company
  std::optional<Day> day{};  ///< the day that decides whose domain it is; of events that name one
  std::string meter;
  Instant occurred_at;
  std::int64_t quantity = 0;
  std::string owner;             ///< the company it counts for now; empty: unassigned
  std::optional<Void> voided{};  ///< if it was, also with its import: it counts for nobody
  std::int64_t import = 0;       ///< the number of the import that stored it; 0: none did
  std::string corrects{};        ///< the id of the event in whose place it is; empty: it is in none
  std::string corrected_by{};    ///< the id of the event in its place; empty: there is none
  friend bool operator==(const StoredEvent&, const StoredEvent&) = default;
};

/// Which stored events to list; what is not set does not restrict.
struct EventListOptions {
  std::optional<std::string> company{};  ///< that count for the company now
  std::optional<Month> from{};           ///< of this month of the ledger's zone or a later one
  std::optional<Month> through{};        ///< of this month or an earlier one
  std::optional<Day> day{};              ///< of this day of the ledger's zone
  std::optional<std::string> source{};
  std::optional<std::string> domain{};  ///< that named the sending domain
  std::optional<std::string> meter{};
  std::optional<std::int64_t> import{};  ///< that the import with this number stored
  /// Only those that were voided, alone or with their import. Without any of the filters above but
  /// `source`, also those that were voided and then pruned: only what the void says is known of
  /// them, and their meter is empty.
  bool voided = false;
  std::int64_t after = 0;                ///< that were stored after the event with this seq
  std::optional<std::uint64_t> limit{};  ///< the first so many
};

/// Which usage to read; what is not set does not restrict.
struct MonthFilter {
  std::optional<Month> month;
  std::optional<std::string> company;
};

}  // namespace porto
