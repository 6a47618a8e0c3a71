// See feed.hpp. An eponymous virtual table (https://sqlite.org/vtab.html): a table per connection
// that exists without being created, with a module of callbacks that read the batch.
#include "store/sqlite/connection/feed.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <new>

#include "store/sqlite/connection/failure.hpp"

namespace porto::internal {
namespace {

enum Column {
  row_index,
  seq,
  source_no,
  event_id,
  company_no,
  domain_no,
  day,
  meter_no,
  occurred_at,
  quantity
};
constexpr const char* declaration =
    "CREATE TABLE feed (row_index INTEGER, seq INTEGER, source_no INTEGER, event_id TEXT,"
    " company_no INTEGER, domain_no INTEGER, day INTEGER, meter_no INTEGER, occurred_at INTEGER,"
    " quantity INTEGER)";

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
    case row_index:
      sqlite3_result_int64(result, feed_of(cursor).row_index());
      break;
    case seq:
      sqlite3_result_int64(result, row.seq);
      break;
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

}  // namespace

Feed::Feed(sqlite3* connection) {
  const int code = sqlite3_create_module_v2(connection, "feed", &module, this, nullptr);
  if (code != SQLITE_OK) throw failure(SQLite::Exception(sqlite3_errstr(code), code), 0, "");
}

}  // namespace porto::internal
