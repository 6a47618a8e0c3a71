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

void Patience::be_that_of(sqlite3* database) noexcept {
  sqlite3_busy_handler(database, ask_again, this);
  if (interrupt_) sqlite3_progress_handler(database, steps_between_looks, is_to_stop, this);
}

int Patience::ask_again(void* self, int before) {
  Patience& patience = *static_cast<Patience*>(self);
  if (before == 0) patience.since_ = Clock::now();
  if (patience.interrupted() || Clock::now() - patience.since_ >= patience.timeout_) return 0;
  std::this_thread::sleep_for(between_two_questions);
  return 1;
}

int Patience::is_to_stop(void* self) { return static_cast<Patience*>(self)->interrupted(); }

}  // namespace porto::internal
