// Importing files of events: options, callbacks and the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/changes.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"
#include "porto/usage.hpp"

namespace porto {

/// What is imported, or compared with: a file, bytes in memory, what a function reads, or an open
/// descriptor. The same bytes give the same result whichever it is.
struct ImportInput {
  /// Puts the next bytes at the front of `to`, which is not empty, and says how many: 0 at the end;
  /// more than there is room for is Error invalid_argument. Called in the thread that imports;
  /// throws to stop.
  using Read = std::function<std::size_t(std::span<char> to)>;

  std::string name;  ///< in reports, messages and the import log; of a file it is its path
  std::optional<std::string_view> bytes{};  ///< borrowed until the call returns
  Read read{};
  std::optional<int> descriptor{};  ///< read from where it is to its end, and left open

  /// A file.
  ImportInput(std::string path) : name(std::move(path)) {}
  ImportInput(const char* path) : name(path) {}
  static ImportInput of_bytes(std::string name, std::string_view bytes);
  static ImportInput of_read(std::string name, Read read);
  static ImportInput of_descriptor(std::string name, int descriptor);

  bool is_file() const noexcept { return !bytes && !read && !descriptor; }
};

/// A row of an input file that was not stored as new: refused, or in conflict.
struct RejectedRow {
  std::string file;
  std::uint64_t line = 0;  ///< of its first byte, from 1
  Outcome outcome = Outcome::rejected;
  std::string kind;    ///< of fault, as ImportReport::reasons counts them
  std::string reason;  ///< what is wrong and what to do, as in RecordResult
  std::string row;     ///< the bytes of the row as they were, without the line end
};

/// A row whose event was stored with another quantity before, and that has corrected it. Quantities
/// are in the meter's smallest unit.
struct CorrectedRow {
  std::string file;
  std::uint64_t line = 0;  ///< of its first byte, from 1
  std::string source;
  std::string event_id;  ///< as the row has it
  std::string voided;    ///< the id of the event that was voided: that one, or a correction of it
  std::string corrected_by;  ///< the id of the event in its place
  Month month;
  std::string meter;
  int decimals = 0;  ///< of the meter
  std::int64_t before = 0;
  std::int64_t quantity = 0;
};

/// The report of an import.
struct ImportReport {
  std::uint64_t rows = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t conflict = 0;
  std::uint64_t rejected = 0;
  std::vector<std::string> new_companies;  ///< in order of name
  std::map<std::string, std::uint64_t>
      reasons;  ///< rejected and conflicting rows by kind of reason
  std::map<Month, std::uint64_t> stored_by_month;  ///< newly stored events
  std::uint64_t late = 0;        ///< events of closed months, stored; settled by adjustments
  std::uint64_t unassigned = 0;  ///< events of domains without a company, stored
  /// Newly stored events by month and company, which is empty for what is unassigned; only if
  /// ImportOptions::by_company asks for it.
  std::map<std::pair<Month, std::string>, std::uint64_t> stored_by_company;
  /// Rows that are no usage, by type of event ("opened"); they are in `rows` and nowhere else.
  std::map<std::string, std::uint64_t> not_counted;
  std::vector<std::string> notices;  ///< worth knowing, not wrong: an ignored column, ...
  /// Rows that corrected events; they are in `rows` and in no other count. Only if
  /// ImportOptions::correct asks for it.
  std::optional<std::uint64_t> corrected{};
  /// By how much they changed what is counted, by month and meter.
  std::map<std::pair<Month, std::string>, Decimal> corrections{};
  std::int64_t import = 0;  ///< its number in the import log; 0 of a trial
  Effect effect{};          ///< what its usage of closed months does to them
  bool clean() const noexcept { return conflict == 0 && rejected == 0; }
};

/// An import that stopped after a part of its events was stored, also for want of memory; importing
/// the same files again continues. Its code and place are those of what stopped it.
class ImportStopped : public Error {
 public:
  ImportStopped(const Error& cause, std::uint64_t committed);
  std::uint64_t committed() const noexcept { return committed_; }  ///< events, stored for good

