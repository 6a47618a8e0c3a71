// See toml_mistake.hpp. A parser says what it expected; here the line is looked at for what people
// write: a decimal comma, a thousands space, a quote of a word processor, null.
#include "tariff/document/toml_mistake.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

struct Explained {
  TextPosition at;
  std::string what;
  std::string hint;
};
using Explanation = std::optional<Explained>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_key_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::string_view trimmed(std::string_view text) { return without_blanks(text); }

// key = value, where the parser stopped: the last one that begins before that place.
struct Assignment {
  std::string key;
  std::string_view value;  // up to a comment or the end of an inline table
  TextPosition at;         // of the value

  std::string with(const std::string& right) const {
    return "write " + (key.empty() ? right : key + " = " + right);
  }
};

std::size_t end_of_value(std::string_view line, std::size_t from) {
  const bool is_text = from < line.size() && (line[from] == '"' || line[from] == '\'');
  return is_text ? line.size() : std::min(line.find_first_of("#}", from), line.size());
}

// Of a byte of a line.
TextPosition position_in(std::string_view line, int number, std::size_t byte) {
  const auto before = std::ranges::count_if(
      line.substr(0, byte), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return {number, static_cast<int>(before) + 1};
}

std::optional<Assignment> assignment_at(const Source& source, TextPosition at) {
  const std::string_view line = source.line(at.line);
  const std::string_view before = line.substr(0, source.byte_of(at) + 1);
  const std::size_t sign = before.rfind('=');
  if (sign == before.npos) return {};
  std::size_t key_end = sign;
  while (key_end > 0 && line[key_end - 1] == ' ') --key_end;
  std::size_t key_begin = key_end;
  while (key_begin > 0 && is_key_character(line[key_begin - 1])) --key_begin;
  const std::size_t begin = std::min(line.find_first_not_of(" \t", sign + 1), line.size());
  const std::string_view value = line.substr(begin, end_of_value(line, begin) - begin);
  return Assignment{std::string(line.substr(key_begin, key_end - key_begin)), trimmed(value),
                    position_in(line, at.line, begin)};
}

// A number as it is written in a tariff: 10000, "0.012".
std::string number_text(const std::string& digits) {
  return contains(digits, ".") ? "\"" + digits + "\"" : digits;
}

// 10_000
std::string grouped(const std::string& digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += '_';
    text += digits[i];
  }
  return text;
}

constexpr std::array<std::string_view, 4> wide_spaces = {"\u00A0", "\u202F", "\u2009", " "};

// The digits of a number with spaces between, and what it stops at.
struct Number {
  std::string digits;  // with , and . as they stand
  bool has_spaces = false;
  std::string_view rest;
};

Number number_of(std::string_view text) {
  Number number;
  while (!text.empty()) {
    if (is_digit(text[0]) || ((text[0] == ',' || text[0] == '.') && text.size() > 1 &&
                              is_digit(text[1]) && !number.digits.empty())) {
      number.digits += text[0];
      text.remove_prefix(1);
      continue;
    }
    const auto space = std::ranges::find_if(
        wide_spaces, [&](std::string_view blank) { return text.starts_with(blank); });
    if (space == wide_spaces.end() || number.digits.empty() || text.size() == space->size() ||
        !is_digit(text[space->size()]))
      break;
    number.has_spaces = true;
    text.remove_prefix(space->size());
  }
  number.rest = trimmed(text);
  return number;
}

std::string without(std::string digits, char mark) {
  std::erase(digits, mark);
  return digits;
}

// Whether the mark stands between thousands alone: 1,000,000
bool groups_thousands(std::string_view digits, char mark) {
  std::size_t at = digits.find(mark);
  if (at > 3 || digits[0] == '0') return false;
  for (digits.remove_prefix(at); !digits.empty();
       digits.remove_prefix(std::min<std::size_t>(4, digits.size())))
    if (digits[0] != mark || digits.size() < 4 ||
        !std::ranges::all_of(digits.substr(1, 3), is_digit))
      return false;
  return true;
}

