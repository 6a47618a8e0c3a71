// The fields of an invoice line, listed once: the columns of its table, its part of a closed
// month's hash, what verify compares and the columns of the exported list all follow from this
// list.
#pragma once

#include <tuple>
#include <type_traits>

#include "porto/invoice.hpp"

namespace porto::internal {

template <class Value>
struct LineField {
  const char* name;  ///< in lists and findings
  Value InvoiceLine::*member;
  const char* column = name;  ///< in the file
};
template <class Value>
LineField(const char*, Value InvoiceLine::*) -> LineField<Value>;
template <class Value>
LineField(const char*, Value InvoiceLine::*, const char*) -> LineField<Value>;

/// Their order is that of the columns everywhere and is part of the hashes: a new one goes last.
inline constexpr std::tuple line_fields{
    LineField{"month", &InvoiceLine::month},
    LineField{"company", &InvoiceLine::company},
    LineField{"line", &InvoiceLine::line},
    LineField{"charge", &InvoiceLine::charge},
    LineField{"kind", &InvoiceLine::kind},
    LineField{"text", &InvoiceLine::text},
    LineField{"quantity", &InvoiceLine::quantity},
    LineField{"unit", &InvoiceLine::unit},
    LineField{"unit_price", &InvoiceLine::unit_price},
    LineField{"base_quantity", &InvoiceLine::base_quantity},
    LineField{"exact_amount", &InvoiceLine::exact_amount},
    LineField{"net_amount", &InvoiceLine::net_amount, "net_minor"},
    LineField{"tariff", &InvoiceLine::tariff},
    LineField{"tariff_version", &InvoiceLine::tariff_version},
    LineField{"usage_month", &InvoiceLine::usage_month},
};

/// A field of type Money is two columns: the amount, and this one after it.
inline constexpr const char* currency_column = "currency";

template <class Value>
constexpr bool has_currency(const LineField<Value>&) {
  return std::is_same_v<Value, Money>;
}

/// Calls `visit` with each field, in order.
template <class Visit>
void each_line_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, line_fields);
}

}  // namespace porto::internal
