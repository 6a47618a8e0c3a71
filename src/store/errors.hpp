// The errors that every store raises in the same words.
#pragma once

#include <string_view>

#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto::store_error {

Error unknown_company(std::string_view id);
Error unknown_meter(std::string_view id);
/// A meter that is there with other decimals.
Error meter_changed(std::string_view id, int decimals);
Error unknown_tariff(std::string_view id);
Error unknown_subscription(std::string_view company, std::string_view tariff, Month from);
/// A month total that would pass 2^63 - 1.
Error total_overflow(Month month, std::string_view company, std::string_view meter);
/// A change outside a write transaction: a bug in porto.
Error needs_write_transaction();
Error nested_transaction();

}  // namespace porto::store_error
