// See head.hpp.
#include "records/log/head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <system_error>

#include "base/refusal.hpp"
#include "base/text.hpp"
#include "input/lines.hpp"
#include "porto/calendar.hpp"
#include "records/json/value.hpp"
#include "records/log/time.hpp"

namespace porto::internal {
namespace {

constexpr int most_layers = 4;
constexpr std::string_view blanks(" \t\r\0\x1E", 5);  // NUL; the mark between records of JSON
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool accept(std::string_view& rest, std::string_view mark) noexcept {
  if (!rest.starts_with(mark)) return false;
  rest.remove_prefix(mark.size());
  return true;
}

std::size_t count_digits(std::string_view text) noexcept {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  return digits;
}

// Colours of a terminal: "\x1B[36m".
bool take_colour(std::string_view& rest) noexcept {
  if (!rest.starts_with("\x1B[")) return false;
  const std::size_t end = rest.find_first_not_of("0123456789;", 2);
  if (end == rest.npos) return false;
  rest.remove_prefix(end + 1);
  return true;
}

// A priority, "<22>", and the version of RFC 5424 behind it; in front of it perhaps the length of
// what follows. FreeBSD writes it as "<mail.info>".
bool take_priority(std::string_view& rest, bool& rfc_5424) noexcept {
  std::string_view line = rest;
  const std::size_t length = count_digits(line);
  if (length != 0 && line.substr(length).starts_with(" <")) line.remove_prefix(length + 1);
  if (!accept(line, "<")) return false;
  constexpr std::size_t longest = 16;
  const std::size_t end = line.substr(0, longest).find('>');
  const std::string_view inside = line.substr(0, end == line.npos ? 0 : end);
  const bool numeric = !inside.empty() && count_digits(inside) == inside.size();
  const bool named = inside.find('.') != inside.npos && inside.find(' ') == inside.npos;
  if (!numeric && !named) return false;
  line.remove_prefix(end + 1);
  if (numeric && accept(line, "1 ")) rfc_5424 = true;
  rest = line;
  return true;
}

// docker compose's "mail_1  | ", kubectl's "[pod/mail-0/postfix] ".
bool take_container(std::string_view& rest) noexcept {
  constexpr std::size_t longest = 255;
  if (rest.starts_with("[pod/")) {
    const std::size_t end = rest.substr(0, longest).find("] ");
    if (end == rest.npos) return false;
    rest.remove_prefix(end + 2);
    return true;
  }
  const auto in_name = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  };
  const auto name_end = std::ranges::find_if_not(rest, in_name);
  std::string_view line = rest.substr(static_cast<std::size_t>(name_end - rest.begin()));
  const std::size_t bar = line.find_first_not_of(' ');
  if (line.size() == rest.size() || bar == 0 || bar == line.npos || line[bar] != '|') return false;
  line.remove_prefix(bar + 1);
  if (!line.empty() && line[0] != ' ' && line[0] != '\x1B') return false;
  rest = line;
  return true;
}

// journalctl -o short-monotonic: "[   12.345678] ".
bool take_uptime(std::string_view& rest) noexcept {
  if (!rest.starts_with('[')) return false;
  const std::size_t end = rest.find_first_not_of(" 0123456789.", 1);
  if (end == rest.npos || rest[end] != ']' || rest.substr(0, end).find('.') == rest.npos)
    return false;
  rest.remove_prefix(end + 1);
  return true;
}

// What may stand in front of a time. Returns whether it said RFC 5424.
bool take_decorations(std::string_view& rest, bool& has_mark) noexcept {
  bool rfc_5424 = false;
  for (;;) {
    while (!rest.empty() && blanks.find(rest[0]) != blanks.npos) rest.remove_prefix(1);
    if (accept(rest, byte_order_mark)) {
      has_mark = true;
    } else if (!take_colour(rest) && !take_priority(rest, rfc_5424) && !take_container(rest) &&
               !take_uptime(rest)) {
      return rfc_5424;
    }
  }
}

bool same_level(std::string_view word, std::string_view level) noexcept {
  const auto small = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(word, level, {}, small);
}

// "INFO", "mail.info", "<mail.info>": the level that some put in front of the host or the program.
bool is_level(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 11> levels = {"emerg",  "alert", "crit",    "critical",
                                                       "err",    "error", "warning", "warn",
                                                       "notice", "info",  "debug"};
  if (word.starts_with('<') && word.ends_with('>')) word = word.substr(1, word.size() - 2);
  const std::size_t point = word.find('.');
  if (point != word.npos && !word.starts_with("mail.") && !word.starts_with("local")) return false;
  if (point == word.npos && (word.empty() || word[0] < 'A' || word[0] > 'Z')) return false;
  if (point != word.npos) word.remove_prefix(point + 1);
  return std::ranges::any_of(levels,
                             [&](std::string_view level) { return same_level(word, level); });
}

void drop_blanks(std::string_view& rest) noexcept {
  while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\t')) rest.remove_prefix(1);
}

std::string_view next_word(std::string_view& rest) noexcept {
  drop_blanks(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

// "postfix/smtp[12]:", "postfix/smtp:"
bool take_tag(std::string_view word, LogHead& head) noexcept {
  if (word.size() < 2 || !word.ends_with(':')) return false;
  word.remove_suffix(1);
  const std::size_t bracket = word.find('[');
  head.has_process = bracket != word.npos && word.ends_with(']');
  head.program = word.substr(0, head.has_process ? bracket : word.size());
  return !head.program.empty();
}

// Takes "-" or "[id name="value"]..." and the blank behind it.
bool take_structured_data(std::string_view& rest) noexcept {
  if (accept(rest, "- ") || rest == "-") {
    if (rest == "-") rest = {};
    return true;
  }
  constexpr std::size_t longest = 4096;
  if (!rest.starts_with('[')) return false;
  bool quoted = false;
  for (std::size_t at = 0; at < std::min(rest.size(), longest); ++at) {
    if (rest[at] == '\\' && quoted)
      ++at;
    else if (rest[at] == '"')
      quoted = !quoted;
    else if (rest[at] == ']' && !quoted && (at + 1 == rest.size() || rest[at + 1] == ' ')) {
      rest.remove_prefix(std::min(at + 2, rest.size()));
      return true;
    }
  }
  return false;
}

// RFC 5424 behind the host: "postfix/smtp 12 - - text".
bool take_rfc_5424(std::string_view program, std::string_view rest, bool said, LogHead& head) {
  const std::string_view process = take_word(rest);
  const bool has_process = !process.empty() && count_digits(process) == process.size();
  if (!said && !has_process && process != "-") return false;
  take_word(rest);  // the kind of message
  if (!take_structured_data(rest)) return false;
  if (accept(rest, byte_order_mark)) head.has_mark = true;
  head.program = program;
  head.has_process = has_process;
  head.text = rest;
  return true;
}

// Host and program behind a time, or a program alone. Leaves the head as it is if there is none.
bool take_program(std::string_view rest, bool rfc_5424, LogHead& head) {
  LogHead found = head;
  std::string_view word = next_word(rest);
  if (is_level(word)) word = next_word(rest);
  if (take_tag(word, found)) {
    found.host = {};
  } else {
    found.host = word;
    word = next_word(rest);
    if (is_level(word)) word = next_word(rest);
    if (!take_tag(word, found)) {
      if (!take_rfc_5424(word, rest, rfc_5424, found)) return false;
      rest = found.text;
    }
  }
  drop_blanks(rest);
  found.text = rest;
  constexpr std::size_t longest = 64;  // of Solaris: "[ID 197553 mail.info] "
  const std::size_t end = rest.starts_with("[ID ") ? rest.substr(0, longest).find("] ") : rest.npos;
  if (end != rest.npos) found.text = rest.substr(end + 2);
  head = found;
  return true;
}

// journalctl writes bytes that are no text as an array of numbers. Throws Refusal.
std::string bytes_of(std::span<const std::string_view> numbers) {
  std::string bytes;
  for (const std::string_view number : numbers) {
    const char* last = number.data() + number.size();
    unsigned byte = 0;
    const auto [end, fault] = std::from_chars(number.data(), last, byte);
    if (fault != std::errc() || end != last || byte > 255)
      throw Refusal{"row is not JSON", "MESSAGE is neither text nor bytes"};
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace

std::string_view take_word(std::string_view& rest) noexcept {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

bool is_decoration(std::string_view text) noexcept {
  bool has_mark = false;
  take_decorations(text, has_mark);
  return text.empty();
}

// Of the journal, and of a container's log.
struct LogHeads::Json {
  JsonMembers members;
  JsonMembers::Member message = members.want("MESSAGE");
  JsonMembers::Member program = members.want("SYSLOG_IDENTIFIER");
  JsonMembers::Member host = members.want("_HOSTNAME");
  JsonMembers::Member process = members.want("SYSLOG_PID");
  JsonMembers::Member time_at_source = members.want("_SOURCE_REALTIME_TIMESTAMP");
  JsonMembers::Member time = members.want("__REALTIME_TIMESTAMP");
  JsonMembers::Member line = members.want("log");
  JsonMembers::Member line_time = members.want("time");
};

LogHeads::LogHeads(bool objects) : objects_(objects) {}
LogHeads::~LogHeads() = default;

LogHead LogHeads::read(std::string_view line) {
  LogHead head;
  read_layers(line, head);
  return head;
}

void LogHeads::read_layers(std::string_view line, LogHead& head) {
  head.text = line;
  for (int layer = 0; layer < most_layers; ++layer) {
    std::string_view rest = head.text;
    const bool rfc_5424 = take_decorations(rest, head.has_mark);
    if (objects_ && rest.starts_with('{') && !head.is_json) {
      if (!read_object(rest, head)) return;
      continue;
    }
    if (rfc_5424 && accept(rest, "- ")) {  // RFC 5424 for "no time"
      head.text = rest;
      take_program(rest, rfc_5424, head);
      return;
    }
    const LogTime time = log_time(rest, time_);
    if (time.length == 0) {
      if (layer != 0 && !(head.is_json && head.program.empty())) return;
      head.text = rest;
      take_program(rest, rfc_5424, head);
      return;
    }
    head.time = time.text;
    rest.remove_prefix(std::min(time.length + 1, rest.size()));
    // Kubernetes keeps lines as "<time> stdout F <line>".
    if (!accept(rest, "stdout F ")) accept(rest, "stderr F ");
    head.text = rest;
    take_program(rest, rfc_5424, head);
  }
}

// The object's message is the text. False if there is none.
bool LogHeads::read_object(std::string_view line, LogHead& head) {
  head.is_json = true;
  head.text = line;
  if (!json_) json_ = std::make_unique<Json>();
  record_.reserve(line.size() + padding_bytes);
  record_ = line;
  record_.erase(record_.find_last_not_of(blanks) + 1);
  try {
    json_->members.read(record_);
    return take_message(head);
  } catch (const Refusal&) {
    head.is_broken = true;
    return false;
  }
}

bool LogHeads::take_message(LogHead& head) {
  const JsonMembers& members = json_->members;
  const JsonValue& message = members[json_->message];
  if (message.kind == JsonKind::array)
    message_ = bytes_of(members.items(json_->message));
  else
    message_ = members.text(message.kind == JsonKind::absent ? json_->line : json_->message);
  while (message_.ends_with('\n') || message_.ends_with('\r')) message_.pop_back();
  head.host = members.text(json_->host);
  head.program = members.text(json_->program);
  head.has_process = members[json_->process].kind != JsonKind::absent;
  head.has_no_text = message.kind == JsonKind::null;
  take_time(head);
  if (message_.empty()) return false;
  head.text = message_;
  return true;
}

// As journalctl shows it: the one of the sender, in microseconds, if there is one.
void LogHeads::take_time(LogHead& head) {
  constexpr std::size_t digits = 16;  // those of the years 2001 to 2286
  const JsonMembers& members = json_->members;
  const JsonValue& at_source = members[json_->time_at_source];
  const JsonValue& written = members[json_->time];
  const std::string_view us = at_source.kind == JsonKind::absent ? written.text : at_source.text;
  if (us.size() == digits && count_digits(us) == digits) {
    const std::string seconds = std::string(us.substr(0, 10)) + '.' + std::string(us.substr(10));
    time_ = to_rfc3339(parse_epoch_seconds(seconds));
    head.time = time_;
  } else if (const std::string_view line_time = members.text(json_->line_time);
             !line_time.empty()) {
    const LogTime time = log_time(line_time, time_);
    if (time.length == line_time.size()) head.time = time.text;
  }
}

}  // namespace porto::internal
