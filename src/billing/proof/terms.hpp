// The terms that a ledger bills by, subscriptions, claims of domains and versions of tariffs, as
// its changes give them: every one of them came by a change that is kept.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Terms {
 public:
  /// Makes one change after the other, in order. Error corrupt for one that does not follow from
  /// those before.
  void apply(const Change& change);

  std::vector<Subscription> subscriptions() const;  ///< by company, tariff, from
  std::vector<SendingDomain> claims() const;        ///< by domain, from
  /// The SHA-256 of the documents, by id, version.
  const std::map<std::pair<std::string, int>, std::string>& tariffs() const { return tariffs_; }
  /// What each item is, as item_in_words() says it, by number.
  const std::map<std::int64_t, std::string>& items() const { return items_; }

 private:
  std::map<std::tuple<std::string, std::string, Day>, Subscription> subscriptions_;
  std::map<std::pair<std::string, std::optional<Day>>, SendingDomain> claims_;
  std::map<std::pair<std::string, int>, std::string> tariffs_;
  std::map<std::int64_t, std::string> items_;
};

/// "-100.00 of company "a" in 2026-03, "Credit"".
std::string item_in_words(const InvoiceItem& item);

/// What the changes through number `last` give.
Terms terms_after(std::span<const Change> changes, std::int64_t last);

/// Whether a change can have touched a month; one that says nothing of months touches all. Error
/// corrupt.
bool touches(const Change& change, Month month);

/// The number of the last record of a chain that a month was closed with; 0: there was none.
std::int64_t last_of(const ClosedState& state, std::string_view chain);

/// The records of a chain between two closes, or since one.
struct RecordRange {
  static constexpr std::int64_t no_end = INT64_MAX;
  std::int64_t after = 0;
  std::int64_t through = no_end;
  bool has(std::int64_t no) const { return after < no && no <= through; }
};

}  // namespace porto::internal
