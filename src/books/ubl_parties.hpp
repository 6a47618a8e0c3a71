// The seller and the buyer in UBL.
#pragma once

#include <string>

#include "books/settings.hpp"
#include "books/xml.hpp"

namespace porto::internal {

/// `with_vat`: their VAT numbers stand on the invoice (BR-O-02: not where nothing is subject to
/// it).
void write_supplier(Xml& xml, const Seller& seller, bool with_vat);
void write_customer(Xml& xml, const Buyer& buyer, const std::string& name, bool with_vat);

}  // namespace porto::internal
