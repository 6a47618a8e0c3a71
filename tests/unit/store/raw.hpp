// A ledger file as an auditor sees it: with SQLite, without porto.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>

namespace porto::testing {

using namespace internal;

class Raw {
 public:
  /// Opens the file, or makes it.
  explicit Raw(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(path);
  }
  ~Raw() { sqlite3_close(database_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  /// The columns of the result with '|' between them, each row with ';' at its end; or SQLite's
  /// message.
  std::string run(const std::string& sql) {
    std::string rows;
    char* message = nullptr;
    if (sqlite3_exec(database_, sql.c_str(), add_row, &rows, &message) == SQLITE_OK) return rows;
    const std::string error = message;
    sqlite3_free(message);
    return error;
  }

 private:
  static int add_row(void* rows, int count, char** values, char**) {
    auto& text = *static_cast<std::string*>(rows);
    for (int i = 0; i < count; ++i) {
      if (i > 0) text += '|';
      text += values[i] ? values[i] : "NULL";
    }
    text += ';';
    return 0;
  }

  sqlite3* database_ = nullptr;
};

}  // namespace porto::testing
