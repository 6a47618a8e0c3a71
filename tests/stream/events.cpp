// Makes a stream of usage events as bad as streams get, and says what it amounts to. Shares no code
// with porto: the months of Stockholm come from a rule of thumb that holds from 1996 on.
//
//   stream_events COUNT SEED FOLDER
//
// FOLDER gets part-1.csv to part-4.csv and part-5.ndjson to part-8.ndjson: COUNT events, each once
// to three times and written in several ways, among rows that are broken, all shuffled and dealt
// out at random; conflicts.csv, the ids of some events with other content; usage.csv, the totals as
// `porto usage --output csv` has to print them; and counts, with the rows of each kind.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

using namespace std::chrono;
using Time = sys_time<microseconds>;

struct Event {
  std::uint64_t number;
  std::uint32_t company;
  Time time;
  std::int64_t quantity;
};

constexpr std::uint32_t companies = 500;
constexpr std::size_t broken = SIZE_MAX;  // a row that is of no event

std::mt19937_64 random_bits;
std::uint64_t draw(std::uint64_t below) { return random_bits() % below; }

// In Stockholm the months from April to October begin two hours before UTC's, the others one.
Time start_of(year_month month) {
  const bool summer = month.month() >= April && month.month() <= October;
  return sys_days(month / 1) - hours(summer ? 2 : 1);
}

year_month month_of(Time time) {
  const year_month_day date(floor<days>(time));
  const year_month month = date.year() / date.month();
  return time < start_of(month + months(1)) ? month : month + months(1);
}

