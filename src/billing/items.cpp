// See items.hpp.
#include "billing/items.hpp"

#include "base/text.hpp"
#include "billing/adjust.hpp"
#include "billing/bill.hpp"
#include "billing/change.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view charge_prefix = "item-";

void check_item_text(const std::string& text) {
  if (const char* why = why_not_id(text))
    throw Error(ErrorCode::invalid_argument,
                "the text of an item, " + in_quotes(text) + ", cannot be used: " + why, "text");
}

Money amount_of(const NewItem& item, Currency currency) {
  if (item.amount == Decimal(0))
    throw Error(ErrorCode::invalid_argument,
                "an item of 0 changes nothing; a credit is below 0, a charge above", "amount");
  if (item.amount.decimals() > currency.decimals())
    throw Error(ErrorCode::invalid_argument,
                item.amount.to_string() + " has more decimals than " +
                    std::string(currency.code()) + ", which has " +
                    std::to_string(currency.decimals()),
                "amount");
  return Money::of(item.amount, currency);
}

// An item of a closed month would be on no invoice.
void check_open(Store& store, Month month) {
  const std::optional<Month> closed = last_closed(store);
  if (closed && month <= *closed)
    throw Error(ErrorCode::month_closed,
                month.to_string() + " is closed; add the item to " + closed->next().to_string() +
                    ", the month that closes next",
                "month");
}

void check_begins(Store& store, Month month, const ChangeOptions& options) {
  const Month first = store.info().first_month;
  if (month < first)
    throw Error(
        ErrorCode::invalid_argument,
        month.to_string() + " is before the first month of the ledger, " + first.to_string(),
        "month");
  check_begin(store, month, options, "month");
}

Change item_change(ChangeKind kind, const InvoiceItem& item) {
  Change change{.kind = kind, .company = item.company, .from = item.month.to_string()};
  change.item = item.no;
  change.amount = item.amount.to_string();
  change.text = item.text;
  return change;
}

std::int64_t next_change(Store& store) {
  const std::optional<Change> last = store.last_change();
  return last ? last->no + 1 : 1;
}

InvoiceItem find_item(Store& store, std::int64_t no) {
  for (InvoiceItem& item : store.items({}))
    if (item.no == no) return std::move(item);
  throw store_error::unknown_item(no);
}

// One lump sum, as an adjustment: EN 16931 has no negative prices (BR-27).
InvoiceLine line_of(const InvoiceItem& item, Month month) {
  const Decimal net = item.amount.amount();
  return {
      .month = month,
      .company = item.company,
      .charge = charge_of(item),
      .kind = LineKind::item,
      .text = item.text,
      .quantity = net.is_negative() ? -1 : 1,
      .unit = "LS",
      .unit_price = net.is_negative() ? -net : net,
      .exact_amount = net,
      .net_amount = item.amount,
      .tariff = {},
      .tariff_version = 0,
      .usage_month = item.month,
  };
}

}  // namespace

AddedItem add_item(Store& store, const NewItem& asked, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  check_item_text(asked.text);
  const Money amount = amount_of(asked, Currency(store.info().currency));
  if (!store.has_company(asked.company))
    throw store_error::unknown_company(asked.company, "company");
  for (InvoiceItem& known : store.items({.month = asked.month, .company = asked.company}))
    if (known.amount == amount && known.text == asked.text) return {std::move(known), false};
  check_open(store, asked.month);
  check_begins(store, asked.month, options);
  const InvoiceItem item{next_change(store), asked.company, asked.month,    amount,
                         asked.text,         options.actor, options.reason, options.at};
  store.add_item(item);
  keep_change(store, item_change(ChangeKind::item_add, item), options);
  return {item, true};
}

void remove_item(Store& store, std::int64_t no, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const InvoiceItem item = find_item(store, no);
  const std::optional<Month> closed = last_closed(store);
  if (closed && item.month <= *closed)
    throw Error(ErrorCode::month_closed,
                item.month.to_string() + " is closed with item " + std::to_string(no) +
                    "; add the opposite, " +
                    (-item.amount.amount()).to_string_fixed(item.amount.currency().decimals()) +
                    ", to " + closed->next().to_string(),
                "item");
  store.remove_item(no);
  keep_change(store, item_change(ChangeKind::item_remove, item), options);
}

std::string charge_of(const InvoiceItem& item) {
  return std::string(charge_prefix) + std::to_string(item.no);
}

std::vector<InvoiceLine> item_lines(Store& store, Month month,
                                    const std::optional<std::string>& company) {
  std::vector<InvoiceLine> lines;
  for (const InvoiceItem& item : store.items({.month = month, .company = company}))
    lines.push_back(line_of(item, month));
  return lines;
}

InvoiceLine late_item_line(Store& store, const Balance& balance, const CompanyMonth& of,
                           Month month) {
  for (const InvoiceItem& item : store.items({.month = of.month, .company = of.company}))
    if (charge_of(item) == balance.charge && item.amount == balance.due - balance.invoiced)
      return line_of(item, month);
  throw Error(ErrorCode::corrupt, balance.charge + " of " + of.month.to_string() + " of company " +
                                      in_quotes(of.company) +
                                      " is not what was invoiced: restore a backup");
}

std::optional<Month> first_item_month(Store& store) {
  const std::vector<InvoiceItem> items = store.items({});
  if (items.empty()) return {};
  return items.front().month;  // they are by month
}

}  // namespace porto::internal
