// Numbers of names, as they are remembered from one transaction to the next: a number that is
// committed never changes, and a name keeps its number for as long as the lanes' `map` says.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/short_text.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// The names of one table: "company", "domain", "meter" or "source".
class Names {
 public:
  explicit Names(std::string table) : table_(std::move(table)) {}

  /// 0 if it is not known; that says nothing of the server.
  std::int32_t number(std::string_view id) const;
  /// Asks the server for those that are not known. What was asked in a transaction that is rolled
  /// back is to be forgotten: numbers of names that it added are nobody's.
  void look_up(Connection& connection, const std::vector<std::string_view>& ids);
  /// The same, and adds those that the server lacks; the ones that were added, in order.
  std::vector<std::string> add(Connection& connection, const std::vector<std::string_view>& ids);
  void forget() { numbers_.clear(); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const noexcept {
      return same_text(a, b);
    }
  };
  std::vector<std::string_view> unknown(const std::vector<std::string_view>& ids) const;

  std::string table_;
  std::unordered_map<std::string, std::int32_t, Hash, Equal> numbers_{};
};

struct NamesMemory {
  Names companies{"company"};
  Names domains{"domain"};
  Names meters{"meter"};
  Names sources{"source"};
  std::int32_t map = 0;  ///< the lanes' map that they are of

  void forget();
};

}  // namespace porto::internal::postgres
