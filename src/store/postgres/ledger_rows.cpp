// The rows of a ledger on a server as another store takes them: see store/copied.hpp.
#include "store/copied.hpp"
#include "store/errors.hpp"
#include "store/postgres/event_pieces.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::int64_t copied_at_a_time = 1 << 17;

std::string select_rows(const CopiedTable& table) {
  std::string columns;
  for (const char* column : table.columns)
    columns += (columns.empty() ? "" : ", ") + std::string(column);
  return "SELECT " + columns + " FROM " + table.name + " ORDER BY " + table.order;
}

// A file has one lane, and its numbers are those of lane 0.
void require_one_lane(Connection& connection, const std::string& ledger) {
  const Rows others = connection.query(
      "SELECT count(*) FROM lane WHERE lane <> 0 AND last_batch <> lane::bigint << 40");
  if (others[0].integer(0) == 0) return;
  throw Error(
      ErrorCode::conflict,
      "the ledger " + ledger +
          " cannot be copied: several programs have recorded at the "
          "same time, in " +
          std::to_string(others[0].integer(0) + 1) +
          " lanes, and a copy has one, in which their events would get other numbers, and so "
          "the closed months other hashes; it stays on its server",
      "from");
}

// The events that an import was killed behind are known by their batches alone, which a file has
// no record of.
void require_whole_imports(Connection& connection, const std::string& ledger) {
  const Rows ended = connection.query(
      "SELECT min(import) FROM event_batch AS batch WHERE import <> 0 AND NOT EXISTS"
      " (SELECT 1 FROM import_part AS part WHERE part.import = batch.import"
      " AND batch.first_seq >= part.first_seq AND batch.last_seq <= part.last_seq)");
  if (ended[0].is_null(0)) return;
  throw Error(ErrorCode::conflict,
              "the ledger " + ledger + " cannot be copied: import " +
                  std::to_string(ended[0].integer(0)) +
                  " goes on, or was ended before its record had its last events; if it goes on, "
                  "wait for it",
              "from");
}

class PostgresRows final : public LedgerRows {
 public:
  PostgresRows(Connection& connection, const IdentityKey& key)
      : connection_(connection), key_(key) {}

  IdentityKey identity_key() override { return key_; }

  void each_row(const CopiedTable& table,
                const std::function<void(std::span<const Cell>)>& visit) override {
    std::vector<Cell> cells(table.columns.size());
    connection_.each(select_rows(table), {}, [&](const Row& row) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = row.cell(static_cast<int>(i));
      visit(cells);
    });
  }

  void each_event(const std::function<void(const CopiedEvent&)>& visit) override {
    const std::int64_t last =
        connection_.query("SELECT last_seq FROM lane WHERE bucket = 0 AND lane = 0")[0].integer(0);
    for (const EventRange& piece :
         pieces_of(connection_, {1, last}, {copied_at_a_time, copied_at_a_time}))
      connection_.each(
          "SELECT seq, source_no, event_id, company_no, domain_no, day, meter_no, occurred_at,"
          " quantity, undone FROM usage_event WHERE seq BETWEEN $1 AND $2 ORDER BY seq",
          {piece.first, piece.last}, [&](const Row& row) {
            visit({row.integer(0), row.integer(1), row.view(2), row.integer(3), row.integer(4),
                   row.integer(5), row.integer(6), row.integer(7), row.integer(8), row.integer(9)});
          });
  }

  void each_pruned(const std::function<void(const IdentityEntry&)>& visit) override {
    connection_.each("SELECT identity, content FROM pruned_identity ORDER BY bucket, identity", {},
                     [&](const Row& row) {
                       visit({identity_hash(row.view(0)), row.integer(1)});
                     });
  }

 private:
  Connection& connection_;
  const IdentityKey& key_;
};

}  // namespace

std::unique_ptr<LedgerRows> PostgresStore::rows() {
  if (open_ != Access::read)
    throw Error(ErrorCode::internal, "a ledger is copied within a transaction that reads");
  require_one_lane(connection_, connection_.location().shown);
  require_whole_imports(connection_, connection_.location().shown);
  return std::make_unique<PostgresRows>(connection_, *identity_key_);
}

}  // namespace porto::internal::postgres
