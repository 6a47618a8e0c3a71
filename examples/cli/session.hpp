// What every command shares: the global options, the ledger they name, and standard error.
#pragma once

#include <cstdint>
#include <string>

#include "capi.hpp"
#include "configuration.hpp"
#include "deed.hpp"
#include "output.hpp"

namespace porto_cli {

/// How CSV is written, as given.
struct CsvOutput {
  std::string dialect;
  std::string delimiter;
  std::string decimal_mark;
  bool byte_order_mark = false;
};

struct Session {
  /// The exit status of what was done and still wants a look: rejects, differences, tasks.
  static constexpr int attention = 3;

  // The global options as given.
  std::string ledger_path = "porto.db";  ///< a file, or a URL
  std::string output;              ///< the name of a format, or empty: by what standard output is
  bool has_output_option = false;  ///< the command line has said it, not the configuration
  bool quiet = false;
  CsvOutput csv;
  Configuration configuration;  ///< what they are where they are not given
  std::string language;         ///< of steps and texts; empty: the tariff's

  Output out;
  Deed deed;
  int status = 0;  ///< the exit status of a command that did not throw

  /// Takes up what the options say of the output, before the command that they are for does
  /// anything, "tariff list". Throws Failure if they do not go together.
  void prepare(const std::string& command);
  /// A spreadsheet is like CSV to a command: rows alone, and the rest on standard error.
  porto_format format() const;
  /// Whether people at a terminal read the data, as a table.
  bool is_read_by_people() const { return out.room() != 0 && format() == PORTO_FORMAT_TABLE; }
  /// The path of the ledger as messages show it: without a password.
  std::string shown_path() const;
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

 private:
  void prepare_rows();
};

}  // namespace porto_cli
