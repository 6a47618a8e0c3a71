// See usage_text.hpp.
#include "usage_text.hpp"

#include <algorithm>
#include <charconv>

namespace porto_cli {
namespace {

constexpr std::int32_t max_decimals = 18;

/// digits x 10^-decimals.
struct Number {
  std::int64_t digits = 0;
  std::int32_t decimals = 0;
};

[[noreturn]] void no_number(const std::string& option, std::string_view text,
                            const std::string& why) {
  throw wrong_usage(option, "\"" + std::string(text) + "\" " + why);
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (point == std::string_view::npos) return digits(text);
  return digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

Number parse_number(const std::string& option, std::string_view text) {
  if (!is_number(text)) no_number(option, text, "is no number; write it like 40000 or -12.50");
  std::string digits(text);
  Number number;
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    digits.erase(point, 1);
    while (digits.size() > point && digits.ends_with('0')) digits.pop_back();
    number.decimals = static_cast<std::int32_t>(digits.size() - point);
  }
  const char* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, number.digits);
  if (error != std::errc() || rest != end || number.decimals > max_decimals)
    no_number(option, text, "does not fit; write fewer digits");
  return number;
}

/// The same number with more decimals.
std::int64_t with_decimals(const std::string& option, std::string_view text, Number number,
                           std::int32_t decimals) {
  for (; number.decimals < decimals; ++number.decimals)
    if (__builtin_mul_overflow(number.digits, 10, &number.digits))
      no_number(option, text, "does not fit beside numbers with so many decimals");
  return number.digits;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

UsageTexts::UsageTexts(const std::string& option, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) usages_.push_back(parse(option, text));
}

porto_usage UsageTexts::parse(const std::string& option, std::string_view text) {
  std::vector<porto_meter_usage>& meters = lists_.emplace_back();
  for (const std::string_view part : split(text, ',')) meters.push_back(parse_meter(option, part));
  porto_usage usage = PORTO_USAGE_INIT;
  usage.meters = meters.data();
  usage.meter_count = meters.size();
  return usage;
}

/// A meter's id may have an = itself. A quantity is given as one value: that is right whether each
/// event is priced or not.
porto_meter_usage UsageTexts::parse_meter(const std::string& option, std::string_view part) {
  porto_meter_usage used = PORTO_METER_USAGE_INIT;
  if (const std::size_t equals = part.rfind('='); equals != std::string_view::npos) {
    used.meter = meters_.emplace_back(part.substr(0, equals)).c_str();
    part.remove_prefix(equals + 1);
  }
  const std::vector<std::string_view> texts = split(part, '+');
  std::vector<Number> numbers;
  for (const std::string_view text : texts) {
    numbers.push_back(parse_number(option, text));
    used.decimals = std::max(used.decimals, numbers.back().decimals);
  }
  std::vector<std::int64_t>& values = values_.emplace_back();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    values.push_back(with_decimals(option, texts[i], numbers[i], used.decimals));
  used.values = values.data();
  used.value_count = values.size();
  return used;
}

}  // namespace porto_cli
