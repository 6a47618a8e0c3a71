// The seller and the buyers of a books file.
#pragma once

#include <vector>

#include "books/settings.hpp"
#include "tariff/document/value.hpp"

namespace porto::internal {

Seller read_seller(const Value& value);
/// All [[buyer]]. Reports a company that is there twice.
std::vector<Buyer> read_buyers(const Value& value);

}  // namespace porto::internal
