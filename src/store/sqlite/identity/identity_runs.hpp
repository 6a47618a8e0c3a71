// Which identities are stored, and the numbers of their events: an index in place of SQLite's own,
// which rewrites most of itself for each batch of random ids.
//
// What a transaction stores is written once, in order, as a run of pages: see identity_page.hpp. To
// look something up is to look into each run, and there only at pages that may have it; so runs of
// a size are merged once there are some, and there are never many. Ids that grow with time continue
// the run that ends before them, and need no merging. An identity is in one run. It all lies in
// tables of the ledger, identity_run and identity_page, in the transaction of the events.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/identity/identity_entry.hpp"

namespace porto::internal {

class IdentityRuns {
 public:
  explicit IdentityRuns(Connection& connection) : connection_(connection) {}

  /// Sets the numbers of rows: 0 where no event of the identity is stored. `order` has their
  /// indexes in the order of identities; some may be equal.
  void find(std::span<FeedRow> rows, std::span<const std::uint32_t> order);
  /// Gives entry after entry, in order; false after the last.
  using Entries = std::function<bool(IdentityEntry&)>;
  /// Adds so many entries, at least one; none of them is there.
  void add(std::int64_t events, const Entries& entries);
  /// Adds so many entries of one source, at least one, to a run whose identities of the source all
  /// come before: ids that grow with time stay one run. False, and nothing is added, if there is no
  /// such run.
  bool extend(std::int64_t events, const Entries& entries);
  void clear();
  /// Calls `visit` with each entry in order. Error corrupt if an identity is there twice, or a page
  /// or a run is not what it should be.
  void each(const std::function<void(const IdentityEntry&)>& visit);

 private:
  struct Run {
    std::int64_t no;
    std::int64_t events;
  };
  std::vector<Run> runs();
  void find_in(std::int64_t run, std::int64_t source_no, std::span<FeedRow> rows,
               std::span<const std::uint32_t> order);
  /// Which runs become one with that many new entries.
  std::vector<Run> to_merge(std::int64_t events);
  void remove(std::int64_t run);

  Connection& connection_;
};

}  // namespace porto::internal
