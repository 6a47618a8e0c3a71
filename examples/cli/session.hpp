// What every command shares: the global options, the ledger they name, and standard error.
#pragma once

#include <cstdint>
#include <string>

#include "capi.hpp"
#include "deed.hpp"
#include "output.hpp"

namespace porto_cli {

struct Session {
  /// The exit status of what was done and still wants a look: rejects, differences, tasks.
  static constexpr int attention = 3;

  // The global options as given.
  std::string ledger_path = "porto.db";
  std::string output;  ///< the name of a format, or empty: by what standard output is
  bool quiet = false;

  Output out;
  Deed deed;
  int status = 0;  ///< the exit status of a command that did not throw

  /// Takes up what the global options say, before the command that they are for, "tariff list".
  void prepare(const std::string& command);
  /// A spreadsheet is like CSV to a command: rows alone, and the rest on standard error.
  porto_format format() const;
  /// Opens the ledger, or throws Failure that says how to get one.
  Ledger open_ledger() const;
  /// The same for a command that changes nothing: a ledger that cannot be written here is read as
  /// it is.
  Ledger open_to_read();
  /// The same, and nothing is written in any case: see porto_ledger_options.
  Ledger open_read_only() const;
  /// One line that is good to know; not with --quiet.
  void notice(const std::string& where, const std::string& what);
  /// One line that nobody may miss.
  void warning(const std::string& where, const std::string& what);
  /// A line of standard error as it is.
  void complain(const std::string& line);
  /// Writes the rest of the data. A reader of standard output that went away had enough, if nothing
  /// else was done: that is no failure. Throws Failure.
  void finish();
  /// Whether a progress bar is welcome.
  bool shows_progress() const;
};

}  // namespace porto_cli
