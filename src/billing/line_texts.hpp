// An invoice line as text: what is hashed, compared and exported.
#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include "porto/invoice.hpp"
#include "store/line_fields.hpp"

namespace porto::internal {

inline std::string text_of(const std::string& text) { return text; }
inline std::string text_of(int number) { return std::to_string(number); }
inline std::string text_of(Month month) { return month.to_string(); }
inline std::string text_of(LineKind kind) { return to_string(kind); }
inline std::string text_of(const Decimal& number) { return number.to_string(); }
inline std::string text_of(const Money& amount) { return amount.to_string(); }
inline std::optional<std::string> text_of(const std::optional<Decimal>& number) {
  if (!number) return {};
  return number->to_string();
}

/// Calls `visit` with the name of each column of a line and its text, in order; a line without a
/// unit price has no text there.
template <class Visit>
void each_line_text(const InvoiceLine& line, Visit&& visit) {
  each_line_field([&](const auto& field) {
    const auto& value = line.*field.member;
    visit(field.name, std::optional<std::string>(text_of(value)));
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Money>)
      visit(currency_column, std::optional<std::string>(value.currency().code()));
  });
}

}  // namespace porto::internal
