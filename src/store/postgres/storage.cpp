// What the server tells of itself and of the ledger's tables: see porto/storage.hpp. It is asked in
// parts, for a part that the user of the database may not see must not hide the others.
#include "porto/storage.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "store/postgres/implementation.hpp"
#include "store/postgres/snapshot.hpp"
#include "store/postgres/storage_notes.hpp"

namespace porto::internal::postgres {
namespace {

using Facts = std::vector<StorageFact>;

std::optional<std::string> text_of(const Row& row, int column) {
  return row.optional(column, [&](int at) { return row.text(at); });
}

std::optional<std::string> number_of(const Row& row, int column) {
  return row.optional(column, [&](int at) { return std::to_string(row.integer(at)); });
}

// What was asked for is not shown to this user, is not known to this server, or is held by somebody
// for longer than a call waits.
bool is_refusal(std::string_view state) {
  constexpr std::array<std::string_view, 7> states = {"42501", "42883", "42P01", "42703",
                                                      "42704", "0A000", "55P03"};
  return std::ranges::find(states, state) != states.end();
}

// Adds the facts that `ask` gives, or one that says why there are none.
template <typename Ask>
void add_part(Connection& connection, Facts& facts, const char* subject, const Ask& ask) {
  connection.execute("SAVEPOINT part");
  try {
    Facts part = ask();
    std::ranges::move(part, std::back_inserter(facts));
    connection.execute("RELEASE SAVEPOINT part");
  } catch (const ServerError& error) {
    if (!is_refusal(error.state())) throw;
    connection.execute("ROLLBACK TO SAVEPOINT part");
    facts.push_back({.subject = subject, .name = "seen", .note = note_on_refusal(error.state())});
  }
}

Facts server_facts(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT current_setting('server_version'), pg_is_in_recovery(), current_database()::text,"
      " current_schema()::text, current_user::text");
  const Row row = rows[0];
  Facts facts = {
      {.subject = "server", .name = "version", .value = "PostgreSQL " + row.text(0)},
      {.subject = "server",
       .name = "role",
       .value = row.boolean(1) ? "standby" : "primary",
       .note = row.boolean(1) ? "it is read only: changes go to the primary" : ""},
      {.subject = "server", .name = "database", .value = text_of(row, 2)},
      {.subject = "server", .name = "ledger", .value = text_of(row, 3)},
      {.subject = "server", .name = "user", .value = text_of(row, 4)},
  };
  for (const char* name : {"synchronous_commit", "fsync", "full_page_writes", "wal_compression"}) {
    const Rows setting = connection.query("SELECT current_setting($1, true)", name);
    StorageFact fact{.subject = "server", .name = name, .value = text_of(setting[0], 0)};
    fact.note = fact.value ? note_on_setting(name, *fact.value) : note_on_refusal("42704");
    facts.push_back(std::move(fact));
  }
  return facts;
}

Facts memory_facts(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT pg_size_bytes(current_setting('shared_buffers')),"
      " pg_size_bytes(current_setting('max_wal_size'))");
  return {{.subject = "server",
           .name = "shared_buffers",
           .value = number_of(rows[0], 0),
           .unit = "bytes"},
          {.subject = "server",
           .name = "max_wal_size",
           .value = number_of(rows[0], 1),
           .unit = "bytes"}};
}

Facts transaction_facts(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT age(datfrozenxid)::bigint, datname::text,"
      " current_setting('autovacuum_freeze_max_age')::bigint"
      " FROM pg_database ORDER BY 1 DESC, datname LIMIT 1");
  const Row row = rows[0];
  return {{.subject = "transactions",
           .item = row.text(1),
           .name = "oldest",
           .value = number_of(row, 0),
           .unit = "transactions",
           .note = note_on_age(row.integer(0), row.integer(2))},
          {.subject = "transactions",
           .name = "autovacuum_freeze_max_age",
           .value = number_of(row, 2),
           .unit = "transactions"}};
}

Facts size_facts(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT (SELECT sum(pg_total_relation_size(pg_class.oid))::bigint FROM pg_class"
      "        JOIN pg_namespace ON pg_namespace.oid = relnamespace"
      "        WHERE nspname = current_schema() AND relkind = 'r'),"
      " pg_table_size(to_regclass('usage_event')),"
      " pg_relation_size(to_regclass('usage_event_identity'))");
  Facts facts;
  int column = 0;
  for (const char* name : {"ledger", "events", "identities"}) {
    StorageFact fact{.subject = "size", .name = name, .unit = "bytes"};
    fact.value = number_of(rows[0], column++);
    if (!fact.value) fact.note = "it is not there: porto verify says what else is";
    facts.push_back(std::move(fact));
  }
  return facts;
}

