// See names.hpp.
#include "store/sqlite/names.hpp"

#include <algorithm>

namespace porto {

std::int64_t& Names::known(std::string_view name) {
  if (last_ && last_->first == name) return last_->second;
  const auto [place, is_first] = numbers_.try_emplace(name, 0);
  if (is_first) {
    Query row = connection_.query(sql_, name);
    if (row.step()) {
      place->second = row.integer(0);
      names_[place->second] = name;
    }
  }
  last_ = &*place;
  return place->second;
}

std::string_view Names::name(std::int64_t no) {
  if (last_name_.first == no) return last_name_.second;
  const auto found = names_.find(no);
  last_name_ = {no, found == names_.end() ? std::string_view() : found->second};
  return last_name_.second;
}

NewNames::NewNames(Connection& connection, const std::string& table, const std::string& insert)
    : connection_(connection),
      insert_sql_(insert),
      first_no_(connection.integer("SELECT ifnull(max(no), 0) + 1 FROM " + table)) {}

std::int64_t NewNames::number(std::string_view name) {
  candidates_.push_back({name, false});
  return first_no_ + static_cast<std::int64_t>(candidates_.size()) - 1;
}

void NewNames::met(std::int64_t no) {
  if (no >= first_no_) candidates_[static_cast<std::size_t>(no - first_no_)].met = true;
}

std::vector<std::string> NewNames::add() const {
  std::vector<std::string> added;
  Query insert = connection_.query(insert_sql_);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (!candidates_[i].met) continue;
    insert.bind(first_no_ + static_cast<std::int64_t>(i), candidates_[i].name).run();
    added.emplace_back(candidates_[i].name);
  }
  std::sort(added.begin(), added.end());
  return added;
}

NameOf::NameOf(Connection& connection, const std::string& table)
    : connection_(connection), table_(table) {}

const std::string& NameOf::operator()(std::int64_t no) {
  const auto [place, is_first] = names_.try_emplace(no);
  if (!is_first) return place->second;
  Query row = connection_.query("SELECT id FROM " + table_ + " WHERE no = ?", no);
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger lacks the " + table_ + " with number " +
                                        std::to_string(no) + ": restore it from a backup");
  }
  return place->second = row.text(0);
}

}  // namespace porto
