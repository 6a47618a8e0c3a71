// See pipeline.hpp.
#include "metering/pipeline.hpp"

#include <pthread.h>
#include <signal.h>

#include <system_error>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

// A new thread has the signal mask of the one that makes it.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

std::jthread start_thread(std::function<void(std::stop_token)> body) try {
  const SignalsBlocked blocked;
  return std::jthread(std::move(body));
} catch (const std::system_error& error) {
  throw Error(ErrorCode::io, std::string("cannot start a thread: ") + error.what());
}

}  // namespace porto::internal
