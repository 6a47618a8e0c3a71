// The mistakes of a table of companies: all of them are told at once, and then nothing is stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "porto/error.hpp"

namespace porto::internal {

class CompanyMistakes {
 public:
  explicit CompanyMistakes(std::string file) : file_(std::move(file)) {}

  /// `column` as the file calls it; empty: the row as a whole. `what` says what to do.
  void add(std::uint64_t line, std::string_view column, const std::string& what);

  /// Runs `body`. What it refuses for the data is a mistake of this place; what fails otherwise is
  /// the caller's.
  template <class Body>
  void attempt(std::uint64_t line, std::string_view column, Body&& body) {
    attempt_at(
        line, [column](std::string_view) { return column; }, body);
  }
  /// The same where the column depends on the field that is refused: column_of("from").
  template <class ColumnOf, class Body>
  void attempt_at(std::uint64_t line, ColumnOf&& column_of, Body&& body) {
    try {
      body();
    } catch (const Error& error) {
      if (!is_of_data(error)) throw;
      add(line, column_of(error.where()), error.what());
    }
  }

  bool empty() const noexcept { return mistakes_.empty(); }
  std::size_t count() const noexcept { return mistakes_.size(); }
  /// Error bad_input with a line for each, if there are any; `where` is the place of the first.
  void refuse() const;

 private:
  static bool is_of_data(const Error& error);

  std::string file_;
  std::vector<std::pair<std::uint64_t, std::string>> mistakes_;  // line, the rest
};

}  // namespace porto::internal
