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

/// A ledger file open for recording only, by any number of threads. Calls that arrive while another
/// is being written wait; then the first of them writes all of them in one transaction, in its own
/// thread. Movable while no call is in progress.
class Recorder {
 public:
  /// Errors as Ledger::open.
  static Recorder open(const std::string& path);

  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;
  ~Recorder();

  /// As Ledger::record: an outcome for each event, in order; all is on disk when it returns.
  /// Several threads may call it at once. A call that fails (Error overflow, ...) has stored
  /// nothing, and does not make others fail.
  std::vector<RecordResult> record(std::span<const UsageEvent> events,
                                   std::optional<Instant> now = {});

 private:
  class Impl;
  explicit Recorder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace porto
