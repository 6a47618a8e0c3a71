// A progress bar on standard error, for people at a terminal.
#pragma once

#include <cstdint>

namespace porto_cli {

class Progress {
 public:
  explicit Progress(bool wanted) : wanted_(wanted) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool wanted() const noexcept { return wanted_; }
  /// Draws the bar; `total` 0: unknown, the bytes are shown.
  void show(std::uint64_t done_bytes, std::uint64_t total_bytes);
  /// Takes the bar away, so that a line can stand there.
  void clear();

 private:
  bool wanted_;
  bool drawn_ = false;
};

}  // namespace porto_cli
