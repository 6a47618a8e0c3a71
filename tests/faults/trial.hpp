// One trial: an operation on the sample, of which one call after another fails, once and from then
// on, at the N-th call, N = 1, 2, ... until the work is done without meeting the fault. After each
// fault
//
// - the work is done, if the call can be done without; else the error is one that the fault allows;
// - what is seen in the file is the state before or the state after, nothing between; and after, if
//   the work was said to be done;
// - the same work again succeeds, by the same handle or on the ledger opened anew;
// - then the state is that after the work, and verify finds nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "faults/operations.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

/// Calls that fail.
class Fault {
 public:
  virtual ~Fault() = default;

  /// "write (5)"
  virtual std::string name() const = 0;
  /// From now on the call number `nth` of these fails, from 1, or that one and all after it.
  virtual void begin(long nth, bool from_then_on) = 0;
  /// All calls work again; how many of these there have been since `begin`.
  virtual long end() = 0;
  /// How many have failed since `begin`.
  virtual long met() const = 0;
  /// Throws Wrong unless that is what this fault may be told as.
  virtual void require_error(const Error& error) const = 0;
  /// Throws Wrong if something is left in the folder that should not be.
  virtual void require_files(const std::string&) const {}
};

class Trial {
 public:
  /// `most`: about how many points of each sweep are tried; 0: all.
  explicit Trial(int most) : most_(most) {}

  /// Lets the operation meet the fault at each point, and prints what is wrong.
  void run(const Operation& operation, const std::vector<std::unique_ptr<Fault>>& faults);

  int points() const { return points_; }
  int faults() const { return met_; }       ///< points at which the fault was met
  int refused() const { return refused_; }  ///< points at which there was an error
  int wrong() const { return wrong_; }

 private:
  std::string state_after(bool with_work);
  void fresh_files();
  Ledger open() const;
  long calls_of(Fault& fault);
  void sweep(Fault& fault, bool from_then_on);
  std::string meet(Fault& fault, long nth, bool from_then_on);
  void check_seen(bool is_done) const;

  int most_;
  std::string sample_ = sample_file();
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
  const Operation* operation_ = nullptr;
  std::string before_;
  std::string after_;
  int points_ = 0;
  int met_ = 0;
  int refused_ = 0;
  int wrong_ = 0;
};

/// The program: each operation (of --only's name) meets each fault. The exit status.
int try_all(const Run& run, const std::vector<Operation>& operations,
            const std::vector<std::unique_ptr<Fault>>& faults);

}  // namespace porto::testing
