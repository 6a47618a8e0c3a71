// Memory is not to be had in any function of porto.h: for each one the N-th allocation fails, N =
// 1, 2, ..., alone and with all after it. Then
//
// - the status is PORTO_E_OUT_OF_MEMORY, or that of a call that could do without;
// - the same call again succeeds, on the same handles, and verify finds nothing;
// - nothing is left allocated once all is closed.
//
// Functions that cannot fail allocate nothing. The table of calls is calls/.
//
//   allocations [--count N] [--only FUNCTION]
//
// N: about how many points of each function are tried; 0: all.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "faults/calls/scene.hpp"
#include "faults/memory.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"

namespace porto::testing {
namespace {

// What is being tried, for whoever reads of a crash.
char trying[200];

void tell_crash(int signal) {
  constexpr char words[] = "crashed: ";
  if (write(2, words, sizeof words - 1) > 0 && write(2, trying, sizeof trying) > 0) _exit(1);
  _exit(128 + signal);
}

struct Point {
  long nth;
  bool from_then_on;
};

class Sweeps {
 public:
  explicit Sweeps(int most) : most_(most) {}

  void run(const Call& call) {
    const long allocations = allocations_of(call);
    if (!call.can_fail && allocations > 0) tell(call, {0, false}, "it allocates");
    const long step = most_ == 0 ? 1 : std::max(1L, 2 * allocations / most_);
    for (const bool from_then_on : {false, true})
      for (long nth = 1 + points_ % step; nth <= allocations; nth += step) {
        ++points_;
        const Point point{nth, from_then_on};
        if (const std::string wrong = meet(call, point); !wrong.empty()) tell(call, point, wrong);
      }
  }

  int points() const { return points_; }
  int refused() const { return refused_; }
  int wrong() const { return wrong_; }

 private:
  void tell(const Call& call, Point point, const std::string& what) {
    ++wrong_;
    std::cout << call.function << ", allocation " << point.nth
              << (point.from_then_on ? " and all after it: " : ": ") << what << std::endl;
  }

  // What the process allocates once, it has after this.
  long allocations_of(const Call& call) {
    long count = 0;
    for (int i = 0; i < 2; ++i) {
      Scene scene(sample_);
      call.prepare(scene);
      memory::fail(1'000'000'000, false);
      const int32_t status = call.run(scene);
      count = memory::work();
      if (status != call.status)
        tell(call, {0, false}, "without a fault its status is " + text_of(status, scene));
    }
    return count;
  }

  static std::string text_of(int32_t status, const Scene& scene) {
    return std::string(porto_status_name(status)) + ": " + porto_error_message(scene.err);
  }

  std::string meet(const Call& call, Point point) {
    std::snprintf(trying, sizeof trying, "%s, allocation %ld%s\n", call.function, point.nth,
                  point.from_then_on ? " and all after it" : "");
    const long before = memory::in_use();
    std::string wrong;
    {
      Scene scene(sample_);
      call.prepare(scene);
      memory::fail(point.nth, point.from_then_on);
      const int32_t status = call.run(scene);
      memory::work();
      wrong = wrong_of(call, scene, status);
      scene.drop_results();
      if (wrong.empty()) wrong = wrong_of_repeated(call, scene);
    }
    const long left = memory::in_use() - before;
    if (wrong.empty() && left != 0) wrong = std::to_string(left) + " blocks are left";
    return wrong;
  }

  std::string wrong_of(const Call& call, const Scene& scene, int32_t status) {
    if (status == PORTO_E_OUT_OF_MEMORY) ++refused_;
    if (status != PORTO_E_OUT_OF_MEMORY && status != call.status)
      return "the status is " + text_of(status, scene);
    if (scene.err && porto_error_code(scene.err) != status) return "the error has another code";
    return {};
  }

  std::string wrong_of_repeated(const Call& call, Scene& scene) {
    call.prepare(scene);
    const int32_t again = call.run(scene);
    if (again != call.status && again != PORTO_EXISTS)
      return "repeated, the status is " + text_of(again, scene);
    scene.drop_results();
    if (!scene.ledger) return {};
    if (porto_ledger_verify(scene.ledger, nullptr, &scene.out, &scene.err) == PORTO_OK) return {};
    std::string report = porto_error_message(scene.err);
    porto_rows_write(scene.out, PORTO_FORMAT_TABLE, nullptr, append, &report, nullptr);
    return "verify finds\n" + report;
  }

  int most_;
  std::string sample_ = sample_file();
  int points_ = 0;
  int refused_ = 0;
  int wrong_ = 0;
};

int sweep_all(const Run& run) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE}) std::signal(signal, tell_crash);
  const Calls calls = all_calls();
  Sweeps sweeps(run.count);
  for (const Call& call : calls)
    if (run.only.empty() || run.only == call.function) sweeps.run(call);
  std::cout << calls.size() << " calls, " << sweeps.points() << " points, " << sweeps.refused()
            << " out of memory, " << sweeps.wrong() << " wrong\n";
  return sweeps.wrong() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  porto::testing::memory::prepare();
  return porto::testing::sweep_all(porto::testing::read_run(argc, argv, {.count = 8}));
}
