// Records events through the C ABI in batches of 1 to 100, a recorder those of three threads at a
// time, and keeps a log of what it was told, which has the answers before the next are sent.
// Started again it goes on behind the last answer in its log, so that what was stored, and not
// told, is sent a second time.
//
//   torture_writer URL EVENTS LOG handle|recorder PAUSE-MS
//
// EVENTS has a line per event: id, company, domain, time in microseconds, quantity, between tabs.
// The log has "R FROM" for each start, "A FROM COUNT OUTCOMES" for each answer, a letter for each
// event (s, d, c, r), and "F FROM COUNT STATUS WORDS" where a call failed for the machine's sake
// and is made again.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <memory>
#include <random>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "porto/porto.h"

namespace {

constexpr std::size_t largest_batch = 100;
constexpr std::size_t recorder_threads = 3;
constexpr std::chrono::milliseconds before_again{50};

// The errors after which the same batch is sent again.
bool may_pass(int status) { return status == PORTO_E_IO || status == PORTO_E_BUSY; }

std::string words_of(porto_error* error) {
  const char* message = error ? porto_error_message(error) : nullptr;
  std::string words = message ? message : "no words";
  for (char& byte : words)
    if (byte == '\n') byte = ' ';
  porto_error_free(error);
  return words;
}

std::string place_of(std::size_t from, std::size_t count) {
  return std::to_string(from) + " " + std::to_string(count);
}

struct Event {
  std::string id, company, domain;
  std::int64_t occurred_at = 0, quantity = 0;

  porto_event view() const {
    porto_event event = PORTO_EVENT_INIT;
    event.source = "torture";
    event.event_id = id.c_str();
    event.company = company.empty() ? nullptr : company.c_str();
    event.domain = company.empty() ? domain.c_str() : nullptr;
    event.occurred_at_unix_us = occurred_at;
    event.quantity = quantity;
    return event;
  }
};

std::vector<Event> events_of(const char* path) {
  std::vector<Event> events;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    std::string at, quantity;
    Event& event = events.emplace_back();
    std::getline(cells, event.id, '\t');
    std::getline(cells, event.company, '\t');
    std::getline(cells, event.domain, '\t');
    std::getline(cells, at, '\t');
    std::getline(cells, quantity);
    event.occurred_at = std::stoll(at);
    event.quantity = std::stoll(quantity);
  }
  return events;
}

// One write for each line: a kill leaves all of it, or a part that nobody takes for an answer.
class Log {
 public:
  explicit Log(const char* path) : from_(answered_in(path)) {
    file_ = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file_ < 0) throw std::runtime_error(std::string("cannot write ") + path);
    add("\nR " + std::to_string(from_));
  }
  ~Log() { close(file_); }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// How many events had an answer as the program began.
  std::size_t from() const { return from_; }
  void add(const std::string& words) const {
    const std::string line = words + '\n';
    if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
      throw std::runtime_error("the log cannot be written");
  }

 private:
  static std::size_t answered_in(const char* path) {
    std::size_t answered = 0;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line) && !file.eof();) {  // a last line ends
      std::istringstream words(line);
      std::string kind, outcomes;
      std::size_t from = 0;
      std::size_t count = 0;
      if (words >> kind >> from >> count >> outcomes && kind == "A" && outcomes.size() == count)
        answered = from + count;
    }
    return answered;
  }

  std::size_t from_;
  int file_ = -1;
};

// A ledger's handle or a recorder: both take events alike, a recorder those of several threads.
class Target {
 public:
  Target(const char* url, bool is_recorder, const Log& log) : is_recorder_(is_recorder) {
    until_it_passes(log, "0 0", [&](porto_error** error) {
      porto_ledger* ledger = nullptr;
      porto_recorder* recorder = nullptr;
      const int status = is_recorder_
                             ? porto_recorder_open(url, PORTO_NTS, nullptr, &recorder, error)
                             : porto_ledger_open(url, PORTO_NTS, nullptr, &ledger, error);
      ledger_.reset(ledger);
      recorder_.reset(recorder);
      return status;
    });
  }

  std::size_t threads() const { return is_recorder_ ? recorder_threads : 1; }

  /// Sends a batch until it has an answer: a letter for each event.
  std::string record(const Log& log, std::size_t from, std::span<const Event> events) const {
    std::vector<porto_event> views;
    for (const Event& event : events) views.push_back(event.view());
    std::vector<std::int32_t> outcomes(events.size());
    until_it_passes(log, place_of(from, events.size()), [&](porto_error** error) {
      return is_recorder_ ? porto_recorder_record(recorder_.get(), views.data(), views.size(), 0,
                                                  nullptr, outcomes.data(), nullptr, error)
                          : porto_usage_record(ledger_.get(), views.data(), views.size(), 0,
                                               nullptr, outcomes.data(), nullptr, error);
    });
    std::string letters;
    for (const std::int32_t outcome : outcomes)
      letters += std::string_view("sdcr").at(static_cast<std::size_t>(outcome));
    return letters;
  }

 private:
  template <class Call>
  static void until_it_passes(const Log& log, const std::string& place, const Call& call) {
    while (true) {
      porto_error* error = nullptr;
      const int status = call(&error);
      if (status >= 0) return;
      const std::string words = words_of(error);
      log.add("F " + place + " " + std::to_string(status) + " " + words);
      if (!may_pass(status)) throw std::runtime_error(words);
      std::this_thread::sleep_for(before_again);
    }
  }

  bool is_recorder_;
  std::unique_ptr<porto_ledger, decltype(&porto_ledger_close)> ledger_{nullptr, porto_ledger_close};
  std::unique_ptr<porto_recorder, decltype(&porto_recorder_close)> recorder_{nullptr,
                                                                             porto_recorder_close};
};

// Batches that are sent at the same time, and logged in their order.
class Volley {
 public:
  Volley(const Target& target, const Log& log) : target_(target), log_(log) {}
  void send(std::size_t from, std::span<const Event> events) {
    places_.push_back(place_of(from, events.size()));
    answers_.push_back(std::async(
        std::launch::async, [this, from, events] { return target_.record(log_, from, events); }));
  }
  void log() {
    for (std::size_t i = 0; i < answers_.size(); ++i)
      log_.add("A " + places_[i] + " " + answers_[i].get());
  }

 private:
  const Target& target_;
  const Log& log_;
  std::vector<std::string> places_{};
  std::vector<std::future<std::string>> answers_{};
};

void write_all(char** arguments) {
  const std::vector<Event> events = events_of(arguments[2]);
  const Log log(arguments[3]);
  const Target target(arguments[1], std::string_view(arguments[4]) == "recorder", log);
  const std::chrono::milliseconds pause(std::atoi(arguments[5]));
  std::mt19937_64 random(log.from() + static_cast<std::uint64_t>(getpid()));
  for (std::size_t from = log.from(); from < events.size();) {
    Volley volley(target, log);
    for (std::size_t i = 0; i < target.threads() && from < events.size(); ++i) {
      const std::size_t size = std::min(events.size() - from, 1 + random() % largest_batch);
      volley.send(from, std::span(events).subspan(from, size));
      from += size;
    }
    volley.log();
    std::this_thread::sleep_for(pause * target.threads());
  }
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 6) throw std::runtime_error("see the opening lines of writer.cpp");
  write_all(arguments);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "torture_writer: %s\n", error.what());
  return 1;
}
