// Query: see connection.hpp.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {
namespace {

// Makes a month or a day of its number.
template <typename Value>
Value read_number(std::int64_t number, std::int64_t largest, const char* expected) {
  try {
    if (number < 0 || number > largest) throw Error(ErrorCode::invalid_argument, "");
    return Value::from_number(static_cast<int>(number));
  } catch (const Error&) {
    throw Error(ErrorCode::corrupt, "the ledger holds " + std::to_string(number) + " where " +
                                        expected + " belongs: restore a backup");
  }
}

}  // namespace

void Query::reset() noexcept { statement_.tryReset(); }

Query::~Query() {
  reset();
  statement_.clearBindings();  // lets go of the copies of texts; SQLite never fails here
}

Query& Query::bind_row(std::span<const Cell> cells) {
  reset();
  int index = 0;
  for (const Cell& cell : cells) {
    ++index;
    if (const auto* number = std::get_if<std::int64_t>(&cell))
      bind_one(index, *number);
    else if (const auto* text = std::get_if<std::string>(&cell))
      bind_one(index, std::string_view(*text));
    else
      bind_null(index);
  }
  return *this;
}

bool Query::step() try {
  connection_.check_interrupt();
  return statement_.executeStep();
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

std::int64_t Query::run() try {
  connection_.check_interrupt();
  const int changed = statement_.exec();
  statement_.reset();
  return changed;
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

std::int64_t Query::integer(int column) const { return statement_.getColumn(column).getInt64(); }

int Query::number(int column, int least, int most) const {
  const std::int64_t stored = integer(column);
  if (stored < least || stored > most)
    throw Error(ErrorCode::corrupt, "the ledger holds " + std::to_string(stored) +
                                        " where a number from " + std::to_string(least) + " to " +
                                        std::to_string(most) + " belongs: restore a backup");
  return static_cast<int>(stored);
}

std::string_view Query::view(int column) const {
  const SQLite::Column cell = statement_.getColumn(column);
  const char* text = cell.getText();
  return {text, static_cast<std::size_t>(cell.getBytes())};
}

std::string_view Query::blob(int column) const {
  const SQLite::Column cell = statement_.getColumn(column);
  const auto* bytes = static_cast<const char*>(cell.getBlob());
  return {bytes, static_cast<std::size_t>(cell.getBytes())};
}

bool Query::is_null(int column) const { return statement_.getColumn(column).isNull(); }

Cell Query::cell(int column) const {
  const SQLite::Column cell = statement_.getColumn(column);
  if (cell.isNull()) return {};
  if (cell.isInteger()) return cell.getInt64();
  if (cell.isFloat())
    throw Error(ErrorCode::corrupt,
                "the ledger holds a broken number where a whole one belongs: restore a backup");
  return std::string(blob(column));
}

Instant Query::event_time(int column) const {
  constexpr std::int64_t day_us = 86'400'000'000;
  constexpr std::int64_t year_2200_us = 7'258'118'400'000'000;
  const std::int64_t at = integer(column);
  if (at < -day_us || at > year_2200_us + day_us)
    throw Error(ErrorCode::corrupt, "the ledger holds " + std::to_string(at) +
                                        " where the time of an event belongs: restore a backup");
  return {at};
}

Month Query::month(int column) const {
  return read_number<Month>(integer(column), 999'912, "a month such as 202402");
}

Day Query::day(int column) const {
  return read_number<Day>(integer(column), 99'991'231, "a day such as 20240229");
}

void Query::bind_one(int index, std::int64_t value) try {
  statement_.bind(index, value);
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

void Query::bind_one(int index, std::string_view value) try {
  statement_.bind(index, std::string(value));
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

void Query::bind_one(int index, Blob value) try {
  statement_.bind(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

void Query::bind_null(int index) try {
  statement_.bind(index);
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

}  // namespace porto::internal
