// Names to the numbers that stand for them in usage_event, and back. Made for the appends of one
// transaction or one walk through the file: each name is looked up once, and nothing can grow
// stale.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/short_text.hpp"
#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

class Names {
 public:
  /// `table` has columns no and id: "company", "domain", "meter", "source".
  Names(Connection& connection, const std::string& table)
      : connection_(connection), sql_("SELECT no FROM " + table + " WHERE id = ?") {}

  /// 0 if the ledger does not have the name.
  std::int64_t number(std::string_view name) { return known(name); }

  /// The same for a name that the ledger may lack: then what `make(name)` gives is its number.
  template <typename Make>
  std::int64_t number(std::string_view name, Make make) {
    std::int64_t& no = known(name);
    if (no == 0) no = make(name);
    return no;
  }

 private:
  // Find a std::string by a std::string_view.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const noexcept {
      return same_text(a, b);
    }
  };
  std::int64_t& known(std::string_view name);

  Connection& connection_;
  std::string sql_;
  std::unordered_map<std::string, std::int64_t, Hash, Equal> numbers_;
  // Batches repeat themselves.
  std::pair<const std::string, std::int64_t>* last_ = nullptr;
};

/// The names of a batch of events.
struct EventNames {
  explicit EventNames(Connection& connection)
      : sources(connection, "source"),
        companies(connection, "company"),
        domains(connection, "domain"),
        meters(connection, "meter") {}
  Names sources;
  Names companies;
  Names domains;
  Names meters;
};

/// Names that the ledger may lack. They get numbers at once, but are added only once one of their
/// events has been stored: a conflicting event must change nothing.
class NewNames {
 public:
  /// `table`: "company" or "domain"; `insert` adds a row of it, with ?1 as no and ?2 as id.
  NewNames(Connection& connection, const std::string& table, const std::string& insert);

  std::int64_t number(std::string_view name);
  /// An event of this name was stored.
  void met(std::int64_t no);
  /// Adds those that were met since; the names in order.
  std::vector<std::string> add();

 private:
  struct Candidate {
    std::string name;
    bool met = false;
    bool added = false;
  };
  Connection& connection_;
  std::string insert_sql_;
  std::int64_t first_no_;
  std::vector<Candidate> candidates_;
};

/// Numbers to names.
class NameOf {
 public:
  NameOf(Connection& connection, const std::string& table);
  /// Error corrupt if the file lacks the number.
  const std::string& operator()(std::int64_t no);

 private:
  Connection& connection_;
  std::string table_;
  std::unordered_map<std::int64_t, std::string> names_;
};

}  // namespace porto::internal
