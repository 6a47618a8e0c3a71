// Arguments as they come over the C ABI, checked and made C++ values. Whatever is wrong with one is
// Error invalid_argument that names the parameter.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/import.hpp"
#include "porto/porto.h"

namespace porto::c {

[[noreturn]] void refuse(std::string_view parameter, const std::string& what_and_what_to_do);

/// What `read` refuses, such as the name of an enumerator, is refused at this place.
template <class Read>
auto read_at(std::string_view parameter, Read&& read);

/// The object behind a pointer that must not be NULL.
template <class Type>
Type& given(Type* pointer, std::string_view parameter) {
  if (!pointer) refuse(parameter, "it is NULL; this parameter is required");
  return *pointer;
}

/// Bytes of a length, or of PORTO_NTS: documents, the content of inputs, what the system calls a
/// file.
std::string_view bytes_of(const char* bytes, std::size_t length, std::string_view parameter);
/// The same where NULL means that there are none.
std::optional<std::string_view> optional_bytes(const char* bytes, std::size_t length,
                                               std::string_view parameter);

/// The longest text that is no document. Far above what any may be, so that it is told what is
/// wrong with it, and far below what must not be searched for, nor repeated in a message.
inline constexpr std::size_t most_text_bytes = std::size_t{64} << 10;

/// The same of a text: UTF-8, and not longer than that.
std::string_view text(const char* bytes, std::size_t length, std::string_view parameter);
/// The same where NULL means that there is none.
std::optional<std::string_view> optional_text(const char* bytes, std::size_t length,
                                              std::string_view parameter);
/// The same as a value to keep.
std::optional<std::string> optional_id(const char* bytes, std::size_t length,
                                       std::string_view parameter);
/// What a document is called in messages, on one line of UTF-8; "tariff" for NULL.
std::string document_name(const char* bytes, std::size_t length);
/// The same of one that a ledger has.
std::string document_name(std::string_view id);
/// Text that names a file: not empty and without NUL bytes, at which the system would cut it.
std::string path(const char* bytes, std::size_t length, std::string_view parameter);

/// A time that was given; 0: it was not.
std::optional<Instant> optional_time(std::int64_t unix_us);
/// A time that is needed: 0 is none.
Instant needed_time(std::int64_t unix_us, std::string_view parameter);

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
/// Refuses a number of structs that no memory holds.
void check_count(std::size_t count, std::size_t size);
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

/// Refuses a header that is newer than this library.
void check_header_version(std::uint32_t version, std::string_view parameter);
/// Refuses what must be 0.
void check_reserved(std::int64_t reserved, std::string_view parameter);

/// Options, or a filter, that the caller may have left out; then those of the _INIT macro.
template <class Options>
Options read_options(const Options* options, const Options& without,
                     std::string_view parameter = "options") {
  if (!options) return without;
  const auto read = read_struct<Options>(options, parameter);
  check_header_version(read.header_version, parameter);
  return read;
}
/// The same where they are required.
template <class Options>
Options read_needed_options(const Options* options) {
  return read_options(&given(options, "options"), Options{});
}

/// Throws an error as one about this parameter.
[[noreturn]] void throw_about(const Error& error, std::string_view parameter);

template <class Read>
auto read_at(std::string_view parameter, Read&& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw_about(error, parameter);
  }
}

/// What the library names alone, "through", as the caller knows it: "options.through_yyyymm".
struct Place {
  std::string_view name;
  std::string_view parameter;
};
/// Throws an error about one of these with the place that the caller knows; others as they are.
[[noreturn]] void throw_placed(const Error& error, std::span<const Place> places);

/// Calls the library; what it refuses has the place that the caller knows.
template <std::size_t count, class Call>
auto placed(const Place (&places)[count], Call&& call) {
  try {
    return call();
  } catch (const ImportStopped&) {
    throw;  // it says more than a place
  } catch (const Error& error) {
    throw_placed(error, places);
  }
}

/// Throws an error about a part of a struct, ".event_id", as one about the whole: with the name of
/// the struct, or of the array and the place in it, before it. Other errors as they are.
[[noreturn]] void throw_at(const Error& error, std::string_view structs);
[[noreturn]] void throw_at(const Error& error, std::string_view structs, std::size_t index);

/// Calls `read` with each of `count` structs, which lie struct_size bytes apart, as the program
/// that made them knows them. What `read` refuses with a parameter such as ".event_id" is refused
/// with its place: "events[7].event_id".
template <class Struct, class Read>
void each_struct(const Struct* structs, std::size_t count, std::string_view name, Read&& read) {
  if (count == 0) return;
  const char* bytes = reinterpret_cast<const char*>(&given(structs, name));
  std::uint32_t stride = 0;
  std::memcpy(&stride, bytes, sizeof stride);
  std::size_t index = 0;
  try {
    check_size(stride, "");
    check_count(count, stride);
    for (; index < count; ++index, bytes += stride) {
      std::uint32_t size = 0;
      std::memcpy(&size, bytes, sizeof size);
      if (size != stride) refuse(".struct_size", "it differs from that of the first");
      read(read_struct<Struct>(bytes, ""));
    }
  } catch (const Error& error) {
    throw_at(error, name, index);
  }
}

}  // namespace porto::c
