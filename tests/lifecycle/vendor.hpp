// A small vendor's year as plain lists: what was sent, what was taken back, whose domains are
// whose, who is on which tariff. What a month should cost is worked out from the lists each time,
// in whole numbers, so that nothing here can know how porto keeps or adjusts things.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "porto/ledger.hpp"

namespace porto::testing {

using namespace internal;

/// A price the vendor has had: a fee that covers some messages and a price for each above, or a
/// price with a minimum. Money in millionths of a krona. A share of a month costs a share of fee
/// and minimum, or cannot be had.
struct Price {
  std::string tariff;
  int version;
  Month effective;
  std::int64_t fee;
  std::int64_t included;
  std::int64_t each;
  std::int64_t minimum;
  bool by_days = true;
  std::string toml() const;
};

struct Sent {
  std::string id;
  std::string company;  ///< or
  std::string domain;
  Instant at;
  std::int64_t quantity;
  bool voided = false;
  std::string corrects{};  ///< the message in whose place this one was stored
};

struct Vendor {
  std::vector<Price> prices;
  std::vector<Sent> sent;
  std::vector<SendingDomain> claims;
  std::vector<Subscription> subscriptions;

  /// The messages of a company on some days.
  std::int64_t used(const Zone& zone, const std::string& company, const std::set<Day>& days) const;
  /// The days of a month on which a company is on a tariff, or on any (empty).
  std::set<Day> days_on(const std::string& company, const std::string& tariff, Month month) const;
  /// What a single invoice for the month would be, by tariff, in öre. Tariffs that the company is
  /// not on are not named.
  std::map<std::string, std::int64_t> cost(const Zone& zone, const std::string& company,
                                           Month month) const;
};

}  // namespace porto::testing
