// The rows of an index of identities in the file: its runs, their pages (identity_page.hpp) and
// their filters (identity_filter.hpp). There are two indexes in the tables identity_run,
// identity_page and identity_filter: of the events that are stored, by cut hashes, and of those
// that were pruned, by whole ones.
//
// A page goes up to a short hash, and so does the part of a run that a filter
// is of. A filter may know entries that have left its run, but never lacks one.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/error.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/identity/identity_entry.hpp"
#include "store/sqlite/identity/identity_filter.hpp"
#include "store/sqlite/identity/identity_page.hpp"

namespace porto::internal {

enum class IdentitiesOf { stored, pruned };

/// A row of identity_run.
struct IdentityRun {
  std::int64_t no;
  std::int64_t entries;
  std::int64_t into;  // the run that its entries are being moved into; 0 if none
};

/// The filter of a part of a run.
struct IdentityPart {
  std::int64_t last_hash;
  IdentityFilter filter;
};

class IdentityTable {
 public:
  using Visit = std::function<void(std::uint32_t row, std::int64_t value)>;

  IdentityTable(Connection& connection, IdentitiesOf of) : connection_(connection), of_(of) {}

  std::vector<IdentityRun> runs();
  std::int64_t add_run();
  void move_into(std::int64_t run, std::int64_t into);
  void remove(std::int64_t run);

  /// Calls `visit` for each entry of the run that has a wanted hash. `wanted` (some) is in order.
  void find(std::int64_t run, std::span<const WantedIdentity> wanted, const Visit& visit);
  /// Adds the entries of the run from a short hash up to another, in order, to `entries`. Error
  /// corrupt if they are not in order.
  void read(std::int64_t run, std::int64_t from, std::int64_t before,
            std::vector<IdentityEntry>& entries);
  /// The short hash of the first entry; `short_hashes` if there is none.
  std::int64_t first_hash(std::int64_t run);
  /// The short hash of the last entry; -1 if there is none.
  std::int64_t last_hash(std::int64_t run);

  /// Adds entries (some) that are in order and come after those of the run. Returns their filter.
  IdentityPart append(std::int64_t run, std::span<const IdentityEntry> entries);
  /// Removes the entries before a short hash, of which there are so many.
  void remove_before(const IdentityRun& run, std::int64_t hash, std::int64_t entries);
  /// Removes the entries whose value `free` names.
  void remove_if(const IdentityRun& run, const std::function<bool(std::int64_t)>& free);
  std::vector<IdentityPart> parts(std::int64_t run);  ///< Error corrupt

 private:
  HashBytes hash_bytes() const noexcept;
  IdentityPage page(std::string_view bytes, std::int64_t last_hash) const;
  void insert_page(std::int64_t run, IdentityPageWriter& page);
  void replace_page(std::int64_t rowid, IdentityPageWriter& kept);
  void add_entries(std::int64_t run, std::int64_t entries);

  Connection& connection_;
  IdentitiesOf of_;
};

/// Error corrupt: what is wrong with a run.
Error damaged_run(std::int64_t run, const std::string& what);

}  // namespace porto::internal
