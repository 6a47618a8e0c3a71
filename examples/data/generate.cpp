// Writes the example month: companies, and their sent messages of March 2026 as a mail supplier
// would report them. Seeded, so that it always writes the same bytes; a test compares them with the
// files in this folder. README.md says what is in them.
//
//   generate DIRECTORY
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using Time = std::chrono::sys_time<std::chrono::microseconds>;

struct Company {
  std::string id;
  std::string name;
  std::string tariff;  // empty: sends through a mail server of its own and is not billed
  int messages;        // sent in March, in all
};

const std::vector<Company> companies = {
    {"bolag-05", "Brf Enen", "vitec-epost", 0},
    {"bolag-08", "Fastighets AB Granen", "vitec-epost", 9'999},
    {"bolag-10", "Lindens Hyresbostäder AB", "vitec-epost", 10'000},
    {"bolag-11", "Bostads AB Rönnen", "vitec-epost", 10'001},
    {"bolag-14", "Häggen Fastigheter AB", "vitec-epost", 10'042},
    {"bolag-17", "Eken Bostad AB", "vitec-epost", 40'000},
    {"bolag-23", "Stiftelsen Björkbacken", "vitec-epost", 1'234},
    {"bolag-99", "Almens Bostäder AB", "", 5'600},
};

constexpr std::chrono::sys_days day(int year, unsigned month, unsigned number) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}

// March in Stockholm, and the change to summer time in it.
constexpr Time march_start = day(2026, 2, 28) + 23h;
constexpr Time march_end = day(2026, 3, 31) + 22h;
constexpr Time summer_time = day(2026, 3, 29) + 1h;

struct Event {
  std::string id;
  std::string company;
  Time occurred_at;
  bool local_time;  // written with Stockholm's offset, not as UTC
  int quantity;
};

class Month {
 public:
  Month() {
    for (const Company& company : companies) {
      if (company.messages > 0) add_messages(company);
    }
    repeat_some();
    shuffle();
  }

  const std::vector<Event>& events() const { return events_; }

 private:
  // Not a distribution of the standard library: theirs differ from one implementation to the next.
  int draw(int low, int high) {
    const auto range = static_cast<std::uint64_t>(high - low + 1);
    return low + static_cast<int>(random_() % range);
  }

  std::string draw_id() {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string id;
    for (int i = 0; i < 22; ++i) id += alphabet[static_cast<std::size_t>(draw(0, 63))];
    return id;
  }

  // Mostly in the daytime, half of them with milliseconds.
  Time draw_time() {
    const auto days = std::chrono::days(draw(0, 30));
    const auto hour = std::chrono::hours(draw(1, 5) < 5 ? draw(7, 18) : draw(0, 23));
    const auto second = std::chrono::seconds(draw(0, 3599));
    const auto fraction = std::chrono::milliseconds(draw(0, 1) == 0 ? 0 : draw(1, 999));
    return march_start + days + hour + second + fraction;
  }

  // Mostly a few messages, now and then a mailing to all tenants.
  int draw_quantity() { return draw(1, 8) == 1 ? draw(60, 400) : draw(1, 20); }

  void add(const Company& company, Time at, int quantity) {
    events_.push_back({draw_id(), company.id, at, draw(1, 3) == 1, quantity});
  }

  // Exactly company.messages in March, and a few in the neighbour months within an hour or so.
  void add_messages(const Company& company) {
    add(company, march_start - 30min, draw(1, 9));
    add(company, march_start - 1us, draw(1, 9));
    add(company, march_end, draw(1, 9));
    add(company, march_end + 75min, draw(1, 9));

    int left = company.messages;
    for (const Time at :
         {march_start, march_start + 41min + 7s, march_end - 59s, march_end - 1us}) {
      const int quantity = draw(10, 19);
      add(company, at, quantity);
      left -= quantity;
    }
    while (left > 0) {
      const Time at = draw_time();
      if (at >= march_end) continue;
      const int quantity = std::min(left, draw_quantity());
      add(company, at, quantity);
      left -= quantity;
    }
  }

  // Suppliers deliver at least once: one event in fifty comes again, perhaps with its time written
  // the other way.
  void repeat_some() {
    const std::size_t count = events_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (draw(1, 50) != 1) continue;
      Event again = events_[i];
      again.local_time = draw(0, 1) == 1;
      events_.push_back(again);
    }
  }

  void shuffle() {
    for (std::size_t i = events_.size() - 1; i > 0; --i) {
      std::swap(events_[i], events_[static_cast<std::size_t>(draw(0, static_cast<int>(i)))]);
    }
  }

  std::mt19937_64 random_{202603};
  std::vector<Event> events_;
};

// RFC 3339: "2026-03-31T23:59:01+02:00", "2026-03-31T21:59:59.999999Z".
std::string time_text(const Event& event) {
  const auto offset = !event.local_time ? 0h : event.occurred_at < summer_time ? 1h : 2h;
  const Time shown = event.occurred_at + offset;
  const auto date = std::chrono::floor<std::chrono::days>(shown);
  const std::chrono::year_month_day ymd(date);
  const std::chrono::hh_mm_ss clock(shown - date);
  const auto micros = clock.subseconds().count();

  std::ostringstream text;
  text << std::setfill('0') << static_cast<int>(ymd.year()) << '-' << std::setw(2)
       << static_cast<unsigned>(ymd.month()) << '-' << std::setw(2)
       << static_cast<unsigned>(ymd.day()) << 'T' << std::setw(2) << clock.hours().count() << ':'
       << std::setw(2) << clock.minutes().count() << ':' << std::setw(2) << clock.seconds().count();
  if (micros % 1000 != 0) {
    text << '.' << std::setw(6) << micros;
  } else if (micros != 0) {
    text << '.' << std::setw(3) << micros / 1000;
  }
  if (event.local_time) {
    text << '+' << std::setw(2) << offset.count() << ":00";
  } else {
    text << 'Z';
  }
  return text.str();
}

void write_companies(std::ostream& out) {
  out << "company,name,tariff\n";
  for (const Company& company : companies) {
    out << company.id << ',' << company.name << ',' << company.tariff << '\n';
  }
}

// One event in ten goes to the NDJSON file, so that both formats are in the example.
void write_events(const std::vector<Event>& events, std::ostream& csv, std::ostream& ndjson) {
  csv << "event_id,company,occurred_at,quantity\n";
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (i % 10 != 0) {
      csv << event.id << ',' << event.company << ',' << time_text(event) << ',' << event.quantity
          << '\n';
    } else {
      ndjson << R"({"event_id":")" << event.id << R"(","company":")" << event.company
             << R"(","occurred_at":")" << time_text(event) << R"(","quantity":)" << event.quantity
             << "}\n";
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: generate DIRECTORY\n";
    return 2;
  }
  const std::string directory = argv[1];
  std::ofstream company_file(directory + "/companies.csv");
  std::ofstream csv(directory + "/messages-2026-03.csv");
  std::ofstream ndjson(directory + "/messages-2026-03.ndjson");
  write_companies(company_file);
  write_events(Month().events(), csv, ndjson);
  company_file.flush();
  csv.flush();
  ndjson.flush();
  if (!company_file || !csv || !ndjson) {
    std::cerr << "could not write to " << directory << '\n';
    return 1;
  }
}
