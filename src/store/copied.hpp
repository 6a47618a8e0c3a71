// A ledger as rows, as one store gives them and another takes them: a copy has all of them. What
// only one kind of store has, such as indexes or lanes, each makes by itself.
//
// Totals and marks go over as the port gives them (store.hpp), since stores keep them in different
// ways: see Restoring.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "porto/ledger_options.hpp"
#include "porto/usage.hpp"
#include "store/identity_key.hpp"

namespace porto::internal {

struct DomainDay;

/// A value of a row: none, a number, or a text or bytes.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;

/// A table that stores have alike, by the same names.
struct CopiedTable {
  const char* name;
  std::vector<const char*> columns;
  const char* order;  ///< of its rows, as SQL
};

/// Those that go over row by row, in an order in which what a row refers to comes before it.
std::span<const CopiedTable> copied_tables();
/// Marks of closed months: their rows are made of what the port gives.
const CopiedTable& changed_table();
const CopiedTable& changed_domains_table();

/// Whether a row is the meter that each ledger is made with.
bool is_first_meter(const CopiedTable& table, std::span<const Cell> row);

/// A usage event with the numbers that stand for its names; 0 for a name that it lacks.
struct CopiedEvent {
  std::int64_t seq = 0;
  std::int64_t source_no = 0;
  std::string_view event_id{};  ///< borrowed for the call
  std::int64_t company_no = 0;
  std::int64_t domain_no = 0;
  std::int64_t day = 0;
  std::int64_t meter_no = 0;
  std::int64_t occurred_at = 0;
  std::int64_t quantity = 0;
  std::int64_t undone = 0;  ///< the import with which it was taken back; 0: it was not
};

/// The rows of a store, in the transaction that is open. Memory does not grow with their number.
class LedgerRows {
 public:
  virtual ~LedgerRows() = default;
  virtual IdentityKey identity_key() = 0;
  virtual void each_row(const CopiedTable& table,
                        const std::function<void(std::span<const Cell>)>& visit) = 0;
  /// In order of seq.
  virtual void each_event(const std::function<void(const CopiedEvent&)>& visit) = 0;
  /// What is kept of pruned events: by hash, with the hash of the content.
  virtual void each_pruned(const std::function<void(const IdentityEntry&)>& visit) = 0;
};

/// What a ledger is made with, to be a copy of another.
struct CopiedLedger {
  LedgerOptions options;
  IdentityKey identity_key;
};

/// A new ledger that gets the rows of another: nobody sees it before it is finished, and nothing is
/// left of it if it never is. Rows come in the order of copied_tables(), then the rest. Error
/// corrupt for a row that cannot be.
class Restoring {
 public:
  virtual ~Restoring() = default;
  virtual void add_row(const CopiedTable& table, std::span<const Cell> row) = 0;
  virtual void add_event(const CopiedEvent& event) = 0;
  virtual void add_pruned(const IdentityEntry& identity) = 0;
  /// A total as Store::usage gives it: with the days of the domains that the company has.
  virtual void add_total(const MonthUsage& total) = 0;
  virtual void add_domain_day(const DomainDay& day) = 0;
  /// Makes what follows from the rows, and gives the ledger its name. Errors ledger_exists
  /// (somebody was faster), full, io.
  virtual void finish() = 0;
};

}  // namespace porto::internal
