// The store port: what metering and billing need of storage, and no more. Rules (who may subscribe,
// when a month may close) live above; a store keeps what it is told, exactly, in transactions.
//
// A store keeps totals by itself, in the transaction of each change: the month total of a company
// is the sum of the events that name it and are not voided, and of the days of the domains it has
// claimed.
//
// Events, batches and voids are numbered in lanes: see lanes.hpp. A file has one writer at a time,
// and so lane 0 alone.
//
// Implementations: sqlite/ (a file), memory/ (the model in tests). tests/unit/store runs one suite
// against all.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "porto/changes.hpp"
#include "porto/companies.hpp"
#include "porto/import_log.hpp"
#include "porto/invoice.hpp"
#include "porto/invoice_number.hpp"
#include "porto/items.hpp"
#include "porto/ledger_options.hpp"
#include "porto/money.hpp"
#include "porto/progress.hpp"
#include "porto/storage.hpp"
#include "porto/usage.hpp"
#include "store/admission.hpp"
#include "store/copied.hpp"
#include "store/lanes.hpp"

namespace porto::internal {

/// A usage event whose month is known. It names a company, or a domain and then has a day too.
struct DatedEvent {
  UsageEvent event;
  Month month;
  std::optional<Day> day{};
};

/// A month of a company.
struct CompanyMonth {
  Month month;
  std::string company;
  friend auto operator<=>(const CompanyMonth&, const CompanyMonth&) = default;
};

/// The number of an invoice with what the invoice said when it got it, which is what was sent.
struct GivenNumber {
  InvoiceNumber number;
  bool is_credit_note = false;
  Money net_amount;
  Money vat;
  std::string taxes{};  ///< the category, rate, sum and VAT of each kind of line, in words
  friend bool operator==(const GivenNumber&, const GivenNumber&) = default;
};

/// The result of an append: an outcome per event (never rejected), the companies that were added,
/// and the totals of closed months that changed.
struct AppendResult {
  std::vector<Outcome> outcomes;
  std::vector<std::string> new_companies{};  ///< by id
  std::vector<CompanyMonth> late{};          ///< by month, company
  std::vector<EventRange> stored{};          ///< the numbers of what was stored, in each lane
};

/// The result of recording: as that of an append, and which months took no new events. An event of
/// one of those is rejected, unless its identity is known.
struct Recorded {
  std::vector<Outcome> outcomes;
  std::vector<std::string> new_companies{};
  std::vector<EventRange> stored{};
  Admission admission{};  ///< as it was when the events were stored
};

/// Which stored events to read; what is not set does not restrict.
struct EventFilter {
  std::optional<std::int64_t> first_seq{};
  std::optional<std::int64_t> last_seq{};
  std::optional<Instant> from{};         ///< that occurred then or later
  std::optional<Instant> before{};       ///< that occurred earlier
  std::optional<std::string> company{};  ///< that count for the company now
  std::optional<std::string> meter{};
  bool voided = true;  ///< voided ones too
  std::optional<std::string> source{};
  std::optional<std::string> domain{};    ///< that named the domain
  std::optional<std::int64_t> import{};   ///< that the import stored
  bool only_voided = false;               ///< no others; with their imports too
  bool with_corrects = false;             ///< fills StoredEvent::corrects: a look-up for each event
  std::optional<std::uint64_t> limit{};   ///< the first so many
  std::optional<Month> after_close{};     ///< that were stored after this month was closed
  std::optional<Month> by_close{};        ///< that were stored before this month was closed
  std::vector<std::string> or_domains{};  ///< or, if not for `company`, that named one of these
};

/// The events of a batch in one month: how many there are, and their digest. See event_digest.hpp.
struct BatchPart {
  Month month;
  std::int64_t events = 0;
  std::string digest{};
  friend bool operator==(const BatchPart&, const BatchPart&) = default;
};

/// The events that one append stored, in order of seq, and their digest: see event_digest.hpp.
struct EventBatch {
  std::int64_t no = 0;  ///< from 1
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
  std::int64_t events = 0;
  std::string digest{};
  Instant first_at{};               ///< when the earliest of them occurred
  Instant last_at{};                ///< when the latest did
  std::vector<BatchPart> pruned{};  ///< what pruning has removed of it, by month
  friend bool operator==(const EventBatch&, const EventBatch&) = default;
};

/// How far a chain of digests has come.
struct ChainHead {
  std::string chain;      ///< what its records are: "change", "undo", "void"
  std::int64_t last = 0;  ///< the number of the last record
  std::string digest{};   ///< of that record, and so of all before it
  friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

/// How far a store has come: what a month that is closed now is closed with. See lanes.hpp.
struct Position {
  std::int64_t events = 0;          ///< how many numbers events have had; 0: none was ever stored
  std::int64_t batches = 0;         ///< how many batches there are
  std::string digest{};             ///< of the lanes: of one, that of its last batch
  std::vector<ChainHead> chains{};  ///< the other chains, by name; none without records
  std::vector<LaneHead> lanes{};    ///< by lane; none of a lane without batches
  friend bool operator==(const Position&, const Position&) = default;
};

/// The sum of the events of a domain on a day, whichever company has it.
struct DomainDay {
  Day day;
  std::string domain;
  std::string meter;
  std::int64_t quantity = 0;
  std::int64_t events = 0;
  friend bool operator==(const DomainDay&, const DomainDay&) = default;
};

/// The digest of a month's domain days, as they were when a month was closed.
struct DomainsDigest {
  Month month;
  std::int64_t days = 0;  ///< how many sums there were
  std::string digest{};
  friend bool operator==(const DomainsDigest&, const DomainsDigest&) = default;
};

/// What a month was closed with, besides its lines and the totals behind them.
struct ClosedState {
  std::vector<ChainHead> chains{};       ///< by name
  std::vector<DomainsDigest> domains{};  ///< by month
  std::vector<LaneHead> lanes{};         ///< by lane: how far each had come
  friend bool operator==(const ClosedState&, const ClosedState&) = default;
};

/// A void as it is stored, with its link of the chain of voids: see event_digest.hpp.
struct StoredVoid {
  std::int64_t no = 0;   ///< from 1
  std::int64_t seq = 0;  ///< of the event
  Void what;
  std::string digest;
  std::string replaced_by{};  ///< the id of the event in its place; empty: there is none
  friend bool operator==(const StoredVoid&, const StoredVoid&) = default;
};

/// What a store keeps of pruned events, so that their identities stay known.
struct PrunedIdentities {
  std::int64_t identities = 0;
  std::string digest{};  ///< of all of it; empty in a store that keeps no hashes
  friend bool operator==(const PrunedIdentities&, const PrunedIdentities&) = default;
};

/// A file that an import has read through.
struct KnownFile {
  std::int64_t import = 0;
  std::string digest;   ///< see ImportedFile
  bool undone = false;  ///< the import was taken back
  friend bool operator==(const KnownFile&, const KnownFile&) = default;
};

/// A part of a store's structure, a table, index, trigger or view, that is not what it should be.
struct StructureFault {
  std::string place;  ///< "trigger void_is_never_changed"
  std::string stored;
  std::string expected;
  friend bool operator==(const StructureFault&, const StructureFault&) = default;
};

/// The structure of a store, compared with what this porto makes.
struct Structure {
  std::uint64_t parts = 0;  ///< how many there should be
  std::vector<StructureFault> faults{};
  bool checks_values = true;  ///< whether `faults` of the store compares values with its checks
};

/// Which invoice lines to read; what is not set does not restrict.
struct LineFilter {
  std::optional<Month> month{};  ///< the month they are invoiced in
  std::optional<std::string> company{};
  std::optional<Month> usage_month{};
};

/// The lines that were invoiced in a month.
struct LineSum {
  Month month;
  std::int64_t lines = 0;
  Decimal net_minor;  ///< the sum of their net amounts, in minor units: exact, however large
  friend bool operator==(const LineSum&, const LineSum&) = default;
};

/// One transaction. Rolled back when destroyed unless committed.
class Transaction {
 public:
  virtual ~Transaction() = default;
  /// Does the part of a commit that can fail for the data, such as a total that overflows. A commit
  /// includes it.
  virtual void flush() = 0;
  /// After it returns, a write is on disk.
  virtual void commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual LedgerInfo info() = 0;

