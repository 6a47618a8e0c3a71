// See value.hpp.
#include "tariff/document/value.hpp"

#include <iterator>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_text_bytes = 1000;

// A key as TOML writes it; one in quotes may be long.
std::string key_text(std::string_view key) {
  const bool is_bare = key.size() <= 60 && std::ranges::all_of(key, [](char c) {
                         return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                c == '_' || c == '-';
                       });
  return is_bare ? std::string(key) : in_quotes(key);
}

std::string assignment(std::string_view key, std::string_view value) {
  return key_text(key) + " = " + std::string(value);
}

// Words for "no bound", in lower case.
constexpr std::string_view endless_words[] = {
    "inf", "infinity", "+inf", "unlimited", "none", "null", "max", "", "\u221E", "obegr\u00E4nsat"};

// Zeros before a number that change nothing: "00.012".
std::size_t needless_zeros(std::string_view digits) {
  if (digits.starts_with('-')) digits.remove_prefix(1);
  std::size_t zeros = 0;
  while (zeros + 1 < digits.size() && digits[zeros] == '0' && is_digit(digits[zeros + 1])) ++zeros;
  return zeros;
}

// "a", "b" or "c"
std::string list_of(std::span<const std::string_view> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += in_quotes(names[i]);
  }
  return list;
}

std::string kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::text:
      return "a text";
    case Node::Kind::integer:
      return "a whole number";
    case Node::Kind::fraction:
      return "an unquoted decimal";
    case Node::Kind::boolean:
      return "true or false";
    case Node::Kind::time:
      return "a date or time";
    case Node::Kind::array:
      return "an array";
    case Node::Kind::table:
      return "a table";
  }
  return "something else";
}

}  // namespace

void Mistakes::add(Mistake::Severity severity, TextPosition at, std::string what,
                   std::string hint) {
  List& list = severity == Mistake::Severity::error ? errors_ : warnings_;
  ++list.count;
  list.first.emplace(std::pair(at.line, at.column),
                     Mistake{severity, at.line, at.column, std::move(what), std::move(hint)});
  if (list.first.size() > most) list.first.erase(std::prev(list.first.end()));
}

bool Mistakes::lists(TextPosition at) const {
  return errors_.first.size() < most ||
         std::pair(at.line, at.column) < std::prev(errors_.first.end())->first;
}

