// Rows of any table on their way to the server, by COPY: the catalogue says of which types its
// columns are.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/copied.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

class TableCopy {
 public:
  TableCopy(Connection& connection, std::string table, const std::vector<std::string>& columns);

  /// Error corrupt for a value that is none of its column.
  void add(std::span<const Cell> row);
  /// Sends what was added.
  void flush();

 private:
  void put_cell(std::size_t column, const Cell& cell);

  Connection& connection_;
  std::string table_;
  std::vector<std::string> columns_;
  std::vector<std::int64_t> types_{};  // the server's numbers of them
  std::string rows_{};
};

}  // namespace porto::internal::postgres
