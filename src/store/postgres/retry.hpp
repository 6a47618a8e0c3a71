// Waiting for what others do: for a server that is started again, or for writers that are in the
// way.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

#include "base/interrupt.hpp"

namespace porto::internal::postgres {

/// Waits longer each time, within what a call may wait.
class Retry {
 public:
  Retry(std::int32_t busy_timeout_ms, const Interrupt& interrupt)
      : end_(Clock::now() + std::chrono::milliseconds(busy_timeout_ms)), interrupt_(interrupt) {}

  /// False once there is no time left.
  bool wait() {
    constexpr std::chrono::milliseconds longest{200};
    interrupt_.check();
    if (Clock::now() >= end_) return false;
    std::this_thread::sleep_for(pause_);
    pause_ = std::min(2 * pause_, longest);
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point end_;
  const Interrupt& interrupt_;
  std::chrono::milliseconds pause_{1};
};

}  // namespace porto::internal::postgres
