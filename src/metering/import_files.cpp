// See import_files.hpp. The second half of an import: batches go into the store, and what became of
// their rows into the report. All of it happens in the calling thread.
#include "metering/import_files.hpp"

#include <algorithm>
#include <iterator>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>

#include "base/text.hpp"
#include "metering/ingest.hpp"
#include "metering/near_companies.hpp"
#include "metering/pipeline.hpp"
#include "metering/reading.hpp"
#include "metering/rejects.hpp"
#include "metering/row_bytes.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

ImportStopped::ImportStopped(const Error& cause, std::uint64_t committed)
    : Error(cause.code(),
            std::string(cause.what()) + "; the rows of earlier batches (" +
                std::to_string(committed) +
                " events) are stored: import the same files again to continue, no row will count"
                " twice",
            cause.where()),
      committed_(committed) {}

namespace {

void check_options(std::span<const std::string> paths, const ImportOptions& options) {
  if (paths.empty())
    throw Error(ErrorCode::invalid_argument, "there is no file to import; name at least one",
                "paths");
  if (std::ranges::count(paths, "-") > 1)
    throw Error(ErrorCode::invalid_argument, "standard input can be read once; name \"-\" once",
                "-");
  if (const char* why = options.source.empty() ? nullptr : why_not_id(options.source))
    throw Error(ErrorCode::invalid_argument,
                "the source " + in_quotes(options.source) + " cannot be used, " + why, "source");
  // Also if no time of the files will need it: a misspelt name should not wait for one that does.
  if (!options.zone.empty()) static_cast<void>(Zone(options.zone));
  if (options.batch_events == 0)
    throw Error(ErrorCode::invalid_argument, "a batch holds at least one event", "batch_events");
}

// A row that the caller is told of.
struct ReportedRow {
  std::size_t row;  // index into the batch's locations
  Outcome outcome;
  Refusal why;
};

using Doubts = std::function<std::vector<std::string>(const ImportReport&)>;

class Import {
 public:
  Import(Store& store, const Zone& zone, std::span<const std::string> paths,
         const ImportOptions& options, const ImportSizes& sizes, const Doubts& doubts)
      : store_(store),
        doubts_(doubts),
        paths_(paths),
        options_(options),
        batch_rows_(std::min(sizes.batch_rows, options.batch_events)),
        idle_events_(sizes.idle_events),
        reader_options_{options, sizes.chunk_bytes, &zone, stop_reading_.get_token()},
        reading_(paths, reader_options_, Judge(store.info(), store.meters(), zone, options.now),
                 sizes.first_bytes, sizes.last_bytes) {
    if (!options.rejects.empty()) rejects_.emplace(options.rejects, paths);
  }

  ImportReport run() {
    reading_.look();
    try {
      store_all();
      look_at_stored();
      if (rejects_) rejects_->finish();
    } catch (const Error& error) {
      if (committed_ == 0) throw;
      throw ImportStopped(error, committed_);
    }
    return std::move(report_);
  }

 private:
  void store_all() {
    // While one batch is stored the next are read.
    std::list<Batch> batches;
    for (int i = 0; i < 3; ++i) batches.emplace_back(batch_rows_);
    Pipeline<Batch> pipeline(std::move(batches), [this](Batch& batch, const std::stop_token& stop) {
      return reading_.fill(batch, stop);
    });
    try {
      while (const Batch* batch = pipeline.next([this] { wait(); })) {
        store(*batch);
        // Commits while the queue is empty: a later commit would make batches wait.
        if (in_transaction_ >= idle_events_ && !pipeline.ready()) commit();
      }
      commit();
    } catch (...) {
      stop_reading_.request_stop();  // also if a pipe has nothing more to read for now
      throw;
    }
  }

  // What is stored and smells wrong. A trial's events are still in its transaction.
  void look_at_stored() {
    report_.new_companies.assign(new_companies_.begin(), new_companies_.end());
    if (report_.stored == 0) return;
    std::unique_ptr<Transaction> reading;
    if (!transaction_) reading = store_.begin(Store::Access::read);
    for (std::string& notice : near_companies(store_, report_.new_companies))
      report_.notices.push_back(std::move(notice));
    if (doubts_) std::ranges::move(doubts_(report_), std::back_inserter(report_.notices));
  }

  // A pipe may take its time, and others that write to the ledger should not wait for it.
  void wait() {
    commit();
    tell_progress();
  }

  void store(const Batch& batch) {
    const Ingested ingested = ingest_batch(batch);
    try {
      count(batch, ingested);
      tell(batch, reported_rows(batch, ingested));
      bytes_done_ = batch.bytes_read;
      tell_progress();
    } catch (...) {
      commit();  // the caller was told of the batch: it stays
      throw;
    }
    if (in_transaction_ >= options_.batch_events) commit();
  }

