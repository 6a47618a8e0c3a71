// See value.hpp.
#include "tariff/document/value.hpp"

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_mistakes = 100;

std::string assignment(std::string_view key, std::string_view value) {
  return std::string(key) + " = " + std::string(value);
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

void Mistakes::add(Mistake::Severity severity, Position at, std::string what, std::string hint) {
  mistakes_.push_back({severity, at.line, at.column, std::move(what), std::move(hint)});
}

bool Mistakes::has_errors() const {
  return std::any_of(mistakes_.begin(), mistakes_.end(), [](const Mistake& mistake) {
    return mistake.severity == Mistake::Severity::error;
  });
}

std::vector<Mistake> Mistakes::sorted() const {
  std::vector<Mistake> all = mistakes_;
  std::stable_sort(all.begin(), all.end(), [](const Mistake& a, const Mistake& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (all.size() > most_mistakes) {
    const std::size_t more = all.size() - most_mistakes;
    all.resize(most_mistakes);
    all.push_back({all.back().severity, all.back().line, all.back().column,
                   std::to_string(more) + " more mistakes follow", "correct these first"});
  }
  return all;
}

void Value::refuse(std::string what, std::string hint) const {
  mistakes_.error(node_.at, std::move(what), std::move(hint));
}

void Value::refuse(const Error& error) const {
  const std::string_view message = error.what();
  const std::size_t hint = message.rfind("; ");
  refuse(std::string(message.substr(0, hint)), std::string(message.substr(hint + 2)));
}

void Value::refuse_as_not(std::string_view what_it_should_be) const {
  const std::string subject = node_.key.empty() ? "this" : in_quotes(node_.key);
  refuse(subject + " must be " + std::string(what_it_should_be) + ", not " + kind_name(node_.kind),
         "write " + (node_.key.empty() ? std::string(example_) : assignment(node_.key, example_)));
}

std::optional<std::string> Value::text() const {
  if (node_.kind == Node::Kind::text) return node_.text;
  refuse_as_not("a text in quotes");
  return std::nullopt;
}

// TOML's floats are binary; the digits of the document are shown back in quotes.
void Value::refuse_fraction() const {
  std::string digits = node_.text;
  std::erase(digits, '_');
  if (digits.starts_with('+')) digits.erase(0, 1);
  std::string fix;
  try {
    Decimal::parse(digits);
    fix = "\"" + digits + "\"";
  } catch (const Error&) {  // an exponent, inf or nan
    fix = std::string(example_);
  }
  refuse("an unquoted decimal is a binary number in TOML and not exact: " + node_.text,
         "write " + (node_.key.empty() ? fix : assignment(node_.key, fix)));
}

std::optional<Decimal> Value::number() const {
  if (node_.kind == Node::Kind::fraction) {
    refuse_fraction();
  } else if (node_.kind == Node::Kind::integer || node_.kind == Node::Kind::text) {
    try {
      return Decimal::parse(node_.text);
    } catch (const Error& error) {
      refuse(error);
    }
  } else {
    refuse_as_not("a decimal in quotes or a whole number");
  }
  return std::nullopt;
}

std::optional<Decimal> Value::not_negative() const {
  const auto value = number();
  if (!value || !value->is_negative()) return value;
  refuse(in_quotes(node_.key) + " must not be negative",
         "write " + assignment(node_.key, example_));
  return std::nullopt;
}

std::optional<Decimal> Value::positive() const {
  const auto value = not_negative();
  if (!value || !value->is_zero()) return value;
  refuse(in_quotes(node_.key) + " must be more than 0", "write " + assignment(node_.key, example_));
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
         "write " + assignment(node_.key, example_));
  return std::nullopt;
}

void Value::refuse_word(std::span<const std::string_view> names) const {
  const std::string written =
      node_.kind == Node::Kind::text ? in_quotes(node_.text) : kind_name(node_.kind);
  const std::string_view meant =
      node_.kind == Node::Kind::text ? nearest(node_.text, names) : std::string_view();
  refuse(in_quotes(node_.key) + " must be " + list_of(names) + ", not " + written,
         "write " + assignment(node_.key, in_quotes(meant.empty() ? names.front() : meant)));
}

std::vector<Value> Value::elements(std::string_view example) const {
  std::vector<Value> values;
  if (node_.kind != Node::Kind::array)
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

void Table::refuse_unknown_keys() const {
  for (const Node& member : node_.children) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    const std::string_view meant = nearest(member.key, known_);
    mistakes_.error(member.key_at, "unknown key " + in_quotes(member.key),
                    meant.empty() ? "the keys here are " + list_of(known_)
                                  : "did you mean " + in_quotes(meant) + "?");
  }
}

Position Table::at(std::string_view key) const {
  const Node* member = node_.find(key);
  return member ? member->key_at : node_.at;
}

void Table::report_missing(std::string_view key, std::string_view example) const {
  mistakes_.error(node_.at, in_quotes(key) + " is missing here",
                  "write " + assignment(key, example));
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
