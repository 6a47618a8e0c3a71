// Rows that a statement gave, in binary.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "store/copied.hpp"
#include "store/wide.hpp"

namespace porto::internal::postgres {

/// One row of Rows; valid as long as they are. Each value is checked as it is read: Error corrupt.
class Row {
 public:
  Row(const PGresult* rows, int row) : rows_(const_cast<PGresult*>(rows)), row_(row) {}

  /// Of smallint, integer and bigint.
  std::int64_t integer(int column) const;
  /// An integer from `least` to `most`.
  int number(int column, int least = std::numeric_limits<int>::min(),
             int most = std::numeric_limits<int>::max()) const;
  bool boolean(int column) const;
  std::string_view view(int column) const;  ///< of text and bytea
  std::string text(int column) const { return std::string(view(column)); }
  /// Of a sum that was cast to text.
  Wide wide(int column) const;
  bool is_null(int column) const;
  /// The value of a row of any table, whose columns are numbers, truths, texts and bytes.
  Cell cell(int column) const;
  Month month(int column) const;
  Day day(int column) const;
  /// When an event occurred: within the calendar, or a day before or after.
  Instant event_time(int column) const;
  Instant instant(int column) const { return {integer(column)}; }
  template <typename Read>
  auto optional(int column, Read read) const -> std::optional<decltype(read(column))> {
    if (is_null(column)) return std::nullopt;
    return read(column);
  }

 private:
  PGresult* rows_;
  int row_;
};

/// All rows of a statement.
class Rows {
 public:
  explicit Rows(PGresult* rows) : rows_(rows, PQclear) {}

  int size() const { return PQntuples(rows_.get()); }
  bool empty() const { return size() == 0; }
  Row operator[](int row) const { return {rows_.get(), row}; }
  /// How many rows the statement changed.
  std::int64_t changed() const;

  class Iterator {
   public:
    Iterator(const Rows& rows, int row) : rows_(rows), row_(row) {}
    Row operator*() const { return rows_[row_]; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return row_ != other.row_; }

   private:
    const Rows& rows_;
    int row_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  std::unique_ptr<PGresult, void (*)(PGresult*)> rows_;
};

}  // namespace porto::internal::postgres
