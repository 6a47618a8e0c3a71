// See line_values.hpp.
#include "store/line_values.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::array<std::pair<LineKind, std::string_view>, 7> kinds = {{
    {LineKind::fee, "fee"},
    {LineKind::usage, "usage"},
    {LineKind::minimum, "minimum"},
    {LineKind::maximum, "maximum"},
    {LineKind::adjustment, "adjustment"},
    {LineKind::rounding, "rounding"},
    {LineKind::item, "item"},
}};

}  // namespace

std::string_view kind_name(LineKind kind) {
  for (const auto& [known, name] : kinds) {
    if (known == kind) return name;
  }
  throw Error(ErrorCode::internal, "an invoice line has no kind");
}

LineKind kind_of(std::string_view name) {
  for (const auto& [kind, known] : kinds) {
    if (known == name) return kind;
  }
  throw Error(ErrorCode::corrupt, "unknown kind " + in_quotes(name));
}

Decimal stored_decimal(std::string_view text) {
  const Decimal number = Decimal::parse(text);
  if (number.to_string() != text)
    throw Error(ErrorCode::corrupt, in_quotes(text) + " is not written as " + number.to_string());
  return number;
}

Month stored_line_month(Month month) {
  if (month < Month(1970, 1) || month > Month(2199, 12))
    throw Error(ErrorCode::corrupt, "the ledger holds " + month.to_string() +
                                        " as the month of a line: restore a backup");
  return month;
}

Error damaged_line(std::string_view month, std::string_view company, std::string_view line,
                   const Error& why) {
  return {ErrorCode::corrupt, "invoice line " + std::string(line) + " of company " +
                                  in_quotes(company) + ", month " + std::string(month) +
                                  " is damaged (" + why.what() +
                                  "): restore the ledger from a backup"};
}

}  // namespace porto::internal
