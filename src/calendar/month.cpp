// Civil months: counting them, reading and writing "2024-02".
#include <chrono>

#include "base/text.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

}  // namespace

Month::Month(int year, int month) : index_(0) {
  if (year < first_year || year > last_year)
    throw Error(ErrorCode::invalid_argument,
                "there is no year " + std::to_string(year) + " in the calendar; use 1 to 9999");
  if (month < 1 || month > 12)
    throw Error(ErrorCode::invalid_argument,
                "there is no month " + std::to_string(month) + "; use 1 to 12");
  index_ = year * 12 + month - 1;
}

Month Month::parse(std::string_view text) {
  const auto digit_at = [text](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  const bool formed = text.size() == 7 && text[4] == '-' && digit_at(0) && digit_at(1) &&
                      digit_at(2) && digit_at(3) && digit_at(5) && digit_at(6);
  if (!formed)
    throw Error(ErrorCode::invalid_argument,
                in_quotes(text) + " is not a month; write it as year and month, like 2024-02");
  const auto value = [text](std::size_t i) { return text[i] - '0'; };
  const int year = value(0) * 1000 + value(1) * 100 + value(2) * 10 + value(3);
  const int month = value(5) * 10 + value(6);
  if (year < first_year || month < 1 || month > 12)
    throw Error(ErrorCode::invalid_argument,
                in_quotes(text) + " is not a month: years are 0001 to 9999, months 01 to 12");
  return {year, month};
}

std::string Month::to_string() const {
  std::string text = "0000-00";
  int rest = number();
  for (std::size_t i : {6U, 5U, 3U, 2U, 1U, 0U}) {
    text[i] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  return text;
}

Month Month::plus(int months) const {
  const std::int64_t index = std::int64_t{index_} + months;
  if (index < first_year * 12 || index >= (last_year + 1) * 12)
    throw Error(ErrorCode::invalid_argument, to_string() + " and " + std::to_string(months) +
                                                 " months is outside the years 1 to 9999");
  Month result = *this;
  result.index_ = static_cast<std::int32_t>(index);
  return result;
}

int Month::days() const {
  using namespace std::chrono;
  const auto last_day = std::chrono::year{year()} / this->month() / last;
  return static_cast<int>(static_cast<unsigned>(last_day.day()));
}

}  // namespace porto