 private:
  std::uint64_t committed_;
};

/// A column map that is there ready: its name stands in ImportOptions::map for its settings.
struct ReadyMap {
  std::string name;
  std::string about;  ///< what files it reads
};
/// All of them.
std::vector<ReadyMap> ready_maps();

/// How to read input files.
struct ImportOptions {
  std::string format = "auto";  ///< "auto", or the name of a format: "csv", "mailgun", ...
  /// The source of rows that name none; empty: "import", or for events of a supplier the name of
  /// the format, such as "mailgun".
  std::string source;
  char delimiter = '\0';  ///< of CSV; not set: comma
  /// Which of a supplier's events are usage: "processed", "delivered", "accepted"; empty: what the
  /// format's supplier bills for. A source keeps to one rule: Error conflict.
  std::string count;
  /// Where supplier events name their company, tried in this order: a member
  /// ("user-variables.company"), "tag" or "tag:PREFIX" (the tag that begins so, without it),
  /// "domain" (the sending domain, through the ledger's domains). Empty: "domain".
  std::vector<std::string> company_from;
  /// The default company; for all events if company_from is empty.
  std::string company;
  std::string quantity_from;  ///< CloudEvents: the member with the quantity, "data.antal"; empty: 1
  std::string signing_key;    ///< of Mailgun webhooks, which are then verified; empty: they are not
  /// A column map for CSV: TOML text, or the short form on one line, which may begin with the name
  /// of a ready map; empty: the native columns.
  std::string map;
  std::string encoding;     ///< "utf-8" (the default), "excel", "windows-1252", ...
  std::string zone;         ///< IANA name, of times that have no offset; empty: there are none
  std::optional<int> year;  ///< of the earliest line of logs whose times have no year
  /// The current time; needed where the ledger limits how far in the future events may be.
  std::optional<Instant> now;
  /// A new file for every row that was refused or conflicts, in the format of its file, so that it
  /// can be imported with the same options once it is corrected. Rows of CSV are under their
  /// header, behind the columns porto_outcome, porto_reason, porto_file, porto_line and porto_row
  /// (the row, if it cannot be taken apart); for other rows a file of the same name and
  /// ".reasons.csv" says what is wrong. Rows of another layout get files of their own (rejects.csv,
  /// rejects-2.csv); the report has a notice of each. Error conflict if one is there already.
  /// Removed again if no row was refused; empty: none is written.
  std::string rejects;
  bool dry_run = false;     ///< the same report, and nothing is stored
  bool by_company = false;  ///< the report also tells what was stored by month and company
  /// Commit once a transaction holds at least this many events; it may commit earlier.
  std::size_t batch_events = 500'000;
  /// Called for every file with its format, before the first row is stored. May throw to stop.
  std::function<void(const std::string& file, std::string_view format)> on_file;
  /// Called for every file whose size and digest are those of a file that was imported before, with
  /// the number of that import and what to know of it, which is a notice too. Before the first row
  /// is stored; for what can be read only once, at the end. May throw to stop.
  std::function<void(const std::string& file, std::int64_t import, std::string_view what)> on_known;
  /// Called for every row that was refused or conflicts, in the order read. May throw to stop.
  std::function<void(const RejectedRow&)> on_rejected;
  /// Called now and then: bytes read, bytes in all (0: not known). May throw to stop: what was read
  /// and is not stored yet is left out.
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;
  /// A row that differs in quantity alone from the event that is stored corrects it, as
  /// Ledger::correct_event does, in the transaction of its batch. `actor`, `reason` and `now` are
  /// needed then. Rows that contradict another row of the import still conflict.
  bool correct = false;
  std::string actor;   ///< who corrects
  std::string reason;  ///< why
  /// Called for every row that corrected an event, in file order. May throw to stop.
  std::function<void(const CorrectedRow&)> on_corrected;
};

}  // namespace porto
