// The entry point of the command `porto`; app.cpp is where it begins.
#include <csignal>

#include "app.hpp"

int main(int argc, char** argv) {
  // A reader that went away is then a write error, which ends in exit status 1 and a message.
  std::signal(SIGPIPE, SIG_IGN);
  return porto_cli::run(argc, argv);
}
