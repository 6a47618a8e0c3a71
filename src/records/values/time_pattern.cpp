// See time_pattern.hpp.
#include "records/values/time_pattern.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// In the order in which they are looked for: longer ones first.
constexpr std::array<std::string_view, 19> fields = {
    "YYYY", "YY", "MMMM", "MMM", "MM", "M",  "DD", "D", "dddd", "ddd",
    "HH",   "H",  "hh",   "h",   "mm", "ss", "f",  "A", "Z"};

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// What of a date and time a field is: fields of the same letter, but MM and mm, are the same.
char kind_of(const PatternPart& part) { return part.text.front() == 'h' ? 'H' : part.text.front(); }

[[noreturn]] void refuse(std::string_view pattern, const std::string& why) {
  throw Error(ErrorCode::invalid_argument,
              "the time layout " + in_quotes(pattern) + " " + why +
                  "; write iso, rfc2822, epoch, epoch_ms, or a pattern such as"
                  " YYYY-MM-DD HH:mm:ss, with fixed text in quotes",
              "time_layout");
}

// The text in quotes at the front; a doubled quote stands for one. Gives its length in the pattern.
std::size_t read_quoted(std::string_view pattern, std::string_view rest, std::string& text) {
  const char quote = rest.front();
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] != quote) {
      text += rest[at];
    } else if (at + 1 < rest.size() && rest[at + 1] == quote) {
      text += rest[++at];
    } else {
      return at + 1;
    }
  }
  refuse(pattern, "has a quote that is not closed");
}

// What stands outside quotes and is no field. Digits and signs would pass over an offset.
void check_mark(std::string_view pattern, char c) {
  if (is_digit(c) || c == '+')
    refuse(pattern, "has " + in_quotes({&c, 1}) +
                        " outside quotes: the parts of a time are letters, Z is its offset");
  if (is_letter(c) && c != 'T')
    refuse(pattern, "has the letter " + in_quotes({&c, 1}) + ", which is no part of a time");
}

std::vector<PatternPart> split(std::string_view pattern) {
  std::vector<PatternPart> parts;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::string_view rest = pattern.substr(at);
    const auto field = std::ranges::find_if(
        fields, [rest](std::string_view name) { return rest.starts_with(name); });
    PatternPart part = {field != fields.end(), std::string(rest.substr(0, 1))};
    std::size_t length = 1;
    if (part.is_field) {
      part.text = *field;
      length = field->size();
    } else if (rest.front() == '\'' || rest.front() == '"') {
      part.text.clear();
      length = read_quoted(pattern, rest, part.text);
    } else {
      check_mark(pattern, rest.front());
    }
    parts.push_back(std::move(part));
    at += length;
  }
  return parts;
}

// "+00", "-0500", "Z", "UTC", "GMT+1"
bool is_offset(std::string_view word) {
  for (const std::string_view name : {"UTC", "utc", "GMT", "gmt", "UT", "Z", "z"})
    if (word.starts_with(name)) {
      word.remove_prefix(name.size());
      if (word.empty()) return true;
      break;
    }
  return word.size() > 1 && (word[0] == '+' || word[0] == '-') && is_digit(word[1]);
}

bool has_offset(std::string_view text) {
  constexpr std::string_view between = " ()[],;";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(between), text.size());
    if (is_offset(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

// Fixed text behind a time of day must not be its offset: that would be passed over.
void check_offset(std::string_view pattern, const std::vector<PatternPart>& parts) {
  bool has_hour = false;
  std::string text;
  const auto check_text = [&] {
    if (has_hour && has_offset(text))
      refuse(pattern, "has the offset " + in_quotes(text) + " as fixed text; write Z for it");
    text.clear();
  };
  for (const PatternPart& part : parts) {
    if (!part.is_field) {
      text += part.text;
      continue;
    }
    check_text();
    has_hour = has_hour || kind_of(part) == 'H';
  }
  check_text();
}

// Behind a space or a minus, the digits of a fraction may be those of an offset.
void check_fraction(std::string_view pattern, const std::vector<PatternPart>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].is_field || parts[i].text != "f") continue;
    const std::string& before = parts[i - 1].text;
    if (before != "ss" && before != "." && before != "," && before != ":")
      refuse(pattern, "has f where no fraction of a second stands: behind ss and a point or comma");
  }
}

void check(std::string_view pattern, const std::vector<PatternPart>& parts) {
  std::string kinds;
  for (const PatternPart& part : parts) {
    if (!part.is_field) continue;
    const char kind = kind_of(part);
    if (kinds.find(kind) != std::string::npos)
      refuse(pattern, "has " + in_quotes(part.text) + " where that is known already");
    kinds += kind;
  }
  const auto has = [&](char kind) { return kinds.find(kind) != std::string::npos; };
  if (!has('Y') || !has('M')) refuse(pattern, "has no year and month");
  const bool twelve = std::ranges::any_of(
      parts, [](const PatternPart& part) { return part.is_field && part.text.front() == 'h'; });
  if (twelve != has('A'))
    refuse(pattern, twelve ? "has hours to 12 without A (AM or PM)" : "has A without h");
  if ((has('H') && !has('D')) || (has('m') && !has('H')) || (has('s') && !has('m')) ||
      (has('f') && !has('s')) || (has('d') && !has('D')))
    refuse(pattern, "has a part without the larger one before it");
}

}  // namespace

std::vector<PatternPart> read_pattern(std::string_view pattern) {
  std::vector<PatternPart> parts = split(pattern);
  check(pattern, parts);
  check_offset(pattern, parts);
  check_fraction(pattern, parts);
  return parts;
}

}  // namespace porto::internal