  /// `write`: takes the write lock at once (waits, then Error busy). `read`: one consistent
  /// snapshot. `record`: for events and the record of their import alone; others may record at the
  /// same time if the store takes it. Not nested. Functions below that change something need a
  /// write transaction (else Error internal, a bug in porto). After one of them has thrown, roll
  /// back.
  enum class Access { read, write, record };
  [[nodiscard]] virtual std::unique_ptr<Transaction> begin(Access access) = 0;

  /// Ends what goes on with Error cancelled, by another thread or a signal handler; what the open
  /// transaction has changed is rolled back. Until that is forgotten (interrupted().forget()),
  /// everything that needs the store ends so.
  virtual void interrupt() noexcept { interrupt_.set(); }
  virtual Interrupt& interrupted() noexcept { return interrupt_; }
  /// Between two of many write transactions: others that wait may write first.
  virtual void give_way() {}
  /// True of a store in which each call within `record` is a transaction of its own, which the
  /// store repeats where others or the network ended it: rolling back takes none of them back.
  virtual bool records_at_once() const { return false; }
  /// How many stores of one ledger, each of its own, may record at the same time without waiting
  /// for one another.
  virtual std::size_t writers() const { return 1; }
  /// Whether an event of this identity can be stored in one transaction with a change of control
  /// data, such as the void of another: not where that would be on two servers.
  virtual bool stores_with_changes(std::string_view source, std::string_view event_id) const {
    static_cast<void>(source);
    static_cast<void>(event_id);
    return true;
  }

