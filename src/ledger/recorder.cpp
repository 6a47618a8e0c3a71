// Group commit without a thread of its own: one of the callers that wait writes for all.
#include "porto/recorder.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "metering/ingest.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace porto {

using namespace internal;

class Recorder::Impl {
 public:
  explicit Impl(std::unique_ptr<Store> store)
      : store_(std::move(store)), zone_(store_->info().zone) {}

  std::vector<RecordResult> record(std::span<const UsageEvent> events, std::optional<Instant> now) {
    Call call{{events, now}};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&call);
    changed_.wait(lock, [&] { return call.done || !writing_; });
    if (!call.done) lead(lock);
    if (call.failure) std::rethrow_exception(call.failure);
    return std::move(call.recording.results);
  }

 private:
  // A caller that waits for its events to be on disk.
  struct Call {
    Recording recording;
    bool done = false;
    std::exception_ptr failure{};
  };

  // Writes for all that wait now, the caller among them.
  void lead(std::unique_lock<std::mutex>& lock) {
    writing_ = true;
    const std::vector<Call*> group = std::exchange(waiting_, {});
    lock.unlock();
    write(group);
    lock.lock();
    for (Call* call : group) call->done = true;
    writing_ = false;
    changed_.notify_all();
  }

  // Together or, if that fails, one by one, so that each gets the failure of its own events only.
  void write(std::span<Call* const> group) noexcept {
    std::exception_ptr failure = try_write(group);
    if (!failure) return;
    if (group.size() == 1) {
      group.front()->failure = std::move(failure);
      return;
    }
    for (Call* const& call : group) call->failure = try_write({&call, 1});
  }

  std::exception_ptr try_write(std::span<Call* const> group) noexcept try {
    std::vector<Recording*> recordings;
    for (Call* call : group) recordings.push_back(&call->recording);
    internal::record(*store_, zone_, recordings);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Call*> waiting_;
  bool writing_ = false;
  // Used by the caller that writes.
  std::unique_ptr<Store> store_;
  Zone zone_;
};

Recorder::Recorder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;
Recorder::~Recorder() = default;

Recorder Recorder::open(const std::string& path) {
  return Recorder(std::make_unique<Impl>(open_sqlite_store(path)));
}

std::vector<RecordResult> Recorder::record(std::span<const UsageEvent> events,
                                           std::optional<Instant> now) {
  return impl_->record(events, now);
}

}  // namespace porto
