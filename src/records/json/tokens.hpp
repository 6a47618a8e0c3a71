// The tokens of a JSON record, one after the other. simdjson finds where they begin, and judges
// UTF-8, control characters and unclosed texts of the whole record at once; the rest of a token is
// judged when it is taken. Once all are taken, every byte was judged.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace porto::internal {

/// Blanks as JSON has them.
inline constexpr std::string_view json_blanks = " \t\r\n";
inline bool is_json_blank(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

enum class JsonKind : std::uint8_t { absent, null, text, number, boolean, object, array };

class JsonTokens {
 public:
  JsonTokens();
  ~JsonTokens();
  JsonTokens(const JsonTokens&) = delete;
  JsonTokens& operator=(const JsonTokens&) = delete;

  /// Begins a record, behind which padding_bytes may be read. This and what takes a token throw
  /// Refusal.
  void begin(std::string_view record);
  /// Refuses a record that does not end with a token that begins so.
  void expect_last(char first) const;

  bool ended() const noexcept { return next_ == end_; }
  /// What the next token is, or begins. Throws Refusal if no value may begin with it.
  JsonKind kind() const {
    switch (ended() ? '\0' : record_[*next_]) {
      case '"':
        return JsonKind::text;
      case '{':
        return JsonKind::object;
      case '[':
        return JsonKind::array;
      case 'n':
        return JsonKind::null;
      case 't':
      case 'f':
        return JsonKind::boolean;
      default:
        return number_kind();
    }
  }

  /// Takes the next token if it is this bracket, colon or comma.
  bool accept(char mark) noexcept {
    if (ended() || record_[*next_] != mark) return false;
    ++next_;
    return true;
  }
  void expect(char mark) {
    if (!accept(mark)) refuse_structure();
  }

  /// Where the next token begins in the record; what lies from there through the last one taken.
  std::size_t place() const noexcept { return *next_; }
  std::string_view since(std::size_t place) const noexcept {
    return record_.substr(place, next_[-1] + 1 - place);
  }

  /// Without its quotes, unescaped; valid until the next record.
  std::string_view text() { return unquoted(take_quoted()); }
  /// The name of a member, as a text; the colon behind it is taken too.
  std::string_view name() {
    const std::string_view token = take_quoted();
    expect(':');
    return unquoted(token);
  }
  /// The same, where what the text is does not matter.
  void pass_text() {
    expect_quoted();
    const Position text = next_++;
    judge_escapes(*text);
  }
  void pass_name() {
    expect_quoted();
    const Position name = next_++;
    expect(':');
    judge_escapes(*name);
  }
  // The next three are for a token of that kind. Numbers and booleans are given as they are
  // written.
  std::string_view number();
  std::string_view boolean();
  void null();

 private:
  struct Simdjson;  // its parsers, which only json_tokens.cpp needs to see
  using Position = const std::uint32_t*;

  // A token reaches to where the next one begins, less the blanks between them.
  std::string_view take() noexcept {
    std::size_t end = next_[1];
    while (is_json_blank(record_[end - 1])) --end;
    const std::size_t start = *next_++;
    return {record_.data() + start, end - start};
  }
  void expect_quoted() const {
    if (ended() || record_[*next_] != '"') refuse_structure();
  }
  std::string_view take_quoted() {
    expect_quoted();
    return take();
  }
  // simdjson has judged all of a text but its escapes.
  std::string_view unquoted(std::string_view token) {
    if (*next_ > escape_) return unescaped(token);
    return {token.data() + 1, token.size() - 2};
  }
  // Judges the token that begins there, the last one taken.
  void judge_escapes(std::size_t start) {
    if (*next_ > escape_) unescaped(record_.substr(start));
  }
  JsonKind number_kind() const;
  std::string_view unescaped(std::string_view token);
  [[noreturn]] void refuse_structure() const;
  [[noreturn]] void refuse(int error, Position reached) const;

  std::unique_ptr<Simdjson> simdjson_;
  std::string_view record_;
  Position next_ = nullptr;  // places hold where a token begins in the record; the end its length
  Position end_ = nullptr;
  std::size_t escape_ = 0;  // where the first backslash that was not taken is, or npos
  std::unique_ptr<unsigned char[]> unescaped_texts_;
  unsigned char* unescaped_end_ = nullptr;
};

}  // namespace porto::internal
