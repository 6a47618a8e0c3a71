// See arguments.hpp.
#include "arguments.hpp"

#include "base/text.hpp"

namespace porto::c {
namespace {

constexpr std::int32_t least_day = 10'000'101;  // below are months

// `end` is the day that a month stands for.
Day month_or_day(std::int32_t number, std::string_view parameter, Day (Month::*end)() const) {
  try {
    if (number >= least_day) return Day::from_number(number);
    return (Month::from_number(number).*end)();
  } catch (const Error&) {
    refuse(parameter, std::to_string(number) +
                          " is neither a day, written as yyyymmdd (20250317), nor a month, written "
                          "as yyyymm (202503)");
  }
}

}  // namespace

void refuse(std::string_view parameter, const std::string& what_and_what_to_do) {
  const std::string where(parameter);
  throw Error(ErrorCode::invalid_argument, where + ": " + what_and_what_to_do, where);
}

std::string_view bytes_of(const char* bytes, std::size_t length, std::string_view parameter) {
  given(bytes, parameter);
  if (length == PORTO_NTS) return bytes;
  if (length > PTRDIFF_MAX) refuse(parameter, "its length is negative; give bytes or PORTO_NTS");
  return {bytes, length};
}

std::optional<std::string_view> optional_bytes(const char* bytes, std::size_t length,
                                               std::string_view parameter) {
  if (!bytes) return {};
  return bytes_of(bytes, length, parameter);
}

std::string_view text(const char* bytes, std::size_t length, std::string_view parameter) {
  const std::string_view text = bytes_of(bytes, length, parameter);
  if (text.size() > most_text_bytes)
    refuse(parameter, "it has " + std::to_string(text.size()) + " bytes; a text has at most " +
                          std::to_string(most_text_bytes));
  if (!internal::is_utf8(text)) refuse(parameter, "it is not UTF-8; convert it first");
  return text;
}

std::optional<std::string_view> optional_text(const char* bytes, std::size_t length,
                                              std::string_view parameter) {
  if (!bytes) return {};
  return text(bytes, length, parameter);
}

std::optional<std::string> optional_id(const char* bytes, std::size_t length,
                                       std::string_view parameter) {
  if (!bytes) return {};
  return std::string(text(bytes, length, parameter));
}

std::string document_name(const char* bytes, std::size_t length) {
  return document_name(optional_bytes(bytes, length, "file_name").value_or("tariff"));
}

std::string document_name(std::string_view id) { return internal::escaped(id); }

std::string path(const char* bytes, std::size_t length, std::string_view parameter) {
  const std::string_view name = bytes_of(bytes, length, parameter);
  if (name.empty()) refuse(parameter, "it is empty; give the name of a file");
  if (name.find('\0') != std::string_view::npos)
    refuse(parameter, "it has a NUL byte, which no file name can have");
  return std::string(name);
}

std::optional<Instant> optional_time(std::int64_t unix_us) {
  if (unix_us == 0) return {};
  return Instant{unix_us};
}

Instant needed_time(std::int64_t unix_us, std::string_view parameter) {
  if (unix_us == 0) refuse(parameter, "it is 0, which is no time; give microseconds since 1970");
  return {unix_us};
}

Month month(std::int32_t yyyymm, std::string_view parameter) {
  try {
    return Month::from_number(yyyymm);
  } catch (const Error&) {
    refuse(parameter,
           std::to_string(yyyymm) + " is no month; write year and month as yyyymm, such as 202402");
  }
}

std::optional<Month> optional_month(std::int32_t yyyymm, std::string_view parameter) {
  if (yyyymm == 0) return {};
  return month(yyyymm, parameter);
}

Day day(std::int32_t yyyymmdd, std::string_view parameter) {
  try {
    return Day::from_number(yyyymmdd);
  } catch (const Error&) {
    refuse(parameter, std::to_string(yyyymmdd) + " is no day; write it as yyyymmdd: 20250317");
  }
}

std::optional<Day> optional_day(std::int32_t yyyymmdd, std::string_view parameter) {
  if (yyyymmdd == 0) return {};
  return day(yyyymmdd, parameter);
}

Day first_day(std::int32_t number, std::string_view parameter) {
  return month_or_day(number, parameter, &Month::first_day);
}

Day last_day(std::int32_t number, std::string_view parameter) {
  return month_or_day(number, parameter, &Month::last_day);
}

std::optional<Day> optional_last_day(std::int32_t number, std::string_view parameter) {
  if (number == 0) return {};
  return last_day(number, parameter);
}

// Every member, and pointer with length, ends at a multiple of 8 bytes: a size in between would cut
// one. The upper limit keeps an uninitialised size from reading far away.
void check_size(std::size_t size, std::string_view parameter) {
  constexpr std::size_t least = 8;
  constexpr std::size_t most = 4096;
  if (size < least || size > most || size % 8 != 0)
    refuse(std::string(parameter) + ".struct_size",
           std::to_string(size) + " is no size of this struct; set it with its _INIT macro");
}

void check_header_version(std::uint32_t version, std::string_view parameter) {
  if (version > PORTO_VERSION_NUMBER)
    refuse(std::string(parameter) + ".header_version",
           "the program was compiled for porto " + std::to_string(version) + " and runs with " +
               std::to_string(PORTO_VERSION_NUMBER) + "; install the newer library");
}

void check_reserved(std::int64_t reserved, std::string_view parameter) {
  if (reserved != 0)
    refuse(std::string(parameter) + ".reserved",
           "it is not 0; set the struct with its _INIT macro");
}

void check_count(std::size_t count, std::size_t size) {
  if (count > static_cast<std::size_t>(PTRDIFF_MAX) / size)
    refuse("count", "it is too large: the structs do not fit in memory");
}

void throw_about(const Error& error, std::string_view parameter) {
  const std::string where(parameter);
  throw Error(error.code(), where + ": " + error.what(), where, error.cause());
}

void throw_placed(const Error& error, std::span<const Place> places) {
  for (const Place& place : places)
    if (place.name == error.where())
      throw Error(error.code(), error.what(), std::string(place.parameter), error.cause());
  throw;
}

void throw_at(const Error& error, std::string_view structs) {
  const std::string& where = error.where();
  if (!where.empty() && where.front() != '.') throw;
  const std::string message = error.what();
  const std::string place(structs);
  const bool begins_with_place = message.rfind(where + ":", 0) == 0;
  throw Error(error.code(), place + (begins_with_place ? "" : where + ": ") + message,
              place + where, error.cause());
}

void throw_at(const Error& error, std::string_view structs, std::size_t index) {
  throw_at(error, std::string(structs) + "[" + std::to_string(index) + "]");
}

void check_unknown(const char* from, const char* to, std::string_view parameter) {
  if (std::any_of(from, to, [](char byte) { return byte != 0; }))
    refuse(parameter,
           "it sets members that this version of the library does not know; use the library that "
           "the program was compiled for, or a newer one");
}

}  // namespace porto::c
