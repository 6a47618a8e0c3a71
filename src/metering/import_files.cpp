// See import_files.hpp. The second half of an import: batches go into the store, and what became of
// their rows into the report. All of it happens in the calling thread.
#include "metering/import_files.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <list>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <stop_token>

#include "base/text.hpp"
#include "formats/csv_map.hpp"
#include "metering/import_log.hpp"
#include "metering/ingest.hpp"
#include "metering/known_files.hpp"
#include "metering/meters.hpp"
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
            cause.where(), cause.cause()),
      committed_(committed) {}

namespace {

void check_correction(const ImportOptions& options) {
  const auto check = [](const std::string& text, const char* field, const char* meaning) {
    if (const char* why = why_not_id(text))
      throw Error(ErrorCode::invalid_argument,
                  std::string("a correction says ") + meaning + ", but the " + field + " " +
                      in_quotes(text) + " cannot be used: " + why,
                  field);
  };
  if (!options.correct && (!options.actor.empty() || !options.reason.empty()))
    throw Error(ErrorCode::invalid_argument,
                "an actor and a reason are those of corrections, which were not asked for",
                options.actor.empty() ? "reason" : "actor");
  if (!options.correct) return;
  check(options.actor, "actor", "who did it");
  check(options.reason, "reason", "why");
  if (!options.now)
    throw Error(ErrorCode::invalid_argument,
                "a correction says when it was made; pass the current time (now)", "now");
}

void check_inputs(std::span<const ImportInput> inputs) {
  if (inputs.empty())
    throw Error(ErrorCode::invalid_argument, "there is no file to import; name at least one",
                "inputs");
  std::set<int> descriptors;
  for (const ImportInput& input : inputs)
    if (input.descriptor && !descriptors.insert(*input.descriptor).second)
      throw Error(ErrorCode::invalid_argument,
                  in_quotes(input.name) + " can be read once; name it once", input.name);
}

void check_options(const ImportOptions& options) {
  if (const char* why = options.source.empty() ? nullptr : why_not_id(options.source))
    throw Error(ErrorCode::invalid_argument,
                "the source " + in_quotes(options.source) + " cannot be used, " + why, "source");
  const std::string& quantity_from = options.quantity_from;
  if (const char* why = quantity_from.empty() ? nullptr : why_not_id(quantity_from))
    throw Error(ErrorCode::invalid_argument,
                "no quantity is read from " + in_quotes(quantity_from) + ", " + why,
                "quantity_from");
  // Also if no time of the files will need it: a misspelt name should not wait for one that does.
  if (!options.zone.empty()) static_cast<void>(Zone(options.zone));
  if (options.batch_events == 0)
    throw Error(ErrorCode::invalid_argument, "a batch holds at least one event", "batch_events");
  check_correction(options);
}

// Whether the files are declared to be in another encoding than UTF-8.
bool is_other_encoding(const ImportOptions& options) {
  const std::string encoding = declared_encoding(options);
  return !encoding.empty() && encoding != "utf-8" && encoding != "excel";
}

// A row that the caller is told of.
struct ReportedRow {
  std::size_t row;  // index into the batch's locations
  Outcome outcome;
  Refusal why;
};

using Doubts = std::function<std::vector<std::string>(const ImportReport&)>;

class Import {
  using Clock = std::chrono::steady_clock;

 public:
  Import(Store& store, const Zone& zone, std::span<const ImportInput> inputs,
         const ImportOptions& options, const ImportSizes& sizes, const Doubts& doubts,
         const CorrectEvent& correct, const LateUsage& late)
      : store_(store),
        doubts_(doubts),
        late_(late),
        inputs_(inputs),
        options_(options),
        batch_rows_(std::min(sizes.batch_rows, options.batch_events)),
        idle_events_(sizes.idle_events),
        long_transaction_(sizes.long_transaction),
        reader_options_{options,
                        sizes.chunk_bytes,
                        &zone,
                        {stop_reading_.get_token(), &store.interrupted()},
                        InputFile::Digest::yes,
                        inputs.size() > 1},
        meters_(store.meters()),
        reading_(inputs, reader_options_, Judge(store.info(), store.meters(), zone, options.now),
                 sizes.first_bytes, sizes.last_bytes) {
    report_.effect = late.none;
    if (options.correct) {
      correcting_.emplace(store, zone, options, correct);
      report_.corrected = 0;
    }
    if (!options.rejects.empty())
      rejects_.emplace(options.rejects, inputs, is_other_encoding(options));
  }

  ImportReport run() {
    reading_.look();
    if (rejects_) rejects_->expect(reading_.layouts());
    log_.emplace(store_, inputs_, reading_.formats(), options_);
    told_known_.resize(inputs_.size());
    tell_known_files();
    try {
      store_all();
      look_at_stored();
      finish_rejects();
    } catch (const Error& error) {
      if (committed_ == 0) throw;
      throw ImportStopped(error, committed_);
    } catch (const std::bad_alloc&) {
      if (committed_ == 0) throw;
      throw ImportStopped({ErrorCode::out_of_memory, "out of memory"}, committed_);
    }
    if (!options_.dry_run) report_.import = log_->no();
    return std::move(report_);
  }

