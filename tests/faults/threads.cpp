// What may be used by several threads at once, used by several threads at once: handles of their
// own on one file, one recorder, ledgers that are opened and closed meanwhile, also to be read
// alone, zones, and somebody who interrupts them all. Each event that was acknowledged counts once;
// verify finds nothing. The races are for ThreadSanitizer to find: threads_under_tsan.
//
//   threads [--count N]
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "porto/audit.hpp"
#include "porto/recorder.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

class Threads {
 public:
  explicit Threads(int rounds) : rounds_(rounds) {
    dir_.write("ledger.porto", sample_file());
    events_before_ = events_of(Ledger::open(path_));
  }

  void run() {
    Recorder recorder = Recorder::open(path_);
    std::vector<std::thread> threads;
    for (int number = 0; number < 3; ++number) {
      start(threads, [this, number] { with_own_handle(number); });
      start(threads, [this, number, &recorder] { with_recorder(number, recorder); });
    }
    start(threads, [this] { read(); });
    start(threads, [this] { read_alone(); });
    start(threads, [this] { in_memory(); });
    Ledger interrupted = Ledger::open(path_);
    start(threads, [this, &interrupted] { until_interrupted(interrupted); });
    std::thread interrupting([this, &recorder, &interrupted] { interrupt(recorder, interrupted); });
    for (std::thread& thread : threads) thread.join();
    is_done_ = true;
    interrupting.join();
    if (!failure_.empty()) throw Wrong(failure_);
    const Ledger ledger = Ledger::open(path_);
    if (events_of(ledger) != events_before_ + stored_) throw Wrong("events are lost, or too many");
    if (const std::string found = findings_of(ledger); !found.empty())
      throw Wrong("verify finds " + found);
  }

  std::int64_t stored() const { return stored_; }
  std::int64_t cancelled() const { return cancelled_; }

 private:
  template <class Work>
  void start(std::vector<std::thread>& threads, Work work) {
    threads.emplace_back([this, work] {
      try {
        work();
      } catch (const std::exception& error) {
        if (!has_failed_.exchange(true)) failure_ = error.what();
      }
    });
  }

  static std::int64_t events_of(const Ledger& ledger) {
    std::int64_t count = 0;
    ledger.each_event({}, [&](const StoredEvent&) { ++count; });
    return count;
  }

  // An event of its own, and one that all threads send.
  template <class Recording>
  void record(Recording& recording, const std::string& own, int round) {
    const std::string shared = "shared-" + std::to_string(round);
    const auto event = [](const std::string& id) {
      return UsageEvent{
          .source = "threads", .event_id = id, .company = "bolag-1", .occurred_at = noon(4, 3)};
    };
    const UsageEvent events[] = {event(own), event(shared)};
    for (const RecordResult& result : recording.record(events))
      stored_ += result.outcome == Outcome::stored;
  }

  void with_own_handle(int number) {
    for (int round = 0; round < rounds_; ++round) {
      Ledger ledger = Ledger::open(path_);
      record(ledger, "own-" + std::to_string(number) + "-" + std::to_string(round), round);
    }
  }

  // A call that was interrupted has stored nothing, or is told what it had.
  void with_recorder(int number, Recorder& recorder) {
    for (int round = 0; round < rounds_; ++round) try {
        record(recorder, "grouped-" + std::to_string(number) + "-" + std::to_string(round), round);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::cancelled) throw;
        ++cancelled_;
      }
  }

  void read() {
    const Ledger ledger = Ledger::open(path_);
    for (int round = 0; round < rounds_; ++round) {
      if (ledger.invoice(Month(2025, 2)).lines.empty()) throw Wrong("there are no lines");
      if (!findings_of(ledger).empty()) throw Wrong("verify finds something");
    }
  }

  // Calls that may end at any moment; what of them was stored is there once.
  void until_interrupted(Ledger& ledger) {
    for (int round = 0; round < rounds_; ++round) try {
        record(ledger, "interrupted-" + std::to_string(round), round);
        ledger.verify();
      } catch (const Error& error) {
        if (error.code() != ErrorCode::cancelled) throw;
        ++cancelled_;
      }
  }

  void interrupt(Recorder& recorder, Ledger& ledger) {
    while (!is_done_) {
      recorder.interrupt();
      ledger.interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  // Where a writer begins meanwhile, this one ends with Error busy.
  void read_alone() {
    for (int round = 0; round < rounds_; ++round) try {
        if (Ledger::open(path_, {.read_only = true}).companies().empty())
          throw Wrong("there are no companies");
      } catch (const Error& error) {
        if (error.code() != ErrorCode::busy) throw;
      }
  }

  void in_memory() {
    const char* const zones[] = {"Europe/Stockholm", "Asia/Tokyo", "America/New_York"};
    for (int round = 0; round < rounds_; ++round)
      Ledger::in_memory({.zone = zones[round % 3]}).add_tariff(sample_tariff);
  }

  int rounds_;
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
  std::int64_t events_before_ = 0;
  std::atomic<std::int64_t> stored_ = 0;
  std::atomic<std::int64_t> cancelled_ = 0;
  std::atomic<bool> is_done_ = false;
  std::atomic<bool> has_failed_ = false;
  std::string failure_;  // of the thread that failed first
};

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) try {
  const auto run = porto::testing::read_run(argc, argv, {.count = 20});
  porto::testing::Threads threads(run.count);
  threads.run();
  std::cout << threads.stored() << " events stored by several threads, none lost; "
            << threads.cancelled() << " calls interrupted\n";
} catch (const std::exception& error) {
  std::cout << error.what() << "\n";
  return 1;
}
