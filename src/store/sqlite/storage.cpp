// What there is to know of a ledger's file: see porto/storage.hpp.
#include "porto/storage.hpp"

#include "store/sqlite/implementation.hpp"

namespace porto::internal {

Storage SqliteStore::storage() {
  Connection& connection = flushed();
  const Position position = this->position();
  const std::int64_t page = connection.integer("PRAGMA page_size");
  const auto number = [](const char* subject, const char* name, std::int64_t value,
                         const char* unit) {
    return StorageFact{
        .subject = subject, .name = name, .value = std::to_string(value), .unit = unit};
  };
  Query version = connection.query("SELECT 'SQLite ' || sqlite_version()");
  version.step();
  Storage storage;
  storage.facts = {
      {.subject = "file", .name = "version", .value = version.text(0)},
      number("usage", "events", position.events, "events"),
      number("usage", "batches", position.batches, "batches"),
      number("size", "ledger", page * connection.integer("PRAGMA page_count"), "bytes"),
      number("size", "free", page * connection.integer("PRAGMA freelist_count"), "bytes"),
  };
  storage.lanes = {{.batches = position.batches, .events = position.events}};
  return storage;
}

}  // namespace porto::internal
