// A disk whose power goes: what was written since the last sync is on it or not, sector by sector
// and in any order.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "faults/disk.hpp"

namespace porto::testing {

class LosingDisk final : public Disk {
 public:
  /// The file at the path is on the disk as it is; nothing else is of interest any more.
  void begin(const std::string& path);
  /// The power goes at the call number `nth` that changes or syncs a file, from 1; 0: it does not.
  void lose_power_at(long nth) { calls_until_ = nth; }
  bool has_power() const { return !off_; }
  /// Whether all that was written to a file is on the disk; that it was cut need not be.
  bool is_synced(const std::string& path) const;
  /// Once nothing is open: the files become what has survived.
  void leave_what_survived(std::mt19937_64& random);

  // What porto does without SQLite; 0, or -1 once the power is gone.
  int sync_by_porto(const std::string& path);
  int rename_by_porto(const std::string& from, const std::string& to, const Real& real);

  int open(const char* path, const Real& real) override;
  int remove(const char* path, const Real& real) override;
  int read(const char* path, const Real& real) override;
  int write(const char* path, const Bytes& bytes, const std::function<int(int)>& real) override;
  int truncate(const char* path, sqlite3_int64 size, const Real& real) override;
  int sync(const char* path, const Real& real) override;
  int lock(const char* path, const Real& real) override;
  int map_shared(const char* path, const Real& real) override;
  int lock_shared(const char* path, const Real& real) override;

 private:
  // What a file was at its last sync, and what was done to it since.
  struct File {
    std::string durable;
    bool is_named = true;  // its name is on the disk
    std::string was{};     // the name that is, if it got another since
    struct Change {
      std::size_t at;  // of a cut: the size
      std::string bytes;
      bool is_cut = false;
    };
    std::vector<Change> since;
    std::string whole() const;
    std::string survivor(std::mt19937_64& random) const;
  };

  void make_durable(File& file);
  bool goes_off();
  int when_on(const Real& real) { return off_ ? SQLITE_IOERR : real(); }

  std::map<std::string, File> files_;
  long calls_until_ = 0;
  bool off_ = false;
};

}  // namespace porto::testing
