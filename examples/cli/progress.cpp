#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

namespace porto_cli {

void Progress::show(std::uint64_t done_bytes, std::uint64_t total_bytes) {
  constexpr std::uint64_t mega = 1'000'000;
  constexpr std::uint64_t width = 40;
  if (!wanted_) return;
  std::string bar = "\r";
  if (total_bytes == 0) {
    bar += std::to_string(done_bytes / mega) + " MB";
  } else {
    // Thousands first: a file may be larger than 2^64 / 100 bytes only in theory, but why wrap.
    const std::uint64_t permille =
        std::min(done_bytes / (total_bytes / 1000 + 1), std::uint64_t{1000});
    const std::size_t filled = static_cast<std::size_t>(permille * width / 1000);
    bar += "[" + std::string(filled, '#') + std::string(width - filled, ' ') + "] " +
           std::to_string(permille / 10) + "% of " + std::to_string(total_bytes / mega) + " MB";
  }
  std::fputs(bar.c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace porto_cli
