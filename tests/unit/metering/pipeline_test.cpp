// Two stages at once: order, bound, failures carried over, and stopping.
#include "metering/pipeline.hpp"

#include <doctest/doctest.h>
#include <signal.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace porto;
using namespace porto::internal;

namespace pipeline_test {
namespace {

const auto no_wait = [] {};

// Fills items with 1, 2, ... up to a last number.
Pipeline<int>::Fill numbers(int last) {
  return [last, next = 0](int& item, const std::stop_token&) mutable {
    item = ++next;
    return next <= last;
  };
}

std::vector<int> taken(Pipeline<int>& pipeline) {
  std::vector<int> all;
  while (const int* item = pipeline.next(no_wait)) all.push_back(*item);
  return all;
}

}  // namespace

TEST_CASE("items are taken in the order in which they are filled") {
  Pipeline<int> none({0, 0}, numbers(0));
  CHECK(taken(none).empty());
  Pipeline<int> pipeline({0, 0}, numbers(5));
  CHECK(taken(pipeline) == std::vector{1, 2, 3, 4, 5});
  CHECK(pipeline.next(no_wait) == nullptr);
}

TEST_CASE("the thread is no further ahead than there are items") {
  std::atomic<int> filled = 0;
  Pipeline<int> pipeline({0, 0, 0}, [&](int& item, const std::stop_token&) {
    item = ++filled;
    return item <= 100;
  });
  for (int expected = 1; const int* item = pipeline.next(no_wait); ++expected) {
    CHECK(*item == expected);
    CHECK(filled <= expected + 2);
  }
}

TEST_CASE("whether an item is there can be asked without waiting") {
  std::atomic<bool> may_fill = false;
  Pipeline<int> pipeline({0, 0}, [&, fill = numbers(1)](int& item, const std::stop_token& stop) {
    while (!may_fill.exchange(false)) std::this_thread::yield();
    return fill(item, stop);
  });
  for (const bool last : {false, true}) {
    CHECK_FALSE(pipeline.ready());
    may_fill = true;
    while (!pipeline.ready()) std::this_thread::yield();
    CHECK((pipeline.next(no_wait) == nullptr) == last);
  }
  CHECK(pipeline.ready());
}

TEST_CASE("what filling throws is thrown to the caller, after what was filled before") {
  Pipeline<int> pipeline({0, 0}, [next = 0](int& item, const std::stop_token&) mutable {
    if (++next == 3) throw std::runtime_error("the third");
    item = next;
    return true;
  });
  CHECK(*pipeline.next(no_wait) == 1);
  CHECK(*pipeline.next(no_wait) == 2);
  CHECK_THROWS_WITH_AS(pipeline.next(no_wait), "the third", std::runtime_error);
  CHECK(pipeline.next(no_wait) == nullptr);
}

TEST_CASE("going away stops the thread, whether it fills or waits for an item") {
  std::atomic<bool> stopped = false;
  {
    Pipeline<int> filling({0}, [&](int&, const std::stop_token& stop) {
      while (!stop.stop_requested()) std::this_thread::yield();
      stopped = true;
      return false;
    });
  }
  CHECK(stopped);
  Pipeline<int> waiting({0, 0}, numbers(100));
  CHECK(*waiting.next(no_wait) == 1);
}

TEST_CASE("who waits is told so, and may leave") {
  std::atomic<bool> told = false;
  Pipeline<int> pipeline({0}, [&](int& item, const std::stop_token&) {
    while (!told) std::this_thread::yield();
    item = 7;
    return true;
  });
  CHECK(*pipeline.next([&] { told = true; }) == 7);

  Pipeline<int> endless({0}, [](int&, const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
    return false;
  });
  CHECK_THROWS_WITH_AS(endless.next([] { throw std::runtime_error("enough"); }), "enough",
                       std::runtime_error);
}

TEST_CASE("the thread has no part in the program's signals") {
  sigset_t blocked;
  ::sigemptyset(&blocked);
  start_thread([&](const std::stop_token&) {
    ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  }).join();
  CHECK(::sigismember(&blocked, SIGINT) == 1);
  CHECK(::sigismember(&blocked, SIGTERM) == 1);
  ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  CHECK(::sigismember(&blocked, SIGINT) == 0);
}

}  // namespace pipeline_test
