// The entry point of the command `porto`; app.cpp is where it begins.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

#include "app.hpp"

namespace {

// A standard stream that the caller has closed is held, so that no file that is opened later, such
// as the ledger, takes its place. It is held in the wrong direction: using it fails.
void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) == -1)
      (void)open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  // A reader that went away is then a write error: see Session::finish().
  std::signal(SIGPIPE, SIG_IGN);
  return porto_cli::run(argc, argv);
}
