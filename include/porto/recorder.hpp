// Recording from many threads at once, durably and without a commit for each: group commit.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/ledger_options.hpp"
#include "porto/usage.hpp"

namespace porto {

/// A ledger file open for recording only, by any number of threads. Calls that arrive while another
/// is being written wait; then the first of them writes all of them in one transaction, in its own
/// thread. Movable while no call is in progress.
class Recorder {
 public:
  /// Errors as Ledger::open; invalid_argument if it is to be read only.
  static Recorder open(const std::string& path, const OpenOptions& options = {});

  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;
  ~Recorder();

  /// As Ledger::record: an outcome for each event, in order; all is on disk when it returns.
  /// Several threads may call it at once. A call that fails (Error overflow, ...) has stored
  /// nothing, and does not make others fail. What comes from outside (Error busy, full, io,
  /// out_of_memory) all calls get that were to be written together: each waits for another process
  /// once, and at most for one group before its own.
  std::vector<RecordResult> record(std::span<const UsageEvent> events,
                                   std::optional<Instant> now = {});

  /// Ends all calls that go on, with Error cancelled; nothing of them is stored. Calls that begin
  /// once it has returned are not ended. From any thread, and from a signal handler; the recorder
  /// must live until it returns.
  void interrupt() noexcept;

 private:
  class Impl;
  explicit Recorder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace porto
