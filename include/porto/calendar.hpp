// Instants, civil months and the time zone that joins them. There is no clock here: callers pass
// times.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace porto {

/// A moment: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
struct Instant {
  std::int64_t unix_us = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Strict RFC 3339 (section 5.6): "2025-05-31T22:30:00.5Z", "2025-06-01T00:30:00+02:00". Date, time
/// with seconds and an offset are required; 'T' and 'Z' in either case, a space for 'T' is refused;
/// more than six fraction digits are floored. "-00:00" is read as UTC. Second 60 only where UTC had
/// a leap second (IERS Bulletin C); it becomes the second before. Error bad_time that says what is
/// wrong.
Instant parse_rfc3339(std::string_view text);
/// Seconds since the epoch as decimal text, "1772323199.251004": optional '-', digits, optional '.'
/// and digits. More than six fraction digits are floored. Error bad_time, also beyond year 9999.
Instant parse_epoch_seconds(std::string_view text);
/// "2025-05-31T22:30:00Z", with a fraction only if there is one: ".5", ".251004". Years outside
/// 0000 to 9999, which RFC 3339 does not have, get a sign: "+12024-01-01T00:00:00Z".
std::string to_rfc3339(Instant instant);

class Day;

/// A civil month, written "2024-02". Years 0001 to 9999.
class Month {
 public:
  /// Error invalid_argument outside the years or the months 1 to 12.
  Month(int year, int month);
  /// "2024-02" exactly. Error invalid_argument.
  static Month parse(std::string_view text);
  static Month from_number(int yyyymm) { return {yyyymm / 100, yyyymm % 100}; }

  int year() const noexcept { return index_ / 12; }
  int month() const noexcept { return index_ % 12 + 1; }
  /// 202402 for 2024-02: how months are stored and passed through the C ABI.
  int number() const noexcept { return year() * 100 + month(); }
  std::string to_string() const;

  /// Error invalid_argument outside the years.
  Month next() const { return plus(1); }
  Month previous() const { return plus(-1); }
  Month plus(int months) const;
  /// How many months after another it is: 1 for 2024-03 since 2024-02; below 0 where it is before.
  int months_since(Month other) const noexcept { return index_ - other.index_; }
  int days() const;  ///< 28 to 31
  Day first_day() const;
  Day last_day() const;

  friend auto operator<=>(const Month&, const Month&) = default;

 private:
  std::int32_t index_;  // months since year 0, so that months are counted by subtraction
};

/// A civil day, written "2025-03-17". Years 0001 to 9999.
class Day {
 public:
  /// Error invalid_argument for a day that the month does not have.
  Day(Month month, int day);
  /// "2025-03-17" exactly. Error invalid_argument.
  static Day parse(std::string_view text);
  static Day from_number(int yyyymmdd) {
    return {Month::from_number(yyyymmdd / 100), yyyymmdd % 100};
  }

  Month month() const { return Month::from_number(number_ / 100); }
  int day() const noexcept { return number_ % 100; }  ///< of the month, 1 to 31
  /// 20250317 for 2025-03-17: how days are stored and passed through the C ABI.
  int number() const noexcept { return number_; }
  std::string to_string() const;

  /// Error invalid_argument outside the years.
  Day next() const;
  Day previous() const;

  friend auto operator<=>(const Day&, const Day&) = default;

 private:
  std::int32_t number_;
};

/// The instants at which a zone's clocks show a local time: one as a rule, none where they are set
/// forward over it, two where they are set back.
struct LocalInstants {
  int count = 0;
  Instant first;
  Instant last;
};

/// An IANA time zone, and the months and days in it. Reads the machine's tz database once, when it
/// is made; then a table look-up per instant. A value that may be shared between threads.
class Zone {
 public:
  /// Error unknown_zone if the machine's tz database has no such zone (never falls back to UTC).
  explicit Zone(const std::string& iana_name);

  const std::string& name() const noexcept { return name_; }
  /// The first instant of a month: the earliest instant whose local date is in the month. If
  /// local midnight does not exist it is the first instant after the gap; if it comes twice, the
  /// first. Error bad_time outside the range of the table, 1970-01 to 2199-12.
  Instant start(Month month) const;
  /// The end is not in the month: periods are half-open [start, end).
  Instant end(Month month) const { return start(month.next()); }
  /// The month an instant falls in. Error bad_time outside 1970-01 to 2199-12.
  Month month_of(Instant instant) const;
  /// The same of a day: the earliest instant whose local date is not before the day. Error bad_time
  /// outside the range of the table.
  Instant start(Day day) const;
  Instant end(Day day) const;
  /// The day an instant falls in: the last one that has begun, so that it is in the month of
  /// month_of(). Error bad_time outside 1970-01 to 2199-12.
  Day day_of(Instant instant) const;
  /// When the clocks show a local time, given as microseconds from 1970-01-01T00:00 by the same
  /// clocks. None outside the range of the table.
  LocalInstants at_local(std::int64_t local_us) const;
  /// The local time with its offset, "2025-06-01T00:30:00+02:00"; in UTC outside the range of the
  /// table, and where an old offset is no whole number of minutes.
  std::string to_rfc3339(Instant instant) const;
  /// True for an instant that month_of accepts.
  bool covers(Instant instant) const noexcept;

  /// The release of the tz database the table was made from, such as "2025b"; "unknown" if the
  /// machine does not say. It is recorded beside what was billed with it.
  const std::string& tzdb_version() const noexcept { return tzdb_version_; }

 private:
  // An offset from UTC, in force from an instant until the next one begins.
  struct Offset {
    std::int64_t begin_us;
    std::int64_t offset_us;
  };
  std::size_t offset_at(std::int64_t unix_us) const;  // the index of the one in force

  std::string name_;
  std::string tzdb_version_;
  std::vector<std::int64_t> starts_us_;  // of 1970-01, 1970-02, ... 2200-01
  std::vector<Offset> offsets_;          // from 1970-01 to 2200-01
};

}  // namespace porto
