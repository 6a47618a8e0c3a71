// Options, callbacks and what is told of refused rows: see event_files.hpp.
#include "event_files.hpp"

#include <algorithm>

#include "arguments.hpp"
#include "changes.hpp"
#include "interrupt.hpp"
#include "progress.hpp"

namespace porto_cli {
namespace {

/// The most refused rows that are listed one by one; --rejects gets all of them.
constexpr std::uint64_t kRowsListed = 10;
constexpr int kInterrupted = 130;  ///< as shells say it: 128 and the number of SIGINT

/// What the callbacks of an import tell.
struct Listener {
  Session& session;
  bool tell_format;
  Progress progress;
  std::uint64_t refused = 0;
  std::vector<std::string> told;  ///< notices that were told when they came up
  std::uint64_t corrected = 0;

  Listener(Session& listening, bool tell)
      : session(listening),
        tell_format(tell),
        progress(listening.shows_progress(), Progress::Unit::bytes) {}

  void on_file(const char* file, const char* format) {
    if (tell_format) session.notice(file, std::string("read as ") + format);
  }

  void on_known(const char* file, const char* what) {
    progress.clear();
    session.notice(file, what);
    told.push_back(std::string(file) + ": " + what);
  }

  void on_rejected(const char* file, std::uint64_t line, const char* reason) {
    if (++refused > kRowsListed) return;
    progress.clear();
    session.complain(std::string(file) + ":" + std::to_string(line) + ": " + reason);
  }

  void on_corrected(const std::string& place, const std::string& what) {
    if (++corrected > kRowsListed) return;
    progress.clear();
    session.notice(place, what);
  }

