// Reading arguments, with what to write instead in every complaint: see arguments.hpp.
#include "arguments.hpp"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace porto_cli {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const noexcept {
    if (file != stdin) std::fclose(file);
  }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A day as 2024-02-15 that there is, as 20240215; 0 for any other text.
std::int32_t day_number(const std::string& day) {
  std::int32_t month_yyyymm = 0;
  if (day.size() != 10 || day[0] == '0' || day[7] != '-' || !is_digit(day[8]) ||
      !is_digit(day[9]) || porto_month_parse(day.data(), 7, &month_yyyymm, nullptr) != PORTO_OK)
    return 0;
  const int number = (day[8] - '0') * 10 + (day[9] - '0');
  const std::chrono::year_month_day date(
      std::chrono::year(month_yyyymm / 100),
      std::chrono::month(static_cast<unsigned>(month_yyyymm % 100)),
      std::chrono::day(static_cast<unsigned>(number)));
  return date.ok() ? month_yyyymm * 100 + number : 0;
}

Failure unreadable(const std::string& path) {
  return failed(path, std::string("cannot read it: ") + std::strerror(errno));
}

}  // namespace

std::int32_t parse_month(const std::string& option, const std::string& month) {
  std::int32_t month_yyyymm = 0;
  if (porto_month_parse(month.data(), month.size(), &month_yyyymm, nullptr) != PORTO_OK)
    throw wrong_usage(option, "\"" + month + "\" is no month; write year and month as 2024-02");
  return month_yyyymm;
}

std::int32_t parse_optional_month(const std::string& option, const std::string& month) {
  return month.empty() ? 0 : parse_month(option, month);
}

std::int32_t parse_optional_day(const std::string& option, const std::string& day) {
  if (day.empty()) return 0;
  const std::int32_t number = day_number(day);
  if (number == 0)
    throw wrong_usage(option, "\"" + day + "\" is no day; write year, month and day as 2024-02-15");
  return number;
}

std::int32_t parse_month_or_day(const std::string& option, const std::string& text) {
  const std::int32_t day_yyyymmdd = day_number(text);
  if (day_yyyymmdd != 0) return day_yyyymmdd;
  std::int32_t month_yyyymm = 0;
  if (porto_month_parse(text.data(), text.size(), &month_yyyymm, nullptr) != PORTO_OK)
    throw wrong_usage(option, "\"" + text +
                                  "\" is no month and no day; write a month as 2024-02, a day as "
                                  "2024-02-15");
  return month_yyyymm;
}

std::int32_t parse_optional_month_or_day(const std::string& option, const std::string& text) {
  return text.empty() ? 0 : parse_month_or_day(option, text);
}

std::string month_text(std::int32_t month_yyyymm) {
  std::string digits = std::to_string(month_yyyymm);
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  return digits.insert(4, "-");
}

std::int64_t parse_time_or_now(const std::string& option, const std::string& time) {
  if (time.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  }
  std::int64_t unix_us = 0;
  if (porto_time_parse(time.data(), time.size(), &unix_us, nullptr) != PORTO_OK)
    throw wrong_usage(option, "\"" + time +
                                  "\" is no time; write date, time and offset as "
                                  "2024-03-01T08:00:00+01:00");
  return unix_us;
}

std::string read_document(const std::string& path) {
  const std::unique_ptr<std::FILE, FileCloser> file(path == "-" ? stdin
                                                                : std::fopen(path.c_str(), "rb"));
  if (file == nullptr) throw unreadable(path);
  std::string document;
  char block[65536];
  while (const std::size_t size = std::fread(block, 1, sizeof block, file.get()))
    document.append(block, size);
  if (std::ferror(file.get()) != 0) throw unreadable(path);
  return document;
}

porto_input input_of(const std::string& file) {
  porto_input input = PORTO_INPUT_INIT;
  if (file != "-") {
    input.path = file.c_str();
    return input;
  }
  input.name = file.c_str();
  input.from_descriptor = 1;
  input.descriptor = STDIN_FILENO;
  return input;
}

void require_company(porto_ledger* ledger, const std::string& company) {
  const Rows companies = fetch(porto_company_list, ledger);
  while (next(companies))
    if (text(companies, "company") == company) return;
  throw failed({}, "the ledger has no company \"" + company +
                       "\"; see `porto company list`, or add it with `porto company add`");
}

void require_tariff(porto_ledger* ledger, const std::string& tariff) {
  const Rows tariffs = fetch(porto_tariff_list, ledger);
  while (next(tariffs))
    if (text(tariffs, "tariff") == tariff) return;
  throw failed(tariff,
               "the ledger has no such tariff; see `porto tariff list`, or add it with `porto "
               "tariff add`");
}

}  // namespace porto_cli
