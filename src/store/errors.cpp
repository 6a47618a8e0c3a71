// See errors.hpp.
#include "store/errors.hpp"

#include <string>

#include "base/text.hpp"

namespace porto::store_error {

Error unknown_company(std::string_view id) {
  return {ErrorCode::not_found, "the ledger has no company " + in_quotes(id)};
}

Error unknown_meter(std::string_view id) {
  return {ErrorCode::not_found, "the ledger has no meter " + in_quotes(id)};
}

Error meter_changed(std::string_view id, int decimals) {
  return {ErrorCode::conflict, "meter " + in_quotes(id) + " has " + std::to_string(decimals) +
                                   " decimals; a meter never changes: use another id"};
}

Error unknown_tariff(std::string_view id) {
  return {ErrorCode::not_found, "the ledger has no tariff " + in_quotes(id)};
}

Error unknown_subscription(std::string_view company, std::string_view tariff, Month from) {
  return {ErrorCode::not_found, "company " + in_quotes(company) +
                                    " has no subscription to tariff " + in_quotes(tariff) +
                                    " from " + from.to_string()};
}

Error total_overflow(Month month, std::string_view company, std::string_view meter) {
  return {ErrorCode::overflow, "the total of company " + in_quotes(company) + ", meter " +
                                   in_quotes(meter) + ", month " + month.to_string() +
                                   " would pass 9223372036854775807: nothing of this batch was "
                                   "stored; correct the quantities"};
}

Error needs_write_transaction() {
  return {ErrorCode::internal, "a change of the store needs a write transaction"};
}

Error nested_transaction() {
  return {ErrorCode::internal, "a transaction is open already; transactions do not nest"};
}

}  // namespace porto::store_error