  void tell_corrected() {
    if (corrected > kRowsListed)
      session.notice({}, "... and " + std::to_string(corrected - kRowsListed) + " more corrected");
  }
};

std::int32_t on_corrected(void* user, const char* file, std::uint64_t line, const char* event,
                          const char* corrected_by, const char* before, const char* quantity) {
  static_cast<Listener*>(user)->on_corrected(std::string(file) + ":" + std::to_string(line),
                                             std::string(event) + " corrected from " + before +
                                                 " to " + quantity + ": " + corrected_by +
                                                 " stands in its place");
  return 0;
}

std::int32_t on_file(void* user, const char* file, const char* format) {
  static_cast<Listener*>(user)->on_file(file, format);
  return 0;
}

std::int32_t on_known(void* user, const char* file, std::int64_t, const char* what) {
  static_cast<Listener*>(user)->on_known(file, what);
  return 0;
}

std::int32_t on_rejected(void* user, const char* file, std::uint64_t line, std::int32_t,
                         const char* reason, const char*, std::size_t) {
  static_cast<Listener*>(user)->on_rejected(file, line, reason);
  return 0;
}

std::int32_t on_import_progress(void* user, std::uint64_t done, std::uint64_t total) {
  static_cast<Listener*>(user)->progress.show(done, total);
  return Interruptible::interrupted() ? 1 : 0;
}

void tell_refused(Session& session, const EventFiles& options, std::uint64_t refused) {
  if (refused == 0) return;
  if (refused > kRowsListed)
    session.complain("... and " + std::to_string(refused - kRowsListed) + " more rows");
  const bool one = refused == 1;
  const std::string kept =
      options.rejects.empty() ? "" : (one ? "it is in " : "they are in ") + options.rejects + ": ";
  const std::string advice =
      !options.rejects.empty()
          ? std::string("correct ") + (one ? "it" : "them") +
                " there and import that file with the same options"
          : (one ? "correct it and import it again" : "correct them and import them again");
  session.warning({}, std::to_string(refused) +
                          (one ? " row was refused; " : " rows were refused; ") + kept + advice +
                          (options.rejects.empty() ? "; --rejects FILE keeps refused rows" : ""));
}

/// What the report notes is told on standard error too: it may go to a file, or be shown nowhere.
void tell_notices(Session& session, const Rows& report, const std::vector<std::string>& told) {
  while (next(report)) {
    if (text(report, "entry") != "notice") continue;
    const std::string notice(text(report, "name"));
    if (std::find(told.begin(), told.end(), notice) == told.end()) session.notice({}, notice);
  }
  porto_rows_rewind(report.get());
}

/// The first line of the file. A key on the command line would be seen by everybody on the machine.
std::string read_key(const std::string& path) {
  if (path.empty()) return {};
  const std::string text = read_document(path);
  const std::string key = text.substr(0, text.find_first_of("\r\n"));
  if (key.empty()) throw failed(path, "the first line is empty; it must be the signing key");
  return key;
}

/// The options as the library takes them, with the texts they point to.
struct Settings {
  explicit Settings(const EventFiles& options)
      : signing_key(read_key(options.signing_key_file)), csv(options.csv) {
    for (const std::string& place : options.company_from) places.push_back(place.c_str());
    set_csv(import, csv);
    import.format = options.format.data();
    import.source = given(options.source);
    import.rejects_path = given(options.rejects);
    import.count = given(options.count);
    import.company_from = places.data();
    import.company_from_count = places.size();
    import.company = given(options.company);
    import.quantity_from = given(options.quantity_from);
    import.signing_key = given(signing_key);
    import.zone = given(options.zone);
    import.year = options.year;
    import.dry_run = options.dry_run ? 1 : 0;
    import.now_unix_us = parse_time_or_now("--as-of", options.now);
    import.correct = options.correct ? 1 : 0;
    import.actor = given(options.actor);
    import.reason = given(options.reason);
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

  std::string signing_key;
  CsvOptions csv;
  std::vector<const char*> places;
  porto_import_options import = PORTO_IMPORT_OPTIONS_INIT;
};

/// Says how far an interrupted import came.
std::string interrupted(std::uint64_t committed) {
  if (committed == 0) return complaint({}, "stopped; nothing was stored");
  return complaint({}, "stopped; the rows of earlier batches (" + std::to_string(committed) +
                           " events) are stored: import the same files again to continue, no row"
                           " will count twice");
}

std::int32_t import_all(porto_ledger* ledger, const EventFiles& options,
                        const porto_import_options& settings, porto_rows** report,
                        porto_rows** effect) {
  std::vector<porto_input> inputs;
  for (const std::string& file : options.files) inputs.push_back(input_of(file));
  const Interruptible interruptible;
  try {
    return call(porto_usage_import, ledger, static_cast<const porto_input*>(inputs.data()),
                inputs.size(), &settings, report, effect);
  } catch (const Failure& failure) {
    if (!Interruptible::interrupted()) throw in_map_file(failure, options.csv);
    throw Failure(kInterrupted, interrupted(failure.committed()), failure.code());
  }
}

void add_supplier_options(Command command, EventFiles& options) {
  command.add_text("--count", options.count,
                   "Which of a supplier's events count: processed, delivered or accepted", "RULE");
  command.add_texts("--company-from", options.company_from,
                    "Where supplier events name their company, tried in order: a member such as "
                    "user-variables.company, tag, tag:PREFIX or domain [domain]",
                    "PLACE");
  command.add_text("--company", options.company, "Company of events that name none", "ID");
  command.add_text("--quantity-from", options.quantity_from,
                   "CloudEvents: the member with the quantity, such as data.antal [each counts 1]",
                   "MEMBER");
  command.add_text("--signing-key-file", options.signing_key_file,
                   "File whose first line is Mailgun's webhook signing key, to verify webhooks",
                   "FILE");
}

void add_time_options(Command command, EventFiles& options) {
  command.add_text("--zone", options.zone, "IANA time zone of times without an offset", "ZONE");
  command.add_number("--year", options.year, "Year of the earliest log line whose time has none",
                     "YEAR", 1970, 2199);
}

}  // namespace

void add_event_files(Command command, EventFiles& options) {
  command.add_arguments("FILE", options.files, "Files of usage events; - is standard input");
  command.add_text("--format", options.format, "Format of the files [auto: found by the content]",
                   "FORMAT");
  command.add_text("--source", options.source,
                   "Source of rows that name none [import, or the supplier's format]", "NAME");
  add_supplier_options(command, options);
  add_csv_options(command, options.csv);
  add_time_options(command, options);
  command.add_text("--rejects", options.rejects,
                   "New file that gets every refused row, to be corrected and imported", "FILE");
}

Rows import_events(Session& session, porto_ledger* ledger, const EventFiles& options) {
  Listener listener(session, options.format == "auto");
  Settings settings(options);
  settings.import.by_company = session.format() == PORTO_FORMAT_JSON ? 1 : 0;
  settings.import.on_file = on_file;
  settings.import.on_known = on_known;
  settings.import.on_rejected = on_rejected;
  settings.import.on_corrected = on_corrected;
  settings.import.on_progress = on_import_progress;
  settings.import.user = &listener;
  porto_rows* report = nullptr;
  porto_rows* late = nullptr;
  const std::int32_t outcome = import_all(ledger, options, settings.import, &report, &late);
  session.deed.done(outcome);
  const Rows effect(late);
  listener.progress.clear();
  listener.tell_corrected();
  tell_refused(session, options, listener.refused);
  if (outcome == PORTO_REJECTS) session.status = Session::attention;
  Rows rows(report);
  tell_notices(session, rows, listener.told);
  tell_effect(session, "usage of closed months", effect);
  if (options.dry_run) session.notice({}, "dry run: nothing was stored");
  return rows;
}

}  // namespace porto_cli
