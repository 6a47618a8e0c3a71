// What companies used in a month, in the form that rating takes it.
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

class Measured {
 public:
  /// Reads the totals of a month, of one company or all, and of `event_meters` the value of each
  /// event too: the only thing in billing that reads events, since a sum cannot tell them.
  Measured(Store& store, const Zone& zone, Month month, const std::optional<std::string>& company,
           const std::set<std::string>& event_meters);
  /// The same where the totals have been read.
  Measured(std::span<const MonthUsage> totals, Store& store, const Zone& zone, Month month,
           const std::optional<std::string>& company, const std::set<std::string>& event_meters);

  /// Events come in order of time, then source and id, however they were stored.
  Usage of(const std::string& company) const;

 private:
  struct Used {
    std::string company;
    Usage::Meter of;
  };
  struct Event;
  void read_events(Store& store, const Zone& zone, Month month,
                   const std::optional<std::string>& company, const std::string& meter,
                   int decimals);

  Usage::Meter& used(const std::string& company, const std::string& meter);

  std::vector<Used> used_;  // by company, meter
};

}  // namespace porto::internal
