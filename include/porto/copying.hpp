// A whole ledger as a copy in another place, from a file to a server and back, and the version of a
// ledger's tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "porto/audit.hpp"
#include "porto/ledger_options.hpp"
#include "porto/progress.hpp"

namespace porto {

/// How a ledger is copied to another place.
struct CopyOptions {
  bool verify = true;        ///< whether the copy is verified
  std::size_t limit = 100;   ///< findings to keep; the others are counted
  OpenOptions open{};        ///< how both are opened; read_only has no say
  OnProgress on_progress{};  ///< in events that are copied; the total is not known
  OnProgress on_verify{};    ///< in events that are verified
};

/// What was copied.
struct CopyResult {
  std::int64_t events = 0;
  std::int64_t pruned = 0;  ///< identities of events that were removed
  std::int64_t batches = 0;
  std::int64_t closed_months = 0;
  std::optional<VerifyReport> verified{};  ///< of the copy; not set: it was not to be verified
};

/// Makes a copy of the ledger `from` at `to`, each of which is the path of a file or the URL of a
/// server, as `from` is at one moment, while others may go on writing there. The copy has all rows
/// with their numbers, digests and hashes, and is all there or not at all; the next close of either
/// has the same hash. Errors not_found, newer_ledger, ledger_exists (something is at `to`),
/// conflict (`from` is on a server and its events are in several lanes, or an import goes on),
/// corrupt, read_only, full, io.
CopyResult copy_ledger(const std::string& from, const std::string& to,
                       const CopyOptions& options = {});

/// The version of a ledger's tables before and after; the same: there was nothing to do.
struct MigrateResult {
  int from = 0;
  int to = 0;
};

/// Brings the tables of a ledger to the version of this porto: of a file, as opening it for writing
/// does; of one on a server, whose tables nothing else changes, as their owner. Errors not_found,
/// newer_ledger, read_only (another user owns them), busy, io.
MigrateResult migrate_ledger(const std::string& path, const OpenOptions& options = {});

}  // namespace porto
