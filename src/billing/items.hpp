// Items: one-time lines that were agreed with a company. They are added and removed while their
// month is open, and are invoice lines like others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/changes.hpp"
#include "porto/items.hpp"
#include "store/store.hpp"

namespace porto::internal {

struct Balance;

/// See Ledger::add_items and Ledger::remove_item. A write transaction is open.
struct AddedItem {
  InvoiceItem item;
  bool is_new = false;  ///< false: the very item was there
};
AddedItem add_item(Store& store, const NewItem& item, const ChangeOptions& options);
void remove_item(Store& store, std::int64_t no, const ChangeOptions& options);

/// What stands in the place of a charge in the line of an item: "item-12".
std::string charge_of(const InvoiceItem& item);
/// The lines of the items of a month, of one company or all, on the invoice of that month; by
/// company, number. Their numbers are left to the caller.
std::vector<InvoiceLine> item_lines(Store& store, Month month,
                                    const std::optional<std::string>& company);
/// The line of an item of a closed month that no invoice has, since the month was closed without
/// the company. Error corrupt if there is none.
InvoiceLine late_item_line(Store& store, const Balance& balance, const CompanyMonth& of,
                           Month month);
/// The first month that has an item.
std::optional<Month> first_item_month(Store& store);

}  // namespace porto::internal