// Which mark is the decimal one is told by what comes last: 1.000,50 and 1,000.50 are one number.
Explanation number_with_comma(const Assignment& found, const std::string& digits) {
  const std::string whole = without(digits, ',');
  std::string decimal = digits;
  const std::size_t point = digits.rfind('.');
  const std::size_t comma = digits.rfind(',');
  if (point != digits.npos && point > comma) {
    decimal = whole;
  } else {
    decimal[comma] = '.';
    decimal = without(without(decimal.substr(0, comma), '.'), ',') + decimal.substr(comma);
  }
  std::string hint = found.with(number_text(decimal));
  if (groups_thousands(digits, ',')) {
    hint = found.with(whole);
    if (std::ranges::count(digits, ',') == 1) hint += ", or \"" + decimal + "\" for a decimal";
  }
  return Explained{found.at,
                   digits +
                       " has a comma: numbers are written without, and decimals "
                       "with a point and in quotes",
                   std::ranges::count(decimal, '.') > 1 ? "check which number is meant" : hint};
}

// 2024-01 and 2024-01-31
bool looks_like_month(std::string_view year, std::string_view rest) {
  return year.size() == 4 && rest.starts_with('-') && rest.size() > 1 &&
         std::ranges::all_of(rest, [](char c) { return is_digit(c) || c == '-'; });
}

// The key of "price = 1 }"; empty if there is none.
std::string_view key_before_equals(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_key_character);
  const std::string_view key = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  return trimmed(text.substr(key.size())).starts_with('=') ? key : std::string_view();
}

Explanation number_with_points(const Assignment& found, const std::string& digits) {
  return Explained{found.at, digits + " has two points; a number has none between thousands",
                   groups_thousands(digits, '.') ? found.with(without(digits, '.'))
                                                 : "check which number is meant"};
}

// 0,012   10 000   007   10 kr   $5
Explanation wrong_number(const Assignment& found) {
  static constexpr std::array<std::string_view, 7> signs = {"$",    "\u20AC", "\u00A3", "kr ",
                                                            "SEK ", "+",      "."};
  std::string_view text = found.value;
  std::string_view sign;
  for (std::string_view known : signs)
    if (text.starts_with(known)) sign = known;
  if (sign != ".") text.remove_prefix(sign.size());
  const Number read = number_of(sign == "." ? text.substr(1) : text);
  if (read.digits.empty()) return {};
  if (sign == ".")
    return Explained{found.at, "a number begins with a digit, not with a point",
                     found.with("\"0." + read.digits + "\"")};
  if (contains(read.digits, ",")) return number_with_comma(found, read.digits);
  if (read.has_spaces) {
    std::string hint = found.with(number_text(read.digits));
    if (!contains(read.digits, ".")) hint += ", or " + grouped(read.digits);
    return Explained{found.at, "a number has no spaces between its digits", hint};
  }
  std::string digits = read.digits;
  std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  if (zeros > 0 && digits[zeros] == '.') --zeros;
  if (zeros > 0) {
    digits.erase(0, zeros);
    return Explained{found.at, read.digits + " begins with a 0 too many",
                     found.with(number_text(digits))};
  }
  if (std::ranges::count(digits, '.') > 1) return number_with_points(found, digits);
  if (sign.empty() && looks_like_month(digits, read.rest))
    return Explained{found.at, "a month is written in quotes",
                     found.with("\"" + digits + std::string(read.rest) + "\"")};
  if (const std::string_view next = key_before_equals(read.rest); !next.empty())
    return Explained{found.at, "a comma is missing before " + in_quotes(next),
                     found.with(number_text(digits)) + ", " + std::string(next) + " = ..."};
  if (!read.rest.empty() || !sign.empty())
    return Explained{
        found.at,
        "a number stands alone, without " + in_quotes(read.rest.empty() ? sign : read.rest),
        found.with(number_text(digits))};
  return {};
}

bool has_typographic_quote(std::string_view text) {
  for (std::string_view quote : {"\u201C", "\u201D", "\u201E", "\u201F", "\u2018", "\u2019",
                                 "\u201A", "\u00AB", "\u00BB", "\u2033", "\u00B4"})
    if (text.starts_with(quote)) return true;
  return false;
}

