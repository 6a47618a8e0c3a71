// What the servers of a ledger on several tell: their parts of a whole, which only spread/ sees.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/postgres/lane.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal::postgres {

/// What recording on one server asks of the head, which has the control data. Others may wait for a
/// lane meanwhile: nobody who answers waits for one.
class Head {
 public:
  virtual ~Head() = default;
  /// Adds the companies that the ledger lacks; which those are, by id.
  virtual std::vector<std::string> add_companies(const std::vector<std::string>& ids) = 0;
  virtual std::optional<Meter> meter(std::string_view id) = 0;
  /// The last closed month; 0: none is.
  virtual std::int32_t closed_through() = 0;
  /// The same, while nobody closes a month.
  virtual void while_nobody_closes(const std::function<void(std::int32_t closed)>& work) = 0;
};

struct MonthSum {
  Month month;
  std::string company;
  std::string meter;
  int decimals = 0;
  Wide quantity = 0;
  std::int64_t events = 0;
};
struct DaySum {
  Day day;
  std::string domain;
  std::string meter;
  int decimals = 0;
  Wide quantity = 0;
  std::int64_t events = 0;
};

struct VoidOfEvent {
  std::int64_t seq = 0;
  Void what;
  std::string replaced_by{};
};

/// By lane, the epoch at which a close cut it.
using LastCuts = std::map<std::int16_t, std::int32_t>;

/// Names of usage of closed months: of companies, and of whoever has a domain on a day.
struct NamedUsage {
  std::vector<CompanyMonth> months{};
  std::vector<std::pair<Day, std::string>> days{};
  std::vector<Month> domains{};  ///< in which sums of domains have changed
};

/// How many changes there have been that several servers take part in.
struct WideChanges {
  std::int64_t undos = 0;
  std::int64_t prunings = 0;
  std::string begun{};  ///< the one that is not finished; empty: none
  friend bool operator==(const WideChanges&, const WideChanges&) = default;
};
/// Of the head, in a transaction that is open.
WideChanges read_wide_changes(Connection& connection);

struct TakenBack {
  std::int64_t voided = 0;
  std::int64_t kept = 0;
  NamedUsage usage{};
};

}  // namespace porto::internal::postgres
