// See patience.hpp. The functions are SQLite's: https://sqlite.org/c3ref/busy_handler.html and
// https://sqlite.org/c3ref/progress_handler.html.
#include "store/sqlite/connection/patience.hpp"

#include <sqlite3.h>

#include <thread>

namespace porto::internal {
namespace {

constexpr std::chrono::milliseconds between_two_questions{1};
constexpr int steps_between_looks = 10'000;  // of SQLite's virtual machine: well below 1 ms

}  // namespace

void Patience::attach_to(sqlite3* database) noexcept {
  sqlite3_busy_handler(database, busy_handler, this);
  if (interrupt_) sqlite3_progress_handler(database, steps_between_looks, progress_handler, this);
}

bool Patience::ask_again(int times_asked) {
  if (times_asked == 0) deadline_ = Clock::now() + timeout_;
  if (interrupted() || Clock::now() >= deadline_) return false;
  std::this_thread::sleep_for(between_two_questions);
  return true;
}

int Patience::busy_handler(void* self, int times_asked) {
  return static_cast<Patience*>(self)->ask_again(times_asked);
}

// A statement goes on: whether to end it.
int Patience::progress_handler(void* self) { return static_cast<Patience*>(self)->interrupted(); }

}  // namespace porto::internal
