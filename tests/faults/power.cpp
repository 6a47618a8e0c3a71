// The power goes at a random point of a random list of actions: what was written since the last
// sync is on the disk or not, sector by sector, in any order. Then
//
// - everything that was acknowledged is there, and nothing is that was not asked for: the ledger is
//   as after the actions that returned, or as after one more;
// - verify finds nothing, and the rest of the actions leads to where it would have led;
// - whenever an action has returned, what it wrote to -wal was synced.
//
//   power [--seed S] [--count N]
#include <optional>

#include "faults/actions.hpp"
#include "faults/losing_disk.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

constexpr int actions = 12;

class PowerLoss {
 public:
  PowerLoss(LosingDisk& disk, const std::string& sample, std::uint64_t seed)
      : disk_(disk), seed_(seed), random_(seed), expected_(seed) {
    dir_.write("ledger.porto", sample);
  }

  /// False if the power did not go before the end.
  bool run() {
    disk_.begin(path_);
    const int done = act_until_power_goes();
    if (disk_.has_power()) return false;
    disk_.leave_what_survived(random_);
    Ledger ledger = Ledger::open(path_);
    const int seen = actions_seen(ledger, done);
    if (const std::string found = findings_of(ledger); !found.empty())
      throw Wrong{"verify finds " + found};
    for (int i = seen; i < actions; ++i) act(hands(ledger), seed_, i);
    require_state(state_and_imports_of(ledger), expected_.after(actions), "at the end");
    return true;
  }

 private:
  Hands hands(Ledger& ledger) { return {.ledger = ledger, .folder = dir_.path("")}; }

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

  LosingDisk& disk_;
  std::uint64_t seed_;
  std::mt19937_64 random_;
  Expected expected_;
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
};

int lose_power(const Run& run) {
  static LosingDisk disk;
  const std::string sample = sample_file();
  int lost = 0, wrong = 0;
  for (int i = 0; i < run.count; ++i) {
    const std::uint64_t seed = run.seed + static_cast<std::uint64_t>(i);
    try {
      lost += PowerLoss(disk, sample, seed).run();
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

int main(int argc, char** argv) {
  return porto::testing::lose_power(porto::testing::read_run(argc, argv, {.count = 150}));
}
