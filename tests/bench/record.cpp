// Recording one event at a time, durably, against the least that durability costs: appending 4 KiB
// to a file and fdatasync. Then from several threads at once, each with commits of its own and
// through a Recorder, which writes calls that come together in one transaction.
//
//   bench_record FOLDER [CALLS]     2000 calls if not said; FOLDER is on the disk to be measured
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "porto/ledger.hpp"
#include "porto/recorder.hpp"

using namespace porto;
using namespace porto::internal;

namespace {

using Clock = std::chrono::steady_clock;

UsageEvent event(const std::string& id) {
  return {.source = "bench",
          .event_id = id,
          .company = "bolag-1",
          .occurred_at = parse_rfc3339("2026-01-15T12:00:00Z")};
}

std::string id_of(int round, int thread, int call) {
  return std::to_string(round) + "-" + std::to_string(thread) + "-" + std::to_string(call);
}

// Calls a second of a body that runs N times.
std::int64_t rate(int calls, const std::function<void()>& body) {
  const auto start = Clock::now();
  body();
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  return std::int64_t{calls} * 1'000'000 / std::max<std::int64_t>(us.count(), 1);
}

std::int64_t bare(const std::string& folder, int calls) {
  const std::string path = folder + "/bare";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const std::vector<char> block(4096, 'x');
  const std::int64_t measured = rate(calls, [&] {
    for (int i = 0; i < calls; ++i)
      if (::write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size()) ||
          ::fdatasync(file) != 0)
        std::abort();
  });
  ::close(file);
  std::filesystem::remove(path);
  return measured;
}

void must_be_stored(const std::vector<RecordResult>& results) {
  if (results.at(0).outcome != Outcome::stored) std::abort();
}

void in_threads(int threads, const std::function<void(int)>& body) {
  std::vector<std::jthread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back(body, i);
}

std::int64_t with_ledgers(const std::string& path, int round, int threads, int calls) {
  return rate(calls, [&] {
    in_threads(threads, [&](int thread) {
      Ledger ledger = Ledger::open(path);
      for (int call = 0; call < calls / threads; ++call) {
        const std::string id = id_of(round, thread, call);
        const UsageEvent one = event(id);
        must_be_stored(ledger.record({&one, 1}));
      }
    });
  });
}

std::int64_t with_recorder(const std::string& path, int round, int threads, int calls) {
  Recorder recorder = Recorder::open(path);
  return rate(calls, [&] {
    in_threads(threads, [&](int thread) {
      for (int call = 0; call < calls / threads; ++call) {
        const std::string id = id_of(round, thread, call);
        const UsageEvent one = event(id);
        must_be_stored(recorder.record({&one, 1}));
      }
    });
  });
}

std::string summary(std::vector<std::int64_t> rates) {
  std::ranges::sort(rates);
  return std::to_string(rates[rates.size() / 2]) + " (" + std::to_string(rates.front()) + "-" +
         std::to_string(rates.back()) + ")";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_record FOLDER [CALLS]\n";
    return 2;
  }
  const std::string folder = argv[1];
  const int calls = argc > 2 ? std::atoi(argv[2]) : 2'000;
  const std::string path = folder + "/bench_record.db";
  std::filesystem::remove(path);
  Ledger::create(path);
  constexpr int rounds = 5;
  std::vector<std::int64_t> bare_rates;
  std::vector<std::int64_t> one_rates;
  std::vector<std::int64_t> thousandths;
  for (int round = 0; round < rounds; ++round) {
    bare_rates.push_back(bare(folder, calls));
    one_rates.push_back(with_ledgers(path, round, 1, calls));
    thousandths.push_back(1'000 * one_rates.back() / bare_rates.back());
  }
  std::cout << "calls a second, median (range) of " << rounds << " interleaved rounds\n"
            << "append 4 KiB and fdatasync      " << summary(bare_rates) << "\n"
            << "record one event                " << summary(one_rates) << "\n"
            << "the second to the first, /1000  " << summary(thousandths) << "\n";
  for (const int threads : {1, 2, 8, 32}) {
    std::vector<std::int64_t> recorder;
    for (int round = 0; round < rounds; ++round)
      recorder.push_back(with_recorder(path, 100 * threads + round, threads, calls));
    std::cout << "Recorder, " << threads << " threads " << summary(recorder) << "\n";
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
}
