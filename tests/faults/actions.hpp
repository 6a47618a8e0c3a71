// What a process does with a ledger before it ends without warning: a list that a seed decides,
// the same each time, so that the ledger that is left can be compared with one that was not left.
#pragma once

#include <cstdint>
#include <string>

#include "porto/ledger.hpp"
#include "porto/recorder.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

/// How actions reach the ledger.
struct Hands {
  Ledger& ledger;
  Recorder* recorder = nullptr;  ///< on the same file; records some of the events
  std::string folder;            ///< for files to be imported
  bool copies = false;           ///< whether backups are made, in the folder
};

/// Does action number `index` of a seed: all of it, or Error. What the ledger refuses, it refuses
/// each time.
void act(Hands hands, std::uint64_t seed, int index);
/// The path of the last backup in a folder.
std::string copy_in(const std::string& folder);
/// Whether an action makes a backup, in place of the one before.
bool backs_up(std::uint64_t seed, int index);

/// A ledger in memory that no process leaves: what is expected after so many actions.
class Expected {
 public:
  explicit Expected(std::uint64_t seed);
  /// After the first `count` actions; to be asked for in rising order.
  const std::string& after(int count);

 private:
  std::uint64_t seed_;
  TempDir folder_;
  Ledger ledger_ = Ledger::in_memory();
  int done_ = 0;
  std::string state_;
};

}  // namespace porto::testing
