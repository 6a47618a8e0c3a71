// Civil days: counting them, reading and writing "2025-03-17".
#include "base/text.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

Day::Day(Month month, int day) : number_(month.number() * 100 + day) {
  if (day < 1 || day > month.days())
    throw Error(ErrorCode::invalid_argument, month.to_string() + " has no day " +
                                                 std::to_string(day) + "; use 1 to " +
                                                 std::to_string(month.days()));
}

Day Day::parse(std::string_view text) {
  const bool formed = text.size() == 10 && text[7] == '-' && is_digit(text[8]) && is_digit(text[9]);
  try {
    if (formed) return {Month::parse(text.substr(0, 7)), (text[8] - '0') * 10 + text[9] - '0'};
  } catch (const Error& error) {
    throw Error(ErrorCode::invalid_argument, in_quotes(text) + " is not a day: " + error.what());
  }
  throw Error(ErrorCode::invalid_argument,
              in_quotes(text) + " is not a day; write it as year, month and day, like 2025-03-17");
}

std::string Day::to_string() const {
  std::string text = month().to_string() + "-00";
  text[8] = static_cast<char>('0' + day() / 10);
  text[9] = static_cast<char>('0' + day() % 10);
  return text;
}

Day Month::first_day() const { return {*this, 1}; }

Day Month::last_day() const { return {*this, days()}; }

Day Day::next() const {
  return day() < month().days() ? Day(month(), day() + 1) : Day(month().next(), 1);
}

Day Day::previous() const {
  if (day() > 1) return {month(), day() - 1};
  const Month before = month().previous();
  return {before, before.days()};
}

}  // namespace porto
