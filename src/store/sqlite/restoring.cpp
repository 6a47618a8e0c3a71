// See restoring.hpp. Nobody else has the file, so that what is written need not be one transaction:
// each portion is, and no more than that is in memory.
#include "store/sqlite/restoring.hpp"

#include <map>
#include <optional>
#include <utility>

#include "porto/error.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/connection/feed.hpp"
#include "store/sqlite/connection/file.hpp"
#include "store/sqlite/identity/identity.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t events_of_batch = 1 << 14;
constexpr std::size_t events_of_portion = 1 << 20;
constexpr std::size_t pruned_at_a_time = 1 << 18;

// What a file keeps elsewhere: see import_part and period.
bool is_of_server(const CopiedTable& table, std::string_view column) {
  return table.name == std::string_view("event_batch") && (column == "import" || column == "epoch");
}

class SqliteRestoring final : public Restoring {
 public:
  SqliteRestoring(const std::string& path, const CopiedLedger& ledger) : file_(path) {
    open_.emplace(file_.path(), path);
    connection().configure_new();
    create_schema(connection(), ledger.options);
    connection().begin_writing();
    connection()
        .query("UPDATE identity_key SET key = ?, digest = ?", Blob{ledger.identity_key.bytes()},
               PrunedDigest(ledger.identity_key).hex())
        .run();
  }

  void add_row(const CopiedTable& table, std::span<const Cell> row) override {
    if (is_first_meter(table, row)) return;
    std::vector<Cell> taken;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!is_of_server(table, table.columns[i])) taken.push_back(row[i]);
    connection().query(insert_of(table)).bind_row(taken).run();
  }

  // The identity of an event that was taken back is free.
  void add_event(const CopiedEvent& event) override {
    ids_.emplace_back(event.event_id);
    rows_.push_back({.seq = event.seq,
                     .source_no = event.source_no,
                     .event_id = {},
                     .company_no = event.company_no,
                     .domain_no = event.domain_no,
                     .day = event.day,
                     .meter_no = event.meter_no,
                     .occurred_at = event.occurred_at,
                     .quantity = event.quantity});
    undone_.push_back(event.undone != 0);
    if (rows_.size() == events_of_batch) write_events();
  }

  void add_pruned(const IdentityEntry& identity) override {
    pruned_.push_back(identity);
    if (pruned_.size() == pruned_at_a_time) open_->identity.keep_pruned(pruned_);
  }

  void add_total(const MonthUsage& total) override {
    connection()
        .query(
            "INSERT INTO usage_month (month, company_no, meter_no, quantity, events) VALUES"
            " (?1, (SELECT no FROM company WHERE id = ?2), (SELECT no FROM meter WHERE id = ?3),"
            " ?4, ?5)",
            total.month, total.company, total.meter, total.quantity, total.events)
        .run();
  }

  void add_domain_day(const DomainDay& day) override {
    connection()
        .query(
            "INSERT INTO domain_day (day, domain_no, meter_no, quantity, events) VALUES"
            " (?1, (SELECT no FROM domain WHERE id = ?2), (SELECT no FROM meter WHERE id = ?3),"
            " ?4, ?5)",
            day.day, day.domain, day.meter, day.quantity, day.events)
        .run();
  }

  void finish() override {
    write_events();
    open_->identity.keep_pruned(pruned_);
    open_->identity.flush();
    open_->identity.write_pruned_digest();
    connection().commit();
    connection().empty_wal();
    open_.reset();
    file_.name();
  }

 private:
  struct Open {
    Open(const std::string& path, const std::string& shown) : connection(path, {.shown = shown}) {}
    Connection connection;
    Feed feed{connection.handle()};
    Identity identity{connection, feed};
  };

  Connection& connection() { return open_->connection; }

  const std::string& insert_of(const CopiedTable& table) {
    const auto [known, is_new] = inserts_.try_emplace(table.name);
    if (!is_new) return known->second;
    std::string columns;
    std::string values;
    for (const char* column : table.columns) {
      if (is_of_server(table, column)) continue;
      columns += (columns.empty() ? "" : ", ") + std::string(column);
      values += values.empty() ? "?" : ", ?";
    }
    known->second =
        std::string("INSERT INTO ") + table.name + " (" + columns + ") VALUES (" + values + ")";
    return known->second;
  }

  void write_events() {
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].event_id = ids_[i];
    open_->identity.restore(rows_, undone_);
    written_ += rows_.size();
    rows_.clear();
    ids_.clear();
    undone_.clear();
    if (written_ < events_of_portion) return;
    open_->identity.flush();
    connection().commit();
    connection().begin_writing();
    written_ = 0;
  }

  NewFile file_;
  std::optional<Open> open_;  // until it gets its name
  std::map<std::string_view, std::string> inserts_{};
  std::vector<FeedRow> rows_{};  // to be written, with their ids, and whether these are free
  std::vector<std::string> ids_{};
  std::vector<bool> undone_{};
  std::size_t written_ = 0;  // since the last commit
  std::vector<IdentityEntry> pruned_{};
};

}  // namespace

std::unique_ptr<Restoring> restore_sqlite_store(const std::string& path,
                                                const CopiedLedger& ledger) {
  if (path == Connection::in_memory)
    throw Error(ErrorCode::invalid_argument,
                "a ledger in memory goes with its handle: copy to a file or a server", "to");
  return std::make_unique<SqliteRestoring>(path, ledger);
}

}  // namespace porto::internal
