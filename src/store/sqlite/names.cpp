// See names.hpp.
#include "store/sqlite/names.hpp"

#include <algorithm>

#include "store/store.hpp"

namespace porto::internal {

std::int64_t& Names::known(std::string_view name) {
  if (last_ && same_text(last_->first, name)) return last_->second;
  auto entry = numbers_.find(name);
  if (entry == numbers_.end()) {
    Query row = connection_.query(sql_, name);
    entry = numbers_.emplace(name, row.step() ? row.integer(0) : 0).first;
  }
  last_ = &*entry;
  return entry->second;
}

namespace {

// In a damaged file a name may have a number beyond the last.
Error wrong_number(std::int64_t no) {
  return {ErrorCode::corrupt, "the ledger has a name with the number " + std::to_string(no) +
                                  ", which no name has: restore a backup"};
}

}  // namespace

NewNames::NewNames(Connection& connection, const std::string& table, const std::string& insert)
    : connection_(connection),
      insert_sql_(insert),
      first_no_(connection.integer("SELECT ifnull(max(no), 0) + 1 FROM " + table)) {
  if (first_no_ < 1 || first_no_ > lane_size) throw wrong_number(first_no_ - 1);
}

std::int64_t NewNames::number(std::string_view name) {
  candidates_.push_back({std::string(name)});
  return first_no_ + static_cast<std::int64_t>(candidates_.size()) - 1;
}

void NewNames::met(std::int64_t no) {
  if (no < first_no_) return;
  const auto candidate = static_cast<std::size_t>(no - first_no_);
  if (candidate >= candidates_.size()) throw wrong_number(no);
  candidates_[candidate].met = true;
}

std::vector<std::string> NewNames::add() {
  std::vector<std::string> added;
  Query insert = connection_.query(insert_sql_);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Candidate& candidate = candidates_[i];
    if (!candidate.met || candidate.added) continue;
    insert.bind(first_no_ + static_cast<std::int64_t>(i), candidate.name).run();
    candidate.added = true;
    added.push_back(candidate.name);
  }
  std::sort(added.begin(), added.end());
  return added;
}

NameOf::NameOf(Connection& connection, const std::string& table)
    : connection_(connection), table_(table) {}

const std::string& NameOf::operator()(std::int64_t no) {
  const auto [entry, is_first] = names_.try_emplace(no);
  if (!is_first) return entry->second;
  Query row = connection_.query("SELECT id FROM " + table_ + " WHERE no = ?", no);
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger lacks the " + table_ + " with number " +
                                        std::to_string(no) + ": restore it from a backup");
  }
  return entry->second = row.text(0);
}

}  // namespace porto::internal
