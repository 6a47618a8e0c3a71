// How much memory a test takes at its peak, beyond what the process had when it began.
#pragma once

#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>

namespace porto::testing {

class PeakMemory {
 public:
  // Linux then counts the peak anew.
  PeakMemory() {
    std::ofstream("/proc/self/clear_refs") << 5;
    before_ = peak();
  }
  std::size_t grown_bytes() const { return peak() - before_; }

 private:
  static std::size_t peak() {
    std::ifstream status("/proc/self/status");
    for (std::string name; status >> name;) {
      if (name != "VmHWM:") continue;
      std::size_t kilobytes = 0;
      status >> kilobytes;
      return kilobytes * 1024;
    }
    throw std::runtime_error("the system does not tell the peak of memory");
  }

  std::size_t before_ = 0;
};

}  // namespace porto::testing
