// Group commit without a thread of its own: one of the callers that wait writes for all; where
// several may write at the same time, each for those that wait as it begins.
#include "porto/recorder.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/of_the_machine.hpp"
#include "metering/ingest.hpp"
#include "store/opening/open_store.hpp"

namespace porto {

using namespace internal;

// So many stores a recorder has at most: as many calls as write at the same time, where a store
// takes it.
constexpr std::size_t most_writers = 4;

class Recorder::Impl {
 public:
  using Open = std::function<std::unique_ptr<Store>()>;

  explicit Impl(Open open) : open_(std::move(open)) {
    writers_[0].keep(open_());
    limit_ = std::clamp(writers_[0].store->writers(), std::size_t{1}, most_writers);
    zone_.emplace(writers_[0].store->info().zone);
  }

  std::vector<RecordResult> record(std::span<const UsageEvent> events, std::optional<Instant> now) {
    Call call{{events, now}, interrupts_};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&call);
    while (!call.done) {
      changed_.wait(lock, [&] { return call.done || (!call.is_taken && writing_ < limit_); });
      if (call.done) break;
      if (Writer* const writer = take_writer(lock)) lead(lock, *writer);
    }
    if (call.failure) std::rethrow_exception(call.failure);
    return std::move(call.recording.results);
  }

  // First the calls, then those that write: they look at their calls after they have forgotten what
  // was meant for others. Who waits is woken by one of them, which ends at once.
  void interrupt() noexcept {
    ++interrupts_;
    for (Writer& writer : writers_)
      if (Store* const store = writer.open) store->interrupt();
  }

 private:
  // A caller that waits for its events to be on disk.
  struct Call {
    Recording recording;
    std::uint64_t interrupts;  // there had been when it began
    bool is_taken = false;     // somebody writes for it
    bool done = false;
    std::exception_ptr failure{};
  };

  struct Writer {
    void keep(std::unique_ptr<Store> opened) {
      store = std::move(opened);
      open = store.get();
    }
    std::unique_ptr<Store> store{};
    std::atomic<Store*> open{nullptr};  // for interrupts
    bool is_writing = false;
  };

  // A writer that nobody uses. Null where another cannot be opened: those that are there have to
  // do, and the next that is free takes the call.
  Writer* take_writer(std::unique_lock<std::mutex>& lock) {
    const auto free = std::ranges::find_if(
        writers_, [](const Writer& one) { return one.store && !one.is_writing; });
    Writer& writer =
        free != writers_.end() ? *free : *std::ranges::find_if(writers_, [](const Writer& one) {
          return !one.store && !one.is_writing;
        });
    writer.is_writing = true;
    ++writing_;
    if (writer.store) return &writer;
    lock.unlock();
    std::unique_ptr<Store> opened = try_open();
    lock.lock();
    if (opened) {
      writer.keep(std::move(opened));
      return &writer;
    }
    writer.is_writing = false;
    --writing_;
    const auto is_open = [](const Writer& one) { return one.store != nullptr; };
    limit_ = static_cast<std::size_t>(std::ranges::count_if(writers_, is_open));
    changed_.notify_all();
    return nullptr;
  }

  std::unique_ptr<Store> try_open() noexcept try { return open_(); } catch (...) {
    return nullptr;
  }

  // Writes for all that wait now, the caller among them.
  void lead(std::unique_lock<std::mutex>& lock, Writer& writer) {
    const std::vector<Call*> group = std::exchange(waiting_, {});
    for (Call* call : group) call->is_taken = true;
    lock.unlock();
    writer.store->interrupted().forget();
    for (Call* call : group)
      if (call->interrupts != interrupts_) call->failure = interrupted_;
    write(*writer.store, group);
    lock.lock();
    for (Call* call : group) call->done = true;
    writer.is_writing = false;
    --writing_;
    changed_.notify_all();
  }

  // Together or, if that fails for the events of one, one by one, so that each gets the failure of
  // its own events only. What another process or the machine does not let happen, the calls that
  // are left get at once: it would not happen for them either, after as many waits as there are.
  void write(Store& store, std::span<Call* const> group) noexcept {
    std::exception_ptr failure = try_write(store, group);
    if (!failure) return;
    bool one_by_one = group.size() > 1 && may_be_of_one(failure);
    for (Call* const& call : group) {
      if (call->failure) continue;
      if (one_by_one) failure = try_write(store, {&call, 1});
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

  std::exception_ptr try_write(Store& store, std::span<Call* const> group) noexcept try {
    std::vector<Recording*> recordings;
    for (Call* call : group)
      if (!call->failure) recordings.push_back(&call->recording);
    if (!recordings.empty()) internal::record(store, *zone_, recordings);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Call*> waiting_;
  std::size_t writing_ = 0;                                        // writers that are in use
  std::size_t limit_ = 1;                                          // of them
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);  // for signal handlers
  std::atomic<std::uint64_t> interrupts_ = 0;
  const std::exception_ptr interrupted_ = std::make_exception_ptr(Interrupt::failure());
  Open open_;
  std::array<Writer, most_writers> writers_{};
  std::optional<Zone> zone_;
};

Recorder::Recorder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;
Recorder::~Recorder() = default;

Recorder Recorder::open(const std::string& path, const OpenOptions& options) {
  if (options.read_only)
    throw Error(ErrorCode::invalid_argument, "a recorder writes: it cannot be read only",
                "read_only");
  return Recorder(std::make_unique<Impl>([=] { return open_store(path, options); }));
}

void Recorder::interrupt() noexcept { impl_->interrupt(); }

std::vector<RecordResult> Recorder::record(std::span<const UsageEvent> events,
                                           std::optional<Instant> now) {
  return impl_->record(events, now);
}

}  // namespace porto
