// See text_template.hpp.
#include "tariff/text_template.hpp"

namespace porto::internal {

std::vector<std::string_view> placeholders(std::string_view text) {
  std::vector<std::string_view> names;
  fill_in(text, [&names](std::string_view name) {
    names.push_back(name);
    return std::string_view();
  });
  return names;
}

}  // namespace porto::internal