// A server that others follow, and one that follows: how far each is behind.
Facts replication_facts(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT current_setting('synchronous_standby_names'), pg_is_in_recovery(),"
      " greatest(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::bigint, 0)");
  const Row row = rows[0];
  StorageFact names{.subject = "replication", .name = "synchronous_standby_names"};
  if (row.view(0).empty())
    names.note = "no standby is waited for";
  else
    names.value = row.text(0);
  Facts facts = {std::move(names)};
  if (row.boolean(1))
    facts.push_back({.subject = "replication",
                     .name = "not_replayed",
                     .value = number_of(row, 2),
                     .unit = "bytes",
                     .note = row.is_null(2) ? "it receives nothing from another server" : ""});
  return facts;
}

// One row of pg_stat_replication, whose columns but the name are not shown to all users.
void add_standby(Facts& facts, const Row& row) {
  const std::string hidden =
      row.is_null(1) ? "the user of the database may not see this: GRANT pg_read_all_stats shows it"
                     : "";
  const std::string item = row.text(0);
  facts.push_back({"standby", item, "state", text_of(row, 1), {}, hidden});
  facts.push_back({"standby", item, "sync_state", text_of(row, 2), {}, hidden});
  StorageFact behind{"standby", item, "behind", number_of(row, 3), "bytes", hidden};
  if (!behind.value && hidden.empty()) behind.note = "it has not told yet";
  facts.push_back(std::move(behind));
}

Facts standby_facts(Connection& connection) {
  const Rows rows = connection.query(R"(
SELECT application_name || CASE WHEN nth = 1 THEN '' ELSE ' #' || nth END, state, sync_state,
  greatest(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                                ELSE pg_current_wal_lsn() END, replay_lsn)::bigint,
           CASE WHEN replay_lsn IS NOT NULL THEN 0 END)
FROM (SELECT coalesce(application_name, '') AS application_name, state, sync_state, replay_lsn, pid,
        row_number() OVER (PARTITION BY application_name ORDER BY pid) AS nth
      FROM pg_stat_replication) AS one
ORDER BY application_name COLLATE "C", nth)");
  Facts facts = {{.subject = "replication",
                  .name = "standbys",
                  .value = std::to_string(rows.size()),
                  .unit = "standbys"}};
  for (const Row row : rows) add_standby(facts, row);
  return facts;
}

std::optional<Month> month_of(const Row& row, int column) {
  if (row.integer(column) == 0) return std::nullopt;
  return row.month(column);
}

std::vector<StorageLane> read_lanes(Connection& connection) {
  std::vector<StorageLane> lanes;
  for (const Row row : connection.query("SELECT lane, last_batch, last_seq, epoch, fenced, pruned,"
                                        " coalesce((SELECT max(month) FROM period), 0) FROM lane "
                                        "WHERE bucket = 0 ORDER BY lane"))
    lanes.push_back({.lane = row.integer(0),
                     .batches = number_in_lane(row.integer(1)),
                     .events = number_in_lane(row.integer(2)),
                     .epoch = row.integer(3),
                     .fenced = month_of(row, 4),
                     .pruned = month_of(row, 5),
                     .note = note_on_fence(row.number(4), row.number(6))});
  return lanes;
}

// The lanes in one line each of what people ask first.
Facts lane_facts(const std::vector<StorageLane>& lanes) {
  std::int64_t events = 0;
  std::int64_t batches = 0;
  std::int64_t used = 0;
  std::string note;
  for (const StorageLane& lane : lanes) {
    events += lane.events;
    batches += lane.batches;
    if (lane.batches != 0) ++used;
    if (note.empty()) note = lane.note;
  }
  return {
      {.subject = "usage", .name = "events", .value = std::to_string(events), .unit = "events"},
      {.subject = "usage", .name = "batches", .value = std::to_string(batches), .unit = "batches"},
      {.subject = "usage",
       .name = "lanes",
       .value = std::to_string(lanes.size()),
       .unit = "lanes",
       .note = note},
      {.subject = "usage", .name = "lanes_in_use", .value = std::to_string(used), .unit = "lanes"}};
}

}  // namespace

Storage PostgresStore::storage() {
  Storage storage;
  step(Begin::read, [&] {
    storage = {};
    Facts& facts = storage.facts;
    add_part(connection_, facts, "server", [&] { return server_facts(connection_); });
    add_part(connection_, facts, "server", [&] { return memory_facts(connection_); });
    add_part(connection_, facts, "replication", [&] { return replication_facts(connection_); });
    add_part(connection_, facts, "replication", [&] { return standby_facts(connection_); });
    add_part(connection_, facts, "usage", [&] {
      storage.lanes = read_lanes(connection_);
      return lane_facts(storage.lanes);
    });
    add_part(connection_, facts, "size", [&] { return size_facts(connection_); });
    add_part(connection_, facts, "transactions", [&] { return transaction_facts(connection_); });
  });
  return storage;
}

}  // namespace porto::internal::postgres
