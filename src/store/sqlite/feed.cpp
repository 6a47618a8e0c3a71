// See feed.hpp. An eponymous virtual table (https://sqlite.org/vtab.html): a table per connection
// that exists without being created, with a module of callbacks that read the batch.
#include "store/sqlite/feed.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <numeric>

#include "porto/error.hpp"

namespace porto {
namespace {

enum Column { source_no, event_id, company_no, domain_no, day, meter_no, occurred_at, quantity };
constexpr const char* declaration =
    "CREATE TABLE feed (source_no INTEGER, event_id TEXT, company_no INTEGER, domain_no INTEGER, "
    "day INTEGER, meter_no INTEGER, occurred_at INTEGER, quantity INTEGER)";

struct Table : sqlite3_vtab {
  explicit Table(Feed& of) : sqlite3_vtab{}, feed(of) {}
  Feed& feed;
};

Feed& feed_of(sqlite3_vtab_cursor* cursor) { return static_cast<Table*>(cursor->pVtab)->feed; }

int connect(sqlite3* connection, void* feed, int, const char* const*, sqlite3_vtab** table,
            char**) {
  if (const int code = sqlite3_declare_vtab(connection, declaration); code != SQLITE_OK) {
    return code;
  }
  sqlite3_vtab_config(connection, SQLITE_VTAB_DIRECTONLY);
  *table = new (std::nothrow) Table(*static_cast<Feed*>(feed));
  return *table ? SQLITE_OK : SQLITE_NOMEM;
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<Table*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info* plan) {
  plan->estimatedCost = 1000;
  plan->estimatedRows = 1000;
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
  *cursor = new (std::nothrow) sqlite3_vtab_cursor{};
  return *cursor ? SQLITE_OK : SQLITE_NOMEM;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete cursor;
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  feed_of(cursor).rewind();
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
  feed_of(cursor).advance();
  return SQLITE_OK;
}

int eof(sqlite3_vtab_cursor* cursor) { return feed_of(cursor).at_end() ? 1 : 0; }

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* result, int which) {
  const FeedRow& row = feed_of(cursor).current();
  switch (which) {
    case source_no:
      sqlite3_result_int64(result, row.source_no);
      break;
    case event_id:
      // The bytes outlive the statement, so SQLite need not copy them.
      sqlite3_result_text64(result, row.event_id.data(), row.event_id.size(), SQLITE_STATIC,
                            SQLITE_UTF8);
      break;
    case company_no:
      sqlite3_result_int64(result, row.company_no);
      break;
    case domain_no:
      sqlite3_result_int64(result, row.domain_no);
      break;
    case day:
      sqlite3_result_int64(result, row.day);
      break;
    case meter_no:
      sqlite3_result_int64(result, row.meter_no);
      break;
    case occurred_at:
      sqlite3_result_int64(result, row.occurred_at);
      break;
    case quantity:
      sqlite3_result_int64(result, row.quantity);
      break;
    default:
      break;
  }
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor*, sqlite3_int64*) { return SQLITE_ERROR; }  // nothing asks for it

constexpr sqlite3_module make_module() {
  sqlite3_module made{};
  made.xConnect = connect;  // and no xCreate: eponymous only
  made.xBestIndex = best_index;
  made.xDisconnect = disconnect;
  made.xOpen = open;
  made.xClose = close;
  made.xFilter = filter;
  made.xNext = next;
  made.xEof = eof;
  made.xColumn = column;
  made.xRowid = rowid;
  return made;
}
constexpr sqlite3_module module = make_module();

bool is_text(sqlite3_value* value, std::string_view expected) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  return text && std::string_view(text, size) == expected;
}

void seen(sqlite3_context* result, int, sqlite3_value** values) {
  Feed& feed = *static_cast<Feed*>(sqlite3_user_data(result));
  // SQLite does not promise that the feed stands on the row that is being inserted. It does; and
  // should it ever not, that must be an error and not a wrong answer.
  if (feed.at_end() || sqlite3_value_int64(values[0]) != feed.current().source_no ||
      !is_text(values[1], feed.current().event_id)) {
    sqlite3_result_error(result, "seen() was asked about a row that is not the feed's", -1);
    return;
  }
  const FeedRow& row = feed.current();
  const bool same = sqlite3_value_int64(values[2]) == row.company_no &&
                    sqlite3_value_int64(values[3]) == row.domain_no &&
                    sqlite3_value_int64(values[4]) == row.meter_no &&
                    sqlite3_value_int64(values[5]) == row.occurred_at &&
                    sqlite3_value_int64(values[6]) == row.quantity;
  feed.note(same ? Outcome::duplicate : Outcome::conflict);
  sqlite3_result_int(result, 0);
}

std::uint64_t head(std::string_view id) noexcept {
  unsigned char bytes[8] = {};
  std::memcpy(bytes, id.data(), std::min(id.size(), sizeof bytes));
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

bool comes_before(const FeedRow& a, const FeedRow& b) noexcept {
  if (a.source_no != b.source_no) return a.source_no < b.source_no;
  return a.event_id < b.event_id;
}

}  // namespace

Feed::Feed(sqlite3* connection) {
  int code = sqlite3_create_module_v2(connection, "feed", &module, this, nullptr);
  if (code == SQLITE_OK) {
    code = sqlite3_create_function_v2(connection, "seen", 7, SQLITE_UTF8 | SQLITE_DIRECTONLY, this,
                                      seen, nullptr, nullptr, nullptr);
  }
  if (code != SQLITE_OK) {
    throw Error(ErrorCode::internal, std::string("SQLite: ") + sqlite3_errstr(code));
  }
}

void Feed::load(std::span<const FeedRow> rows) {
  outcomes_.assign(rows.size(), Outcome::stored);
  order_.resize(rows.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  table_ = rows;
  position_ = 0;
  if (!std::is_sorted(rows.begin(), rows.end(), comes_before)) sort(rows);
}

void Feed::sort(std::span<const FeedRow> rows) {
  // With the first bytes of the event id beside it, most comparisons need not look at the row.
  struct Place {
    std::int64_t source_no;
    std::uint64_t id_head;
    std::size_t row;
  };
  std::vector<Place> places;
  places.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    places.push_back({rows[row].source_no, head(rows[row].event_id), row});
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    if (a.source_no != b.source_no) return a.source_no < b.source_no;
    if (a.id_head != b.id_head) return a.id_head < b.id_head;
    const int ids = rows[a.row].event_id.compare(rows[b.row].event_id);
    return ids != 0 ? ids < 0 : a.row < b.row;
  });
  sorted_.reserve(rows.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    order_[i] = places[i].row;
    sorted_.push_back(rows[places[i].row]);
  }
  table_ = sorted_;
}

void Feed::unload() noexcept {
  table_ = {};
  order_ = {};  // gives the memory back
  sorted_ = {};
}

}  // namespace porto