// Any time in a year and a half; one in five is near the start of a month, where mistakes are.
Time some_time() {
  const year_month month = 2025y / January + months(static_cast<int>(draw(18)));
  if (draw(5) == 0) return start_of(month) + microseconds(draw(14'400'000'000)) - hours(2);
  return start_of(month) + microseconds(draw(28ULL * 86'400'000'000));
}

std::vector<Event> make_events(std::size_t count) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < count; ++i)
    events.push_back({i, static_cast<std::uint32_t>(std::min(draw(companies), draw(companies))),
                      some_time(), static_cast<std::int64_t>(draw(40))});
  return events;
}

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

// Looks random, and is another one for each number.
std::string id_of(const Event& event) {
  const std::uint64_t mixed = (event.number + 1) * 0x9E3779B97F4A7C15U;
  return padded(mixed % 1'000'000'007, 10) + "-" + std::to_string(event.number);
}

std::string company_of(const Event& event) { return "bolag-" + padded(event.company, 4); }

// RFC 3339 at an offset in hours.
std::string time_text(Time time, int offset) {
  const Time local = time + hours(offset);
  const auto day = floor<days>(local);
  const year_month_day date(day);
  const hh_mm_ss clock(local - day);
  std::string text = padded(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4) + "-" +
                     padded(static_cast<unsigned>(date.month()), 2) + "-" +
                     padded(static_cast<unsigned>(date.day()), 2) + "T" +
                     padded(static_cast<std::uint64_t>(clock.hours().count()), 2) + ":" +
                     padded(static_cast<std::uint64_t>(clock.minutes().count()), 2) + ":" +
                     padded(static_cast<std::uint64_t>(clock.seconds().count()), 2) + "." +
                     padded(static_cast<std::uint64_t>(clock.subseconds().count()), 6);
  if (offset == 0) return text + "Z";
  return text + (offset < 0 ? "-" : "+") + padded(static_cast<std::uint64_t>(std::abs(offset)), 2) +
         ":00";
}

std::string some_time_text(const Event& event) {
  static constexpr std::array offsets = {0, 0, 1, 2, -8, 11};
  return time_text(event.time, offsets[draw(offsets.size())]);
}

std::string quoted(const std::string& text, bool yes) { return yes ? '"' + text + '"' : text; }

std::string csv_row(const Event& event) {
  const bool in_quotes = draw(4) == 0;
  return quoted(id_of(event), in_quotes) + "," + quoted(company_of(event), in_quotes) + "," +
         some_time_text(event) + "," + (draw(8) == 0 ? "0" : "") + std::to_string(event.quantity) +
         (draw(3) == 0 ? "\r\n" : "\n");
}

std::string json_row(const Event& event) {
  const std::string id = "\"event_id\":\"" + id_of(event) + "\"";
  const std::string company = "\"company\": \"" +
                              std::string(draw(3) == 0 ? "\\u0062olag" : "bolag") +
                              company_of(event).substr(5) + "\"";
  const std::string rest = "\"occurred_at\":\"" + some_time_text(event) + "\",\"quantity\":" +
                           quoted(std::to_string(event.quantity), draw(2) == 0);
  const std::string noise = draw(3) == 0 ? "\"noise\":{\"event_id\":[\"x\",null,1e9]}," : "";
  const std::string first = draw(2) == 0 ? id + "," + company : company + "," + id;
  return "{" + noise + first + "," + rest + "}\n";
}

const std::string& broken_csv() {
  static const std::vector<std::string> rows = {
      "x-1,bolag-0001,2025-03-01T12:00:00Z,abc\n",
      "x-2,bolag-0001,2025-03-01T12:00:00Z,\n",
      "x-3,bolag-0001,2025-03-01T12:00:00Z,-5\n",
      "x-4,bolag-0001,2025-03-01T12:00:00Z,1e3\n",
      "x-5,bolag-0001,2025-03-01 12:00:00Z,1\n",
      "x-6,bolag-0001,2025-02-30T12:00:00Z,1\n",
      "x-7,bolag-0001,2025-03-01T12:00:00,1\n",
      ",bolag-0001,2025-03-01T12:00:00Z,1\n",
      "x-8,,2025-03-01T12:00:00Z,1\n",
      "x-9,bolag-0001,2025-03-01T12:00:00Z\n",
      "x-10,bolag-0001,2025-03-01T12:00:00Z,1,2\n",
      "x-11\xFF,bolag-0001,2025-03-01T12:00:00Z,1\n",
      "x-12,bolag-0001,2025-03-01T12:00:00Z,99999999999999999999\n",
      "\"x-13\"x,bolag-0001,2025-03-01T12:00:00Z,1\n",
  };
  return rows[draw(rows.size())];
}

const std::string& broken_json() {
  static const std::string good = R"("occurred_at":"2025-03-01T12:00:00Z")";
  static const std::vector<std::string> rows = {
      "{\n",
      "[1,2]\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + ",\"quantity\":1.5}\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + ",\"quantity\":NaN}\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + ",\"quantity\":null}\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + "}\n",
      "{\"event_id\":\"x\",\"event_id\":\"y\",\"company\":\"c\"," + good + ",\"quantity\":1}\n",
      "{\"event_id\":7,\"company\":\"c\"," + good + ",\"quantity\":1}\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + ",\"quantity\":1} {}\n",
      "{\"event_id\":\"x\",\"company\":\"c\"," + good + ",\"quantity\":1,\"a\":[1,}\n",
  };
  return rows[draw(rows.size())];
}

struct Counts {
  std::uint64_t rows = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t rejected = 0;
  std::uint64_t conflicts = 0;
};

// Every event once to three times and a broken row for every fifty, shuffled.
std::vector<std::size_t> make_order(std::size_t count, Counts& counts) {
  std::vector<std::size_t> order;
  for (std::size_t event = 0; event < count; ++event)
    for (std::uint64_t times = 1 + (draw(3) == 0 ? draw(3) : 0); times > 0; --times)
      order.push_back(event);
  counts.duplicates = order.size() - count;
  counts.rejected = count / 50;
  order.insert(order.end(), counts.rejected, broken);
  counts.rows = order.size();
  std::ranges::shuffle(order, random_bits);
  return order;
}

void write_parts(const std::string& folder, const std::vector<Event>& events,
                 const std::vector<std::size_t>& order) {
  constexpr std::size_t csv_parts = 4;
  std::array<std::ofstream, 8> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool csv = i < csv_parts;
    parts[i].open(folder + "/part-" + std::to_string(i + 1) + (csv ? ".csv" : ".ndjson"));
    if (csv) parts[i] << "event_id,company,occurred_at,quantity\n";
  }
  for (const std::size_t row : order) {
    const std::size_t part = draw(parts.size());
    if (row == broken)
      parts[part] << (part < csv_parts ? broken_csv() : broken_json());
    else
      parts[part] << (part < csv_parts ? csv_row(events[row]) : json_row(events[row]));
  }
}

void write_conflicts(const std::string& folder, const std::vector<Event>& events, Counts& counts) {
  std::ofstream file(folder + "/conflicts.csv");
  file << "event_id,company,occurred_at,quantity\n";
  for (std::size_t i = 0; i < events.size(); i += 100, ++counts.conflicts) {
    Event other = events[i];
    const std::uint64_t what = draw(3);
    if (what == 0) ++other.quantity;
    if (what == 1) other.time += hours(24 * 40);
    if (what == 2) other.company = (other.company + 1) % companies;
    file << csv_row(other);
  }
}

void write_usage(const std::string& folder, const std::vector<Event>& events) {
  struct Total {
    std::int64_t quantity = 0;
    std::int64_t events = 0;
  };
  std::map<std::pair<year_month, std::string>, Total> totals;
  for (const Event& event : events) {
    Total& total = totals[{month_of(event.time), company_of(event)}];
    total.quantity += event.quantity;
    ++total.events;
  }
  std::ofstream file(folder + "/usage.csv");
  file << "month,company,meter,quantity,events\n";
  for (const auto& [key, total] : totals)
    file << static_cast<int>(key.first.year()) << "-"
         << padded(static_cast<unsigned>(key.first.month()), 2) << "," << key.second << ",messages,"
         << total.quantity << "," << total.events << "\n";
}

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && read.ptr == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t count = 0;
  std::uint64_t seed = 0;
  if (argc != 4 || !read_number(argv[1], count) || !read_number(argv[2], seed) || count == 0) {
    std::cerr << "usage: stream_events COUNT SEED FOLDER\n";
    return 2;
  }
  const std::string folder = argv[3];
  random_bits.seed(seed);
  Counts counts;
  const std::vector<Event> events = make_events(count);
  write_parts(folder, events, make_order(count, counts));
  write_conflicts(folder, events, counts);
  write_usage(folder, events);
  std::ofstream file(folder + "/counts");
  file << "rows," << counts.rows << "\nstored," << count << "\nduplicate," << counts.duplicates
       << "\nconflict,0\nrejected," << counts.rejected << "\n";
  std::ofstream conflicts(folder + "/conflict-counts");
  conflicts << "rows," << counts.conflicts << "\nstored,0\nduplicate,0\nconflict,"
            << counts.conflicts << "\nrejected,0\n";
  return file.good() && conflicts.good() ? 0 : 1;
}
