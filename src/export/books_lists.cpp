// The lists of an export to the accounting system.
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"
#include "porto/books.hpp"

namespace porto {

using namespace internal;

namespace {

using ListedOrderRow = const OrderRow&;
constexpr Field<OrderRow> order_row_fields[] = {
    {"company", ColumnType::text, [](ListedOrderRow r) { return Cell(r.company); }},
    {"line", ColumnType::integer, [](ListedOrderRow r) { return Cell(std::to_string(r.line)); }},
    {"customer_number", ColumnType::text, [](ListedOrderRow r) { return Cell(r.customer_number); }},
    {"reference", ColumnType::text, [](ListedOrderRow r) { return Cell(r.reference); }},
    {"article", ColumnType::text, [](ListedOrderRow r) { return Cell(r.article); }},
    {"account", ColumnType::text, [](ListedOrderRow r) { return Cell(r.account); }},
    {"cost_centre", ColumnType::text, [](ListedOrderRow r) { return Cell(r.cost_centre); }},
    {"text", ColumnType::text, [](ListedOrderRow r) { return Cell(r.text); }},
    {"quantity", ColumnType::decimal,
     [](ListedOrderRow r) { return Cell(r.quantity.to_string()); }},
    {"unit", ColumnType::text, [](ListedOrderRow r) { return Cell(r.unit); }},
    {"unit_price", ColumnType::decimal,
     [](ListedOrderRow r) { return Cell(r.unit_price.to_string()); }},
    {"net_amount", ColumnType::money,
     [](ListedOrderRow r) { return Cell(r.net_amount.to_string()); }},
    {"currency", ColumnType::text,
     [](ListedOrderRow r) { return Cell(std::string(r.net_amount.currency().code())); }},
    {"usage_month", ColumnType::month,
     [](ListedOrderRow r) { return Cell(r.usage_month.to_string()); }},
};

using ListedInvoice = const NumberedInvoice&;
constexpr Field<NumberedInvoice> numbered_invoice_fields[] = {
    {"number", ColumnType::text, [](ListedInvoice i) { return Cell(i.number.number); }},
    {"company", ColumnType::text, [](ListedInvoice i) { return Cell(i.number.company); }},
    {"kind", ColumnType::text,
     [](ListedInvoice i) { return Cell(i.is_credit_note ? "credit_note" : "invoice"); }},
    {"issued", ColumnType::day, [](ListedInvoice i) { return Cell(i.number.issued.to_string()); }},
    // Nothing of a credit note is due.
    {"due", ColumnType::day,
     [](ListedInvoice i) { return i.is_credit_note ? Cell{} : Cell(i.number.due.to_string()); }},
    {"net_amount", ColumnType::money,
     [](ListedInvoice i) { return Cell(i.net_amount.to_string()); }},
    {"vat", ColumnType::money, [](ListedInvoice i) { return Cell(i.vat.to_string()); }},
    {"total", ColumnType::money, [](ListedInvoice i) { return Cell(i.total.to_string()); }},
    {"currency", ColumnType::text,
     [](ListedInvoice i) { return Cell(std::string(i.net_amount.currency().code())); }},
    {"file", ColumnType::text,
     [](ListedInvoice i) { return i.file.empty() ? Cell{} : Cell(i.file); }},
    {"is_new", ColumnType::text, [](ListedInvoice i) { return Cell(i.is_new ? "yes" : "no"); }},
};

constexpr Field<std::string> books_notice_fields[] = {
    {"notice", ColumnType::text, [](const std::string& notice) { return Cell(notice); }},
};

}  // namespace

Rows rows_of(std::vector<OrderRow> rows) { return make_rows(std::move(rows), order_row_fields); }

Rows rows_of(std::vector<NumberedInvoice> invoices) {
  return make_rows(std::move(invoices), numbered_invoice_fields);
}

Rows notices_of(const BooksExport& books) {
  return make_rows(std::vector<std::string>(books.notices), books_notice_fields);
}

}  // namespace porto