std::vector<Mistake> Mistakes::sorted() const {
  std::vector<Mistake> all;
  for (const auto& [place, mistake] : errors_.first) all.push_back(mistake);
  for (const auto& [place, mistake] : warnings_.first)
    if (all.size() < most) all.push_back(mistake);
  const std::size_t more = errors_.count + warnings_.count - all.size();
  std::stable_sort(all.begin(), all.end(), [](const Mistake& a, const Mistake& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (more > 0)
    all.push_back({has_errors() ? Mistake::Severity::error : Mistake::Severity::warning,
                   all.back().line, all.back().column,
                   std::to_string(more) + " more mistakes follow", "correct these first"});
  return all;
}

void Value::refuse(std::string what, std::string hint) const {
  if (is_told_) return;
  mistakes_.error(node_.at, std::move(what), std::move(hint));
}

void Value::refuse(const Error& error) const {
  const std::string_view message = error.what();
  const std::size_t hint = message.rfind("; ");
  if (hint == message.npos) return refuse(std::string(message), "write " + assigned(example_));
  refuse(std::string(message.substr(0, hint)), std::string(message.substr(hint + 2)));
}

// "[[charge]] ..." is no value: it says how the table is begun.
std::string Value::assigned(std::string_view value) const {
  const bool is_assignment = !node_.key.empty() && !value.starts_with("[[");
  return is_assignment ? assignment(node_.key, value) : std::string(value);
}

void Value::refuse_as_not(std::string_view what_it_should_be) const {
  const std::string subject = node_.key.empty() ? "this" : in_quotes(node_.key);
  refuse(subject + " must be " + std::string(what_it_should_be) + ", not " + kind_name(node_.kind),
         "write " + assigned(example_));
}

std::optional<std::string> Value::text() const {
  if (node_.kind == Node::Kind::text) return node_.text;
  refuse_as_not("a text in quotes");
  return std::nullopt;
}

std::optional<std::string> Value::line_text() const {
  const auto written = text();
  if (!written) return written;
  const std::string subject = in_quotes(node_.key);
  if (const char* reason = why_not_text(*written))
    refuse(subject + " cannot stand on an invoice: " + reason, "take it out");
  else if (written->size() > most_text_bytes)
    refuse(subject + " is longer than 1000 bytes", "shorten it");
  return written;
}

std::optional<std::string> Value::id() const {
  auto written = text();
  if (!written) return written;
  if (const char* reason = why_not_id(*written))
    refuse(in_quotes(*written) + " cannot be an id: " + reason, "write " + assigned(example_));
  return written;
}

std::optional<std::string> Value::account() const {
  constexpr std::size_t most_digits = 10;
  const bool is_written = node_.kind == Node::Kind::text || node_.kind == Node::Kind::integer;
  if (is_written && !node_.text.empty() && node_.text.size() <= most_digits &&
      std::ranges::all_of(node_.text, is_digit))
    return node_.text;
  refuse_as_not("an account, 1 to 10 digits");
  return std::nullopt;
}

// "inf", "unlimited": a bound that there is not.
bool Value::is_endless() const {
  std::string written = lower_case(node_.text);
  return std::ranges::find(endless_words, written) != std::end(endless_words);
}

void Value::refuse_endless() const {
  const std::string shown =
      node_.kind == Node::Kind::text ? in_quotes(node_.text) : std::string(node_.text);
  const bool is_bound = node_.key == "up_to" || node_.key == "maximum";
  refuse(shown + " is not a number that a tariff can compute with",
         is_bound ? "leave " + node_.key + " out where there is no bound"
                  : "write " + assigned(example_));
}

// TOML's floats are binary; the digits of the document are shown back in quotes.
void Value::refuse_fraction() const {
  if (is_endless() || node_.text.ends_with("inf") || node_.text.ends_with("nan"))
    return refuse_endless();
  std::string digits = node_.text;
  std::erase(digits, '_');
  if (digits.starts_with('+')) digits.erase(0, 1);
  std::string fix;
  std::string or_thousands;
  try {
    Decimal::parse(digits);
    fix = "\"" + digits + "\"";
    if (const std::size_t point = digits.find('.');
        point <= 3 && digits.size() == point + 4 && digits[0] != '0')
      or_thousands = ", or " + digits.substr(0, point) + digits.substr(point + 1) +
                     " if the point stands between thousands";
  } catch (const Error&) {  // an exponent, inf or nan
    fix = std::string(example_);
  }
  refuse(
      "an unquoted decimal is a binary number in TOML and not exact: " + node_.text.substr(0, 80),
      "write " + assigned(fix) + or_thousands);
}

// "-0" and "00.012" are numbers, and slips.
bool Value::has_plain_digits(const Decimal& value) const {
  const std::string shown = in_quotes(node_.text);
  if (value.is_zero() && node_.text.starts_with('-')) {
    refuse(shown + " is 0 with a sign", "write " + assigned("0"));
  } else if (needless_zeros(node_.text) > 0) {
    const std::string right = value.to_string();
    const bool is_whole = right.find('.') == right.npos;
    refuse(shown + " begins with a 0 too many",
           "write " + assigned(is_whole ? right : "\"" + right + "\""));
  } else {
    return true;
  }
  return false;
}

std::optional<Decimal> Value::number() const {
  if (node_.kind == Node::Kind::fraction) {
    refuse_fraction();
  } else if (node_.kind == Node::Kind::integer || node_.kind == Node::Kind::text) {
    try {
      const Decimal value = Decimal::parse(node_.text);
      if (has_plain_digits(value)) return value;
    } catch (const Error& error) {
      const bool is_bound = node_.key == "up_to" || node_.key == "maximum";
      is_bound&& is_endless() ? refuse_endless() : refuse(error);
    }
  } else {
    refuse_as_not("a decimal in quotes or a whole number");
  }
  return std::nullopt;
}

std::optional<Decimal> Value::not_negative() const {
  const auto value = number();
  if (!value || !value->is_negative()) return value;
  std::string hint = "write " + assigned(example_);
  if (node_.key == "up_to") hint = "leave it out if the tier has no upper bound";
  if (node_.key == "price" || node_.key == "fee" || node_.key == "percent")
    hint += "; a discount is a further price of the amount: then = { percent = 90 }";
  refuse(in_quotes(node_.key) + " must not be negative", hint);
  return std::nullopt;
}

std::optional<Decimal> Value::positive() const {
  const auto value = not_negative();
  if (!value || !value->is_zero()) return value;
  refuse(in_quotes(node_.key) + " must be more than 0", "write " + assigned(example_));
  return std::nullopt;
}

std::optional<bool> Value::yes_or_no() const {
  if (node_.kind == Node::Kind::boolean) return node_.text == "true";
  refuse_as_not("true or false");
  return std::nullopt;
}

std::optional<int> Value::whole(int least, int most) const {
  const std::string range =
      "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  if (node_.kind != Node::Kind::integer) {
    refuse_as_not(range);
    return std::nullopt;
  }
  const Decimal value = Decimal::parse(node_.text);
  if (value >= Decimal(least) && value <= Decimal(most))
    return static_cast<int>(value.to_scaled_int64(0));
  refuse(in_quotes(node_.key) + " must be " + range + ", not " + node_.text,
         "write " + assigned(example_));
  return std::nullopt;
}

void Value::refuse_word(std::span<const std::string_view> names) const {
  const std::string written =
      node_.kind == Node::Kind::text ? in_quotes(node_.text) : kind_name(node_.kind);
  const std::string_view meant =
      node_.kind == Node::Kind::text ? nearest(node_.text, names) : std::string_view();
  refuse(in_quotes(node_.key) + " must be " + list_of(names) + ", not " + written,
         "write " + assigned(in_quotes(meant.empty() ? names.front() : meant)));
}

std::vector<Value> Value::elements(std::string_view example) const {
  std::vector<Value> values;
  if (node_.kind == Node::Kind::table && example_.starts_with("[["))
    refuse(in_quotes(node_.key) + " stands in one pair of brackets",
           "write [[" + key_text(node_.key) + "]], with two: there may be several");
  else if (node_.kind != Node::Kind::array)
    refuse_as_not("an array");
  else
    for (const Node& child : node_.children) values.emplace_back(child, example, mistakes_);
  return values;
}

bool Value::is_table() const {
  if (node_.kind == Node::Kind::table) return true;
  refuse_as_not("a table");
  return false;
}

Table::Table(const Value& value, std::vector<std::string_view> known, decltype(&meant_key) meant)
    : node_(value.node()), mistakes_(value.mistakes()), known_(std::move(known)) {
  refuse_unknown_keys(meant);
}

void Table::refuse_unknown_keys(decltype(&meant_key) meant_of) {
  for (const Node& member : node_.children) {
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    if (!mistakes_.lists(member.key_at)) {
      mistakes_.error(member.key_at, {}, {});
      continue;
    }
    MeantKey meant = meant_of(member.key, known_);
    mistakes_.error(member.key_at, std::move(meant.what), std::move(meant.hint));
    if (!meant.key.empty() && !has(meant.key)) meant_.emplace_back(meant.key, &member);
  }
}

const Node* Table::find(std::string_view key) const {
  if (const Node* member = node_.find(key)) return member;
  const auto meant = std::ranges::find(meant_, key, [](const auto& entry) { return entry.first; });
  return meant == meant_.end() ? nullptr : meant->second;
}

bool Table::is_misplaced(std::string_view key) const {
  if (key == "id") return false;
  return std::ranges::any_of(node_.children, [&](const Node& list) {
    return list.kind == Node::Kind::array &&
           std::ranges::any_of(list.children, [&](const Node& table) { return table.find(key); });
  });
}

TextPosition Table::at(std::string_view key) const {
  const Node* member = find(key);
  return member ? member->key_at : node_.at;
}

void Table::report_missing(std::string_view key, std::string_view example) const {
  const bool is_table = example.starts_with("[[");
  mistakes_.error(node_.at, in_quotes(key) + " is missing here",
                  "write " + (is_table ? std::string(example) : assignment(key, example)));
}

void Table::demand(std::string_view key, std::initializer_list<std::string_view> one_of,
                   std::string_view hint) const {
  if (!has(key)) return;
  for (std::string_view needed : one_of)
    if (has(needed)) return;
  const std::vector<std::string_view> names(one_of);
  mistakes_.error(at(key), in_quotes(key) + " has no meaning without " + list_of(names),
                  std::string(hint));
}

}  // namespace porto::internal
