// How long a connection waits for the locks of others, and what ends its work before it is done.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/interrupt.hpp"

struct sqlite3;

namespace porto::internal {

/// SQLite's own way of waiting sleeps longer and longer, up to a tenth of a second: who has waited
/// longest then has the least chance to meet the moment between two transactions of another
/// process. Here all ask equally often. The clock is monotonic, and nothing but waiting depends on
/// it.
class Patience {
 public:
  /// `interrupt`: ends waiting and statements; null: nothing does.
  Patience(std::int32_t timeout_ms, const Interrupt* interrupt)
      : timeout_(timeout_ms), interrupt_(interrupt) {}
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

  /// From now on the connection waits so; it must not live longer than this.
  void attach_to(sqlite3* database) noexcept;

  /// Another has a lock: whether to ask once more, after a moment. `times_asked`: from 0.
  bool ask_again(int times_asked);

  bool interrupted() const noexcept { return interrupt_ && interrupt_->is_set(); }

 private:
  using Clock = std::chrono::steady_clock;

  // SQLite's handlers; `self` is a Patience.
  static int busy_handler(void* self, int times_asked);
  static int progress_handler(void* self);

  std::chrono::milliseconds timeout_;
  const Interrupt* interrupt_;
  Clock::time_point deadline_{};  // of the wait that is going on
};

}  // namespace porto::internal
