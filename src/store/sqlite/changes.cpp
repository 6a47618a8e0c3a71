// Changes of what is billed: only appended, each with a digest that goes on from the one before.
#include "names/change_kind.hpp"
#include "store/change_digest.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

const std::string& select_change_sql() {
  static const std::string sql =
      "SELECT no, kind, company, tariff, version, domain, first, last, was_last, sha256, actor,"
      " reason, at, closed_through, digest, item, amount, text FROM change";
  return sql;
}

Change read_change(const Query& row) {
  const std::optional<ChangeKind> kind = change_kind_of(row.view(1));
  if (!kind)
    throw Error(ErrorCode::corrupt, "change " + row.text(0) + " is of an unknown kind, " +
                                        row.text(1) + ": restore a backup");
  return {.no = row.integer(0),
          .kind = *kind,
          .company = row.text(2),
          .tariff = row.text(3),
          .version = row.number(4),
          .domain = row.text(5),
          .from = row.text(6),
          .through = row.text(7),
          .was_through = row.text(8),
          .sha256 = row.text(9),
          .actor = row.text(10),
          .reason = row.text(11),
          .at = row.optional(12, [&](int column) { return Instant{row.integer(column)}; }),
          .closed_through = row.optional(13, [&](int column) { return row.month(column); }),
          .digest = row.text(14),
          .item = row.integer(15),
          .amount = row.text(16),
          .text = row.text(17)};
}

}  // namespace

void SqliteStore::add_change(const Change& change) {
  const std::optional<Change> last = last_change();
  Change added = change;
  added.no = last ? last->no + 1 : 1;
  writable()
      .query(
          "INSERT INTO change (no, kind, company, tariff, version, domain, first, last, was_last,"
          " sha256, actor, reason, at, closed_through, digest, item, amount, text)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          added.no, std::string_view(to_string(added.kind)), added.company, added.tariff,
          added.version, added.domain, added.from, added.through, added.was_through, added.sha256,
          added.actor, added.reason, added.at, added.closed_through,
          change_digest(last ? last->digest : "", added), added.item, added.amount, added.text)
      .run();
}

std::vector<Change> SqliteStore::changes(const std::optional<std::string>& company) {
  std::vector<Change> all;
  Query row = connection_.query(select_change_sql() +
                                    (company ? " WHERE company IN (?1, '')" : " WHERE ?1 IS NULL") +
                                    " ORDER BY no",
                                company);
  while (row.step()) all.push_back(read_change(row));
  return all;
}

std::optional<Change> SqliteStore::last_change() {
  Query row = connection_.query(select_change_sql() + " ORDER BY no DESC LIMIT 1");
  if (!row.step()) return {};
  return read_change(row);
}

}  // namespace porto::internal
