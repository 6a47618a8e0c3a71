// The power goes at a random point of a random list of actions: what was written since the last
// sync is on the disk or not, sector by sector, in any order. Then
//
// - everything that was acknowledged is there, and nothing is that was not asked for: the ledger is
//   as after the actions that returned, or as after one more;
// - verify finds nothing, and the rest of the actions leads to where it would have led;
// - whenever an action has returned, what it wrote to -wal was synced;
// - a backup is there if its action returned, and is whole.
//
//   power [--seed S] [--count N]
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "faults/actions.hpp"
#include "faults/losing_disk.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

constexpr int actions = 12;

LosingDisk& the_disk() {
  static LosingDisk disk;
  return disk;
}

class PowerLoss {
 public:
  PowerLoss(const std::string& sample, std::uint64_t seed)
      : seed_(seed), random_(seed), expected_(seed) {
    dir_.write("ledger.porto", sample);
  }

  /// False if the power did not go before the end.
  bool run() {
    disk_.begin(path_);
    const int done = act_until_power_goes();
    if (disk_.has_power()) return false;
    disk_.leave_what_survived(random_);
    check_copy(done);
    Ledger ledger = Ledger::open(path_);
    const int seen = actions_seen(ledger, done);
    if (const std::string found = findings_of(ledger); !found.empty())
      throw Wrong{"verify finds " + found};
    for (int i = seen; i < actions; ++i) act(hands(ledger), seed_, i);
    require_state(state_and_imports_of(ledger), expected_.after(actions), "at the end");
    return true;
  }

 private:
  Hands hands(Ledger& ledger) {
    return {.ledger = ledger, .folder = dir_.path(""), .copies = true};
  }

  // It is whole or not there; and there if its action has returned.
  void check_copy(int done) const {
    const std::string copy = copy_in(dir_.path(""));
    bool is_due = false;
    for (int i = 0; i < done; ++i) is_due = is_due || backs_up(seed_, i);
    if (!std::filesystem::exists(copy)) {
      if (is_due && !backs_up(seed_, done)) throw Wrong("the backup is not there");
      return;
    }
    if (const std::string found = findings_of(Ledger::open(copy)); !found.empty())
      throw Wrong("verify finds in the copy " + found);
  }

  // How many actions returned. Now and then the ledger is opened anew, so that -wal moves into the
  // file.
  int act_until_power_goes() {
    std::optional<Ledger> ledger;
    int done = 0;
    disk_.lose_power_at(1 + static_cast<long>(random_() % 100));
    try {
      for (; done < actions; ++done) {
        if (random_() % 4 == 0) ledger.reset();
        if (!ledger) ledger.emplace(Ledger::open(path_));
        act(hands(*ledger), seed_, done);
        if (!disk_.is_synced(path_ + "-wal")) throw Wrong{"it returned, and -wal was not synced"};
      }
    } catch (const Error& error) {
      if (disk_.has_power()) throw;
      if (error.code() != ErrorCode::io)
        throw Wrong{std::string("without power it throws ") + error.what()};
    }
    return done;
  }

  int actions_seen(const Ledger& ledger, int done) {
    const std::string state = state_and_imports_of(ledger);
    if (state == expected_.after(done)) return done;
    if (state != expected_.after(done + 1))
      throw Wrong{std::to_string(done) + " actions returned, and the state is another" +
                  difference(expected_.after(done + 1), state)};
    return done + 1;
  }

  LosingDisk& disk_ = the_disk();
  std::uint64_t seed_;
  std::mt19937_64 random_;
  Expected expected_;
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
};

int lose_power(const Run& run) {
  const std::string sample = sample_file();
  int lost = 0, wrong = 0;
  for (int i = 0; i < run.count; ++i) {
    const std::uint64_t seed = run.seed + static_cast<std::uint64_t>(i);
    try {
      lost += PowerLoss(sample, seed).run();
    } catch (const std::exception& error) {
      ++wrong;
      std::cout << "seed " << seed << ": " << error.what() << std::endl;
    }
  }
  std::cout << "seeds " << run.seed << " to "
            << run.seed + static_cast<std::uint64_t>(run.count) - 1 << ": the power went " << lost
            << " times, " << wrong << " wrong\n";
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

// What porto asks of the system by itself, as it makes a ledger or a backup.
extern "C" {
__attribute__((visibility("default"))) int fsync(int file) {
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const int result =
      porto::testing::the_disk().sync_by_porto(std::filesystem::read_symlink(link).string());
  if (result != 0) errno = EIO;
  return result;
}

__attribute__((visibility("default"))) int renameat2(int from_folder, const char* from,
                                                     int to_folder, const char* to,
                                                     unsigned int flags) noexcept {
  const auto real = [&] {
    return static_cast<int>(syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
  };
  const bool had_power = porto::testing::the_disk().has_power();
  const int result = porto::testing::the_disk().rename_by_porto(from, to, real);
  if (!had_power || !porto::testing::the_disk().has_power()) errno = EIO;
  return result;
}
}

int main(int argc, char** argv) {
  return porto::testing::lose_power(porto::testing::read_run(argc, argv, {.count = 150}));
}
