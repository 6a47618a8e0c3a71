// See asked_head.hpp.
#include "store/spread/asked_head.hpp"

#include <algorithm>

#include "store/postgres/retry.hpp"

namespace porto::internal::spread {

using namespace postgres;

namespace {

constexpr const char* last_closed = "SELECT coalesce(max(month), 0) FROM period";

}  // namespace

AskedHead::AskedHead(const Location& location, const std::string& ledger_id,
                     const OpenOptions& options, Interrupt& interrupt)
    : busy_timeout_ms_(options.busy_timeout_ms),
      interrupt_(interrupt),
      connection_(location, options, &interrupt) {
  connection_.expect(ledger_id);
}

// All that is asked may be asked again.
void AskedHead::step(Begin how, const std::function<void()>& work) {
  Retry retry(busy_timeout_ms_, interrupt_);
  while (true) {
    try {
      connection_.begin(how);
      work();
      connection_.commit();
      return;
    } catch (const ServerError& error) {
      connection_.roll_back();
      if (!error.repeatable() || !retry.wait()) throw;
    } catch (...) {
      connection_.roll_back();
      throw;
    }
  }
}

std::vector<std::string> AskedHead::add_companies(const std::vector<std::string>& ids) {
  std::vector<std::string> added;
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  step(Begin::write, [&] {
    for (const Row row : connection_.query(
             "INSERT INTO company (id) SELECT id FROM unnest($1::text[]) AS id ORDER BY id"
             " ON CONFLICT DO NOTHING RETURNING id",
             names))
      added.push_back(row.text(0));
  });
  std::sort(added.begin(), added.end());
  added.erase(std::unique(added.begin(), added.end()), added.end());
  return added;
}

std::optional<Meter> AskedHead::meter(std::string_view id) {
  std::optional<Meter> found;
  step(Begin::read, [&] {
    const Rows rows = connection_.query("SELECT decimals FROM meter WHERE id = $1", id);
    if (!rows.empty()) found = Meter{std::string(id), rows[0].number(0, 0, most_meter_decimals)};
  });
  return found;
}

std::int32_t AskedHead::closed_through() {
  std::int32_t closed = 0;
  step(Begin::read, [&] { closed = connection_.query(last_closed)[0].number(0); });
  return closed;
}

void AskedHead::while_nobody_closes(const std::function<void(std::int32_t closed)>& work) {
  step(Begin::write, [&] {
    connection_.query("SELECT 1 FROM ledger FOR SHARE");
    work(connection_.query(last_closed)[0].number(0));
  });
}

WideChanges AskedHead::wide_changes() {
  WideChanges changes;
  step(Begin::read, [&] { changes = read_wide_changes(connection_); });
  return changes;
}

void AskedHead::begin_wide(const std::string& what) {
  step(Begin::write, [&] {
    connection_.query(
        "INSERT INTO begun (only_row, what) VALUES (1, $1)"
        " ON CONFLICT (only_row) DO UPDATE SET what = excluded.what",
        what);
  });
}

void AskedHead::forget_wide() noexcept {
  try {
    step(Begin::write, [&] { connection_.query("DELETE FROM begun"); });
  } catch (...) {
    // Then it is to be done again, which changes nothing that was changed.
  }
}

}  // namespace porto::internal::spread
