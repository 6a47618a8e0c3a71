// The usage of companies in a month, in the form that rating takes.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "billing/coverage.hpp"
#include "porto/calendar.hpp"
#include "porto/tariff.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// The meters whose events a tariff prices one by one.
std::set<std::string> event_meters_of(const Tariff& tariff);

/// What has to be read from events, since totals do not tell it.
struct EventNeeds {
  std::set<std::string> meters;      ///< whose events are priced one by one
  std::set<std::string> by_day;      ///< companies whose usage is priced on some days of the month
  std::optional<Instant> through{};  ///< only usage until then counts; the events after it are read

  void add(const Coverage& coverage, const Tariff& tariff);
  bool empty() const { return meters.empty() && by_day.empty() && !through; }
};

/// Whether a month's events must be read for that: not if only usage by day is needed, and domains
/// brought all of it.
bool reads_events(Store& store, Month month, const EventNeeds& needs);

class CompanyUsage {
 public:
  /// From the totals of a month, of one company or all, and those of its events that are needed:
  /// for usage by day the companies' own ones, since the usage of domains is kept by day. Nothing
  /// else in billing reads events; all else is computed from totals.
  CompanyUsage(std::span<const MonthUsage> totals, Store& store, const Zone& zone, Month month,
               const std::optional<std::string>& company, const EventNeeds& needs);
  /// The same, reading the totals.
  CompanyUsage(Store& store, const Zone& zone, Month month,
               const std::optional<std::string>& company, const EventNeeds& needs);

  /// Of the whole month. Events come in order of time, then source and id, however they were
  /// stored. Error not_found if that needs events which are no longer stored.
  Usage of(const std::string& company) const;
  /// On the days of a coverage, with its share of the month; of a tariff that prices no meter only
  /// the share. Errors as above.
  Usage of(const Coverage& coverage) const;
  /// Whether the days of a total are known; the company's usage was needed by day.
  bool knows_days(const MonthUsage& total) const;
  /// The part of a total that is of some days; the company's usage was needed by day. Errors as
  /// above, overflow.
  MonthUsage part(const MonthUsage& total, MonthDays days) const;

 private:
  struct DayPart {
    Wide quantity = 0;
    std::int64_t events = 0;
    std::vector<Decimal> values;  // of events that are priced one by one
  };
  struct MeterUsage {
    MonthUsage total;
    std::vector<Decimal> events;  // of a meter whose events are priced one by one
    std::vector<DayPart> days;    // where the usage is needed by day; or none
    bool fits = true;             // the total does
  };
  struct Event;
  class Reader;

  void check_events(const MeterUsage& used) const;
  static void check_fits(const MeterUsage& used);
  static DayPart sum(const MeterUsage& used, MonthDays days);
  static MonthUsage part(const MeterUsage& used, MonthDays days);
  const MeterUsage& used(const MonthUsage& total) const;
  std::span<const MeterUsage> of_company(const std::string& company) const;
  MeterUsage& used(const std::string& company, const Meter& meter);

  Month month_;
  std::set<std::string> priced_;  // meters, event by event
  std::set<std::string> by_day_;  // companies
  std::vector<MeterUsage> used_;  // by company, meter
};

}  // namespace porto::internal
