// Where a ledger is stored and how that is: the server or the file, sizes, lanes, standbys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"

namespace porto {

/// Something that is known of where a ledger is stored.
struct StorageFact {
  std::string subject;                 ///< "server", "size", "standby"
  std::string item{};                  ///< which of several: the name of a standby
  std::string name;                    ///< "version", "events"
  std::optional<std::string> value{};  ///< not set: `note` says why
  std::string unit{};                  ///< of a value that is a number: "bytes", "events"
  std::string note{};                  ///< what to do or to know of it; most often empty
};

/// A lane, in which one writer at a time records (docs/guides/postgresql.md). A file has lane 0.
struct StorageLane {
  std::int64_t lane = 0;
  std::int64_t batches = 0;
  std::int64_t events = 0;        ///< how many numbers events have had
  std::int64_t epoch = 0;         ///< a close that cuts the lane adds 1; of a file: 0
  std::optional<Month> fenced{};  ///< the month of the last close that cut here
  std::optional<Month> pruned{};  ///< the last month whose events may be gone
  std::string note{};             ///< as that of a fact
};

/// Numbers of one moment, for people and for what watches a ledger. None of it needs more than
/// reading: what the user of the database may not see has no value, and a note that says so.
struct Storage {
  std::vector<StorageFact> facts{};  ///< by subject, in the order in which people read them
  std::vector<StorageLane> lanes{};  ///< by number; those that are not in use as well
};

}  // namespace porto
