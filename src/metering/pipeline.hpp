// Two stages at once: a thread makes the next item while the caller uses the one before.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace porto::internal {

/// A thread that runs `body` with all signals blocked: they are for the program's own threads.
std::jthread start_thread(std::function<void(std::stop_token)> body);

/// Items are filled in order, in a thread of its own, and taken by the caller; there are as many in
/// all as are given, and used again, so that the thread is never further ahead than that. Going
/// away stops the thread, at the latest when the filling that is going on ends.
template <class Item>
class Pipeline {
 public:
  /// Fills an item; false if there is nothing more. Only the thread calls it.
  using Fill = std::function<bool(Item&, std::stop_token)>;

  Pipeline(std::list<Item> items, Fill fill) : items_(std::move(items)), fill_(std::move(fill)) {
    for (Item& item : items_) free_.push_back(&item);
    thread_ = start_thread([this](std::stop_token stop) { run(stop); });
  }

  /// Whether next() would not wait.
  bool ready() {
    const std::scoped_lock lock(mutex_);
    return can_take();
  }

  /// The next item, the caller's until the next call; null at the end. What filling threw is thrown
  /// here, after the items filled before. Calls `waiting` now and then while there is none yet; it
  /// may throw.
  Item* next(const std::function<void()>& waiting) {
    std::unique_lock lock(mutex_);
    if (taken_) free_.push_back(std::exchange(taken_, nullptr));
    changed_.notify_all();
    while (!changed_.wait_for(lock, patience, [this] { return can_take(); })) {
      lock.unlock();
      waiting();
      lock.lock();
    }
    if (filled_.empty()) {
      if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
      return nullptr;
    }
    taken_ = filled_.front();
    filled_.pop_front();
    return taken_;
  }

 private:
  static constexpr std::chrono::milliseconds patience{200};

  // There is a next item, or there will be none. With the lock.
  bool can_take() const { return ended_ || !filled_.empty(); }

  void run(const std::stop_token& stop) {
    std::exception_ptr failure;
    try {
      while (Item* item = next_free(stop)) {
        if (!fill_(*item, stop)) break;
        const std::scoped_lock lock(mutex_);
        filled_.push_back(item);
        changed_.notify_all();
      }
    } catch (...) {
      failure = std::current_exception();
    }
    const std::scoped_lock lock(mutex_);
    failure_ = std::move(failure);
    ended_ = true;
    changed_.notify_all();
  }

  // Null once the thread is to stop.
  Item* next_free(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [this] { return !free_.empty(); })) return nullptr;
    Item* item = free_.front();
    free_.pop_front();
    return item;
  }

  std::list<Item> items_;
  Fill fill_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Item*> free_;
  std::deque<Item*> filled_;
  Item* taken_ = nullptr;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::jthread thread_;  // the last member: it uses the others until it has ended
};

}  // namespace porto::internal
