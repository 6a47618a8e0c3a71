// See system_calls.hpp. The linker gives porto's calls of `x` to `__wrap_x`; `__real_x` is the
// system's.
#include "faults/system_calls.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <string_view>

namespace porto::testing::system_calls {
namespace {

Failing failing{};
std::atomic<bool> counts = false;
std::atomic<long> made = 0;
std::atomic<long> refused = 0;
std::atomic<long> first = 0;
std::atomic<long> last = 0;

bool is_refused(std::string_view call) {
  if (!counts) return false;
  if (failing.lacks_renameat2 && call == "renameat2") {
    errno = EINVAL;
    return true;
  }
  if (call != failing.call) return false;
  const long number = ++made;
  if (number < first || number > last) return false;
  ++refused;
  errno = failing.error;
  return true;
}

}  // namespace

void fail(const Failing& what, long nth, bool from_then_on) {
  failing = what;
  made = refused = 0;
  first = nth;
  last = from_then_on ? 1'000'000'000 : nth;
  counts = true;
}

long work() {
  counts = false;
  return made;
}

long failed() { return refused; }

}  // namespace porto::testing::system_calls

using porto::testing::system_calls::is_refused;

#pragma GCC diagnostic ignored "-Wmissing-declarations"
extern "C" {

// NAME(parameters), NAME(arguments): of a call that gives -1 when it fails.
#define PORTO_WRAP(type, name, parameters, arguments) \
  type __real_##name parameters;                      \
  type __wrap_##name parameters;                      \
  type __wrap_##name parameters { return is_refused(#name) ? -1 : __real_##name arguments; }

PORTO_WRAP(ssize_t, read, (int file, void* to, size_t size), (file, to, size))
PORTO_WRAP(ssize_t, pread, (int file, void* to, size_t size, off_t at), (file, to, size, at))
PORTO_WRAP(ssize_t, write, (int file, const void* from, size_t size), (file, from, size))
PORTO_WRAP(int, stat, (const char* path, struct stat* status), (path, status))
PORTO_WRAP(int, lstat, (const char* path, struct stat* status), (path, status))
PORTO_WRAP(int, fstat, (int file, struct stat* status), (file, status))
PORTO_WRAP(int, poll, (struct pollfd * files, nfds_t count, int ms), (files, count, ms))
PORTO_WRAP(int, mkostemp, (char* pattern, int flags), (pattern, flags))
PORTO_WRAP(int, renameat2, (int a, const char* from, int b, const char* to, unsigned flags),
           (a, from, b, to, flags))
PORTO_WRAP(int, link, (const char* from, const char* to), (from, to))
PORTO_WRAP(int, unlink, (const char* path), (path))
PORTO_WRAP(int, fsync, (int file), (file))
PORTO_WRAP(int, faccessat, (int folder, const char* path, int mode, int flags),
           (folder, path, mode, flags))

// A file that is closed with an error is closed.
int __real_close(int file);
int __wrap_close(int file);
int __wrap_close(int file) {
  const int result = __real_close(file);
  return is_refused("close") ? -1 : result;
}

int __real_open(const char* path, int flags, ...);
int __wrap_open(const char* path, int flags, ...);
int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
  va_end(rest);
  return is_refused("open") ? -1 : __real_open(path, flags, mode);
}

int __real_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void* const argument = va_arg(rest, void*);
  va_end(rest);
  return is_refused("fcntl") ? -1 : __real_fcntl(file, command, argument);
}
}
