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

/// The place of a parameter or a member as people know it: "options.through_yyyymm" is through.
/// What a person names is one subscription, which the library has as the first of an array.
std::string place_for_people(std::string where, std::int32_t code) {
  if (where.rfind("usage.", 0) == 0 || where.rfind("usages[", 0) == 0) return "usage";
  // The place of what is no mistake of a call may be a file, options.toml.
  const bool may_be_file = code <= PORTO_E_CONFLICT;
  for (const std::string_view prefix :
       {"subscriptions[0].", "items[0].", "options.", "filter.", "what."})
    if (where.rfind(prefix, 0) == 0 && !(prefix == "options." && may_be_file))
      where.erase(0, prefix.size());
  for (const std::string_view unit : {"_yyyymm", "_yyyymmdd", "_unix_us"})
    if (where.size() > unit.size() && where.ends_with(unit))
      where.erase(where.size() - unit.size());
  return where;
}

/// What a member that is to be set is called as an option.
std::string words_for_people(std::string message) {
  constexpr std::string_view member = "; if it is meant, set allow_far";
  for (std::size_t at = 0; (at = message.find(member, at)) != message.npos;)
    message.replace(at, member.size(), "; if it is meant, say --far");
  return message;
}

std::uint32_t find_column(const Rows& rows, std::string_view column) {
  std::uint32_t index = 0;
  call(porto_rows_find_column, rows.get(), column.data(), column.size(), &index);
  return index;
}

}  // namespace

void throw_failure(std::int32_t code, porto_error* error) {
  const std::unique_ptr<porto_error, Closer<porto_error_free>> owner(error);
  std::string message = words_for_people(porto_error_message(error));
  const std::string where = porto_error_where(error);
  // The mistakes of a tariff or a table of companies come one a line, each with its own
  // "file:line:column:".
  const bool may_be_many = code == PORTO_E_BAD_TARIFF || code == PORTO_E_BAD_INPUT;
  const bool has_places = may_be_many && message.rfind(where + ":", 0) == 0;
  if (!where.empty() && !has_places && message.rfind(where + ": ", 0) == 0)
    message.erase(0, where.size() + 2);
  const std::string text = has_places ? message : complaint(place_for_people(where, code), message);
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
