// See structure.hpp.
#include "store/structure.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

// Whole statements are long: a few words from where they differ, or from the beginning.
std::string from(const std::string& sql, std::size_t begin) {
  constexpr std::size_t most = 80;
  const std::string part = sql.substr(begin, most);
  return (begin > 0 ? "... " : "") + part + (begin + most < sql.size() ? " ..." : "");
}

std::size_t where_they_differ(const std::string& one, const std::string& other) {
  const auto [first, second] = std::ranges::mismatch(one, other);
  const auto at = static_cast<std::size_t>(first - one.begin());
  const std::size_t blank = at == 0 ? std::string::npos : one.rfind(' ', at - 1);
  return blank == std::string::npos ? 0 : blank + 1;  // where their last common word begins
}

}  // namespace

Structure compare_structure(const Parts& stored, const Parts& expected) {
  Structure structure{.parts = expected.size()};
  for (const auto& [name, sql] : expected) {
    const auto found = stored.find(name);
    if (found == stored.end()) {
      structure.faults.push_back({name, "not there", from(sql, 0)});
    } else if (found->second != sql) {
      const std::size_t at = where_they_differ(found->second, sql);
      structure.faults.push_back({name, from(found->second, at), from(sql, at)});
    }
  }
  for (const auto& [name, sql] : stored)
    if (!expected.contains(name))
      structure.faults.push_back({name, from(sql, 0), "nothing of that name"});
  return structure;
}

}  // namespace porto::internal