  /// Faults of the file as a file, each in words: damaged pages, indexes that do not agree with
  /// their tables, rows that refer to nothing.
  virtual std::vector<std::string> faults() = 0;
  virtual Structure structure() = 0;
  /// What is known of where it is stored, of one moment; nothing of the model in memory.
  virtual Storage storage() { return {}; }

  /// Copies the whole store to a new file while others write: a ledger as it was at one moment.
  /// Outside a write transaction. Errors ledger_exists, not_found (the folder), read_only, full,
  /// io; invalid_argument for a store in memory. `on_progress` may be empty.
  virtual void backup(const std::string& path, const OnProgress& on_progress) = 0;

  // Companies, meters, sources.

  /// Inserts, or replaces all fields; false if it is there as it is.
  virtual bool put_company(const Company& company) = 0;
  virtual bool has_company(std::string_view id) = 0;
  virtual std::optional<Company> company(std::string_view id) = 0;
  virtual std::vector<Company> companies() = 0;  ///< by id (bytes)
  /// Whether an event, a void's event, a total or an invoice line names the company.
  virtual bool has_usage(std::string_view company) = 0;
  /// Removes a company that has no usage, with its marks. Errors not_found, conflict (something
  /// names it).
  virtual void remove_company(std::string_view id) = 0;

  /// Inserts; the same again is a no-op (false), with other decimals Error conflict.
  virtual bool add_meter(const Meter& meter) = 0;
  virtual std::vector<Meter> meters() = 0;  ///< by id

  /// Remembers which of a source's rows are counted; the same again is a no-op (false), with
  /// another rule Error conflict.
  virtual bool set_counting(std::string_view source, std::string_view rule) = 0;
  virtual std::optional<std::string> counting(std::string_view source) = 0;

  // Tariffs and subscriptions.

  /// Error conflict if the id has this version already. The sha256 is taken from the text, not from
  /// the argument.
  virtual void add_tariff(const TariffDocument& document) = 0;
  virtual std::vector<TariffDocument> tariffs() = 0;  ///< by id, version
  /// Errors not_found, conflict (a line of a closed month names the version).
  virtual void remove_tariff(std::string_view id, int version) = 0;

  /// Errors not_found (company, tariff), conflict (the same company, tariff and from).
  virtual void add_subscription(const Subscription& subscription) = 0;
  /// Sets the end of the subscription with this company, tariff and from. Error not_found.
  virtual void end_subscription(const Subscription& subscription, Day through) = 0;
  /// Removes the subscription with this company, tariff and from. Error not_found.
  virtual void remove_subscription(const Subscription& subscription) = 0;
  /// Those of a company, or all; by company, tariff, from.
  virtual std::vector<Subscription> subscriptions(
      const std::optional<std::string>& company = {}) = 0;

  // Usage.

