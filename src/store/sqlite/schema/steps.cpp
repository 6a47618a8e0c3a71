// See steps.hpp.
#include "store/sqlite/schema/steps.hpp"

#include <algorithm>
#include <string>

namespace porto::internal {
namespace {

bool is_in_a_part(const std::string& text) {
  const auto has_it = [&](std::string_view part) { return part.find(text) != part.npos; };
  return std::ranges::any_of(statements_of_step_1(), has_it) ||
         std::ranges::any_of(statements_of_step_2(), has_it);
}

}  // namespace

bool is_name_of_step(std::string_view name) {
  const std::string of(name);
  return is_in_a_part("\nCREATE TABLE " + of + " (\n") ||
         is_in_a_part("\nCREATE VIEW " + of + " AS\n");
}

bool is_statement_of_step(std::string_view sql) {
  return is_in_a_part("\n" + std::string(sql) + ";\n");
}

}  // namespace porto::internal
