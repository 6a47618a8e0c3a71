// Whether an event is new. (source, event id) identifies a usage event for ever, also once it was
// pruned, unless the import that stored it is undone: then the identity is free. This is the only
// code that compares identities, and the only code that writes usage_event.
//
// Identities are kept beside the events, as keyed hashes: those of the open transaction in memory,
// until they are flushed; few new ones in a table, identity_recent; and what has become many as
// runs: see identity_runs.hpp. A hash leads to an event, and the event tells whether it is the one;
// only what was pruned is known by its hash alone, and its content by another.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/identity/identity_pending.hpp"
#include "store/sqlite/identity/identity_runs.hpp"
#include "store/sqlite/identity/kept_key.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Identity {
 public:
  Identity(Connection& connection, Feed& feed)
      : connection_(connection),
        feed_(feed),
        stored_(connection, IdentitiesOf::stored),
        pruned_(connection, IdentitiesOf::pruned) {}

  /// The number of the stored event with this identity; 0 if there is none.
  std::int64_t seq(std::int64_t source_no, std::string_view event_id);
  /// For each row the outcome that append would give because its identity is known; none if it is
  /// not. Sets the rows' numbers, 0 where no event of the identity is stored. `events` are what the
  /// rows were made of, one each.
  std::vector<std::optional<Outcome>> find(std::span<FeedRow> rows,
                                           std::span<const DatedEvent> events);
  struct Outcomes {
    std::vector<Outcome> outcomes;      // of each row
    std::vector<std::uint32_t> stored;  // the indexes of those that were, in the order of numbers
  };
  /// Stores the rows that are new, in the order of their identity, with numbers from `first_seq`;
  /// of rows with one identity, the first. Changes no stored event.
  Outcomes append(std::span<FeedRow> rows, std::span<const DatedEvent> events,
                  std::int64_t first_seq);
  /// Writes the identities of what was appended; to be called before the transaction is committed.
  void flush();
  /// The transaction was rolled back.
  void forget() noexcept;
  /// Frees the identities of the events that `undone` names by their numbers. Reads the whole
  /// index. Nothing may have been appended since the last flush.
  void release(const std::function<bool(std::int64_t)>& undone);
  /// Keeps hashes in place of the events that occurred before `before`, but of undone ones: to be
  /// called before they are removed. Nothing may have been appended since the last flush.
  void prune(Instant before);
  PrunedIdentities pruned();
  /// Calls `visit` with what is kept of each pruned event, by hash.
  void each_pruned(const std::function<void(const IdentityEntry&)>& visit);

  // For a copy of another ledger.

  /// Stores events under the numbers that they have, which go up, in an index that has none of
  /// their identities. `is_free`: of each, whether its identity is free, since its import is
  /// undone.
  void restore(std::span<const FeedRow> rows, const std::vector<bool>& is_free);
  /// Adds what was kept of pruned events, and takes it out of `entries`.
  void keep_pruned(std::vector<IdentityEntry>& entries);
  /// Once all of it is there.
  void write_pruned_digest();

  /// Each fault in words: an identity that is not that of its event, an event without one, and what
  /// is not as it was kept.
  std::vector<std::string> faults();

 private:
  struct Hit {
    std::uint32_t row;
    std::int64_t value;
  };

  const IdentityKey& key();
  /// The hashes of the rows, in order.
  std::vector<WantedIdentity> wanted(std::span<const FeedRow> rows);
  std::vector<std::optional<Outcome>> look_up(std::span<FeedRow> rows,
                                              std::span<const DatedEvent> events,
                                              std::span<const WantedIdentity> wanted);
  std::vector<std::optional<Outcome>> look_up_stored(std::span<FeedRow> rows,
                                                     std::span<const WantedIdentity> wanted);
  void find_recent(std::span<const WantedIdentity> wanted, std::vector<Hit>& hits);
  void judge_stored(std::span<FeedRow> rows, std::vector<Hit>& hits,
                    std::vector<std::optional<Outcome>>& known);
  void judge_pruned(std::span<const FeedRow> rows, std::span<const DatedEvent> events,
                    std::span<const WantedIdentity> wanted,
                    std::vector<std::optional<Outcome>>& known);
  void insert(std::span<const FeedRow> rows, std::span<const std::uint32_t> added);
  void add_recent();
  std::vector<IdentityEntry> recent();

  Connection& connection_;
  Feed& feed_;
  std::optional<IdentityKey> key_;  // once it was read
  IdentityRuns stored_;
  IdentityRuns pruned_;
  PendingIdentities pending_;
};

}  // namespace porto::internal
