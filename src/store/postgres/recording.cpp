// Storing usage events: in the write transaction that is open, or each call in one of its own under
// a lane that nobody else holds.
#include <algorithm>
#include <utility>

#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/postgres/held_import.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/overflow.hpp"
#include "store/postgres/retry.hpp"

namespace porto::internal::postgres {
namespace {

// COPY is the cheapest way in from so many events on.
constexpr std::size_t least_to_copy = 50;

const std::string lane_of_any = std::string("SELECT ") + lane_columns +
                                " FROM lane WHERE bucket = 0 ORDER BY lane"
                                " LIMIT 1 FOR UPDATE OF lane SKIP LOCKED";
const std::string lane_of_number = std::string("SELECT ") + lane_columns +
                                   " FROM lane WHERE bucket = 0 AND lane = $1 FOR UPDATE OF lane";

std::optional<Month> month_or_none(std::int32_t number) {
  if (number == 0) return {};
  return Month::from_number(number);
}

}  // namespace

// ---- Lanes

// Begins a transaction, takes a lane and asks for what is known: all in one go if names are
// remembered, and a lane is free.
Lane PostgresStore::take_lane(Appending& appending) {
  Connection::Pipeline pipeline = connection_.beginning();
  const std::size_t first = pipeline.size();
  pipeline.add(lane_of_any);
  const bool has_asked = appending.knows_names();
  if (has_asked) appending.ask(pipeline);
  const std::vector<Rows> answers = pipeline.run();
  const bool is_free = !answers[first].empty();
  const Lane lane = is_free ? read_lane(answers[first][0]) : wait_for_lane();
  const bool remembered = names_.map == lane.map;
  remember_names_of(lane);
  if (!remembered) appending.take_numbers();
  if (is_free && has_asked && remembered) {
    appending.take_known(answers[first + 1]);
    if (lane.pruned != 0) appending.look_up_pruned(connection_);
  } else {
    look_up(appending, lane);
  }
  return lane;
}

Lane PostgresStore::wait_for_lane() {
  const auto any = static_cast<unsigned char>(random_bytes(1).front());
  const auto lane = static_cast<std::int16_t>(first_lane_ + any % lanes_);
  const Rows waited = connection_.query(lane_of_number, lane);
  if (waited.empty()) throw Error(ErrorCode::corrupt, "a lane of the ledger is missing");
  return read_lane(waited[0]);
}

Lane& PostgresStore::own_lane() {
  if (!own_lane_) {
    const Rows rows = writable().query(lane_of_number, first_lane_);
    if (rows.empty()) throw Error(ErrorCode::corrupt, "the first lane of the ledger is missing");
    own_lane_ = read_lane(rows[0]);
    remember_names_of(*own_lane_);
  }
  return *own_lane_;
}

// Numbers of names are good for as long as the lanes say so.
void PostgresStore::remember_names_of(const Lane& lane) {
  if (names_.map != lane.map) names_.forget();
  names_.map = lane.map;
}

// ---- Within a write transaction

AppendResult PostgresStore::append(std::span<const DatedEvent> events) {
  writable();
  Lane& lane = own_lane();
  Appending appending(events, names_, *identity_key_);
  look_up(appending, lane);
  appending.check();
  appending.number(connection_, lane.last_seq + 1);
  LaneTotals totals;
  if (appending.has_new()) appending.insert_around_others(connection_);
  if (appending.has_new()) {
    totals = appending.totals();
    Connection::Pipeline pipeline(connection_);
    add_batch(pipeline, lane, appending.batch(lane), totals, importing_);
    mark_domains(pipeline, lane, totals, lane.closed);
    pipeline.run();
    check_fits(lane, totals);
  }
  AppendResult result = appending.result();
  result.late = closed_of(named(totals));
  return result;
}

void PostgresStore::look_up(Appending& appending, const Lane& lane) {
  appending.look_up_names(connection_);
  Connection::Pipeline pipeline(connection_);
  appending.ask(pipeline);
  appending.take_known(pipeline.run().front());
  if (lane.pruned != 0) appending.look_up_pruned(connection_);
}

// The batch, the totals and the lane, which goes on from there.
void PostgresStore::add_batch(Connection::Pipeline& pipeline, Lane& lane, const EventBatch& batch,
                              const LaneTotals& totals, std::int64_t import) {
  pipeline.add(
      "INSERT INTO event_batch (lane, no, epoch, first_seq, last_seq, first_at, last_at, events,"
      " import, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      lane.lane, batch.no, lane.epoch, batch.first_seq, batch.last_seq, batch.first_at,
      batch.last_at, batch.events, import, batch.digest);
  lane.last_batch = batch.no;
  lane.last_seq = batch.last_seq;
  lane.digest = batch.digest;
  for (const auto* sums : {&totals.months, &totals.days})
    for (const auto& [key, sum] : *sums) lane.largest_of_all += size_of(sum.quantity);
  save(pipeline, lane, totals);
}

void PostgresStore::add_to_own_lane(const LaneTotals& totals) {
  if (totals.empty()) return;
  Lane& lane = own_lane();
  for (const auto* sums : {&totals.months, &totals.days})
    for (const auto& [key, sum] : *sums) lane.largest_of_all += size_of(sum.quantity);
  Connection::Pipeline pipeline(connection_);
  save(pipeline, lane, totals);
  mark_domains(pipeline, lane, totals, lane.closed);
  pipeline.run();
  check_fits(lane, totals);
}

// ---- Recording

Recorded PostgresStore::record(std::span<const DatedEvent> events, std::int64_t import) {
  if (open_ == Access::read || !open_) throw store_error::needs_write_transaction();
  if (open_ == Access::write) {
    importing_ = import;
    Recorded recorded = Store::record(events, import);
    importing_ = 0;  // what corrections append is not the import's
    return recorded;
  }
  Retry retry(options_.busy_timeout_ms, interrupted());
  bool has_collided = false;
  while (true) {
    try {
      return try_record(events, import, has_collided ? WayIn::around_others : WayIn::cheapest);
    } catch (const ServerError& error) {
      connection_.roll_back();
      names_.forget();
      // Once it is done again however long it took: the other writer is done, and the events now go
      // in around those of others.
      const bool must_go_around = error.collided() && !std::exchange(has_collided, true);
      if (!error.repeatable() || (!retry.wait() && !must_go_around)) throw;
    } catch (...) {
      connection_.roll_back();
      names_.forget();
      throw;
    }
  }
}

Recorded PostgresStore::try_record(std::span<const DatedEvent> events, std::int64_t import,
                                   WayIn way) {
  Appending appending(events, names_, *identity_key_);
  Lane lane = take_lane(appending);
  Recorded recorded{.outcomes = {},
                    .admission = {.late = info_.late,
                                  .closed_through = month_or_none(lane.closed),
                                  .pruned_through = month_or_none(lane.pruned)}};
  const auto is_undecided = [&](const DatedEvent& dated) {
    return lane.closed < dated.month.number() && dated.month.number() <= lane.fenced;
  };
  if (std::ranges::any_of(events, is_undecided)) {
    if (info_.late == LatePolicy::refuse) {
      connection_.roll_back();
      settle_undecided(lane);
      return try_record(events, import, way);
    }
    if (head_) learn_closed(lane);
    recorded.admission.closed_through = month_or_none(lane.closed);
  }
  if (head_) learn_meters(appending);
  appending.check();
  appending.admit(recorded.admission);
  appending.number(connection_, lane.last_seq + 1);
  if (head_) appending.tell(*head_);
  if (appending.has_new()) store(lane, appending, import, way);
  connection_.roll_back();  // where nothing was new
  AppendResult result = appending.result();
  recorded.outcomes = std::move(result.outcomes);
  recorded.new_companies = std::move(result.new_companies);
  recorded.stored = std::move(result.stored);
  return recorded;
}

// Stores what is new and commits.
void PostgresStore::store(Lane& lane, Appending& appending, std::int64_t import, WayIn way) {
  if (import != 0) hold_to_store(import);
  Connection::Pipeline pipeline(connection_);
  Stored stored;
  if (way == WayIn::around_others)
    stored = store_around_others(lane, appending);
  else if (appending.count_new() >= least_to_copy)
    stored = copy_or_store_around(lane, appending);
  else {
    appending.insert(pipeline);
    stored = {appending.totals(), appending.batch(lane)};
  }
  if (!appending.has_new()) return;
  const auto& [totals, batch] = stored;
  add_batch(pipeline, lane, batch, totals, import);
  appending.add_late(pipeline, lane);
  mark_domains(pipeline, lane, totals, lane.fenced);
  if (may_not_fit(lane)) {
    pipeline.run();
    check_fits(lane, totals);
    Connection::Pipeline commit(connection_);
    return commit_stored(commit, lane);
  }
  commit_stored(pipeline, lane);
}

// COPY stands no row that is there already. Where another writer has stored the same, of which
// nothing was to be seen before, what was copied is taken back, and the events go in around it.
PostgresStore::Stored PostgresStore::copy_or_store_around(const Lane& lane, Appending& appending) {
  Connection::Copy copy = appending.copy(connection_);
  Stored stored{appending.totals(), appending.batch(lane)};  // while the server is at work
  try {
    copy.finish();
    return stored;
  } catch (const ServerError& error) {
    if (!error.collided()) throw;
  }
  Appending::take_back_copy(connection_);
  return store_around_others(lane, appending);
}

PostgresStore::Stored PostgresStore::store_around_others(const Lane& lane, Appending& appending) {
  appending.insert_around_others(connection_);
  if (!appending.has_new()) return {};
  return {appending.totals(), appending.batch(lane)};
}

void PostgresStore::hold_to_store(std::int64_t import) {
  if (head_) know_import(connection_, import);
  hold_import(connection_, import, Hold::to_store);
  require_not_undone(connection_, import);
}

// Where the answer is lost, the lane has it: the batch with our digest is there, or never will be.
void PostgresStore::commit_stored(Connection::Pipeline& pipeline, const Lane& lane) {
  try {
    pipeline.add("COMMIT").run();
    connection_.ended();
  } catch (const ServerError& error) {
    if (!error.lost()) throw;
    connection_.drop();
    Retry retry(options_.busy_timeout_ms, interrupted());
    while (true) {
      try {
        if (was_stored(lane)) return;
        break;
      } catch (const ServerError& again) {
        connection_.roll_back();
        if (!again.repeatable() || !retry.wait()) throw unknown_end();
      }
    }
    throw;
  }
}

ServerError PostgresStore::unknown_end() const {
  return {Error(ErrorCode::io,
                "the ledger " + connection_.location().shown +
                    ": the connection to the server was lost as the transaction ended, and the "
                    "server cannot be asked whether it was done: do the same again, nothing is "
                    "done twice"),
          "08007"};
}

bool PostgresStore::was_stored(const Lane& lane) {
  connection_.begin(Begin::write);
  connection_.query(lane_of_number, lane.lane);  // who held it is gone, or this waits for it
  const Rows rows =
      connection_.query("SELECT digest FROM event_batch WHERE bucket = 0 AND lane = $1 AND no = $2",
                        lane.lane, lane.last_batch);
  const bool is_there = !rows.empty() && rows[0].view(0) == lane.digest;
  connection_.roll_back();
  return is_there;
}

// A close has cut the lane, and what became of it only the holder of the write lock knows: nobody
// closes while it is shared. Who waits for it holds no lane, or both could wait for each other.
void PostgresStore::settle_undecided(const Lane& lane) {
  if (head_)
    return head_->while_nobody_closes([&](std::int32_t closed) {
      connection_.begin(Begin::write);
      connection_.query(
          "UPDATE lane SET closed = greatest(closed, $2), fenced = least(fenced, $2)"
          " WHERE bucket = 0 AND lane = $1",
          lane.lane, closed);
      connection_.commit();
    });
  connection_.begin(Begin::write);
  connection_.query("SELECT 1 FROM ledger FOR SHARE");
  const std::int32_t closed =
      connection_.query("SELECT coalesce(max(month), 0) FROM period")[0].number(0);
  if (closed < lane.fenced)  // that close has died
    connection_.query("UPDATE lane SET fenced = $2 WHERE bucket = 0 AND lane = $1 AND fenced > $2",
                      lane.lane, closed);
  connection_.commit();
}

// While a month is being closed, what is late is not known yet: it is marked in any case.
void PostgresStore::learn_closed(Lane& lane) {
  const std::int32_t closed = head_->closed_through();
  if (closed <= lane.closed) return;
  lane.closed = closed;
  connection_.query("UPDATE lane SET closed = $2 WHERE bucket = 0 AND lane = $1", lane.lane,
                    closed);
}

void PostgresStore::learn_meters(Appending& appending) {
  for (const std::string_view id : appending.unknown_meters())
    if (const std::optional<Meter> meter = head_->meter(id))
      connection_.query("INSERT INTO meter (id, decimals) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                        meter->id, meter->decimals);
    else
      throw store_error::unknown_meter(id);
  appending.look_up_names(connection_);
}

// ---- Questions

std::vector<std::optional<Outcome>> PostgresStore::find(std::span<const DatedEvent> events) {
  std::vector<std::optional<Outcome>> known;
  step(Begin::read, [&] {
    NamesMemory names;
    Appending appending(events, names, *identity_key_);
    appending.look_up_names(connection_);
    Connection::Pipeline pipeline(connection_);
    appending.ask(pipeline);
    appending.take_known(pipeline.run().front());
    if (!connection_.query("SELECT 1 FROM lane WHERE pruned <> 0 LIMIT 1").empty())
      appending.look_up_pruned(connection_);
    known = appending.known();
  });
  return known;
}

bool PostgresStore::may_overflow(std::span<const DatedEvent> events) {
  const Wide more = size_of_all(events);
  return !fits_surely(largest_of_all() + more) && exceeds(*this, more);
}

}  // namespace porto::internal::postgres
