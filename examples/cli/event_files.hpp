// Reading usage events from files into a ledger: the options, the progress, the rows refused.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "session.hpp"

namespace porto_cli {

struct EventFiles {
  std::vector<std::string> files;
  std::string format = "auto";
  std::string source;
  std::string delimiter;
  std::string rejects;
};

void add_event_files(CLI::App* command, EventFiles& options);

/// Imports the files and returns the report. Lists the first refused rows on standard error and
/// sets exit status 3 if there are any.
Rows import_events(Session& session, porto_ledger* ledger, const EventFiles& options);

}  // namespace porto_cli
