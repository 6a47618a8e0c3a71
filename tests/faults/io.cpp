// Every call that SQLite makes of a disk fails, one after another: once, and from then on, at the
// N-th call, N = 1, 2, ... until the work is done without meeting the fault. After each fault
//
// - the error is one of the machine: io, full, busy; never internal;
// - what is seen in the file is the state before or the state after, nothing between; and after,
//   if the work was said to be done;
// - the same work again succeeds, by the same handle or on the ledger opened anew;
// - then the state is that after the work, and verify finds nothing.
//
//   io [--count N] [--only NAME]
//
// N: about how many points of each sweep are tried; 0: all.
#include <algorithm>
#include <filesystem>
#include <optional>

#include "faults/failing_disk.hpp"
#include "faults/operations.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

namespace fs = std::filesystem;

struct Kind {
  Failing what;
  const char* name;
};
constexpr Kind kinds[] = {
    {Failing::read, "read"},         {Failing::write, "write"},
    {Failing::room, "room"},         {Failing::sync, "sync"},
    {Failing::truncate, "truncate"}, {Failing::open, "open"},
    {Failing::remove, "remove"},     {Failing::lock, "lock"},
    {Failing::map_shared, "-shm"},   {Failing::lock_shared, "lock of -shm"},
};

bool is_of_the_disk(ErrorCode code) {
  return code == ErrorCode::io || code == ErrorCode::full || code == ErrorCode::busy;
}

class Sweeps {
 public:
  Sweeps(FailingDisk& disk, int most) : disk_(disk), most_(most) {}

  void run(const Operation& operation) {
    operation_ = &operation;
    before_ = state_after([](Ledger&) {});
    after_ = state_after([&](Ledger& ledger) { operation.run(ledger, dir_.path("")); });
    for (const Kind& kind : kinds)
      for (const bool from_then_on : {false, true}) sweep(kind, from_then_on);
  }

  int points() const { return points_; }
  int faults() const { return faults_; }
  int wrong() const { return wrong_; }

 private:
  std::string state_after(const std::function<void(Ledger&)>& work) {
    fresh_files();
    Ledger ledger = Ledger::open(path_);
    work(ledger);
    return state_of(ledger);
  }

  void fresh_files() {
    for (const auto& entry : fs::directory_iterator(dir_.path(""))) fs::remove(entry.path());
    dir_.write("ledger.porto", sample_);
  }

  Ledger open() { return Ledger::open(path_, {.read_only = operation_->reads_alone}); }

  // In equal steps, of which each sweep begins with another call.
  void sweep(const Kind& kind, bool from_then_on) {
    const long calls = calls_of(kind);
    const long step = most_ == 0 ? 1 : std::max(1L, calls / most_);
    for (long nth = 1 + points_ % step; nth <= calls; nth += step) {
      ++points_;
      const std::string what = meet(kind, nth, from_then_on);
      if (what.empty()) continue;
      ++wrong_;
      std::cout << operation_->name << ", " << kind.name << " " << nth
                << (from_then_on ? " and all after it: " : ": ") << what << std::endl;
    }
  }

  // Of a run without a fault.
  long calls_of(const Kind& kind) {
    constexpr long never = 1'000'000;
    fresh_files();
    disk_.fail(kind.what, never, false);
    {
      Ledger ledger = open();
      operation_->run(ledger, dir_.path(""));
    }
    const long calls = never - disk_.left();
    disk_.work();
    return calls;
  }

  // What is wrong; empty if nothing is.
  std::string meet(const Kind& kind, long nth, bool from_then_on) try {
    fresh_files();
    disk_.fail(kind.what, nth, from_then_on);
    std::optional<Ledger> ledger;
    std::string error;
    try {
      ledger.emplace(open());
      operation_->run(*ledger, dir_.path(""));
      if (disk_.met() == 0) ledger.reset();
    } catch (const Error& failed) {
      error = std::string(to_string(failed.code())) + ": " + failed.what();
      if (!is_of_the_disk(failed.code())) return "the error is " + error;
    }
    if (from_then_on) ledger.reset();
    if (disk_.met() > 0) ++faults_;
    disk_.work();
    check_seen(error.empty());
    if (!ledger) ledger.emplace(open());
    operation_->run(*ledger, dir_.path(""));
    require_state(state_of(*ledger), after_, "repeated");
    ledger.reset();
    check_seen(true);
    return {};
  } catch (const std::exception& error) {
    disk_.work();
    return error.what();
  }

  std::string seen() const {
    const Ledger other = Ledger::open(path_);
    if (const std::string found = findings_of(other); !found.empty())
      throw Wrong{"verify finds " + found};
    return state_of(other);
  }

  void check_seen(bool is_done) const {
    const std::string state = seen();
    if (state == after_) return;
    if (is_done) throw Wrong{"it is said to be done, and is not" + difference(after_, state)};
    if (operation_->is_whole && state != before_)
      throw Wrong{"a part of it is done" + difference(before_, state)};
  }

  FailingDisk& disk_;
  int most_;
  std::string sample_ = sample_file();
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
  const Operation* operation_ = nullptr;
  std::string before_;
  std::string after_;
  int points_ = 0;
  int faults_ = 0;
  int wrong_ = 0;
};

int sweep_all(const Run& run) {
  static FailingDisk disk;
  Sweeps sweeps(disk, run.count);
  for (const Operation& operation : operations())
    if (run.only.empty() || run.only == operation.name) sweeps.run(operation);
  std::cout << sweeps.points() << " points, " << sweeps.faults() << " faults met, "
            << sweeps.wrong() << " wrong\n";
  return sweeps.wrong() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) try {
  return porto::testing::sweep_all(porto::testing::read_run(argc, argv, {.count = 5}));
} catch (const std::exception& error) {
  std::cerr << "without a fault: " << error.what() << "\n";
  return 1;
}
