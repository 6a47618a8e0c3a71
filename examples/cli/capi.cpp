// Failures and cells of the C ABI: see capi.hpp.
#include "capi.hpp"

namespace porto_cli {
namespace {

/// Codes -1xx say that the call is to be fixed: here that is the command line. An overflow is none
/// of them: the data brings it about.
int exit_status_of(std::int32_t code) {
  switch (code) {
    case PORTO_E_INVALID:
    case PORTO_E_BAD_NUMBER:
    case PORTO_E_BAD_TIME:
    case PORTO_E_UNKNOWN_ZONE:
    case PORTO_E_UNKNOWN_CURRENCY:
      return Failure::wrong_usage;
    default:
      return Failure::failed;
  }
}

/// What a person names is one subscription, or an option: the library has members of structs.
std::string without_struct(const std::string& text, std::int32_t code) {
  for (const std::string_view owner : {"subscriptions[0].", "options."}) {
    // The place of what is no mistake of a call may be a file, options.toml.
    const bool may_be_file = owner == "options." && code != PORTO_E_INVALID;
    if (!may_be_file && text.rfind(owner, 0) == 0) return text.substr(owner.size());
  }
  return text;
}

std::uint32_t find_column(const Rows& rows, std::string_view column) {
  std::uint32_t index = 0;
  call(porto_rows_find_column, rows.get(), column.data(), column.size(), &index);
  return index;
}

}  // namespace

void throw_failure(std::int32_t code, porto_error* error) {
  const std::unique_ptr<porto_error, Closer<porto_error_free>> owner(error);
  const std::string message = without_struct(porto_error_message(error), code);
  // The mistakes of a tariff come one a line, each with its own "file:line:column:".
  const std::string where = without_struct(porto_error_where(error), code);
  const bool has_places = code == PORTO_E_BAD_TARIFF && message.rfind(where + ":", 0) == 0;
  const std::string text = has_places ? message : complaint(where, message);
  throw Failure(exit_status_of(code), text, code, porto_error_committed(error));
}

bool next(const Rows& rows) { return call(porto_rows_next, rows.get()) == PORTO_OK; }

std::string_view text(const Rows& rows, std::string_view column) {
  std::size_t size = 0;
  const char* cell = porto_rows_text(rows.get(), find_column(rows, column), &size);
  return cell == nullptr ? std::string_view() : std::string_view(cell, size);
}

std::string shown(const Rows& rows, std::string_view column) {
  std::size_t size = 0;
  const char* cell = porto_rows_shown(rows.get(), find_column(rows, column), &size);
  return cell == nullptr ? std::string() : std::string(cell, size);
}

std::int64_t integer(const Rows& rows, std::string_view column) {
  std::int64_t value = 0;
  call(porto_rows_int64, rows.get(), find_column(rows, column), &value);
  return value;
}

}  // namespace porto_cli
