// The global options at work: see session.hpp.
#include "session.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "arguments.hpp"
#include "csv_options.hpp"
#include "ledger_name.hpp"
#include "terminal.hpp"

namespace porto_cli {
namespace {

Ledger open_file(const std::string& path, std::int32_t read_only) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.read_only = read_only;
  porto_ledger* ledger = nullptr;
  try {
    call(porto_ledger_open, path.data(), path.size(), &options, &ledger);
  } catch (const Failure& failure) {
    // Of a server, or of what is needed to get there, the message says what is not found.
    if (failure.code() == PORTO_E_NOT_FOUND && !is_on_server(path))
      throw failed(path,
                   "there is no ledger; run `porto init` to make one, or name yours with --ledger");
    // The zone is the ledger's own here, no argument of the command line.
    if (failure.code() == PORTO_E_UNKNOWN_ZONE)
      throw Failure(Failure::failed, failure.what(), failure.code());
    throw;
  }
  return Ledger(ledger);
}

const std::string kXlsx = "xlsx";

/// "tariff-list.xlsx", for "tariff list".
std::string file_name(std::string command) {
  std::ranges::replace(command, ' ', '-');
  return command + ".xlsx";
}

}  // namespace

void Session::prepare(const std::string& command) {
  prepare_rows();
  if (output != kXlsx) return;
  if (is_terminal(STDOUT_FILENO))
    throw wrong_usage("--output xlsx",
                      "a terminal shows no spreadsheet; write it to a file: `porto " + command +
                          " --output xlsx > " + file_name(command) + "`");
  out.become_workbook(command);
}

void Session::prepare_rows() {
  porto_output_options options = PORTO_OUTPUT_OPTIONS_INIT;
  options.csv = given(csv.dialect);
  options.delimiter = delimiter_of(csv.delimiter);
  options.decimal_mark =
      csv.decimal_mark.empty() ? 0 : static_cast<unsigned char>(csv.decimal_mark[0]);
  options.byte_order_mark = csv.byte_order_mark ? 1 : 0;
  if (is_terminal(STDOUT_FILENO))
    options.table_width = static_cast<std::uint32_t>(terminal_width(STDOUT_FILENO));
  const porto_write_fn nothing = [](void*, const char*, std::size_t) { return std::int32_t{0}; };
  try {
    call(porto_rows_write_joined, static_cast<porto_rows* const*>(nullptr), std::size_t{0},
         std::int32_t{PORTO_FORMAT_CSV}, static_cast<const porto_output_options*>(&options),
         nothing, static_cast<void*>(nullptr));
  } catch (const Failure& failure) {
    const std::string text = failure.what();
    throw wrong_usage({}, "--" + text.substr(text.find(' ') + 1));
  }
  out.set_options(options);
}

porto_format Session::format() const {
  if (output == kXlsx) return PORTO_FORMAT_CSV;
  if (output.empty()) return is_terminal(STDOUT_FILENO) ? PORTO_FORMAT_TABLE : PORTO_FORMAT_CSV;
  std::int32_t format = 0;
  call(porto_format_parse, output.data(), output.size(), &format);
  return static_cast<porto_format>(format);
}

std::string Session::shown_path() const { return shown_ledger(ledger_path); }

Ledger Session::open_ledger() const { return open_file(ledger_path, 0); }

Ledger Session::open_to_read() {
  try {
    return open_file(ledger_path, 0);
  } catch (const Failure& failure) {
    if (failure.code() != PORTO_E_READ_ONLY) throw;
  }
  Ledger ledger = open_file(ledger_path, 1);
  notice(shown_path(), "cannot be written here; it is read as it is");
  return ledger;
}

Ledger Session::open_read_only() const { return open_file(ledger_path, 1); }

void Session::notice(const std::string& where, const std::string& what) {
  if (!quiet) complain(complaint(where, what));
}

void Session::warning(const std::string& where, const std::string& what) {
  complain(red_begins() + complaint(where, what) + red_ends());
}

void Session::complain(const std::string& line) {
  out.flush();
  // Where standard error cannot be written there is nobody left to tell.
  std::fputs((line + "\n").c_str(), stderr);
}

void Session::finish() {
  const int error = out.finish();
  if (const std::string note = out.note(); !note.empty()) warning("--output xlsx", note);
  if (error == 0 || (error == EPIPE && !deed.is_done())) return;
  throw failed("standard output",
               std::string(std::strerror(error)) +
                   (deed.is_done() ? "" : "; the output is incomplete, run the command again"));
}

bool Session::shows_progress() const { return !quiet && is_terminal(STDERR_FILENO); }

}  // namespace porto_cli
