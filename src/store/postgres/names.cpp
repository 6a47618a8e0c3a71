// See names.hpp.
#include "store/postgres/names.hpp"

#include <algorithm>

namespace porto::internal::postgres {

std::int32_t Names::number(std::string_view id) const {
  const auto known = numbers_.find(id);
  return known == numbers_.end() ? 0 : known->second;
}

std::vector<std::string_view> Names::unknown(const std::vector<std::string_view>& ids) const {
  std::vector<std::string_view> left;
  for (const std::string_view id : ids)
    if (!numbers_.contains(id)) left.push_back(id);
  // In one order everywhere: two writers that add the same names never wait for each other in a
  // ring.
  std::sort(left.begin(), left.end());
  left.erase(std::unique(left.begin(), left.end()), left.end());
  return left;
}

void Names::look_up(Connection& connection, const std::vector<std::string_view>& ids) {
  const std::vector<std::string_view> wanted = unknown(ids);
  if (wanted.empty()) return;
  for (const Row row :
       connection.query("SELECT id, no FROM " + table_ + " WHERE id = ANY ($1)", wanted))
    numbers_.emplace(row.text(0), row.number(1));
}

std::vector<std::string> Names::add(Connection& connection,
                                    const std::vector<std::string_view>& ids) {
  look_up(connection, ids);
  std::vector<std::string> added;
  const std::vector<std::string_view> wanted = unknown(ids);
  if (wanted.empty()) return added;
  // In the order of the names, so that their numbers are too.
  for (const Row row :
       connection.query("INSERT INTO " + table_ +
                            " (id) SELECT id FROM unnest($1::text[]) AS id ORDER BY id"
                            " ON CONFLICT DO NOTHING RETURNING id, no",
                        wanted)) {
    added.push_back(row.text(0));
    numbers_.emplace(row.text(0), row.number(1));
  }
  std::sort(added.begin(), added.end());
  look_up(connection, ids);  // those that another writer added first
  return added;
}

void NamesMemory::forget() {
  for (Names* names : {&companies, &domains, &meters, &sources}) names->forget();
  map = 0;
}

}  // namespace porto::internal::postgres
