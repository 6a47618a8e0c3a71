// Recording from many threads at once, durably and without a commit for each: group commit.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/usage.hpp"

namespace porto {

/// A ledger file open for recording only, by any number of threads. Calls that come while one is
/// being written are written together, in one transaction, when it is done: the first of them does
/// that for all in its own thread. Movable while no call is going on.
class Recorder {
 public:
  /// Errors as Ledger::open.
  static Recorder open(const std::string& path);

  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;
  ~Recorder();

  /// As Ledger::record: an outcome for each event, in order; what returned is on disk. May be
  /// called by several threads at once. A call that fails (Error overflow, ...) has stored nothing,
  /// and does not make others fail.
  std::vector<RecordResult> record(std::span<const UsageEvent> events,
                                   std::optional<Instant> now = {});

 private:
  class Impl;
  explicit Recorder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace porto
