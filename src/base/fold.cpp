// See fold.hpp.
#include "base/fold.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <optional>

namespace porto::internal {
namespace {

constexpr int as_seen = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;

// Nothing for text that is not UTF-8.
std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* bytes = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &bytes, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(bytes, &std::free);
  if (length < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

}  // namespace

std::string folded(std::string_view text) {
  std::optional<std::string> out = mapped(text, as_seen | UTF8PROC_CASEFOLD);
  if (!out) return std::string(text);
  std::erase(*out, ' ');  // no-break spaces and others have become that
  std::erase(*out, '\t');
  return *out;
}

bool look_alike(std::string_view a, std::string_view b) {
  const std::optional<std::string> seen = mapped(a, as_seen);
  return seen && seen == mapped(b, as_seen);
}

}  // namespace porto::internal
