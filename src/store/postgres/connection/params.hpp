// Parameters of statements, as the server takes them in binary.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "porto/calendar.hpp"

namespace porto::internal::postgres {

/// The server's numbers of its own types, which never change.
inline constexpr std::uint32_t type_bool = 16;
inline constexpr std::uint32_t type_bytea = 17;
inline constexpr std::uint32_t type_int8 = 20;
inline constexpr std::uint32_t type_int2 = 21;
inline constexpr std::uint32_t type_int4 = 23;
inline constexpr std::uint32_t type_text = 25;

/// Numbers in the order of bytes that the server takes, at the end of `bytes`.
void put(std::string& bytes, std::int16_t number);
void put(std::string& bytes, std::int32_t number);
void put(std::string& bytes, std::int64_t number);
/// A field of a row that is copied: its length and its bytes.
template <class Number>
requires std::is_integral_v<Number>
void put_field(std::string& bytes, Number number) {
  put(bytes, static_cast<std::int32_t>(sizeof number));
  put(bytes, number);
}
void put_field(std::string& bytes, std::string_view text);
/// NULL as a field.
void put_null(std::string& bytes);

/// Bytes that are not text.
struct Bytes {
  std::string_view bytes;
};

/// A value and its type. Of the server's types: bigint, integer, smallint, text, bytea, boolean and
/// arrays of the first five.
class Param {
 public:
  Param(std::int64_t number);
  Param(std::int32_t number);
  Param(std::int16_t number);
  Param(bool value);
  Param(std::string_view text);
  Param(const std::string& text) : Param(std::string_view(text)) {}
  Param(const char* text) : Param(std::string_view(text)) {}
  Param(Bytes bytes);
  Param(Month month) : Param(static_cast<std::int32_t>(month.number())) {}
  Param(Day day) : Param(static_cast<std::int32_t>(day.number())) {}
  Param(Instant time) : Param(time.unix_us) {}
  template <class Value>
  Param(const std::optional<Value>& value) : Param(value ? Param(*value) : null_of<Value>()) {}
  Param(const std::vector<std::int64_t>& numbers);
  Param(const std::vector<std::int32_t>& numbers);
  Param(const std::vector<std::int16_t>& numbers);
  Param(const std::vector<std::string_view>& texts);
  Param(const std::vector<std::string>& texts);
  /// With NULLs.
  Param(const std::vector<std::optional<std::string>>& texts);

  std::uint32_t type() const noexcept { return type_; }
  bool is_null() const noexcept { return is_null_; }
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  template <class Value>
  static Param null_of() {
    Param param{Value{}};
    param.is_null_ = true;
    return param;
  }

  std::uint32_t type_ = 0;
  bool is_null_ = false;
  std::string bytes_{};
};

/// Without the copies that a list in braces makes: an array may have megabytes.
template <class... Values>
std::vector<Param> params_of(const Values&... values) {
  std::vector<Param> params;
  params.reserve(sizeof...(values));
  (params.emplace_back(values), ...);
  return params;
}

template <>
inline Param Param::null_of<Month>() {
  return null_of<std::int32_t>();
}
template <>
inline Param Param::null_of<Day>() {
  return null_of<std::int32_t>();
}

}  // namespace porto::internal::postgres
