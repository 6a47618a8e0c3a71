// A progress bar on standard error, for people at a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace porto_cli {

class Progress {
 public:
  enum class Unit : std::uint8_t { bytes, events, files };

  Progress(bool wanted, Unit unit) : wanted_(wanted), unit_(unit) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool wanted() const noexcept { return wanted_; }
  /// Draws the bar, with the rate and the time left once there is something to go by; `total` 0:
  /// unknown.
  void show(std::uint64_t done, std::uint64_t total);
  /// Takes the bar away, so that a line can stand there.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::string amount(std::uint64_t number) const;
  std::string pace(std::uint64_t done, std::uint64_t total) const;

  bool wanted_;
  Unit unit_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
};

}  // namespace porto_cli