 private:
  void store_all() {
    if (std::ranges::any_of(inputs_, [](const ImportInput& input) { return bool(input.read); }))
      return read_and_store();
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
        if (has_gone_on_long()) commit();
      }
      finish();
    } catch (...) {
      stop_reading_.request_stop();  // also if a pipe has nothing more to read for now
      throw;
    }
  }

  // In turns, in the calling thread: that is where a caller's function is called. It may take its
  // time, and others that write to the ledger do not wait for it.
  void read_and_store() {
    Batch batch(batch_rows_);
    while (reading_.fill(batch, {})) {
      store(batch);
      wait();
    }
    finish();
  }

  void finish_rejects() {
    if (!rejects_) return;
    rejects_->finish();
    std::ranges::move(rejects_->notices(), std::back_inserter(report_.notices));
  }

  // What is stored and smells wrong. A trial's events are still in its transaction.
  void look_at_stored() {
    report_.new_companies.assign(new_companies_.begin(), new_companies_.end());
    if (report_.stored == 0 && !met_late_) return;
    std::unique_ptr<Transaction> reading;
    if (!transaction_) reading = store_.begin(Store::Access::read);
    if (met_late_) report_.effect = late_.after();
    if (report_.stored == 0) return;
    for (std::string& notice : near_companies(store_, report_.new_companies))
      report_.notices.push_back(std::move(notice));
    if (doubts_) std::ranges::move(doubts_(report_), std::back_inserter(report_.notices));
  }

  // A pipe may take its time, and others that write to the ledger should not wait for it.
  void wait() {
    store_.interrupted().check();
    commit();
    tell_progress();
  }

  // What is stored does not depend on it: a transaction is whole batches, however many.
  bool has_gone_on_long() const {
    return transaction_ && !options_.dry_run && Clock::now() - begun_ >= long_transaction_;
  }

  void store(const Batch& batch) {
    Ingested ingested = ingest_batch(batch);
    const std::vector<Correction> corrections = correct(batch, ingested);
    const std::vector<ReportedRow> refused = reported_rows(batch, ingested);
    // All of the batch, before a callback may stop: what is committed is what was counted. Where it
    // cannot be counted, nothing of it is.
    count(batch, ingested);
    count(refused);
    for (const Correction& correction : corrections) count(batch, correction);
    try {
      for (const Correction& correction : corrections) tell(batch, correction);
      tell(batch, refused);
      bytes_done_ = batch.bytes_read;
      tell_progress();
    } catch (...) {
      commit();  // the caller was told of the batch: it stays
      throw;
    }
    if (in_transaction_ >= options_.batch_events || store_.records_at_once()) commit();
  }

  // What corrections store is not the import's: undoing it leaves them.
  std::vector<Correction> correct(const Batch& batch, Ingested& ingested) {
    if (!correcting_ || batch.events().empty()) return {};
    return correcting_->run(batch, ingested);
  }

  Ingested ingest_batch(const Batch& batch) {
    if (batch.events().empty()) return {};
    if (!transaction_) {
      begin();
      keep_to_counting_rules();  // or else the log has nothing of this import
      add_to_log();
    }
    meet_late(batch);
    in_transaction_ += batch.events().size();
    Ingested ingested = ingest(store_, batch.events(),
                               {.by_company = options_.by_company,
                                .row_of = [&](std::size_t event) { return batch.row_of(event); },
                                .import = log_->no()});
    for (const EventRange& range : ingested.stored) {
      log_->stored(range);
      if (correcting_) correcting_->stored(range);
    }
    return ingested;
  }

  // What closed months cost is to be known before the first usage of one is stored.
  void meet_late(const Batch& batch) {
    if (met_late_ || !late_.before || !last_closed_) return;
    const auto is_late = [&](const DatedEvent& dated) { return dated.month <= *last_closed_; };
    if (std::ranges::none_of(batch.events(), is_late)) return;
    late_.before();
    met_late_ = true;
  }

  void begin() {
    // What is only tried, and what takes stored events back, is for one writer alone.
    transaction_ = store_.begin(options_.dry_run || correcting_ ? Store::Access::write
                                                                : Store::Access::record);
    begun_ = Clock::now();
    const std::vector<ClosedMonth> closed = store_.closed_months();
    if (!closed.empty()) last_closed_ = closed.back().month;
  }

  void add_to_log() {
    if (!options_.dry_run) log_->begin_transaction();
  }

  // A trial is one transaction that is never committed: later batches meet earlier ones, as they
  // would for real.
  void commit(bool finished = false) {
    if (!transaction_) return;
    in_transaction_ = 0;
    if (options_.dry_run) return transaction_->flush();
    log_->end_transaction(report_, finished);
    transaction_->commit();
    transaction_.reset();
    committed_ = report_.stored;
    if (!finished) store_.give_way();
  }

  // All is read and stored: what is left to store is that.
  void finish() {
    tell_known_at_end();
    if (!transaction_ && !options_.dry_run) {
      begin();
      add_to_log();
    }
    commit(true);
  }

  // Files that can be read twice are known before anything is stored.
  void tell_known_files() {
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      if (const auto known =
              known_file(store_, inputs_[i], reading_.size_of(i), reader_options_.stop))
        tell_known(i, *known);
  }

  // The others, once they were read.
  void tell_known_at_end() {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const ImportedFile& file = log_->files()[i];
      if (told_known_[i] || file.size == 0) continue;
      if (const auto known = known_file(store_, file.size, file.digest, log_->no()))
        tell_known(i, *known);
    }
  }

  void tell_known(std::size_t file, const KnownFile& known) {
    told_known_[file] = true;
    const std::string what = about(store_, known);
    report_.notices.push_back(escaped(inputs_[file].name) + ": " + what);
    if (options_.on_known) options_.on_known(inputs_[file].name, known.import, what);
  }

  void keep_to_counting_rules() {
    for (const auto& [source, rule] : reading_.counting()) store_.set_counting(source, rule);
  }

  void count(const Batch& batch, const Ingested& ingested) {
    report_.rows += batch.rows;
    for (const auto& [type, rows] : batch.not_counted) report_.not_counted[type] += rows;
    std::ranges::copy(batch.notices, std::back_inserter(report_.notices));
    for (const Batch::ReadFile& read : batch.files)
      log_->read_through(read.file, read.size, read.digest);
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

  void count(const std::vector<ReportedRow>& refused) {
    for (const ReportedRow& row : refused) {
      ++(row.outcome == Outcome::conflict ? report_.conflict : report_.rejected);
      ++report_.reasons[row.why.kind];
    }
  }

  void count(const Batch& batch, const Correction& correction) {
    const DatedEvent& dated = batch.events()[correction.event];
    const int decimals = decimals_of(dated);
    ++*report_.corrected;
    Decimal& change = report_.corrections[{dated.month, std::string(dated.event.meter)}];
    change += Decimal::from_scaled(dated.event.quantity, decimals);
    change -= Decimal::from_scaled(correction.before.quantity, decimals);
  }

  void tell(const Batch& batch, const std::vector<ReportedRow>& rows) {
    if (!rejects_ && !options_.on_rejected) return;
    for (const ReportedRow& row : rows) {
      const Batch::Location& at = batch.locations()[row.row];
      const ImportInput& input = inputs_[at.file];
      const RejectedRow rejected = {input.name,   at.line,        row.outcome,
                                    row.why.kind, row.why.text(), row_bytes(input, at)};
      if (rejects_) rejects_->add(rejected, at.file);
      if (options_.on_rejected) options_.on_rejected(rejected);
    }
  }

  void tell(const Batch& batch, const Correction& correction) {
    if (!options_.on_corrected) return;
    const DatedEvent& dated = batch.events()[correction.event];
    const Batch::Location& at = batch.locations()[batch.row_of(correction.event)];
    const StoredEvent& before = correction.before;
    options_.on_corrected({.file = inputs_[at.file].name,
                           .line = at.line,
                           .source = before.source,
                           .event_id = std::string(dated.event.event_id),
                           .voided = before.event_id,
                           .corrected_by = correction.corrected_by,
                           .month = dated.month,
                           .meter = before.meter,
                           .decimals = decimals_of(dated),
                           .before = before.quantity,
                           .quantity = dated.event.quantity});
  }

  // An event of an unknown meter is refused when it is read.
  int decimals_of(const DatedEvent& dated) const {
    return meters_.find(dated.event.meter)->decimals;
  }

  void tell_progress() {
    if (options_.on_progress) options_.on_progress(bytes_done_, reading_.total_bytes());
  }

  Store& store_;
  const Doubts& doubts_;
  const LateUsage& late_;
  std::span<const ImportInput> inputs_;
  const ImportOptions& options_;
  std::size_t batch_rows_;
  std::size_t idle_events_;
  std::chrono::milliseconds long_transaction_;
  std::stop_source stop_reading_;
  ReaderOptions reader_options_;
  Meters meters_;
  Reading reading_;
  std::optional<Correcting> correcting_;
  std::optional<Rejects> rejects_;
  std::optional<ImportLog> log_;  // once the files have been looked at
  std::vector<bool> told_known_;  // by file
  std::uint64_t bytes_done_ = 0;
  std::unique_ptr<Transaction> transaction_;  // the one that is open
  Clock::time_point begun_{};                 // when it was
  std::size_t in_transaction_ = 0;            // events, since it was flushed
  std::optional<Month> last_closed_;          // as of its beginning
  bool met_late_ = false;                     // usage of closed months
  std::uint64_t committed_ = 0;               // events that are stored for good
  ImportReport report_;
  std::set<std::string> new_companies_;
};

}  // namespace

ImportReport internal::import_files(
    Store& store, const Zone& zone, std::span<const ImportInput> inputs,
    const ImportOptions& options, const ImportSizes& sizes,
    const std::function<std::vector<std::string>(const ImportReport&)>& doubts,
    const CorrectEvent& correct, const LateUsage& late) {
  check_inputs(inputs);
  check_options(options);
  return Import(store, zone, inputs, options, sizes, doubts, correct, late).run();
}

}  // namespace porto
