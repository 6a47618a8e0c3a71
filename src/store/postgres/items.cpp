// Items. Who agreed on one, when and why is in the change that added it, which has its number.
#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {

void PostgresStore::add_item(const InvoiceItem& item) {
  Connection& connection = writable();
  if (!has_company(item.company)) throw store_error::unknown_company(item.company);
  connection.query(
      "INSERT INTO item (no, month, company, amount, text) VALUES ($1, $2, $3, $4, $5)", item.no,
      item.month, item.company, item.amount.minor(), item.text);
}

void PostgresStore::remove_item(std::int64_t no) {
  if (writable().query("DELETE FROM item WHERE no = $1", no).changed() == 0)
    throw store_error::unknown_item(no);
}

std::vector<InvoiceItem> PostgresStore::items(const MonthFilter& filter) {
  std::vector<InvoiceItem> found;
  const Currency currency(info().currency);
  for (const Row row :
       read("SELECT item.no, item.company, month, item.amount, item.text,"
            " coalesce(change.actor, ''), coalesce(change.reason, ''), change.at"
            " FROM item LEFT JOIN change ON change.no = item.no" +
                where(filter, "month", "item.company") + " ORDER BY month, item.company, item.no",
            filter.month, filter.company))
    found.push_back({row.integer(0), row.text(1), row.month(2), Money(row.integer(3), currency),
                     row.text(4), row.text(5), row.text(6),
                     row.optional(7, [&](int column) { return row.instant(column); })});
  return found;
}

}  // namespace porto::internal::postgres