  Ingested ingest_batch(const Batch& batch) {
    if (batch.events().empty()) return {};
    if (!transaction_) {
      transaction_ = store_.begin(Store::Access::write);
      first_place_ = place(batch.locations().front());
      keep_to_counting_rules();
    }
    in_transaction_ += batch.events().size();
    return placed([&] { return ingest(store_, batch.events(), options_.by_company); });
  }

  // A trial is one transaction that is never committed: later batches meet earlier ones, as they
  // would for real.
  void commit() {
    if (!transaction_) return;
    placed([&] { options_.dry_run ? transaction_->flush() : transaction_->commit(); });
    in_transaction_ = 0;
    if (options_.dry_run) return;
    transaction_.reset();
    committed_ = report_.stored;
  }

  // Says where the rows are that made a total overflow.
  template <typename Work>
  auto placed(Work work) -> decltype(work()) try {
    return work();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::overflow) throw;
    throw Error(error.code(), error.what(), first_place_);
  }

  void keep_to_counting_rules() {
    for (const auto& [source, rule] : reading_.counting()) store_.set_counting(source, rule);
  }

  void count(const Batch& batch, const Ingested& ingested) {
    report_.rows += batch.rows;
    for (const auto& [type, rows] : batch.not_counted) report_.not_counted[type] += rows;
    std::ranges::copy(batch.notices, std::back_inserter(report_.notices));
    report_.late += ingested.late;
    report_.unassigned += ingested.unassigned;
    new_companies_.insert(ingested.new_companies.begin(), ingested.new_companies.end());
    for (const auto& [month, events] : ingested.stored_by_month) {
      report_.stored_by_month[month] += events;
      report_.stored += events;
    }
    report_.duplicate +=
        static_cast<std::uint64_t>(std::ranges::count(ingested.outcomes, Outcome::duplicate));
    for (const auto& [month_company, events] : ingested.stored_by_company)
      report_.stored_by_company[month_company] += events;
  }

  // In the order of the files.
  static std::vector<ReportedRow> reported_rows(const Batch& batch, const Ingested& ingested) {
    std::vector<ReportedRow> rows;
    for (const Batch::RefusedRow& refused : batch.refusals())
      rows.push_back({refused.row, Outcome::rejected, refused.why});
    for (const auto& [event, refusal] : ingested.refusals)
      rows.push_back({batch.row_of(event), ingested.outcomes[event], refusal});
    std::ranges::sort(rows, {}, &ReportedRow::row);
    return rows;
  }

  void tell(const Batch& batch, const std::vector<ReportedRow>& rows) {
    for (const ReportedRow& row : rows) {
      ++(row.outcome == Outcome::conflict ? report_.conflict : report_.rejected);
      ++report_.reasons[row.why.kind];
    }
    if (!rejects_ && !options_.on_rejected) return;
    for (const ReportedRow& row : rows) {
      const Batch::Location& at = batch.locations()[row.row];
      const RejectedRow rejected = {paths_[at.file], at.line,
                                    row.outcome,     row.why.kind,
                                    row.why.text(),  row_bytes(paths_[at.file], at)};
      if (rejects_) rejects_->add(rejected);
      if (options_.on_rejected) options_.on_rejected(rejected);
    }
  }

  void tell_progress() {
    if (options_.on_progress) options_.on_progress(bytes_done_, reading_.total_bytes());
  }

  std::string place(const Batch::Location& at) const {
    return paths_[at.file] + ":" + std::to_string(at.line);
  }

  Store& store_;
  const Doubts& doubts_;
  std::span<const std::string> paths_;
  const ImportOptions& options_;
  std::size_t batch_rows_;
  std::size_t idle_events_;
  std::stop_source stop_reading_;
  ReaderOptions reader_options_;
  Reading reading_;
  std::optional<RejectsFile> rejects_;
  std::uint64_t bytes_done_ = 0;
  std::unique_ptr<Transaction> transaction_;  // the one that is open
  std::size_t in_transaction_ = 0;            // events, since it was flushed
  std::string first_place_;                   // of its first batch
  std::uint64_t committed_ = 0;               // events that are stored for good
  ImportReport report_;
  std::set<std::string> new_companies_;
};

}  // namespace

ImportReport internal::import_files(
    Store& store, const Zone& zone, std::span<const std::string> paths,
    const ImportOptions& options, const ImportSizes& sizes,
    const std::function<std::vector<std::string>(const ImportReport&)>& doubts) {
  check_options(paths, options);
  return Import(store, zone, paths, options, sizes, doubts).run();
}

}  // namespace porto
