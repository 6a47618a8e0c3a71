// Drawing and taking away the bar: see progress.hpp.
#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

namespace porto_cli {
namespace {

/// Divides first where multiplying could wrap.
std::size_t percent_of(std::uint64_t done, std::uint64_t total) {
  const std::uint64_t percent = total < 1'000'000 ? done * 100 / total : done / (total / 100);
  return static_cast<std::size_t>(std::min<std::uint64_t>(percent, 100));
}

std::string drawn(std::size_t percent) {
  const std::size_t filled = percent / 2;
  return "[" + std::string(filled, '#') + std::string(50 - filled, ' ') + "] " +
         std::to_string(percent) + "%";
}

}  // namespace

void Progress::show(std::uint64_t done_bytes, std::uint64_t total_bytes) {
  if (!wanted_) return;
  const std::string bar = total_bytes == 0 ? std::to_string(done_bytes / 1'000'000) + " MB"
                                           : drawn(percent_of(done_bytes, total_bytes));
  std::fputs(("\r" + bar).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace porto_cli
