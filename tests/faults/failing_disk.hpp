// A disk that fails: one of the calls that SQLite makes, or that one and all after it.
#pragma once

#include <cerrno>

#include "faults/disk.hpp"

namespace porto::testing {

/// What fails, and how the usual VFS would tell SQLite.
enum class Failing {
  read,         ///< EIO
  write,        ///< EIO, after a part of the bytes was written
  room,         ///< ENOSPC, likewise
  sync,         ///< EIO
  truncate,     ///< EIO
  open,         ///< EMFILE
  remove,       ///< EIO
  lock,         ///< EIO, on the ledger file
  map_shared,   ///< ENOSPC
  lock_shared,  ///< as if another process had the lock, once; EIO from then on
};

class FailingDisk final : public Disk {
 public:
  /// From now on the call number `nth` of these fails, from 1; and all after it.
  void fail(Failing what, long nth, bool from_then_on) {
    what_ = what;
    calls_until_ = nth;
    from_then_on_ = from_then_on;
    met_ = 0;
    last_errno_ = 0;
  }
  void work() { calls_until_ = 0; }
  /// How many calls there are before the one that fails.
  long left() const { return calls_until_; }
  /// How often one has failed since `fail`.
  long met() const { return met_; }

  int last_errno() const override { return last_errno_; }
  int open(const char*, const Real& real) override {
    return fails(Failing::open) ? failure(EMFILE, SQLITE_CANTOPEN) : real();
  }
  int remove(const char*, const Real& real) override {
    return fails(Failing::remove) ? failure(EIO, SQLITE_IOERR_DELETE) : real();
  }
  int read(const char*, const Real& real) override {
    if (!fails(Failing::read)) return real();
    last_errno_ = EIO;
    return failure(EIO, SQLITE_IOERR_CORRUPTFS);
  }
  int write(const char*, const Bytes& bytes, const std::function<int(int)>& real) override {
    const bool no_room = fails(Failing::room);
    if (!no_room && !fails(Failing::write)) return real(bytes.size);
    real(bytes.size / 3);
    return no_room ? failure(ENOSPC, SQLITE_FULL) : failure(EIO, SQLITE_IOERR_WRITE);
  }
  int truncate(const char*, sqlite3_int64, const Real& real) override {
    return fails(Failing::truncate) ? failure(EIO, SQLITE_IOERR_TRUNCATE) : real();
  }
  /// What is on the disk does not matter here, so that nothing waits for it.
  int sync(const char*, const Real&) override {
    return fails(Failing::sync) ? failure(EIO, SQLITE_IOERR_FSYNC) : SQLITE_OK;
  }
  int lock(const char*, const Real& real) override {
    return fails(Failing::lock) ? failure(EIO, SQLITE_IOERR_LOCK) : real();
  }
  int map_shared(const char*, const Real& real) override {
    return fails(Failing::map_shared) ? failure(ENOSPC, SQLITE_IOERR_SHMSIZE) : real();
  }
  int lock_shared(const char*, const Real& real) override {
    if (!fails(Failing::lock_shared)) return real();
    return from_then_on_ ? failure(EIO, SQLITE_IOERR_SHMLOCK) : failure(EAGAIN, SQLITE_BUSY);
  }

 private:
  bool fails(Failing what) {
    if (what != what_ || calls_until_ == 0) return false;
    if (calls_until_ > 1) {
      --calls_until_;
      return false;
    }
    if (!from_then_on_) calls_until_ = 0;
    ++met_;
    return true;
  }
  static int failure(int system, int result) {
    errno = system;
    return result;
  }

  Failing what_ = Failing::read;
  long calls_until_ = 0;  // 0: none fails
  bool from_then_on_ = false;
  long met_ = 0;
  int last_errno_ = 0;
};

}  // namespace porto::testing
