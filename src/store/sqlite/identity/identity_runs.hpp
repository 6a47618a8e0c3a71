// An index of identities that grows with little work for each entry, and little for each commit.
// SQLite's own would rewrite most of itself for each batch, since hashes are random.
//
// New entries are written once, in order, as a run. A look-up asks the filters of each run, and
// reads only the pages that may have the identity. Once there are sixteen runs of a size they are
// merged, bit by bit: whenever entries are added, about twice as many are moved into the run that
// the sixteen become, from the lowest hash on. An entry is in one run at any time.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/identity/identity_entry.hpp"
#include "store/sqlite/identity/identity_table.hpp"

namespace porto::internal {

class IdentityRuns {
 public:
  IdentityRuns(Connection& connection, IdentitiesOf of)
      : connection_(connection), table_(connection, of) {}

  /// Calls `visit` for each entry that has a wanted hash. `wanted` is in order.
  void find(std::span<const WantedIdentity> wanted, const IdentityTable::Visit& visit);
  /// Adds entries (some), which are in order.
  void add(std::span<const IdentityEntry> entries);
  /// Takes out the entries whose value `free` names. Reads every page, and writes those that had
  /// one of them.
  void release(const std::function<bool(std::int64_t)>& free);
  /// What is known of the file may have changed: a transaction was rolled back.
  void forget() noexcept { filters_.clear(); }
  /// Calls `visit` with all entries in order, some at a time. Error corrupt if a page, a filter or
  /// a run is damaged.
  void each(const std::function<void(std::span<const IdentityEntry>)>& visit);

 private:
  const std::vector<IdentityPart>& parts_of(std::int64_t run);
  std::int64_t add_run();
  void append(std::int64_t run, std::span<const IdentityEntry> entries);
  void remove(std::int64_t run);
  void begin_merges();
  void go_on_merging(std::int64_t entries);
  void move_some(std::int64_t into, std::span<const IdentityRun> sources, std::int64_t entries);
  void check_size(std::span<const IdentityRun> all);
  void check_merges(std::span<const IdentityRun> all);
  void check_filters(std::int64_t run, std::span<const IdentityEntry> entries);

  Connection& connection_;
  IdentityTable table_;
  std::map<std::int64_t, std::vector<IdentityPart>> filters_;  // by run, once they were read
  std::int64_t filters_version_ = 0;                           // of the file
};

}  // namespace porto::internal
