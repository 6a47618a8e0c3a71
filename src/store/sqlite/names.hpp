// Names to the numbers that stand for them in usage_event. Made for one batch: each name is looked
// up in the file once, and nothing can grow stale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/sqlite/connection.hpp"

namespace porto {

class Names {
 public:
  /// `table` has columns no and id: "company", "meter", "source".
  Names(Connection& connection, const std::string& table)
      : connection_(connection), sql_("SELECT no FROM " + table + " WHERE id = ?") {}

  /// 0 if the ledger does not have the name. The view must live as long as this object.
  std::int64_t number(std::string_view name) { return known(name); }

  /// The same for a name that the ledger may lack: then what `make(name)` gives is its number.
  template <typename Make>
  std::int64_t number(std::string_view name, Make make) {
    std::int64_t& no = known(name);
    if (no == 0) no = make(name);
    return no;
  }

 private:
  std::int64_t& known(std::string_view name);

  Connection& connection_;
  std::string sql_;
  std::unordered_map<std::string_view, std::int64_t> numbers_;
  std::pair<const std::string_view, std::int64_t>* last_ = nullptr;  // batches repeat themselves
};

}  // namespace porto
