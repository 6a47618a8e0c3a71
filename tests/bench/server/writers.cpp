// Records usage through the C ABI from several threads at once, and tells how long it took: each
// thread with a handle of its own, or all with one recorder.
//
//   bench_server_writers LEDGER handle|recorder THREADS CALLS SIZE none|near|far SEED COMPANIES
//
// Events are numbered; a call takes the next SIZE of them. One of a hundred is an event again:
// `near`, one of the last thousand, which another thread may be storing just now, or `far`, any
// before it. The same SEED gives the same events. CALLS are those of all threads; 0: says
// "ready", goes on until standard input ends, and tells of the calls that end after its first line.
// Each thread begins with an event of each company, of which nothing is told: names are known and
// statements prepared after that. Prints nanoseconds in all, calls, events stored, duplicates, and
// nanoseconds that half of the calls, 99 of a hundred and the longest waited.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "porto/porto.h"

namespace {

std::int64_t now_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

struct Plan {
  const char* ledger;
  bool is_recorder;
  std::size_t threads;
  std::uint64_t calls, size;
  std::string_view repeats;
  std::uint64_t seed;
  std::size_t companies;
};

// A number at random that the two decide.
std::uint64_t drawn(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t mixed = (seed + 1) * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
  return mixed ^ (mixed >> 31);
}

// The events of one call.
class Events {
 public:
  Events(const Plan& plan, std::size_t size)
      : plan_(plan), texts_(size), events_(size, porto_event(PORTO_EVENT_INIT)) {}

  const std::vector<porto_event>& of_call(std::uint64_t call) {
    for (std::size_t i = 0; i < events_.size(); ++i)
      make(original(call * events_.size() + i), texts_[i], events_[i]);
    return events_;
  }

  /// Those that no call has, of one company after the other.
  const std::vector<porto_event>& before_all(std::size_t thread) {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      make(UINT64_MAX - thread * events_.size() - i, texts_[i], events_[i]);
      texts_[i].set_company(i);
    }
    return events_;
  }

 private:
  struct Texts {
    std::array<char, 23> id{};
    std::array<char, 8> company{};
    void set_company(std::uint64_t number) {
      std::snprintf(company.data(), company.size(), "c%06u",
                    static_cast<unsigned>(number % 1'000'000));
    }
  };

  std::uint64_t original(std::uint64_t number) const {
    constexpr std::uint64_t near_by = 1000;
    const std::uint64_t chance = drawn(~plan_.seed, number);
    if (plan_.repeats == "none" || number == 0 || chance % 100 != 0) return number;
    const std::uint64_t reach = plan_.repeats == "near" ? std::min(number, near_by) : number;
    return number - 1 - chance / 100 % reach;
  }

  void make(std::uint64_t number, Texts& texts, porto_event& event) const {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    constexpr std::uint64_t days_us = 90ULL * 86'400'000'000;
    constexpr std::int64_t first = 1'767'225'600'000'000;  // 2026 begins
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i + 1 < texts.id.size(); ++i, bits /= alphabet.size()) {
      if (i % 10 == 0) bits = drawn(plan_.seed + i, number);
      texts.id[i] = alphabet[bits % alphabet.size()];
    }
    const std::uint64_t chance = drawn(plan_.seed + 1000, number);
    texts.set_company(chance % plan_.companies);
    event.source = "bench";
    event.event_id = texts.id.data();
    event.company = texts.company.data();
    event.occurred_at_unix_us = first + static_cast<std::int64_t>(drawn(chance, number) % days_us);
    event.quantity = static_cast<std::int64_t>(1 + chance % 40);
  }

  Plan plan_;
  std::vector<Texts> texts_;
  std::vector<porto_event> events_;
};

void must_succeed(std::int32_t status, porto_error* error) {
  if (status >= 0) return;
  throw std::runtime_error(porto_error_message(error));
}

// A handle or a recorder.
class Target {
 public:
  explicit Target(const Plan& plan) : is_recorder_(plan.is_recorder) {
    porto_error* error = nullptr;
    porto_ledger* ledger = nullptr;
    porto_recorder* recorder = nullptr;
    must_succeed(is_recorder_
                     ? porto_recorder_open(plan.ledger, PORTO_NTS, nullptr, &recorder, &error)
                     : porto_ledger_open(plan.ledger, PORTO_NTS, nullptr, &ledger, &error),
                 error);
    ledger_.reset(ledger);
    recorder_.reset(recorder);
  }

  void record(const porto_event* events, std::size_t count, std::int32_t* outcomes) const {
    porto_error* error = nullptr;
    must_succeed(is_recorder_ ? porto_recorder_record(recorder_.get(), events, count, 0, nullptr,
                                                      outcomes, nullptr, &error)
                              : porto_usage_record(ledger_.get(), events, count, 0, nullptr,
                                                   outcomes, nullptr, &error),
                 error);
  }

