// See import_parts.hpp.
#include "store/sqlite/import_parts.hpp"

#include <limits>

namespace porto::internal {
namespace {

constexpr const char* part_sql =
    "SELECT first_seq, last_seq, import_part.import, actor, reason, undone_at FROM import_part"
    " LEFT JOIN import_undo ON import_undo.import = import_part.import"
    " WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1";
constexpr const char* next_sql = "SELECT min(first_seq) FROM import_part WHERE first_seq > ?";

}  // namespace

void ImportParts::find(std::int64_t seq) {
  part_ = {.first = 0, .last = std::numeric_limits<std::int64_t>::max()};
  {
    Query row = connection_.query(part_sql, seq);
    const bool found = row.step();
    if (found && row.integer(1) < seq) {
      part_.first = row.integer(1) + 1;
    } else if (found) {
      part_ = {.first = row.integer(0), .last = row.integer(1), .import = row.integer(2)};
      if (!row.is_null(3))
        part_.undone = ImportUndo{.import = part_.import,
                                  .actor = row.text(3),
                                  .reason = row.text(4),
                                  .undone_at = {row.integer(5)}};
      return;
    }
  }
  // Between the imports: up to the next.
  Query next = connection_.query(next_sql, seq);
  if (next.step() && !next.is_null(0)) part_.last = next.integer(0) - 1;
}

}  // namespace porto::internal
