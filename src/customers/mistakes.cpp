// See mistakes.hpp.
#include "customers/mistakes.hpp"

#include <algorithm>
#include <span>

#include "base/text.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_told = 100;

}  // namespace

bool CompanyMistakes::is_of_data(const Error& error) {
  return static_cast<std::int32_t>(error.code()) > static_cast<std::int32_t>(ErrorCode::io);
}

void CompanyMistakes::add(std::uint64_t line, std::string_view column, const std::string& what) {
  mistakes_.emplace_back(line, (column.empty() ? "" : "column " + in_quotes(column) + ": ") + what);
}

void CompanyMistakes::refuse() const {
  if (mistakes_.empty()) return;
  std::vector<std::pair<std::uint64_t, std::string>> by_line = mistakes_;
  std::ranges::stable_sort(by_line, {}, &std::pair<std::uint64_t, std::string>::first);
  const auto place = [this](std::uint64_t line) { return file_ + ":" + std::to_string(line); };
  std::string message;
  for (const auto& [line, what] : std::span(by_line).first(std::min(by_line.size(), max_told)))
    message += (message.empty() ? "" : "\n") + place(line) + ": " + what;
  if (by_line.size() > max_told)
    message += "\n... and " + std::to_string(by_line.size() - max_told) + " more";
  throw Error(ErrorCode::bad_input, message + "\nnothing was changed", place(by_line[0].first));
}

}  // namespace porto::internal
