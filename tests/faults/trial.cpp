// See trial.hpp.
#include "faults/trial.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

namespace porto::testing {

namespace fs = std::filesystem;

void Trial::run(const Operation& operation, const std::vector<std::unique_ptr<Fault>>& faults) {
  operation_ = &operation;
  before_ = state_after(false);
  after_ = state_after(true);
  for (const auto& fault : faults)
    for (const bool from_then_on : {false, true}) sweep(*fault, from_then_on);
}

std::string Trial::state_after(bool with_work) {
  fresh_files();
  Ledger ledger = open();
  if (with_work) operation_->run(ledger, dir_.path(""));
  return state_of(ledger);
}

void Trial::fresh_files() {
  for (const auto& entry : fs::directory_iterator(dir_.path(""))) fs::remove(entry.path());
  dir_.write("ledger.porto", sample_);
}

Ledger Trial::open() const {
  OpenOptions options = waits_shortly;
  options.read_only = operation_->reads_alone;
  return Ledger::open(path_, options);
}

// Of a run without a fault.
long Trial::calls_of(Fault& fault) {
  fresh_files();
  fault.begin(1'000'000, false);
  {
    Ledger ledger = open();
    operation_->run(ledger, dir_.path(""));
  }
  return fault.end();
}

// In equal steps, of which each sweep begins with another call.
void Trial::sweep(Fault& fault, bool from_then_on) {
  const long calls = calls_of(fault);
  const long step = most_ == 0 ? 1 : std::max(1L, calls / most_);
  for (long nth = 1 + points_ % step; nth <= calls; nth += step) {
    ++points_;
    const std::string what = meet(fault, nth, from_then_on);
    if (what.empty()) continue;
    ++wrong_;
    std::cout << operation_->name << ", " << fault.name() << " " << nth
              << (from_then_on ? " and all after it: " : ": ") << what << std::endl;
  }
}

// What is wrong; empty if nothing is. A handle that has met the fault works again by itself; one
// that has not is closed in time, so that closing meets it.
std::string Trial::meet(Fault& fault, long nth, bool from_then_on) try {
  fresh_files();
  fault.begin(nth, from_then_on);
  std::optional<Ledger> ledger;
  bool is_done = false;
  try {
    ledger.emplace(open());
    operation_->run(*ledger, dir_.path(""));
    is_done = true;
    if (fault.met() == 0) ledger.reset();
  } catch (const Error& failed) {
    fault.require_error(failed);
    ++refused_;
  }
  if (from_then_on) ledger.reset();
  if (fault.met() > 0) ++met_;
  fault.end();
  fault.require_files(dir_.path(""));
  check_seen(is_done);
  if (!ledger) ledger.emplace(open());
  operation_->run(*ledger, dir_.path(""));
  require_state(state_of(*ledger), after_, "repeated");
  ledger.reset();
  check_seen(true);
  return {};
} catch (const std::exception& error) {
  fault.end();
  return error.what();
}

void Trial::check_seen(bool is_done) const {
  const Ledger other = Ledger::open(path_);
  if (const std::string found = findings_of(other); !found.empty())
    throw Wrong{"verify finds " + found};
  const std::string state = state_of(other);
  if (state == after_) return;
  if (is_done) throw Wrong{"it is said to be done, and is not" + difference(after_, state)};
  if (operation_->is_whole && state != before_)
    throw Wrong{"a part of it is done" + difference(before_, state)};
}

int try_all(const Run& run, const std::vector<Operation>& operations,
            const std::vector<std::unique_ptr<Fault>>& faults) {
  Trial trial(run.count);
  for (const Operation& operation : operations)
    if (run.only.empty() || run.only == operation.name) trial.run(operation, faults);
  std::cout << trial.points() << " points, " << trial.faults() << " faults met, " << trial.refused()
            << " refused, " << trial.wrong() << " wrong\n";
  return trial.wrong() == 0 ? 0 : 1;
}

}  // namespace porto::testing
