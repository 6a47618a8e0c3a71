// See plain_sql.hpp.
#include "store/sqlite/schema/plain_sql.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

// The length of what begins with `begin` and ends with `end`.
std::size_t through(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t found = text.find(end, begin.size());
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// The length of what is blank, or a comment, at the beginning of the text.
std::size_t nothing(std::string_view text) {
  if (text.starts_with("--")) return through(text, "--", "\n");
  if (text.starts_with("/*")) return through(text, "/*", "*/");
  return std::string_view(" \t\r\n\f").find(text.front()) == std::string_view::npos ? 0 : 1;
}

// The length of what is in quotation marks. A mark that is doubled ends one text and begins the
// next.
std::size_t quoted(std::string_view text) {
  const char mark = text.front();
  if (mark == '[') return through(text, "[", "]");
  if (mark != '\'' && mark != '"' && mark != '`') return 0;
  return through(text, text.substr(0, 1), text.substr(0, 1));
}

}  // namespace

std::string plain_sql(std::string_view sql) {
  std::string plain;
  bool gap = false;
  while (!sql.empty()) {
    std::size_t size = nothing(sql);
    if (size > 0) {
      gap = true;
    } else {
      size = std::max<std::size_t>(quoted(sql), 1);
      if (gap && !plain.empty()) plain += ' ';
      gap = false;
      plain += sql.substr(0, size);
    }
    sql.remove_prefix(size);
  }
  return plain;
}

}  // namespace porto::internal
