// The list of items.
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using ListedItem = const InvoiceItem&;
constexpr Field<InvoiceItem> item_fields[] = {
    {"item", ColumnType::integer, [](ListedItem i) { return Cell(std::to_string(i.no)); }},
    {"month", ColumnType::month, [](ListedItem i) { return Cell(i.month.to_string()); }},
    {"company", ColumnType::text, [](ListedItem i) { return Cell(i.company); }},
    {"amount", ColumnType::money, [](ListedItem i) { return Cell(i.amount.to_string()); }},
    {"currency", ColumnType::text,
     [](ListedItem i) { return Cell(std::string(i.amount.currency().code())); }},
    {"text", ColumnType::text, [](ListedItem i) { return Cell(i.text); }},
    {"at", ColumnType::time, [](ListedItem i) { return i.at ? Cell(to_rfc3339(*i.at)) : Cell{}; }},
    {"actor", ColumnType::text, [](ListedItem i) { return Cell(i.actor); }},
    {"reason", ColumnType::text, [](ListedItem i) { return Cell(i.reason); }},
};

}  // namespace

Rows rows_of(std::vector<InvoiceItem> items) { return make_rows(std::move(items), item_fields); }

}  // namespace porto