std::string_view word_of(std::string_view text) {
  const auto end = std::ranges::find_if_not(
      text, [](char c) { return is_key_character(c) || c == '/' || !is_ascii(c); });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// A word without quotes: null, inf, SEK.
Explanation bare_word(const Assignment& found) {
  const std::string_view written = word_of(found.value);
  const std::string lower = lower_case(written);
  if (found.key.empty() || written.empty()) return {};
  for (std::string_view none : {"null", "nil", "none", "undefined", "n/a", "na", "-", "tom"})
    if (lower == none)
      return Explained{found.at, "TOML has no " + in_quotes(written),
                       "leave " + found.key + " out"};
  for (std::string_view endless : {"infinity", "unlimited", "max", "\u221E", "obegr\u00E4nsat"})
    if (lower == endless)
      return Explained{found.at, in_quotes(written) + " is not a number",
                       "leave " + found.key + " out where there is no bound"};
  if (!is_letter(written[0]) && is_ascii(written[0])) return {};
  return Explained{found.at, "a text stands in quotes",
                   found.with("\"" + std::string(written) + "\"")};
}

Explanation wrong_value(const Assignment& found, std::string_view description) {
  if (found.value.empty() &&
      (contains(description, "expected value") || contains(description, "end-of-file")))
    return Explained{found.at, "there is no value for " + in_quotes(found.key),
                     "write one, or leave the line out"};
  if (has_typographic_quote(found.value))
    return Explained{found.at, in_quotes(first_character(found.value)) + " is not a quote of TOML",
                     "use straight quotes: \" before and after the text"};
  for (std::string_view minus : {"\u2212", "\u2013", "\u2014", "\u2010", "\uFF0D"})
    if (found.value.starts_with(minus))
      return Explained{
          found.at, in_quotes(first_character(found.value)) + " is a sign that only looks like -",
          "write the - of the keyboard"};
  if (const Explanation explained = wrong_number(found)) return explained;
  return bare_word(found);
}

// "cannot redefine existing integer 'fee'", "... array 'charge' as table"
Explanation twice(const Source& source, TextPosition at, std::string_view description) {
  if (!contains(description, "cannot redefine existing")) return {};
  const std::size_t quote = description.find('\'');
  const std::string_view path =
      description.substr(quote + 1, description.find('\'', quote + 1) - quote - 1);
  const std::string_view key = path.substr(path.rfind('.') + 1);
  if (contains(description, " as "))
    return Explained{at,
                     in_quotes(key) + " stands here in one pair of brackets, and elsewhere in two",
                     "write two brackets each time, as in [[charge]]"};
  const bool is_header = source.line(at.line).starts_with('[');
  int first = 0;
  for (int number = at.line - 1; number > 0 && first == 0; --number) {
    std::string_view line = trimmed(source.line(number));
    const bool ends_table = line.starts_with('[');
    if (is_header && ends_table) line.remove_prefix(1);
    const bool same = line.starts_with(key) &&
                      trimmed(line.substr(key.size())).starts_with(is_header ? ']' : '=');
    if (same && is_header == ends_table) first = number;
    if (ends_table && !is_header) break;
  }
  return Explained{at,
                   in_quotes(key) + " stands here a second time" +
                       (first > 0 ? "; the first is in line " + std::to_string(first) : ""),
                   is_header ? "keep one of the two, or write two brackets for a list"
                             : "keep one of the two; another charge begins with [[charge]]"};
}

Explanation wrong_text(const Assignment& found, const Source& source, TextPosition at,
                       std::string_view description) {
  if (!contains(description, "parsing string") && !contains(description, "literal string"))
    return {};
  const bool at_end = source.byte_of(at) >= source.line(at.line).size();
  if (contains(description, "end-of-file") && contains(found.value, "\"\"\""))
    return Explained{found.at, "the text is not closed", "close it with \"\"\""};
  if ((contains(description, "control characters") && at_end) ||
      contains(description, "end-of-file"))
    return Explained{
        found.at, "the quote is not closed on this line",
        std::string("write ") + (found.value.starts_with('\'') ? "'" : "\"") + " after the text"};
  if (contains(description, "control characters"))
    return Explained{at, "a text cannot have a control character", "take it out"};
  if (contains(description, "escape sequence"))
    return Explained{at, "a backslash has a meaning of its own in a text",
                     "write \\\\ for a backslash"};
  return {};
}

// "\uD83D\uDE00": half a character, as JSON has it; no character; too few digits.
Explanation wrong_character(const Source& source, TextPosition at, std::string_view description) {
  if (!contains(description, "unicode scalar sequence")) return {};
  const std::string_view line = source.line(at.line);
  const std::size_t end = source.byte_of(at);
  const std::size_t slash = end == 0 ? line.npos : line.rfind('\\', end - 1);
  return Explained{slash == line.npos ? at : position_in(line, at.line, slash),
                   "\\u and \\U with its digits stand for one character, and there is none such",
                   "write the character itself"};
}

// Beside those that do not fit in 64 bits, there are some that the parser does not even take in.
Explanation long_number(const Source& source, TextPosition at, std::string_view description) {
  const bool is_beyond_64_bits = contains(description, "not representable");
  if (!is_beyond_64_bits && !contains(description, "numeric value too long") &&
      !contains(description, "exceeds length limit"))
    return {};
  const std::optional<Assignment> number = assignment_at(source, at);
  const TextPosition place = number ? number->at : at;
  if (is_beyond_64_bits)
    return Explained{place, "a number without quotes must fit in 64 bits",
                     "write the number in quotes"};
  return Explained{place, "a number has fewer digits than this",
                   "check which number is meant, and write it in quotes"};
}

struct TomlRule {
  std::string_view expected;  // a part of the parser's description
  std::string_view what;
  std::string_view hint;
};
constexpr TomlRule toml_rules[] = {
    {"closing '}', saw '\\n'", "a { } table stands on one line",
     "write it on one line, with } at its end"},
    {"dangling comma", "there is a comma before }", "leave it out"},
    {"expected '=', saw ':'", "a key is followed by =, not by a colon", "write key = value"},
    {"array: encountered end-of-file", "a list is not closed", "write ] after its last value"},
    {"inline table: encountered end-of-file", "a { } table is not closed",
     "write } on the same line"},
    {"table header: encountered end-of-file", "the brackets are not closed",
     "write [[charge]], with as many ] as ["},
    {"tables with blank bare keys", "there is no name in the brackets", "write [[charge]]"},
    {"key-value pair: encountered end-of-file", "this is no key and value", "write key = value"},
    {"expected ']', saw", "the brackets are not closed", "write [[charge]], with as many ] as ["},
    {"expected comma or closing ']'", "two values stand side by side in a list",
     "write a comma between them, and ] after the last"},
    {"expected '='", "this is no key and value", "write key = value; a key has no space in it"},
    {"control characters other than TAB (U+0009) are explicitly prohibited in comments",
     "a comment cannot have a control character", "take it out"},
    {"expected a comment or whitespace", "there is more on this line than a key and its value",
     "write one key on a line, and \\\" for a quote inside a text"},
};

Explanation wrong_line(const Source& source, TextPosition at, std::string_view description) {
  const std::string_view text_of_line = trimmed(source.line(at.line));
  for (std::string_view sign : {"//", ";", "--", "/*"})
    if (text_of_line.starts_with(sign))
      return Explained{at, "a comment begins with #, not with " + std::string(sign),
                       "write # here"};
  for (const TomlRule& rule : toml_rules)
    if (contains(description, rule.expected))
      return Explained{at, std::string(rule.what), std::string(rule.hint)};
  return {};
}

Explanation explained(const Source& source, TextPosition at, std::string_view description) {
  if (const Explanation found = twice(source, at, description)) return found;
  if (const Explanation found = wrong_character(source, at, description)) return found;
  if (const Explanation found = long_number(source, at, description)) return found;
  const bool is_structure = contains(description, "saw '\\n'") && contains(description, "'}'");
  const std::optional<Assignment> found = assignment_at(source, at);
  if (found && !is_structure) {
    if (const Explanation of_text = wrong_text(*found, source, at, description)) return of_text;
    const bool is_text = found->value.starts_with('"') || found->value.starts_with('\'');
    if (!is_text)
      if (const Explanation of_value = wrong_value(*found, description)) return of_value;
  }
  return wrong_line(source, at, description);
}

// The parser quotes some of what it saw as it stands, line breaks and all; a mistake is one line.
std::string one_line(std::string_view text) {
  std::string line(text.substr(0, 200));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return is_ascii(c) && c < ' '; }, ' ');
  return line;
}

}  // namespace

Mistake toml_mistake(const Source& source, TextPosition at, std::string_view description) {
  if (const Explanation found = explained(source, at, description))
    return {Mistake::Severity::error, found->at.line, found->at.column, found->what, found->hint};
  return {Mistake::Severity::error, at.line, at.column,
          "this is not TOML: " + one_line(description),
          "correct it; what stands after it was not read"};
}

}  // namespace porto::internal
