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

std::string Progress::amount(std::uint64_t number) const {
  if (unit_ == Unit::events) return std::to_string(number) + " events";
  if (unit_ == Unit::files) return std::to_string(number) + " files";
  if (number < 1'000) return std::to_string(number) + " B";
  if (number < 1'000'000) return std::to_string(number / 1'000) + " kB";
  return std::to_string(number / 1'000'000) + " MB";
}

// Nothing in the first second: it would only flicker.
std::string Progress::pace(std::uint64_t done, std::uint64_t total) const {
  const auto seconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start_).count());
  if (seconds == 0) return {};
  const std::uint64_t rate = done / seconds;
  std::string text = ", " + amount(rate) + "/s";
  if (total > done && rate != 0) text += ", " + std::to_string((total - done) / rate) + " s left";
  return text;
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  if (!wanted_) return;
  const std::string bar = total == 0 ? std::string() : drawn(percent_of(done, total)) + " ";
  // A shorter text must not leave the end of a longer one behind.
  std::fputs(("\r" + bar + amount(done) + pace(done, total) + "\033[K").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace porto_cli
