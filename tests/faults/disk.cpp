// See disk.hpp. The interface is SQLite's: https://sqlite.org/vfs.html.
#include "faults/disk.hpp"

#include <new>
#include <stdexcept>

namespace porto::testing {
namespace {

Disk* disk = nullptr;
sqlite3_vfs* usual = nullptr;

// A file as SQLite sees it; the usual one stands behind it in memory.
struct File {
  sqlite3_file base{};
  const char* path = "";

  sqlite3_file* real() noexcept { return reinterpret_cast<sqlite3_file*>(this + 1); }
  const sqlite3_io_methods& methods() noexcept { return *real()->pMethods; }
};

File& of(sqlite3_file* file) noexcept { return *reinterpret_cast<File*>(file); }

int close(sqlite3_file* file) { return of(file).methods().xClose(of(file).real()); }
int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
  return disk->read(of(file).path,
                    [&] { return of(file).methods().xRead(of(file).real(), bytes, size, at); });
}
int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  return disk->write(of(file).path, {bytes, size, at}, [&](int part) {
    return of(file).methods().xWrite(of(file).real(), bytes, part, at);
  });
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return disk->truncate(of(file).path, size,
                        [&] { return of(file).methods().xTruncate(of(file).real(), size); });
}
int sync(sqlite3_file* file, int flags) {
  return disk->sync(of(file).path,
                    [&] { return of(file).methods().xSync(of(file).real(), flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return of(file).methods().xFileSize(of(file).real(), size);
}
int lock(sqlite3_file* file, int level) {
  return disk->lock(of(file).path,
                    [&] { return of(file).methods().xLock(of(file).real(), level); });
}
int unlock(sqlite3_file* file, int level) {
  return of(file).methods().xUnlock(of(file).real(), level);
}
int check_reserved(sqlite3_file* file, int* reserved) {
  return of(file).methods().xCheckReservedLock(of(file).real(), reserved);
}
int control(sqlite3_file* file, int what, void* argument) {
  if (what == SQLITE_FCNTL_LAST_ERRNO && disk->last_errno() != 0) {
    *static_cast<int*>(argument) = disk->last_errno();
    return SQLITE_OK;
  }
  return of(file).methods().xFileControl(of(file).real(), what, argument);
}
int sector_size(sqlite3_file* file) { return of(file).methods().xSectorSize(of(file).real()); }
int characteristics(sqlite3_file* file) {
  return of(file).methods().xDeviceCharacteristics(of(file).real());
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return disk->map_shared(of(file).path, [&] {
    return of(file).methods().xShmMap(of(file).real(), page, size, extend, memory);
  });
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  const auto real = [&] {
    return of(file).methods().xShmLock(of(file).real(), offset, count, flags);
  };
  return (flags & SQLITE_SHM_LOCK) != 0 ? disk->lock_shared(of(file).path, real) : real();
}
void shm_barrier(sqlite3_file* file) { of(file).methods().xShmBarrier(of(file).real()); }
int shm_unmap(sqlite3_file* file, int remove) {
  return of(file).methods().xShmUnmap(of(file).real(), remove);
}

// Version 2: nothing is read past the VFS, as xFetch would.
constexpr sqlite3_io_methods all_methods = {
    2,
    close,
    read,
    write,
    truncate,
    sync,
    file_size,
    lock,
    unlock,
    check_reserved,
    control,
    sector_size,
    characteristics,
    shm_map,
    shm_lock,
    shm_barrier,
    shm_unmap,
    nullptr,
    nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  File& opened = *new (file) File;
  if (name) opened.path = name;
  const int result = disk->open(
      opened.path, [&] { return usual->xOpen(usual, name, opened.real(), flags, out_flags); });
  if (result == SQLITE_OK) opened.base.pMethods = &all_methods;
  return result;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  return disk->remove(name, [&] { return usual->xDelete(usual, name, sync_folder); });
}

// Nothing waits for a fault to go away by itself.
int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

}  // namespace

Disk::Disk() {
  if (disk) throw std::logic_error("there is one disk in a process");
  disk = this;
  sqlite3_initialize();
  usual = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs = *usual;
  vfs.szOsFile += static_cast<int>(sizeof(File));
  vfs.zName = "test-disk";
  vfs.xOpen = testing::open;
  vfs.xDelete = testing::remove;
  vfs.xSleep = testing::sleep;
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace porto::testing
