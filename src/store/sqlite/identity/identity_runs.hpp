// An index of stored identities, with the numbers of their events. SQLite's own would rewrite most
// of itself for each batch of random ids.
//
// New identities are written once, in order, as a run of pages: see identity_page.hpp. A look-up
// reads each run, but only the pages that may have the identity; runs of one size are merged once
// there are sixteen, so that there are never many. Ids that grow with time continue the run that
// ends before them, and need no merging. An identity is in one run. The tables identity_run and
// identity_page of the ledger hold it all, written in the transaction of the events.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/identity/identity_entry.hpp"
#include "store/sqlite/identity/identity_filter.hpp"

namespace porto::internal {

class IdentityRuns {
 public:
  explicit IdentityRuns(Connection& connection) : connection_(connection) {}

  /// Sets the numbers of rows: 0 where no event of the identity is stored. `order` has their
  /// indexes in the order of identities; some may be equal.
  void find(std::span<FeedRow> rows, std::span<const std::uint32_t> order);
  /// Gives the next entry, in order; false after the last.
  using Entries = std::function<bool(IdentityEntry&)>;
  /// Adds `events` (> 0) entries; none may be stored already.
  void add(std::int64_t events, const Entries& entries);
  /// Adds `events` (> 0) entries of one source to a run whose identities of the source all come
  /// before them, so that ids that grow with time stay one run. False if there is no such run: then
  /// nothing is added.
  bool extend(std::int64_t events, const Entries& entries);
  /// Takes out the entries whose number `undone` names. Reads every page, and writes those that
  /// had one of them.
  void release(const std::function<bool(std::int64_t)>& undone);
  void clear();
  /// What is known of the file may have changed: a transaction was rolled back, or the runs were
  /// made anew.
  void forget() noexcept { filters_.clear(); }
  /// Calls `visit` with each entry in order. Error corrupt if an identity is stored twice, or a
  /// page or a run is damaged.
  void each(const std::function<void(const IdentityEntry&)>& visit);

 private:
  struct Run {
    std::int64_t no;
    std::int64_t events;
  };
  std::vector<Run> runs();
  void find_in(std::int64_t run, std::int64_t source_no, std::span<FeedRow> rows,
               std::span<const std::uint32_t> order);
  /// The runs to merge when this many entries are added.
  std::vector<Run> to_merge(std::int64_t events);
  void remove(std::int64_t run);
  void remove_filter(std::int64_t run);
  const IdentityFilter* filter_of(std::int64_t run);
  std::optional<IdentityFilter> read_filter(std::int64_t run);
  void check_filters();
  IdentityFilter filter_for(const Run& run);
  void shrink(const Run& run, std::int64_t freed);

  // Fewer rows are looked up without filters, which would first have to be read.
  static constexpr std::size_t enough_to_filter = 1000;

  Connection& connection_;
  std::map<std::int64_t, std::optional<IdentityFilter>> filters_;  // by run, once they were read
  std::int64_t filters_version_ = 0;                               // of the file
};

}  // namespace porto::internal
