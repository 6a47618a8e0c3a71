// Writes usage events for measuring imports, as CSV or as NDJSON with the 1.2 KB that a supplier's
// events have: 22-character ids as mail suppliers make them, random or in the order of time, 10,000
// companies of which the first send most, 90 days, about one line in a hundred repeated. Seeded:
// the same arguments give the same bytes everywhere.
//
//   bench_events COUNT FILE [csv|ndjson|mailgun [random|time]]
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

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

struct Event {
  std::string id;
  std::string company;
  std::string time;
  std::string timestamp;  // the same, as seconds
  std::string quantity;
};

std::string csv_line(const Event& event) {
  return event.id + ',' + event.company + ',' + event.time + ',' + event.quantity + '\n';
}

// As a supplier tells of a delivery: most of it is of no interest to who counts. `identity` is what
// porto's own members and Mailgun's differ in.
std::string json_line(const Event& event, const std::string& identity) {
  const std::string user = "user-" + event.id.substr(0, 6) + "@kund-" + event.company + ".example";
  return R"({"event":"delivered",)" + identity + R"(,"log-level":"info","recipient":")" + user +
         R"(","recipient-domain":"kund-)" + event.company +
         R"(.example","method":"smtp","flags":{"is-routed":false,)" +
         R"("is-authenticated":true,"is-system-test":false,"is-test-mode":false},"envelope":{)" +
         R"("transport":"smtp","sender":"bounce+)" + event.id + R"(@mg.bolag.example",)" +
         R"("sending-ip":"198.51.100.7","targets":")" + user +
         R"("},"message":{"headers":{"to":")" + user + R"(","message-id":"20260101.)" + event.id +
         R"(@mg.bolag.example","from":)" +
         R"("\"P\u00e5minnelser\" <svara-inte@bolag.example>","subject":)" +
         R"("Veckans sammanfattning \u2013 vad som har h\u00e4nt"},)"
         R"("attachments":[],"size":58104},)" +
         R"("delivery-status":{"tls":true,"mx-host":"alt2.mx.example","code":250,)"
         R"("description":"",)" +
         R"("session-seconds":3.930,"utf8":true,"attempt-no":1,"message":"OK",)" +
         R"("certificate-verified":true},"campaigns":[],"tags":["tag-11","plan-b"],)" +
         R"("user-variables":{"batch":"89","template":"weekly-summary-with-a-long-name",)" +
         R"("customer":")" + event.company + "\"}}\n";
}

std::string ndjson_line(const Event& event) {
  return json_line(event, R"("event_id":")" + event.id + R"(","occurred_at":")" + event.time +
                              R"(","company":")" + event.company + R"(","quantity":)" +
                              event.quantity);
}

std::string mailgun_line(const Event& event) {
  return json_line(event, R"("id":")" + event.id + R"(","timestamp":)" + event.timestamp);
}

class Events {
 public:
  using Line = std::string (*)(const Event&);
  Events(Line line, bool in_time_order, std::uint64_t count)
      : line_(line), in_time_order_(in_time_order), count_(count) {}

  // The next line, or one of the last thousand again.
  const std::string& next() {
    std::string& line = recent_[draw(recent_.size())];
    if (line.empty() || draw(100) != 0) line = line_(make());
    ++made_;
    return line;
  }

 private:
  std::uint64_t draw(std::uint64_t below) { return random_() % below; }

  Event make() {
    constexpr std::uint64_t days_us = 90ULL * 86'400'000'000;
    const std::uint64_t at = in_time_order_ ? days_us / count_ * made_ : draw(days_us);
    Event event;
    event.id = id_of(at);
    event.company = "c" + padded(std::min({draw(10'000), draw(10'000), draw(10'000)}), 6);
    event.time = time_of(at);
    event.timestamp = timestamp_of(at);
    event.quantity = std::to_string(1 + draw(40));
    return event;
  }

  std::string id_of(std::uint64_t at) {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string id = in_time_order_ ? padded(at, 13) : std::string();
    while (id.size() < 22) id += alphabet[draw(alphabet.size())];
    return id;
  }

  static std::string timestamp_of(std::uint64_t at_us) {
    constexpr std::uint64_t first = 1'767'225'600;  // 2026 begins
    return std::to_string(first + at_us / 1'000'000) + '.' + padded(at_us % 1'000'000, 6);
  }

  // So long after the beginning of 2026, to the microsecond.
  static std::string time_of(std::uint64_t at_us) {
    constexpr std::chrono::sys_days first =
        std::chrono::year(2026) / std::chrono::January / std::chrono::day(1);
    const std::uint64_t seconds = at_us / 1'000'000;
    const std::chrono::year_month_day date(first + std::chrono::days(seconds / 86'400));
    std::string text = std::to_string(static_cast<int>(date.year()));
    text += '-' + padded(static_cast<unsigned>(date.month()), 2);
    text += '-' + padded(static_cast<unsigned>(date.day()), 2);
    text += 'T' + padded(seconds / 3'600 % 24, 2);
    text += ':' + padded(seconds / 60 % 60, 2);
    text += ':' + padded(seconds % 60, 2);
    text += '.' + padded(at_us % 1'000'000, 6) + 'Z';
    return text;
  }

  Line line_;
  bool in_time_order_;
  std::uint64_t count_;
  std::uint64_t made_ = 0;
  std::mt19937_64 random_{1};
  std::array<std::string, 1000> recent_;
};

bool read_count(std::string_view text, std::uint64_t& count) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  return read.ptr == text.data() + text.size() && count > 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t count = 0;
  const std::string_view form = argc > 3 ? argv[3] : "csv";
  const std::string_view ids = argc > 4 ? argv[4] : "random";
  if (argc < 3 || argc > 5 || !read_count(argv[1], count) ||
      (form != "csv" && form != "ndjson" && form != "mailgun") ||
      (ids != "random" && ids != "time")) {
    std::cerr << "usage: bench_events COUNT FILE [csv|ndjson|mailgun [random|time]]\n";
    return 2;
  }
  std::ofstream file(argv[2]);
  const auto line = form == "csv" ? csv_line : form == "ndjson" ? ndjson_line : mailgun_line;
  Events events(line, ids == "time", count);
  if (form == "csv") file << "event_id,company,occurred_at,quantity\n";
  for (std::uint64_t i = 0; i < count; ++i) file << events.next();
  file.flush();
  if (!file) {
    std::cerr << "could not write " << argv[2] << '\n';
    return 1;
  }
}
