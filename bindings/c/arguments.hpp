// Arguments as they come over the C ABI, checked and made C++ values. Whatever is wrong with one is
// Error invalid_argument that names the parameter.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/porto.h"

namespace porto::c {

[[noreturn]] void refuse(std::string_view parameter, const std::string& what_and_what_to_do);

/// The object behind a pointer that must not be NULL.
template <class Type>
Type& given(Type* pointer, std::string_view parameter) {
  if (!pointer) refuse(parameter, "it is NULL; this parameter is required");
  return *pointer;
}

/// Text of a length, or of PORTO_NTS.
std::string_view text(const char* bytes, std::size_t length, std::string_view parameter);
/// The same where NULL means that there is none.
std::optional<std::string_view> optional_text(const char* bytes, std::size_t length,
                                              std::string_view parameter);
/// The same as a value to keep.
std::optional<std::string> optional_id(const char* bytes, std::size_t length,
                                       std::string_view parameter);
/// Text that names a file: not empty and without NUL bytes, at which the system would cut it.
std::string path(const char* bytes, std::size_t length, std::string_view parameter);

Month month(std::int32_t yyyymm, std::string_view parameter);
/// The same where 0 means that there is none.
std::optional<Month> optional_month(std::int32_t yyyymm, std::string_view parameter);

Day day(std::int32_t yyyymmdd, std::string_view parameter);
/// The same where 0 means that there is none.
std::optional<Day> optional_day(std::int32_t yyyymmdd, std::string_view parameter);

/// A day yyyymmdd, of 8 digits, or the first day of a month yyyymm, of fewer.
Day first_day(std::int32_t number, std::string_view parameter);
/// The same with the last day of a month.
Day last_day(std::int32_t number, std::string_view parameter);
/// The same where 0 means that there is none.
std::optional<Day> optional_last_day(std::int32_t number, std::string_view parameter);

/// Checks what a caller says the size of a struct is.
void check_size(std::size_t size, std::string_view parameter);
/// Refuses members that this library does not know, unless they are zero.
void check_unknown(const char* from, const char* to, std::string_view parameter);

/// A struct as this library knows it, from a caller that knew fewer members or more: those the
/// caller has not are zero, their default; those the library has not must be zero.
template <class Struct>
Struct read_struct(const void* given, std::string_view parameter) {
  std::uint32_t size = 0;
  std::memcpy(&size, given, sizeof size);
  check_size(size, parameter);
  const char* bytes = static_cast<const char*>(given);
  Struct known{};
  std::memcpy(&known, bytes, std::min<std::size_t>(size, sizeof known));
  if (size > sizeof known) check_unknown(bytes + sizeof known, bytes + size, parameter);
  return known;
}

}  // namespace porto::c
