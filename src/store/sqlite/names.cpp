// See names.hpp.
#include "store/sqlite/names.hpp"

namespace porto {

std::int64_t& Names::known(std::string_view name) {
  if (last_ && last_->first == name) return last_->second;
  const auto [place, is_first] = numbers_.try_emplace(name, 0);
  if (is_first) {
    Query row = connection_.query(sql_, name);
    if (row.step()) place->second = row.integer(0);
  }
  last_ = &*place;
  return place->second;
}

}  // namespace porto
