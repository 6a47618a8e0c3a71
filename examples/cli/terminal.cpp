// See terminal.hpp.
#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace porto_cli {
namespace {

/// An environment variable; empty if there is none.
std::string_view environment(const char* name) noexcept {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

bool is_terminal(int descriptor) { return isatty(descriptor) != 0; }

std::size_t terminal_width(int descriptor) {
  constexpr std::size_t usual = 80;
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view columns = environment("COLUMNS");
  std::size_t width = 0;
  const char* end = columns.data() + columns.size();
  const auto [stop, error] = std::from_chars(columns.data(), end, width);
  return error == std::errc() && stop == end && width > 0 && width < 100'000 ? width : usual;
}

bool may_style(int descriptor) {
  return is_terminal(descriptor) && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

std::string bold(const std::string& text, bool may) {
  return may ? "\033[1m" + text + "\033[0m" : text;
}

const char* red_begins() noexcept { return may_style(STDERR_FILENO) ? "\033[31m" : ""; }
const char* red_ends() noexcept { return may_style(STDERR_FILENO) ? "\033[0m" : ""; }

}  // namespace porto_cli
