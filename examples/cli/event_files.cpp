// Options, callbacks and what is told of refused rows: see event_files.hpp.
#include "event_files.hpp"

#include "arguments.hpp"
#include "commands/commands.hpp"
#include "progress.hpp"

namespace porto_cli {
namespace {

/// So many refused rows are listed one by one; --rejects gets them all.
constexpr std::uint64_t kRowsListed = 10;
constexpr int kDoneWithRejects = 3;

/// What the callbacks of an import tell.
struct Listener {
  Session& session;
  Progress progress;
  std::uint64_t refused = 0;

  explicit Listener(Session& listening)
      : session(listening), progress(listening.shows_progress()) {}

  void on_rejected(const char* file, std::uint64_t line, const char* reason) {
    if (++refused > kRowsListed) return;
    progress.clear();
    session.complain(std::string(file) + ":" + std::to_string(line) + ": " + reason);
  }
};

std::int32_t on_rejected(void* user, const char* file, std::uint64_t line, std::int32_t,
                         const char* reason, const char*, std::size_t) {
  static_cast<Listener*>(user)->on_rejected(file, line, reason);
  return 0;
}

std::int32_t on_progress(void* user, std::uint64_t done, std::uint64_t total) {
  static_cast<Listener*>(user)->progress.show(done, total);
  return 0;
}

/// What is wrong with a delimiter as it was given, as CLI11 wants to know it.
std::string why_no_delimiter(const std::string& text) {
  if (text == "tab" || text.size() == 1) return {};
  return "\"" + text + "\" is not one character; give one such as ';', or the word tab";
}

std::uint32_t delimiter_of(const std::string& text) {
  if (text.empty()) return 0;
  return text == "tab" ? '\t' : static_cast<unsigned char>(text.front());
}

void tell_refused(Session& session, const EventFiles& options, std::uint64_t refused) {
  if (refused == 0) return;
  if (refused > kRowsListed)
    session.complain("... and " + std::to_string(refused - kRowsListed) + " more rows");
  const std::string what =
      std::to_string(refused) + (refused == 1 ? " row was" : " rows were") + " refused; ";
  session.warning(
      {}, what + (options.rejects.empty()
                      ? "correct and import them again, --rejects FILE keeps them"
                      : "they are in " + options.rejects + ", correct and import them again"));
}

}  // namespace

void add_event_files(CLI::App* command, EventFiles& options) {
  add_argument(command, "FILE", options.files, "Files of usage events; - is standard input");
  command->add_option("--format", options.format, "Form of the files: auto looks at the content")
      ->check(CLI::IsMember({"auto", "csv", "ndjson"}))
      ->type_name("FORM");
  add_text(command, "--source", options.source, "Source of rows that name none [import]", "NAME");
  command
      ->add_option("--delimiter", options.delimiter,
                   "Character between CSV columns [comma]; ';' or tab")
      ->type_name("CHAR")
      ->check(CLI::Validator(why_no_delimiter, ""));
  add_text(command, "--rejects", options.rejects, "CSV file that gets every refused row", "FILE");
}

Rows import_events(Session& session, porto_ledger* ledger, const EventFiles& options) {
  Listener listener(session);
  porto_import_options settings = PORTO_IMPORT_OPTIONS_INIT;
  settings.delimiter = delimiter_of(options.delimiter);
  settings.format = options.format.data();
  settings.source = given(options.source);
  settings.rejects_path = given(options.rejects);
  settings.on_rejected = on_rejected;
  settings.on_progress = listener.progress.wanted() ? on_progress : nullptr;
  settings.user = &listener;

  std::vector<const char*> paths;
  for (const std::string& file : options.files) paths.push_back(file.c_str());
  porto_rows* report = nullptr;
  const std::int32_t outcome =
      call(porto_import_files, ledger, paths.data(), paths.size(), &settings, &report);
  listener.progress.clear();
  tell_refused(session, options, listener.refused);
  if (outcome == PORTO_REJECTS) session.status = kDoneWithRejects;
  return Rows(report);
}

}  // namespace porto_cli
