// Writes usage events for measuring imports, as CSV: 22-character random ids as mail suppliers make
// them, 10,000 companies of which the first send most, 90 days, about one line in a hundred
// repeated. Seeded: the same count gives the same bytes everywhere.
//
//   bench_events COUNT FILE
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

namespace {

class Events {
 public:
  // The next line, or one of the last thousand again.
  const std::string& next() {
    std::string& line = recent_[draw(recent_.size())];
    if (line.empty() || draw(100) != 0) line = make();
    return line;
  }

 private:
  std::uint64_t draw(std::uint64_t below) { return random_() % below; }

  std::string make() {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string line;
    for (int i = 0; i < 22; ++i) line += alphabet[draw(alphabet.size())];
    line += ",c" + padded(std::min({draw(10'000), draw(10'000), draw(10'000)}), 6);
    line += ',' + time();
    line += ',' + std::to_string(1 + draw(40)) + '\n';
    return line;
  }

  // In the 90 days from 2026-01-01, to the microsecond.
  std::string time() {
    constexpr std::chrono::sys_days first =
        std::chrono::year(2026) / std::chrono::January / std::chrono::day(1);
    const std::chrono::year_month_day date(first + std::chrono::days(draw(90)));
    std::string text = std::to_string(static_cast<int>(date.year()));
    text += '-' + padded(static_cast<unsigned>(date.month()), 2);
    text += '-' + padded(static_cast<unsigned>(date.day()), 2);
    text += 'T' + padded(draw(24), 2);
    text += ':' + padded(draw(60), 2);
    text += ':' + padded(draw(60), 2);
    text += '.' + padded(draw(1'000'000), 6) + 'Z';
    return text;
  }

  static std::string padded(std::uint64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  }

  std::mt19937_64 random_{1};
  std::array<std::string, 1000> recent_;
};

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t count = 0;
  const std::string_view count_text = argc == 3 ? argv[1] : "";
  const auto read =
      std::from_chars(count_text.data(), count_text.data() + count_text.size(), count);
  if (count == 0 || read.ptr != count_text.data() + count_text.size()) {
    std::cerr << "usage: bench_events COUNT FILE\n";
    return 2;
  }
  std::ofstream file(argv[2]);
  Events events;
  file << "event_id,company,occurred_at,quantity\n";
  for (std::uint64_t i = 0; i < count; ++i) file << events.next();
  file.flush();
  if (!file) {
    std::cerr << "could not write " << argv[2] << '\n';
    return 1;
  }
}