  /// For each event the outcome that appending it would give because its identity is known, of an
  /// event that is stored or was pruned; not set if it is not. Contents are compared as the events
  /// state them, with their company or domain, and not with the company that has the domain.
  virtual std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) = 0;
  /// Stores the events that are new (earlier ones in the span win over later ones of the same
  /// identity) in the order of their identity, adds them to the totals, adds the companies of new
  /// events that are unknown. Never changes a stored event. Errors not_found (meter), overflow if a
  /// total does not fit in 64 bits: a later call in the transaction may throw that, a commit at the
  /// latest.
  virtual AppendResult append(std::span<const DatedEvent> events) = 0;
  /// Appends events where their months take new ones, and marks the totals of closed months that
  /// this changes. `import`: the number of the import they are of; 0: of none. Errors as append.
  virtual Recorded record(std::span<const DatedEvent> events, std::int64_t import = 0);
  /// Whether a total may not fit in 64 bits once these events are appended, all of them or some.
  /// Quick where nothing is near the limit, so that it can be asked before each append; true says
  /// only that they must be looked at one by one. To be asked in the write transaction of the
  /// append.
  virtual bool may_overflow(std::span<const DatedEvent> events) = 0;

  virtual std::vector<MonthUsage> usage(
      const MonthFilter& filter) = 0;  ///< by month, company, meter
  /// The earliest month with usage of a company or a domain.
  virtual std::optional<Month> first_usage_month() = 0;

  virtual std::optional<StoredEvent> event(std::string_view source, std::string_view id) = 0;
  /// Calls `visit` with each event in order of seq; the event is borrowed for the call. Memory does
  /// not grow with the number of events. `visit` must not use the store; it may throw to stop.
  virtual void each_event(const EventFilter& filter,
                          const std::function<void(const StoredEvent&)>& visit) = 0;
  /// Calls `visit` with each batch by number.
  virtual void each_batch(const std::function<void(const EventBatch&)>& visit) = 0;
  virtual Position position() = 0;

  // Claims: which company has a domain. Each change moves whole days of totals, and returns the
  // totals of closed months that it changed, by month, company.

  /// Errors not_found (company), conflict (the domain belongs to a company on one of the days,
  /// which the message names), overflow.
  virtual std::vector<CompanyMonth> add_claim(const SendingDomain& claim) = 0;
  /// Sets the last day of the claim with this domain and first day; not set: until further notice.
  /// Errors not_found, overflow, conflict (as above).
  virtual std::vector<CompanyMonth> end_claim(const SendingDomain& claim,
                                              std::optional<Day> through) = 0;
  /// Removes the claim with this domain and first day. Error not_found.
  virtual std::vector<CompanyMonth> remove_claim(const SendingDomain& claim) = 0;
  /// Those of a domain, or all; by domain, from (not set first).
  virtual std::vector<SendingDomain> domains(const std::optional<std::string>& domain = {}) = 0;
  /// Usage of domains on days on which no company has them, by domain, month, meter. Error overflow
  /// if a sum does not fit.
  virtual std::vector<UnassignedUsage> unassigned() = 0;
  /// Calls `visit` with each sum that a claim would move, of a month or of all, by day, domain,
  /// meter.
  virtual void each_domain_day(const std::optional<Month>& month,
                               const std::function<void(const DomainDay&)>& visit) = 0;

  // Voids.

  /// Takes an event out of the totals; `month` is that of the event, `replaced_by` the id of an
  /// event of its source that is stored in its place, empty if none is. Returns the totals of
  /// closed months that it changed. Errors not_found (no such event), conflict (it is voided
  /// already), overflow.
  virtual std::vector<CompanyMonth> add_void(const Void& what, Month month,
                                             std::string_view replaced_by = {}) = 0;
  virtual std::vector<StoredVoid> voids() = 0;  ///< by number

  // Changes: who made them, when and why.

  /// Adds a change to the chain; number and digest of the argument are not used.
  virtual void add_change(const Change& change) = 0;
  /// By number. Of a company: its own, and those of tariffs, which are of none.
  virtual std::vector<Change> changes(const std::optional<std::string>& company = {}) = 0;
  virtual std::optional<Change> last_change() = 0;

  // Items: one-time lines.

  /// Adds an item under its number, which is that of the change that adds it; who, why and when are
  /// that change's. Errors not_found (company), conflict (the number is taken).
  virtual void add_item(const InvoiceItem& item) = 0;
  /// Error not_found.
  virtual void remove_item(std::int64_t no) = 0;
  virtual std::vector<InvoiceItem> items(
      const MonthFilter& filter) = 0;  ///< by month, company, number

