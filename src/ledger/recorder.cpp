// Group commit without a thread of its own: one of the callers that wait writes for all.
#include "porto/recorder.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "base/of_the_machine.hpp"
#include "metering/ingest.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace porto {

using namespace internal;

class Recorder::Impl {
 public:
  explicit Impl(std::unique_ptr<Store> store)
      : store_(std::move(store)), zone_(store_->info().zone) {}

  std::vector<RecordResult> record(std::span<const UsageEvent> events, std::optional<Instant> now) {
    Call call{{events, now}, interrupts_};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&call);
    changed_.wait(lock, [&] { return call.done || !writing_; });
    if (!call.done) lead(lock);
    if (call.failure) std::rethrow_exception(call.failure);
    return std::move(call.recording.results);
  }

  // First the calls, then the one that writes: it looks at its calls after it has forgotten what
  // was meant for others. Who waits is woken by that one, which ends at once.
  void interrupt() noexcept {
    ++interrupts_;
    store_->interrupt();
  }

 private:
  // A caller that waits for its events to be on disk.
  struct Call {
    Recording recording;
    std::uint64_t interrupts;  // there had been when it began
    bool done = false;
    std::exception_ptr failure{};
  };

  // Writes for all that wait now, the caller among them.
  void lead(std::unique_lock<std::mutex>& lock) {
    writing_ = true;
    const std::vector<Call*> group = std::exchange(waiting_, {});
    lock.unlock();
    store_->interrupted().forget();
    for (Call* call : group)
      if (call->interrupts != interrupts_) call->failure = interrupted_;
    write(group);
    lock.lock();
    for (Call* call : group) call->done = true;
    writing_ = false;
    changed_.notify_all();
  }

  // Together or, if that fails for the events of one, one by one, so that each gets the failure of
  // its own events only. What another process or the machine does not let happen, the calls that
  // are left get at once: it would not happen for them either, after as many waits as there are.
  void write(std::span<Call* const> group) noexcept {
    std::exception_ptr failure = try_write(group);
    if (!failure) return;
    bool one_by_one = group.size() > 1 && may_be_of_one(failure);
    for (Call* const& call : group) {
      if (call->failure) continue;
      if (one_by_one) failure = try_write({&call, 1});
      call->failure = failure;
      one_by_one = one_by_one && may_be_of_one(failure);
    }
  }

  // Whether other calls may do better than one that ended so, or succeeded (null).
  static bool may_be_of_one(const std::exception_ptr& failure) noexcept try {
    if (failure) std::rethrow_exception(failure);
    return true;
  } catch (const Error& error) {
    return !of_the_machine(error.code());
  } catch (...) {
    return false;  // no memory
  }

  std::exception_ptr try_write(std::span<Call* const> group) noexcept try {
    std::vector<Recording*> recordings;
    for (Call* call : group)
      if (!call->failure) recordings.push_back(&call->recording);
    if (!recordings.empty()) internal::record(*store_, zone_, recordings);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Call*> waiting_;
  bool writing_ = false;
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);  // for signal handlers
  std::atomic<std::uint64_t> interrupts_ = 0;
  const std::exception_ptr interrupted_ = std::make_exception_ptr(Interrupt::failure());
  // Used by the caller that writes.
  std::unique_ptr<Store> store_;
  Zone zone_;
};

Recorder::Recorder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;
Recorder::~Recorder() = default;

Recorder Recorder::open(const std::string& path, const OpenOptions& options) {
  if (options.read_only)
    throw Error(ErrorCode::invalid_argument, "a recorder writes: it cannot be read only",
                "read_only");
  return Recorder(std::make_unique<Impl>(open_sqlite_store(path, options)));
}

void Recorder::interrupt() noexcept { impl_->interrupt(); }

std::vector<RecordResult> Recorder::record(std::span<const UsageEvent> events,
                                           std::optional<Instant> now) {
  return impl_->record(events, now);
}

}  // namespace porto
