// The rows of a ledger file as another store takes them: see store/copied.hpp.
#include "store/copied.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/import_parts.hpp"

namespace porto::internal {
namespace {

// What a server keeps with a batch, and a file elsewhere.
constexpr const char* import_of_batch =
    "ifnull((SELECT CASE WHEN part.last_seq >= event_batch.first_seq THEN part.import END"
    " FROM import_part AS part WHERE part.first_seq <= event_batch.first_seq"
    " ORDER BY part.first_seq DESC LIMIT 1), 0)";
constexpr const char* epoch_of_batch =
    "1 + (SELECT count(*) FROM period WHERE last_batch < event_batch.no)";

std::string select_rows(const CopiedTable& table) {
  std::string columns;
  for (const std::string_view column : table.columns) {
    columns += columns.empty() ? "" : ", ";
    columns += column == "import" && table.name == std::string_view("event_batch") ? import_of_batch
               : column == "epoch"                                                 ? epoch_of_batch
                                                                                   : column;
  }
  return "SELECT " + columns + " FROM " + table.name + " ORDER BY " + table.order;
}

class SqliteRows final : public LedgerRows {
 public:
  SqliteRows(Connection& connection, Identity& identity)
      : connection_(connection), identity_(identity) {}

  IdentityKey identity_key() override { return read_identity_key(connection_); }

  void each_row(const CopiedTable& table,
                const std::function<void(std::span<const Cell>)>& visit) override {
    std::vector<Cell> cells(table.columns.size());
    Query row = connection_.query(select_rows(table));
    while (row.step()) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = row.cell(static_cast<int>(i));
      visit(cells);
    }
  }

  void each_event(const std::function<void(const CopiedEvent&)>& visit) override {
    ImportParts parts(connection_);
    Query row = connection_.query(
        "SELECT usage_event.seq, usage_event.source_no, usage_event.event_id, company_no,"
        " domain_no, day, meter_no, occurred_at, quantity, void.seq IS NOT NULL FROM usage_event"
        " LEFT JOIN void ON void.seq = usage_event.seq ORDER BY usage_event.seq");
    while (row.step()) {
      CopiedEvent event{row.integer(0), row.integer(1), row.view(2),
                        row.integer(3), row.integer(4), row.integer(5),
                        row.integer(6), row.integer(7), row.integer(8)};
      const ImportParts::Part& part = parts.of(event.seq);
      if (part.undone && row.integer(9) == 0) event.undone = part.import;
      visit(event);
    }
  }

  void each_pruned(const std::function<void(const IdentityEntry&)>& visit) override {
    identity_.each_pruned(visit);
  }

 private:
  Connection& connection_;
  Identity& identity_;
};

}  // namespace

std::unique_ptr<LedgerRows> SqliteStore::rows() {
  return std::make_unique<SqliteRows>(flushed(), identity_);
}

}  // namespace porto::internal
