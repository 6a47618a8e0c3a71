// See import.hpp.
#include "metering/import.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "metering/batch.hpp"
#include "metering/ingest.hpp"
#include "metering/meters.hpp"
#include "metering/readers/reader.hpp"
#include "metering/row_event.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

void check_options(std::span<const std::string> paths, const ImportOptions& options) {
  if (paths.empty())
    throw Error(ErrorCode::invalid_argument, "there is no file to import; name at least one",
                "paths");
  if (std::ranges::count(paths, "-") > 1)
    throw Error(ErrorCode::invalid_argument, "standard input can be read once; name \"-\" once",
                "-");
  if (const char* why = why_not_id(options.source))
    throw Error(ErrorCode::invalid_argument,
                "the source " + in_quotes(options.source) + " cannot be used, " + why, "source");
  if (options.batch_events == 0)
    throw Error(ErrorCode::invalid_argument, "a batch holds at least one event", "batch_events");
}

class Import {
 public:
  Import(Store& store, const Zone& zone, std::span<const std::string> paths,
         const ImportOptions& options, std::size_t chunk_bytes)
      : store_(store),
        zone_(zone),
        paths_(paths),
        options_(options),
        reading_{options, chunk_bytes},
        meters_(store.meters()),
        batch_(options.batch_events) {}

  // Opens every file. What can be opened again is closed until its turn, so that the number of
  // files has no limit.
  void look() {
    bool sizes_known = true;
    for (const std::string& path : paths_) {
      std::unique_ptr<Reader> reader = open_reader(path, reading_);
      sizes_known = sizes_known && reader->lines().size() != 0;
      total_ += reader->lines().size();
      if (reader->lines().reopens()) reader.reset();
      opened_.push_back(std::move(reader));
    }
    if (!sizes_known) total_ = 0;
  }

  ImportReport run() {
    try {
      for (std::size_t file = 0; file < paths_.size(); ++file) read_file(file);
      flush(done_);
    } catch (const Error& error) {
      if (batches_ == 0) throw;
      throw Error(error.code(),
                  std::string(error.what()) + "; the rows of earlier batches (" +
                      std::to_string(report_.stored) +
                      " events) are stored: import the same files again to continue, no row will"
                      " count twice",
                  error.where());
    }
    report_.new_companies.assign(new_companies_.begin(), new_companies_.end());
    return std::move(report_);
  }

 private:
  void read_file(std::size_t file) {
    std::unique_ptr<Reader> reader = std::move(opened_[file]);
    if (!reader) reader = open_reader(paths_[file], reading_);
    std::ranges::copy(reader->notices(), std::back_inserter(report_.notices));
    bool mangled = false;
    Row row;
    while (reader->next(row)) {
      add(file, row);
      if (!mangled) mangled = note_mangled(file, row);
      if (batch_.full()) flush(done_ + reader->lines().consumed());
    }
    done_ += reader->lines().consumed();
  }

  void add(std::size_t file, const Row& row) {
    ++report_.rows;
    if (!row.not_counted.empty()) {
      ++report_.not_counted[std::string(row.not_counted)];
      return;
    }
    UsageEvent event;
    std::string why =
        row.reason.empty() ? read_event(row, meters_, options_.source, event) : row.reason;
    if (why.empty())
      batch_.add(file, row, event);
    else
      batch_.refuse(file, row, std::move(why));
  }

  // Once per file: if one id is mangled, all long ones are.
  bool note_mangled(std::size_t file, const Row& row) {
    for (Field field : {Field::event_id, Field::company}) {
      if (!looks_mangled(row[field])) continue;
      report_.notices.push_back(place(file, row.line) + ": " +
                                std::string(field_names[static_cast<std::size_t>(field)]) + " " +
                                in_quotes(row[field]) +
                                " looks like a number that a spreadsheet rewrote; ids are taken as"
                                " they are, so check the file");
      return true;
    }
    return false;
  }

  // Records the batch, then reports on its rows in the order of the files.
  void flush(std::uint64_t done) {
    if (batch_.empty()) return;
    const Ingested ingested = record();
    ++batches_;
    count(ingested);
    std::size_t next_event = 0;
    for (const Batch::Entry& entry : batch_.entries()) {
      if (entry.refused.empty()) {
        const RecordResult& result = ingested.results[next_event++];
        report(entry, result.outcome, result.reason);
      } else {
        report(entry, Outcome::rejected, entry.refused);
      }
    }
    batch_.clear();
    if (options_.on_progress) options_.on_progress(done, total_);
  }

  Ingested record() {
    try {
      return ingest_batch(store_, zone_, batch_.events());
    } catch (const Error& error) {
      if (!error.where().empty()) throw;
      const Batch::Entry& first = batch_.entries().front();
      throw Error(error.code(), error.what(), place(first.file, first.line));
    }
  }

  void count(const Ingested& ingested) {
    new_companies_.insert(ingested.new_companies.begin(), ingested.new_companies.end());
    for (const auto& [month, events] : ingested.stored_by_month) {
      report_.stored_by_month[month] += events;
      report_.stored += events;
    }
  }

  void report(const Batch::Entry& entry, Outcome outcome, const std::string& reason) {
    switch (outcome) {
      case Outcome::stored:
        return;  // count() has it
      case Outcome::duplicate:
        ++report_.duplicate;
        return;
      case Outcome::conflict:
        ++report_.conflict;
        break;
      case Outcome::rejected:
        ++report_.rejected;
        break;
    }
    ++report_.reasons[std::string(kind_of_reason(reason))];
    if (options_.on_rejected)
      options_.on_rejected(
          {paths_[entry.file], entry.line, outcome, reason, std::string(entry.bytes)});
  }

  std::string place(std::size_t file, std::uint64_t line) const {
    return paths_[file] + ":" + std::to_string(line);
  }

  Store& store_;
  const Zone& zone_;
  std::span<const std::string> paths_;
  const ImportOptions& options_;
  ReaderOptions reading_;
  Meters meters_;
  Batch batch_;
  std::vector<std::unique_ptr<Reader>> opened_;  // by path; null: to be opened again
  std::uint64_t done_ = 0;                       // bytes of files read through
  std::uint64_t total_ = 0;                      // bytes of all files; 0: unknown
  std::size_t batches_ = 0;
  ImportReport report_;
  std::set<std::string> new_companies_;
};

}  // namespace

ImportReport import_files(Store& store, const Zone& zone, std::span<const std::string> paths,
                          const ImportOptions& options, std::size_t chunk_bytes) {
  check_options(paths, options);
  Import job(store, zone, paths, options, chunk_bytes);
  job.look();
  return job.run();
}

}  // namespace porto
