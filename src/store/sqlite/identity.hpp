// Whether an event is new. (source, event id) identifies a usage event for ever; this is the only
// code that compares identities, and the only code that writes usage_event.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/feed.hpp"

namespace porto {

class Identity {
 public:
  explicit Identity(Connection& connection) : connection_(connection), feed_(connection.handle()) {}

  /// For each row the outcome that append would give because of a stored event; none if no event
  /// of its identity is stored.
  std::vector<std::optional<Outcome>> find(std::span<const FeedRow> rows);
  /// Stores the rows that are new, and calls `stored` with each of them in the order of their
  /// numbers; of rows with one identity, the first. Changes no stored event.
  std::vector<Outcome> append(std::span<const FeedRow> rows,
                              const std::function<void(const FeedRow&)>& stored);

 private:
  Connection& connection_;
  Feed feed_;
};

}  // namespace porto
