// The import that stored an event, from a ledger file. Made for one walk through the file, which
// looks the ranges of events up as it comes to them.
#pragma once

#include <cstdint>
#include <optional>

#include "porto/import_log.hpp"
#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

class ImportParts {
 public:
  explicit ImportParts(Connection& connection) : connection_(connection) {}

  /// A range of events with one answer.
  struct Part {
    std::int64_t first = 0;
    std::int64_t last = -1;
    std::int64_t import = 0;             ///< the import that stored them; 0: none did
    std::optional<ImportUndo> undone{};  ///< what took it back; only actor, reason and time are set
  };
  /// The range of an event. Valid until the next call.
  const Part& of(std::int64_t seq) {
    if (seq < part_.first || seq > part_.last) find(seq);
    return part_;
  }

 private:
  void find(std::int64_t seq);

  Connection& connection_;
  Part part_;
};

}  // namespace porto::internal
