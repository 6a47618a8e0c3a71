// See interrupt.hpp.
#include "interrupt.hpp"

#include <csignal>

namespace porto_cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int) { noted = 1; }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one ends the program
  sigaction(signal, &action, nullptr);
}

}  // namespace

Interruptible::Interruptible() {
  noted = 0;
  handle(SIGINT, note);
  handle(SIGTERM, note);
}

Interruptible::~Interruptible() {
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
}

bool Interruptible::interrupted() noexcept { return noted != 0; }

}  // namespace porto_cli
