// Section "Items" of porto.h.
#include "change_options.hpp"
#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

porto::Decimal amount_of(const porto_item& item, int decimals) {
  if (!item.amount) return porto::Decimal::from_scaled(item.amount_minor, decimals);
  if (item.amount_minor != 0)
    refuse(".amount", "there is amount_minor too; set one of the two, and 0 the other");
  const std::string_view amount = text(item.amount, item.amount_len, ".amount");
  try {
    return porto::Decimal::parse(amount);
  } catch (const porto::Error& error) {
    throw porto::Error(error.code(), std::string(".amount: ") + error.what(), ".amount");
  }
}

}  // namespace

int32_t porto_item_add(porto_ledger* ledger, const porto_item* items, size_t count,
                       const porto_change_options* options, porto_rows** out, porto_error** err) {
  return guard(err, [&] {
    RowsOut rows(out);
    porto::Ledger& open = ledger_of(ledger);
    const int decimals = porto::Currency(open.info().currency).decimals();
    std::vector<porto::NewItem> read;
    each_struct<porto_item>(items, count, "items", [&](const porto_item& item) {
      const std::string_view company = text(item.company, item.company_len, ".company");
      const std::string_view said = text(item.text, item.text_len, ".text");
      read.push_back({std::string(company), month(item.month_yyyymm, ".month_yyyymm"),
                      amount_of(item, decimals), std::string(said)});
    });
    std::vector<porto::InvoiceItem> added;
    const porto::ChangeOptions change = read_change_options(options);
    rows.make();
    const bool is_new = open.add_items(read, change, &added);
    if (rows.wanted()) rows.put(porto::rows_of(std::move(added)).in_zone(open.zone()));
    rows.give();
    return is_new ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_item_remove(porto_ledger* ledger, int64_t item, const porto_change_options* options,
                          porto_error** err) {
  return guard(err, [&] {
    ledger_of(ledger).remove_item(item, read_change_options(options));
    return PORTO_OK;
  });
}

int32_t porto_item_list(porto_ledger* ledger, const porto_item_filter* filter, porto_rows** out,
                        porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const auto read = read_options(filter, PORTO_ITEM_FILTER_INIT, "filter");
    check_reserved(read.reserved, "filter");
    return porto::rows_of(
               open.items(
                   {.month = optional_month(read.month_yyyymm, "filter.month_yyyymm"),
                    .company = optional_id(read.company, read.company_len, "filter.company")}))
        .in_zone(open.zone());
  });
}
