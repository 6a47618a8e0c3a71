// See rows.hpp.
#include "store/postgres/connection/rows.hpp"

#include <algorithm>
#include <boost/endian/conversion.hpp>
#include <charconv>
#include <climits>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "store/postgres/connection/params.hpp"

namespace porto::internal::postgres {
namespace {

Error wrong(const std::string& what) {
  return {ErrorCode::corrupt, "the ledger holds " + what + ": verify it, or restore a backup"};
}

template <class Value>
Value date(std::int64_t number, const char* what) {
  try {
    return Value::from_number(static_cast<int>(std::clamp<std::int64_t>(number, 0, INT_MAX)));
  } catch (const Error&) {
    throw wrong(std::to_string(number) + " where " + what + " belongs");
  }
}

}  // namespace

std::int64_t Row::integer(int column) const {
  const auto* bytes = reinterpret_cast<const unsigned char*>(PQgetvalue(rows_, row_, column));
  switch (is_null(column) ? 0 : PQgetlength(rows_, row_, column)) {
    case 2:
      return boost::endian::load_big_s16(bytes);
    case 4:
      return boost::endian::load_big_s32(bytes);
    case 8:
      return boost::endian::load_big_s64(bytes);
    default:
      throw wrong("no number in column " + in_quotes(PQfname(rows_, column)));
  }
}

int Row::number(int column, int least, int most) const {
  const std::int64_t number = integer(column);
  if (number < least || number > most)
    throw wrong(std::to_string(number) + " in column " + in_quotes(PQfname(rows_, column)));
  return static_cast<int>(number);
}

bool Row::boolean(int column) const { return !is_null(column) && view(column) == "\1"; }

std::string_view Row::view(int column) const {
  return {PQgetvalue(rows_, row_, column),
          static_cast<std::size_t>(PQgetlength(rows_, row_, column))};
}

Wide Row::wide(int column) const {
  const std::string_view text = view(column);
  const bool is_negative = text.starts_with('-');
  const std::string_view digits = text.substr(is_negative ? 1 : 0);
  constexpr std::size_t most_digits = 37;  // that surely fit
  if (digits.empty() || digits.size() > most_digits) throw wrong("the sum " + in_quotes(text));
  Wide sum = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') throw wrong("the sum " + in_quotes(text));
    sum = sum * 10 + (digit - '0');
  }
  return is_negative ? -sum : sum;
}

Cell Row::cell(int column) const {
  if (is_null(column)) return {};
  switch (PQftype(rows_, column)) {
    case type_text:
    case type_bytea:
      return text(column);
    case type_bool:
      return std::int64_t{boolean(column)};
    default:
      return integer(column);
  }
}

bool Row::is_null(int column) const { return PQgetisnull(rows_, row_, column) != 0; }

Month Row::month(int column) const { return date<Month>(integer(column), "a month"); }

Day Row::day(int column) const { return date<Day>(integer(column), "a day"); }

Instant Row::event_time(int column) const {
  constexpr std::int64_t day_us = 86'400'000'000;
  constexpr std::int64_t year_2200_us = 7'258'118'400'000'000;
  const std::int64_t at = integer(column);
  if (at < -day_us || at > year_2200_us + day_us)
    throw wrong(std::to_string(at) + " where the time of an event belongs");
  return {at};
}

std::int64_t Rows::changed() const {
  const std::string_view text = PQcmdTuples(rows_.get());
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

}  // namespace porto::internal::postgres
