// Which import stored an event: the ranges of numbers that imports have, from the records of
// imports and from the batches, which know it as soon as they are stored.
#pragma once

#include <cstdint>
#include <vector>

#include "porto/import_log.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// The ranges that imports have between two numbers.
class ImportRanges {
 public:
  ImportRanges(Connection& connection, const EventRange& between);

  /// The number of the import that stored an event between them; 0: none did.
  std::int64_t import_of(std::int64_t seq) const;

 private:
  struct Part {
    EventRange events;
    std::int64_t import;
  };
  std::vector<Part> parts_{};  // in order
};

/// The ranges of one import, in order.
std::vector<EventRange> ranges_of_import(Connection& connection, std::int64_t import);

}  // namespace porto::internal::postgres
