// Ctrl-C as a wish: the work that is going on ends at the next good moment. A second one ends the
// program at once.
#pragma once

namespace porto_cli {

/// While one lives, SIGINT and SIGTERM are noted instead of ending the program.
class Interruptible {
 public:
  Interruptible();
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

  /// Whether the work is to stop.
  static bool interrupted() noexcept;
};

}  // namespace porto_cli
