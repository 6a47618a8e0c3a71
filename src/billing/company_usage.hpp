// The usage of companies in a month, in the form that rating takes.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/tariff.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The meters whose events a tariff prices one by one.
std::set<std::string> event_meters_of(const Tariff& tariff);

class CompanyUsage {
 public:
  /// Reads the totals of a month, of one company or all, and the events of `event_meters` one by
  /// one. Nothing else in billing reads events; all else is computed from totals.
  CompanyUsage(Store& store, const Zone& zone, Month month,
               const std::optional<std::string>& company,
               const std::set<std::string>& event_meters);
  /// The same from totals that have been read.
  CompanyUsage(std::span<const MonthUsage> totals, Store& store, const Zone& zone, Month month,
               const std::optional<std::string>& company,
               const std::set<std::string>& event_meters);

  /// Events come in order of time, then source and id, however they were stored.
  Usage of(const std::string& company) const;

 private:
  struct MeterUsage {
    std::string company;
    Usage::Meter usage;
  };
  struct Event;
  void read_events(Store& store, const Zone& zone, Month month,
                   const std::optional<std::string>& company, const std::string& meter,
                   int decimals);

  Usage::Meter& used(const std::string& company, const std::string& meter);

  std::vector<MeterUsage> used_;  // by company, meter
};

}  // namespace porto::internal
