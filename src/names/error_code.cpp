// Names of error codes.
#include "porto/error.hpp"

namespace porto {

const char* to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::bad_number:
      return "bad_number";
    case ErrorCode::bad_time:
      return "bad_time";
    case ErrorCode::overflow:
      return "overflow";
    case ErrorCode::unknown_zone:
      return "unknown_zone";
    case ErrorCode::unknown_currency:
      return "unknown_currency";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::bad_tariff:
      return "bad_tariff";
    case ErrorCode::bad_input:
      return "bad_input";
    case ErrorCode::month_open:
      return "month_open";
    case ErrorCode::month_closed:
      return "month_closed";
    case ErrorCode::ledger_exists:
      return "ledger_exists";
    case ErrorCode::not_a_ledger:
      return "not_a_ledger";
    case ErrorCode::newer_ledger:
      return "newer_ledger";
    case ErrorCode::negative_usage:
      return "negative_usage";
    case ErrorCode::io:
      return "io";
    case ErrorCode::busy:
      return "busy";
    case ErrorCode::full:
      return "full";
    case ErrorCode::read_only:
      return "read_only";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::internal:
      return "internal";
    case ErrorCode::out_of_memory:
      return "out_of_memory";
  }
  return "unknown";
}

}  // namespace porto
