// A process is killed at a random point of a random list of actions: at a time, or at a call that
// SQLite makes of the disk. Everything that it acknowledged through a pipe is in the ledger
// afterwards, and nothing is that was not asked for; verify finds nothing; a backup is whole or not
// there; and the rest of the actions leads to where it would have led.
//
//   killed [--seed S] [--count N]
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <random>
#include <thread>

#include "faults/actions.hpp"
#include "faults/disk.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

constexpr int actions = 30;

// Kills its process at a call.
class DeadlyDisk final : public Disk {
 public:
  explicit DeadlyDisk(int calls) : calls_until_(calls) {}
  int write(const char*, const Bytes& bytes, const std::function<int(int)>& real) override {
    const bool is_last = --calls_until_ == 0;
    const int result = real(is_last ? bytes.size / 2 : bytes.size);
    if (is_last) kill(getpid(), SIGKILL);
    return result;
  }
  int truncate(const char*, sqlite3_int64, const Real& real) override { return count(real); }
  int sync(const char*, const Real& real) override { return count(real); }

 private:
  int count(const Real& real) {
    if (--calls_until_ == 0) kill(getpid(), SIGKILL);
    return real();
  }
  int calls_until_;
};

class Killing {
 public:
  Killing(const std::string& sample, std::uint64_t seed)
      : seed_(seed), random_(seed), expected_(seed) {
    dir_.write("ledger.porto", sample);
  }

  /// False if the process was done before.
  bool run() {
    const int done = acknowledged_when_killed();
    check_copy();
    Ledger ledger = Ledger::open(path_);
    const int seen = actions_seen(ledger, done);
    if (const std::string found = findings_of(ledger); !found.empty())
      throw Wrong{"verify finds " + found};
    for (int i = seen; i < actions; ++i) act(hands(ledger, nullptr), seed_, i);
    require_state(state_and_imports_of(ledger), expected_.after(actions), "at the end");
    return done < actions;
  }

 private:
  Hands hands(Ledger& ledger, Recorder* recorder) {
    return {.ledger = ledger, .recorder = recorder, .folder = dir_.path(""), .copies = true};
  }

  // How many actions the process said were done.
  int acknowledged_when_killed() {
    int ends[2];
    if (pipe(ends) != 0) throw Wrong{"there is no pipe"};
    const int calls = random_() % 2 == 0 ? 1 + static_cast<int>(random_() % 150) : 0;
    const auto after = std::chrono::microseconds(random_() % 60'000);
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      live(calls, ends[1]);
    }
    close(ends[1]);
    if (calls == 0) {
      std::this_thread::sleep_for(after);
      kill(child, SIGKILL);
    }
    int done = 0;
    for (char byte = 0; read(ends[0], &byte, 1) == 1;) ++done;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) throw Wrong{"the process failed"};
    return done;
  }

  [[noreturn]] void live(int calls, int acknowledge) {
    try {
      std::optional<DeadlyDisk> disk;
      if (calls > 0) disk.emplace(calls);
      Ledger ledger = Ledger::open(path_);
      Recorder recorder = Recorder::open(path_);
      for (int i = 0; i < actions; ++i) {
        act(hands(ledger, &recorder), seed_, i);
        if (write(acknowledge, "a", 1) != 1) _exit(2);
      }
      _exit(0);
    } catch (const std::exception& error) {
      std::cerr << error.what() << std::endl;
      _exit(1);
    }
  }

  void check_copy() const {
    const std::string copy = copy_in(dir_.path(""));
    if (!std::filesystem::exists(copy)) return;
    if (const std::string found = findings_of(Ledger::open(copy)); !found.empty())
      throw Wrong{"verify finds in the copy " + found};
  }

  int actions_seen(const Ledger& ledger, int done) {
    const std::string state = state_and_imports_of(ledger);
    if (state == expected_.after(done)) return done;
    if (done == actions || state != expected_.after(done + 1))
      throw Wrong{std::to_string(done) + " actions returned, and the state is another" +
                  difference(expected_.after(done + 1), state)};
    return done + 1;
  }

  std::uint64_t seed_;
  std::mt19937_64 random_;
  Expected expected_;
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
};

int kill_all(const Run& run) {
  const std::string sample = sample_file();
  int killed = 0, wrong = 0;
  for (int i = 0; i < run.count; ++i) {
    const std::uint64_t seed = run.seed + static_cast<std::uint64_t>(i);
    try {
      killed += Killing(sample, seed).run();
    } catch (const std::exception& error) {
      ++wrong;
      std::cout << "seed " << seed << ": " << error.what() << std::endl;
    }
  }
  std::cout << "seeds " << run.seed << " to "
            << run.seed + static_cast<std::uint64_t>(run.count) - 1 << ": killed " << killed
            << " times, " << wrong << " wrong\n";
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  return porto::testing::kill_all(porto::testing::read_run(argc, argv, {.count = 60}));
}