 private:
  bool is_recorder_;
  std::unique_ptr<porto_ledger, decltype(&porto_ledger_close)> ledger_{nullptr, porto_ledger_close};
  std::unique_ptr<porto_recorder, decltype(&porto_recorder_close)> recorder_{nullptr,
                                                                             porto_recorder_close};
};

// What all threads share. Nothing is told of the calls before `begin`: names are learnt and
// statements prepared then.
struct Work {
  explicit Work(const Plan& planned)
      : plan(planned),
        ready(static_cast<std::ptrdiff_t>(plan.threads)),
        done(static_cast<std::ptrdiff_t>(plan.threads)),
        is_told(plan.calls != 0) {}

  Plan plan;
  std::latch ready, begin{1}, done;
  std::atomic<std::uint64_t> next_call = 0;
  std::atomic<bool> is_told, ends = false;
};

struct Told {
  std::uint64_t stored = 0, duplicates = 0;
  std::vector<std::int64_t> waits{};
};

void record_calls(Work& work, const Target& target, Events& events, Told& told) {
  std::vector<std::int32_t> outcomes(work.plan.size);
  while (!work.ends) {
    const std::uint64_t call = work.next_call++;
    if (work.plan.calls != 0 && call >= work.plan.calls) break;
    const std::vector<porto_event>& sent = events.of_call(call);
    const std::int64_t from = now_ns();
    target.record(sent.data(), sent.size(), outcomes.data());
    const std::int64_t wait = now_ns() - from;
    if (!work.is_told) continue;
    told.waits.push_back(wait);
    for (const std::int32_t outcome : outcomes) {
      if (outcome == PORTO_STORED) ++told.stored;
      if (outcome == PORTO_DUPLICATE) ++told.duplicates;
    }
  }
}

void write(Work& work, std::size_t thread, const Target* shared, Told& told) try {
  std::unique_ptr<const Target> own;
  if (shared == nullptr) own = std::make_unique<const Target>(work.plan);
  const Target& target = shared != nullptr ? *shared : *own;
  Events events(work.plan, work.plan.size);
  Events first(work.plan, work.plan.companies);
  std::vector<std::int32_t> outcomes(work.plan.companies);
  target.record(first.before_all(thread).data(), outcomes.size(), outcomes.data());
  work.ready.count_down();
  work.begin.wait();
  record_calls(work, target, events, told);
  work.done.count_down();
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_server_writers: %s\n", error.what());
  std::_Exit(1);
}

std::int64_t waited(const std::vector<std::int64_t>& sorted, std::size_t of_hundred) {
  return sorted.empty() ? 0 : sorted[std::min(sorted.size() * of_hundred / 100, sorted.size() - 1)];
}

void tell(std::int64_t took, const std::vector<Told>& all) {
  Told sum;
  for (const Told& told : all) {
    sum.stored += told.stored;
    sum.duplicates += told.duplicates;
    sum.waits.insert(sum.waits.end(), told.waits.begin(), told.waits.end());
  }
  std::ranges::sort(sum.waits);
  std::cout << took << ' ' << sum.waits.size() << ' ' << sum.stored << ' ' << sum.duplicates << ' '
            << waited(sum.waits, 50) << ' ' << waited(sum.waits, 99) << ' '
            << waited(sum.waits, 100) << '\n';
}

void run(const Plan& plan) {
  Work work(plan);
  std::unique_ptr<const Target> shared;
  if (plan.is_recorder) shared = std::make_unique<const Target>(plan);
  std::vector<Told> told(plan.threads);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < plan.threads; ++i)
    threads.emplace_back([&, i] { write(work, i, shared.get(), told[i]); });
  work.ready.wait();
  std::int64_t from = now_ns();
  work.begin.count_down();
  if (plan.calls == 0) {
    std::cout << "ready" << std::endl;
    std::string line;
    std::getline(std::cin, line);
    from = now_ns();
    work.is_told = true;
    while (std::getline(std::cin, line)) continue;
    work.ends = true;
  }
  work.done.wait();
  const std::int64_t took = now_ns() - from;
  threads.clear();
  tell(took, told);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 9) throw std::runtime_error("see the opening lines of writers.cpp");
  const auto number = [&](int i) { return std::strtoull(arguments[i], nullptr, 10); };
  run({.ledger = arguments[1],
       .is_recorder = std::string_view(arguments[2]) == "recorder",
       .threads = std::max<std::size_t>(number(3), 1),
       .calls = number(4),
       .size = std::max<std::uint64_t>(number(5), 1),
       .repeats = arguments[6],
       .seed = number(7),
       .companies = std::max<std::size_t>(number(8), 1)});
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_server_writers: %s\n", error.what());
  return 1;
}
