// Items. Who agreed on one, when and why is in the change that added it, which has its number.
#include "store/errors.hpp"
#include "store/sqlite/connection/month_filter.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

void SqliteStore::add_item(const InvoiceItem& item) {
  Connection& connection = writable();
  if (!has_company(item.company)) throw store_error::unknown_company(item.company);
  connection
      .query("INSERT INTO item (no, month, company, amount, text) VALUES (?, ?, ?, ?, ?)", item.no,
             item.month, item.company, item.amount.minor(), item.text)
      .run();
}

void SqliteStore::remove_item(std::int64_t no) {
  if (writable().query("DELETE FROM item WHERE no = ?", no).run() == 0)
    throw store_error::unknown_item(no);
}

std::vector<InvoiceItem> SqliteStore::items(const MonthFilter& filter) {
  std::vector<InvoiceItem> found;
  const Currency currency(info().currency);
  Query row = connection_.query(
      "SELECT item.no, item.company, month, item.amount, item.text, ifnull(change.actor, ''),"
      " ifnull(change.reason, ''), change.at FROM item LEFT JOIN change ON change.no = item.no" +
          where({filter.month, filter.company}, "item.company") +
          " ORDER BY month, item.company, item.no",
      filter.month, filter.company);
  while (row.step())
    found.push_back({row.integer(0), row.text(1), row.month(2), Money(row.integer(3), currency),
                     row.text(4), row.text(5), row.text(6),
                     row.optional(7, [&](int column) { return Instant{row.integer(column)}; })});
  return found;
}

}  // namespace porto::internal
