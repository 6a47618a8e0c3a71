// Reading usage events from files into a ledger: the options, the progress, the rows refused.
#pragma once

#include <string>
#include <vector>

#include "command_line.hpp"
#include "csv_options.hpp"
#include "session.hpp"

namespace porto_cli {

struct EventFiles {
  std::vector<std::string> files;
  std::string format = "auto";
  std::string source;
  std::string count;
  std::vector<std::string> company_from;
  std::string company;
  std::string quantity_from;
  std::string signing_key_file;
  CsvOptions csv;
  std::string zone;
  std::int32_t year = 0;
  std::string now;
  std::string rejects;
  bool dry_run = false;
  bool correct = false;
  std::string actor;
  std::string reason;
};

void add_event_files(Command command, EventFiles& options);

/// Imports the files and returns the report. Says what format was found, lists the first refused
/// rows on standard error and sets exit status 3 if there are any; Ctrl-C is exit status 130.
Rows import_events(Session& session, porto_ledger* ledger, const EventFiles& options);

}  // namespace porto_cli
