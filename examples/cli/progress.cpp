// Drawing and taking away the bar: see progress.hpp.
#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "terminal.hpp"

namespace porto_cli {
namespace {

/// Divides first where multiplying could wrap.
std::size_t percent_of(std::uint64_t done, std::uint64_t total) {
  const std::uint64_t percent = total < 1'000'000 ? done * 100 / total : done / (total / 100);
  return static_cast<std::size_t>(std::min<std::uint64_t>(percent, 100));
}

std::string drawn(std::size_t percent, std::size_t cells) {
  const std::size_t filled = percent * cells / 100;
  return "[" + std::string(filled, '#') + std::string(cells - filled, ' ') + "] ";
}

/// The bar takes what the rest leaves of the line, but for its last column, in which some terminals
/// go on to the next line. A line that is too short loses the pace, then the bar.
std::string fitted(std::size_t percent, const std::string& amount, const std::string& pace,
                   std::size_t room) {
  constexpr std::size_t widest = 50;
  constexpr std::size_t narrowest = 10;
  constexpr std::size_t around = 4;  // its ends, the space behind it, the last column
  std::string text = std::to_string(percent) + "% " + amount;
  if (text.size() + pace.size() + narrowest + around <= room) text += pace;
  if (text.size() + narrowest + around > room) return text.size() < room ? text : amount;
  return drawn(percent, std::min(widest, room - around - text.size())) + text;
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
  // Asked each time: the terminal may have been resized.
  const std::size_t room = terminal_width(STDERR_FILENO);
  std::string line = amount(done) + pace(done, total);
  if (total != 0)
    line = fitted(percent_of(done, total), amount(done), pace(done, total), room);
  else if (line.size() >= room)
    line = amount(done);
  // A shorter text must not leave the end of a longer one behind.
  std::fputs(("\r" + line + "\033[K").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace porto_cli
