// Whether an event is new. (source, event id) identifies a usage event for ever, unless the import
// that stored it is undone: then the identity is free. This is the only code that compares
// identities, and the only code that writes usage_event.
//
// Identities are kept beside the events, with the events' numbers: those of the open transaction in
// memory, until they are flushed; few new ones in a table, identity_recent; and what has become
// many as runs: see identity_runs.hpp.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/identity/identity_pending.hpp"
#include "store/sqlite/identity/identity_runs.hpp"

namespace porto::internal {

/// Makes the index of identities anew from the events there are, without undone ones.
void rebuild_identities(Connection& connection);

class Identity {
 public:
  Identity(Connection& connection, Feed& feed)
      : connection_(connection), feed_(feed), runs_(connection) {}

  /// The number of the event with this identity; 0 if there is none.
  std::int64_t seq(std::int64_t source_no, std::string_view event_id);
  /// For each row the outcome that append would give because of a stored event; none if no event
  /// of its identity is stored. Sets the rows' numbers.
  std::vector<std::optional<Outcome>> find(std::span<FeedRow> rows);
  struct Outcomes {
    std::vector<Outcome> outcomes;      // of each row
    std::vector<std::uint32_t> stored;  // the indexes of those that were, in the order of numbers
  };
  /// Stores the rows that are new, in the order of their identity, with numbers from `first_seq`;
  /// of rows with one identity, the first. Changes no stored event.
  Outcomes append(std::span<FeedRow> rows, std::int64_t first_seq);
  /// Writes the identities of what was appended; to be called before the transaction is committed.
  void flush();
  /// The transaction was rolled back, or the index made anew.
  void forget() noexcept {
    pending_.clear();
    runs_.forget();
  }
  /// Frees the identities of the events that `undone` names by their numbers. Reads the whole
  /// index. Nothing may have been appended since the last flush.
  void release(const std::function<bool(std::int64_t)>& undone);
  /// Each fault in words: an identity that is not that of its event, or an event without one.
  std::vector<std::string> faults();

 private:
  void compare(std::span<const FeedRow> rows, std::span<const std::uint32_t> known,
               std::vector<Outcome>& outcomes);
  void insert(std::span<const FeedRow> rows, std::span<const std::uint32_t> added);
  /// Sets the numbers of the rows whose identity is stored, 0 of the others.
  void look_up(std::span<FeedRow> rows, std::span<const std::uint32_t> order);
  void add_recent();
  void check_twice(std::vector<FeedRow> recent, std::vector<std::string>& faults);
  void check_entries(std::span<const FeedRow> rows, std::vector<std::string>& faults);

  Connection& connection_;
  Feed& feed_;
  IdentityRuns runs_;
  PendingIdentities pending_;
};

}  // namespace porto::internal
