// Changes of what is billed: only appended, each with a digest that goes on from the one before.
#include "names/change_kind.hpp"
#include "store/change_digest.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* select_change =
    "SELECT no, kind, company, tariff, version, domain, first, last, was_last, sha256, actor,"
    " reason, at, closed_through, digest, item, amount, text FROM change";

Change read_change(const Row& row) {
  const std::optional<ChangeKind> kind = change_kind_of(row.view(1));
  if (!kind)
    throw Error(ErrorCode::corrupt, "change " + std::to_string(row.integer(0)) +
                                        " is of an unknown kind, " + row.text(1) +
                                        ": restore a backup");
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
          .at = row.optional(12, [&](int column) { return row.instant(column); }),
          .closed_through = row.optional(13, [&](int column) { return row.month(column); }),
          .digest = row.text(14),
          .item = row.integer(15),
          .amount = row.text(16),
          .text = row.text(17)};
}

}  // namespace

void PostgresStore::add_change(const Change& change) {
  Connection& connection = writable();
  const std::optional<Change> last = last_change();
  Change added = change;
  added.no = last ? last->no + 1 : 1;
  connection.query(
      "INSERT INTO change (no, kind, company, tariff, version, domain, first, last, was_last,"
      " sha256, actor, reason, at, closed_through, digest, item, amount, text)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
      added.no, std::string_view(to_string(added.kind)), added.company, added.tariff, added.version,
      added.domain, added.from, added.through, added.was_through, added.sha256, added.actor,
      added.reason, added.at, added.closed_through, change_digest(last ? last->digest : "", added),
      added.item, added.amount, added.text);
}

std::vector<Change> PostgresStore::changes(const std::optional<std::string>& company) {
  std::vector<Change> all;
  const std::string condition =
      company ? "company IN ($1, '')" : equals("company", 1, false, "text");
  for (const Row row : read(select_change + (" WHERE " + condition) + " ORDER BY no", company))
    all.push_back(read_change(row));
  return all;
}

std::optional<Change> PostgresStore::last_change() {
  const Rows rows = read(std::string(select_change) + " ORDER BY no DESC LIMIT 1");
  if (rows.empty()) return {};
  return read_change(rows[0]);
}

}  // namespace porto::internal::postgres
