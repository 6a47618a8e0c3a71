// Finds where a JSON value ends, in bytes that come piece by piece. It judges only as much as shows
// that a broken value has run on into what follows; JsonMembers judges the rest.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace porto::internal {

class JsonScan {
 public:
  enum class State : std::uint8_t {
    open,      ///< the value goes on beyond the bytes
    ended,     ///< at size()
    envelope,  ///< size() is just behind the bracket of an envelope's array
    broken,    ///< at size(), see why()
  };

  /// `envelopes`: members of the value itself whose array makes it an envelope.
  explicit JsonScan(std::span<const std::string_view> envelopes = {}) : envelopes_(envelopes) {}
  /// To scan the rest of an envelope behind its array.
  static JsonScan rest_of_envelope(std::span<const std::string_view> envelopes);

  /// Goes on where it stopped. `bytes` are all bytes of the value so far.
  State scan(std::string_view bytes);
  std::size_t size() const noexcept { return at_; }
  const char* why() const noexcept { return why_; }
  /// Whether the value may end with the bytes so far: a number or a literal alone.
  bool may_end() const noexcept { return depth_ == 0 && !in_text_ && last_ != '\0'; }

 private:
  bool in_object() const noexcept { return (objects_ >> (depth_ - 1) & 1) != 0; }
  State take(std::string_view bytes, char c);
  State take_in_text(std::string_view bytes);
  State open_nest(std::string_view bytes, char c);
  State close_nest(char c);
  State start_text();
  State fail(const char* why);

  std::span<const std::string_view> envelopes_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::uint64_t objects_ = 0;  // a bit for each level: 1 object, 0 array
  char last_ = '\0';           // the last byte that is no blank; '"' for a whole text
  bool in_text_ = false;
  bool escaped_ = false;
  std::size_t text_start_ = 0;  // of the last text, behind its quote
  std::size_t text_end_ = 0;
  const char* why_ = nullptr;
};

}  // namespace porto::internal
