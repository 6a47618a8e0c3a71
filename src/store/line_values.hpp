// A field of an invoice line as the values of its columns, and a line from a row of them: the same
// in every store that keeps lines in a table. Row is what such a store reads a row with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "store/line_fields.hpp"

namespace porto::internal {

/// The name of a kind of line in a table. Errors internal, corrupt.
std::string_view kind_name(LineKind kind);
LineKind kind_of(std::string_view name);
/// A number in the only way it is written, so that no other text goes unnoticed. Error corrupt.
Decimal stored_decimal(std::string_view text);
/// Lines are of closed months, and none is closed that porto does not know the bounds of. Error
/// corrupt.
Month stored_line_month(Month month);
/// A line that cannot be read, and why.
Error damaged_line(std::string_view month, std::string_view company, std::string_view line,
                   const Error& why);

// ---- A field as the values of its columns

inline std::tuple<Month> values_of(Month month) { return {month}; }
inline std::tuple<std::string_view> values_of(const std::string& text) { return {text}; }
inline std::tuple<int> values_of(int number) { return {number}; }
inline std::tuple<std::string_view> values_of(LineKind kind) { return {kind_name(kind)}; }
inline std::tuple<std::string> values_of(const Decimal& number) { return {number.to_string()}; }
inline std::tuple<std::optional<std::string>> values_of(const std::optional<Decimal>& number) {
  if (!number) return {};
  return {number->to_string()};
}
inline std::tuple<std::int64_t, std::string> values_of(const Money& amount) {
  return {amount.minor(), std::string(amount.currency().code())};
}

// ---- A field from its columns; the first is `column`, which moves on

template <class Row>
Month read_field(const Row& row, int& column, Month InvoiceLine::*) {
  return stored_line_month(row.month(column++));
}
template <class Row>
std::string read_field(const Row& row, int& column, std::string InvoiceLine::*) {
  return row.text(column++);
}
template <class Row>
int read_field(const Row& row, int& column, int InvoiceLine::*) {
  return row.number(column++);
}
template <class Row>
LineKind read_field(const Row& row, int& column, LineKind InvoiceLine::*) {
  return kind_of(row.view(column++));
}
template <class Row>
Decimal read_field(const Row& row, int& column, Decimal InvoiceLine::*) {
  return stored_decimal(row.view(column++));
}
template <class Row>
std::optional<Decimal> read_field(const Row& row, int& column,
                                  std::optional<Decimal> InvoiceLine::*) {
  return row.optional(column++, [&](int at) { return stored_decimal(row.view(at)); });
}
template <class Row>
Money read_field(const Row& row, int& column, Money InvoiceLine::*) {
  const std::int64_t minor = row.integer(column++);
  return {minor, Currency(row.view(column++))};
}

/// From the columns of line_fields. Braces evaluate from left to right. The fields are listed in
/// the order of the members; another one, or one too few, does not build or does not come back as
/// it was.
template <class Row>
InvoiceLine read_line(const Row& row) {
  int column = 0;
  return std::apply(
      [&](const auto&... fields) { return InvoiceLine{read_field(row, column, fields.member)...}; },
      line_fields);
}

}  // namespace porto::internal
