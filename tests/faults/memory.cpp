// See memory.hpp.
#include "faults/memory.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <new>

namespace porto::testing::memory {
namespace {

constinit std::atomic<long> made = 0;   // allocations, since the last `fail`
constinit std::atomic<long> first = 0;  // that fails; 0: none
constinit std::atomic<long> last = 0;   // likewise
constinit std::atomic<long> refused = 0;
constinit std::atomic<long> blocks = 0;

bool is_refused() noexcept {
  const long number = ++made;
  if (number < first.load() || number > last.load()) return false;
  ++refused;
  return true;
}

}  // namespace

void fail(long nth, bool from_then_on) {
  made = refused = 0;
  last = from_then_on ? 1'000'000'000 : nth;
  first = nth;
}

long work() {
  first = last = 0;
  return made;
}

long failed() { return refused; }
long in_use() { return blocks; }

}  // namespace porto::testing::memory

using namespace porto::testing::memory;

#if !defined(PORTO_SANITIZED)

void porto::testing::memory::prepare() {}

extern "C" {
void* __libc_malloc(std::size_t) noexcept;
void* __libc_calloc(std::size_t, std::size_t) noexcept;
void* __libc_realloc(void*, std::size_t) noexcept;
void* __libc_memalign(std::size_t, std::size_t) noexcept;
void __libc_free(void*) noexcept;

#define PORTO_EXPORTED __attribute__((visibility("default")))

static void* counted(void* block) noexcept {
  if (block) ++blocks;
  return block;
}

static void* none() noexcept {
  errno = ENOMEM;
  return nullptr;
}

PORTO_EXPORTED void* malloc(std::size_t size) noexcept {
  return is_refused() ? none() : counted(__libc_malloc(size));
}

PORTO_EXPORTED void* calloc(std::size_t count, std::size_t size) noexcept {
  return is_refused() ? none() : counted(__libc_calloc(count, size));
}

PORTO_EXPORTED void* realloc(void* block, std::size_t size) noexcept {
  if (is_refused()) return none();
  void* const moved = __libc_realloc(block, size);
  if (!block) return counted(moved);
  if (size == 0) --blocks;
  return moved;
}

PORTO_EXPORTED void* memalign(std::size_t alignment, std::size_t size) noexcept {
  return is_refused() ? none() : counted(__libc_memalign(alignment, size));
}

PORTO_EXPORTED void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return memalign(alignment, size);
}

PORTO_EXPORTED int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
  void* const block = memalign(alignment, size);
  if (!block) return ENOMEM;
  *out = block;
  return 0;
}

PORTO_EXPORTED void free(void* block) noexcept {
  if (block) --blocks;
  __libc_free(block);
}
}

#else

namespace {

sqlite3_mem_methods usual{};

void* allocate(int size) { return is_refused() ? nullptr : usual.xMalloc(size); }
void* reallocate(void* block, int size) {
  return is_refused() ? nullptr : usual.xRealloc(block, size);
}

}  // namespace

void porto::testing::memory::prepare() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  sqlite3_mem_methods ours = usual;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}

// All forms but those of an alignment, or what one gives is given back to another.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return is_refused() ? nullptr : std::malloc(size ? size : 1);
}
void* operator new(std::size_t size) {
  void* const block = operator new(size, std::nothrow);
  if (!block) throw std::bad_alloc();
  return block;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size, std::nothrow);
}

void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { std::free(block); }

#endif