  // Numbers of invoices.

  /// Adds the number of a company's closed month. Errors not_found (company, or the month is not
  /// closed), conflict (the month, or the number, is taken; the series would have a gap).
  virtual void add_invoice_number(const GivenNumber& given) = 0;
  virtual std::vector<GivenNumber> invoice_numbers() = 0;  ///< by month, company

  // The import log.

  /// Begins the record of an import and returns its number: that of the argument is not used, nor
  /// are digests and undos in this call and the next.
  virtual std::int64_t add_import(const ImportRecord& record) = 0;
  /// Brings the record with this number up to date: whether it is finished, what is known of its
  /// files, its counts and its ranges of events, of which some are new or longer than they were: in
  /// a store of one lane the last. Errors not_found, conflict (it is finished or undone).
  virtual void update_import(const ImportRecord& record) = 0;
  virtual std::vector<ImportRecord> imports() = 0;  ///< by number
  virtual std::optional<ImportRecord> import(std::int64_t no) = 0;
  /// The files of this size that were read through, by import and place in it.
  virtual std::vector<KnownFile> files_of_size(std::uint64_t size) = 0;

  /// Voids every event that an import stored and that is not voided, and frees their identities: an
  /// event that has one of them is new again. Events that were voided before stay as they are.
  /// `month_of` gives the month of a time. Of `undo`, the number, the counts and the digest are not
  /// used. Returns the totals of closed months that it changed. Errors not_found (no such import),
  /// conflict (it is undone already), overflow.
  virtual std::vector<CompanyMonth> undo_import(const ImportUndo& undo,
                                                const std::function<Month(Instant)>& month_of) = 0;

  // Closed months: the last period's, and all before it.

  /// Marks months of companies as changed since they were closed; once is enough. Error not_found
  /// (company).
  virtual void mark_changed(std::span<const CompanyMonth> months) = 0;
  /// Those of a company, or all; by month, company.
  virtual std::vector<CompanyMonth> changed(const std::optional<std::string>& company = {}) = 0;

  /// The closed months of which sums of domains have changed since the last close, in order. The
  /// store marks them by itself.
  virtual std::vector<Month> changed_domains() = 0;

  /// In the write transaction of a close, before anything is read for it: what others store from
  /// here on is not in this close. `closing`: the month; not set for a trial.
  virtual void cut(std::optional<Month> closing) { static_cast<void>(closing); }
  /// Closes a month: `lines` are all of its lines, `usage` the totals they were computed from (of
  /// that month, and of earlier ones that they adjust), `state` what else it is closed with. No
  /// month is marked as changed any longer.
  /// Errors conflict (a period, line or total that is there already), not_found (a company, meter
  /// or tariff version that they name).
  virtual void add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                                std::span<const MonthUsage> usage, const ClosedState& state) = 0;
  virtual std::vector<ClosedMonth> closed_months() = 0;  ///< by month
  virtual std::vector<InvoiceLine> lines(
      const LineFilter& filter) = 0;             ///< by month, company, line
  virtual std::vector<LineSum> line_sums() = 0;  ///< by month; none of a month without lines
  /// The totals that a close was computed from, by usage month, company, meter.
  /// The filter is of the usage month.
  virtual std::vector<MonthUsage> period_usage(Month closed, const MonthFilter& filter = {}) = 0;
  virtual ClosedState closed_state(Month closed) = 0;

  /// Removes the raw events of closed months through `through`: those that occurred before
  /// `before`, the end of that month. Totals, digests and voids stay; each batch keeps the digests
  /// of what is removed of it, for which `month_of` gives the month of a time. What tells a known
  /// identity and its content from another stays too, but for the events of undone imports. Returns
  /// how many it removed; `on_progress` is told in events. Error month_open if that month is not
  /// closed.
  virtual std::int64_t prune(Month through, Instant before, Instant now,
                             const std::function<Month(Instant)>& month_of,
                             const OnProgress& on_progress = {}) = 0;
  virtual PrunedIdentities pruned_identities() = 0;

  /// The rows of the store as they are, for a copy; within a transaction that reads, which outlives
  /// them. Null for a store that none can be made of: the model in memory.
  virtual std::unique_ptr<LedgerRows> rows() { return nullptr; }

 private:
  Interrupt interrupt_;
};

}  // namespace porto::internal
