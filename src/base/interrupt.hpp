// The wish of another thread that the work of this one stops.
#pragma once

#include <atomic>
#include <stop_token>
#include <utility>

#include "porto/error.hpp"

namespace porto::internal {

/// Set by any thread, also by a signal handler; looked at now and then by the one that works.
class Interrupt {
 public:
  void set() noexcept { wanted_.store(true); }
  /// New work begins: what was wanted of the work before is no more.
  void forget() noexcept { wanted_.store(false); }
  bool is_set() const noexcept { return wanted_.load(std::memory_order_relaxed); }

  /// Error cancelled if it is set.
  void check() const {
    if (is_set()) throw failure();
  }
  static Error failure() { return {ErrorCode::cancelled, "the call was interrupted"}; }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free);  // for signal handlers
  std::atomic<bool> wanted_ = false;
};

/// What ends a wait for input: whoever reads wants no more, or the call is interrupted.
struct Stop {
  Stop() = default;
  Stop(std::stop_token by_reader, const Interrupt* by_caller = nullptr)
      : reader(std::move(by_reader)), interrupt(by_caller) {}

  bool requested() const noexcept {
    return reader.stop_requested() || (interrupt && interrupt->is_set());
  }

  std::stop_token reader{};
  const Interrupt* interrupt = nullptr;  // null: there is no such caller
};

}  // namespace porto::internal
