// Storing usage events. The appends of one transaction share in memory, until they are flushed: the
// numbers of names, the sums that are not in the totals yet and, in Identity, the identities that
// are in no table yet. A batch has events of most companies, so each total is brought up to date
// once per transaction and not once per batch.
#pragma once

#include <span>
#include <vector>

#include "store/sqlite/claims.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/identity/identity.hpp"
#include "store/sqlite/names.hpp"
#include "store/sqlite/totals.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// While it lives nothing else may change companies, domains, claims, periods or totals, or read
/// totals.
class Appends {
 public:
  Appends(Connection& connection, Feed& feed, Identity& identity);

  /// See Store::append.
  AppendResult append(std::span<const DatedEvent> events);
  /// Brings identities and totals up to date; to be called once, at the end. Error overflow.
  void flush();

 private:
  std::vector<FeedRow> number(std::span<const DatedEvent> events);
  void count(const DatedEvent& dated, const FeedRow& row, Totals& late);

  Connection& connection_;
  Feed& feed_;
  Identity& identity_;
  EventNames names_;
  NewNames new_companies_;
  NewNames new_domains_;
  Claims claims_;
  std::int64_t closed_through_;  // the last closed month; 0 if none is
  Totals months_{month_totals};
  Totals days_{day_totals};
};

}  // namespace porto::internal
