// Query: see connection.hpp.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>

#include "store/sqlite/connection.hpp"

namespace porto {

Query::~Query() {
  statement_.tryReset();
  statement_.clearBindings();  // lets go of the copies of texts; SQLite never fails here
}

bool Query::step() try {
  return statement_.executeStep();
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

std::int64_t Query::run() try {
  const int changed = statement_.exec();
  statement_.reset();
  return changed;
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

std::int64_t Query::integer(int column) const { return statement_.getColumn(column).getInt64(); }

std::string Query::text(int column) const { return statement_.getColumn(column).getString(); }

bool Query::is_null(int column) const { return statement_.getColumn(column).isNull(); }

Month Query::month(int column) const {
  const std::int64_t number = integer(column);
  try {
    if (number < 0 || number > 999'912) throw Error(ErrorCode::invalid_argument, "");
    return Month::from_number(static_cast<int>(number));
  } catch (const Error&) {
    throw Error(ErrorCode::corrupt, "the ledger holds " + std::to_string(number) +
                                        " where a month such as 202402 belongs: restore a backup");
  }
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

void Query::bind_null(int index) try {
  statement_.bind(index);
} catch (const SQLite::Exception& exception) {
  throw connection_.translate(exception);
}

}  // namespace porto
