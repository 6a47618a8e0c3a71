// The ledger: one file that holds companies, tariffs, subscriptions, usage and closed months.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/changes.hpp"
#include "porto/companies.hpp"
#include "porto/company_import.hpp"
#include "porto/error.hpp"
#include "porto/import.hpp"
#include "porto/invoice.hpp"
#include "porto/items.hpp"
#include "porto/ledger_options.hpp"
#include "porto/reconcile.hpp"
#include "porto/simulation.hpp"
#include "porto/status.hpp"
#include "porto/subscribers.hpp"
#include "porto/tariff.hpp"
#include "porto/tasks.hpp"
#include "porto/usage.hpp"

namespace porto {

struct AdjustedMonth;
struct BackupOptions;
struct BooksExport;
struct BooksOptions;
struct CorrectResult;
struct ImportRecord;
struct ImportUndo;
struct PruneOptions;
struct PruneResult;
struct MonthOverview;
struct Report;
struct ReportOptions;
struct Statement;
struct VerifyOptions;
struct VerifyReport;
struct Storage;
struct VoidResult;

/// One open ledger. Movable. A ledger belongs to one thread at a time; several ledgers, also on the
/// same file and in several processes, are independent. Every function throws Error; a function
/// that throws has changed nothing, and one that returned from a change is on disk
/// (synchronous=FULL). While a call goes on, of another thread or one that has called back, every
/// other is Error invalid_argument.
class Ledger {
 public:
  /// Makes a new ledger file, mode 0600. Error ledger_exists, unknown_zone, unknown_currency.
  static Ledger create(const std::string& path, const LedgerOptions& options = {},
                       const OpenOptions& open = {});
  /// Opens a ledger. Errors not_found, not_a_ledger, newer_ledger, read_only, unknown_zone.
  static Ledger open(const std::string& path, const OpenOptions& options = {});
  /// A ledger in memory, gone with the object: for rating files and for tests.
  static Ledger in_memory(const LedgerOptions& options = {});

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// Ends the call that goes on, with Error cancelled: soon, whatever it does, also while it waits
  /// for another process or for the next bytes of a pipe. What it has changed is taken back, but
  /// for the batches that an import has committed (ImportStopped). A call that is all but done may
  /// still succeed; calls that begin once it has returned are not ended. From any thread, and from
  /// a signal handler; the ledger must live until it returns.
  void interrupt() noexcept;

  LedgerInfo info() const;
  /// Where the ledger is stored and how that is: its file or server, sizes, lanes, standbys.
  Storage storage() const;
  const Zone& zone() const noexcept;

  /// Adds a company, or makes a known one what is given, empty fields too; false if it is that
  /// already. No field changes what is billed. Error invalid_argument for a bad id, text or
  /// language.
  bool add_company(const Company& company) { return add_companies({&company, 1}); }
  /// The same for many in one transaction, all or none: false if none of them changed anything. An
  /// Error about one of several names its place: `where` is "companies[7]".
  bool add_companies(std::span<const Company> companies);
  /// The same of what is set, and no more: other fields of known companies stay as they are.
  bool update_company(const CompanyUpdate& company) { return update_companies({&company, 1}); }
  bool update_companies(std::span<const CompanyUpdate> companies);
  std::vector<Company> companies() const;  ///< by id
  /// Adds and changes what a table of companies says, in one transaction: companies, their fields,
  /// subscriptions and sending domains. What it does not say stays; a subscription or domain that
  /// ends in the table gets that end. The same table again changes nothing. `change` as below;
  /// nothing of it is needed. Errors io, bad_input (every mistake of the file in a line with its
  /// place, and then nothing is stored), invalid_argument (the options).
  CompanyImportReport import_companies(const ImportInput& input,
                                       const CompanyImportOptions& options = {},
                                       const ChangeOptions& change = {}, Effect* effect = nullptr);
  /// The table of all companies, by id, then tariff and beginning: what import_companies takes back
  /// without a difference.
  std::vector<CompanyRow> company_rows() const;

  // What moves money takes ChangeOptions: who, why and when are kept with it, a dry run takes all
  // of it back, and a removal needs an actor and a reason (invalid_argument). `effect`, if it is
  // given, gets what the change does to closed months, which the next close settles. Error
  // invalid_argument also for months that are years away, unless they are meant (allow_far); Error
  // month_closed also for closed months that cannot be rated again, since the events that they need
  // are pruned.

  /// Removes a company without usage, invoices, subscriptions, domains and items. Errors not_found,
  /// conflict (which of them it has).
  void remove_company(std::string_view id, const ChangeOptions& options, Effect* effect = nullptr);

  /// Adds a meter, with the number of decimals of its quantities (0 to 18). The same again is a
  /// no-op (false), with other decimals Error conflict. Error invalid_argument.
  bool add_meter(const Meter& meter) { return add_meters({&meter, 1}); }
  /// As add_companies: "meters[7]".
  bool add_meters(std::span<const Meter> meters);
  std::vector<Meter> meters() const;  ///< by id

  /// Adds a tariff document. The same id and version with the same bytes is a no-op (returns
  /// false); with other bytes, effective before a lower version, or without prorating in a month of
  /// which a subscription has only some days, Error conflict. Errors bad_tariff (mistakes, a wrong
  /// example, another currency than the ledger's, an unknown meter), and under LatePolicy::refuse
  /// month_closed if a closed month that it would price was billed with a lower version.
  bool add_tariff(std::string_view toml, std::string_view file_name = "tariff",
                  const ChangeOptions& options = {}, Effect* effect = nullptr);
  /// Removes a version that is on no invoice; closed months that it would have repriced are as they
  /// were. Errors not_found, conflict (it is on an invoice; a subscription would have no version in
  /// its first month).
  void remove_tariff(std::string_view id, int version, const ChangeOptions& options,
                     Effect* effect = nullptr);
  std::vector<TariffDocument> tariffs() const;  ///< by id, then version
  /// The version that prices a month: the highest that is effective by then. Error not_found.
  TariffDocument tariff_for(std::string_view id, Month month) const;

  /// Errors: not_found (company, tariff, or no version effective at `from`), conflict (overlaps
  /// another subscription of the company to the tariff; begins or ends inside a month that a
  /// version prices which does not prorate), under LatePolicy::refuse month_closed (it covers
  /// closed months). False if it is there already.
  bool subscribe(const Subscription& subscription, const ChangeOptions& options = {},
                 Effect* effect = nullptr) {
    return subscribe_all({&subscription, 1}, options, effect);
  }
  /// As add_companies: "subscriptions[7]".
  bool subscribe_all(std::span<const Subscription> subscriptions, const ChangeOptions& options = {},
                     Effect* effect = nullptr);
  /// Ends the subscription that covers `through`, after that day. Errors not_found, conflict (the
  /// day is inside a month, and the tariff does not prorate), and under LatePolicy::refuse
  /// month_closed.
  void unsubscribe(std::string_view company, std::string_view tariff, Day through,
                   const ChangeOptions& options = {}, Effect* effect = nullptr);
  void unsubscribe(std::string_view company, std::string_view tariff, Month through,
                   const ChangeOptions& options = {}, Effect* effect = nullptr) {
    unsubscribe(company, tariff, through.last_day(), options, effect);
  }
  /// Removes a subscription as if it had never been; `from`, its beginning, is not needed where the
  /// company has one to the tariff. Errors not_found, conflict (there are several), month_closed
  /// (it is on an invoice, and `settle` is not set: end it instead).
  void remove_subscription(std::string_view company, std::string_view tariff,
                           std::optional<Day> from, const ChangeOptions& options,
                           Effect* effect = nullptr);
  std::vector<Subscription> subscriptions() const;  ///< by company, tariff, from
  /// Those that cover the month, or some days of it; by company, tariff, from.
  std::vector<Subscription> subscriptions_of(
      Month month, MonthSubscriptions which = MonthSubscriptions::all) const;
  /// The companies that are on no tariff in a month, and are billed by none; by id.
  std::vector<Company> companies_without_subscription(Month month) const;

  /// Records events in one transaction, an outcome for each, in order. `now` is needed where the
  /// ledger limits how far in the future events may be. Error overflow (a month's total would pass
  /// 2^63 - 1): nothing is stored.
  std::vector<RecordResult> record(std::span<const UsageEvent> events,
                                   std::optional<Instant> now = {});
  /// Imports files batch by batch, several batches in a transaction. All files are opened and
  /// checked before the first row is stored; then a thread of the import reads them, mail logs of
  /// one format as one in the order of their times, while the calling thread stores and calls the
  /// callbacks. Where a function reads one of the inputs, the calling thread reads all of them. A
  /// row that cannot be stored is refused by itself, also one that a month's total does not hold.
  /// Error bad_input: file, line, what to do.
  ImportReport import(std::span<const ImportInput> inputs, const ImportOptions& options = {});
  /// The same of files, by their paths.
  ImportReport import_files(std::span<const std::string> paths, const ImportOptions& options = {}) {
    return import(std::vector<ImportInput>(paths.begin(), paths.end()), options);
  }

  std::vector<ImportRecord> imports() const;  ///< the import log, by number
  /// Not set: there is no import with this number.
  std::optional<ImportRecord> import_record(std::int64_t no) const;
  /// Takes back an import: the events it stored are voided, and their identities are free, so that
  /// the same events, or corrected ones under the same ids, count again once. What that changes in
  /// closed months is settled by the next close. Events that were voided or corrected one by one
  /// stay as they are, with their identities and with what was stored in their place. Of `undo`,
  /// import, actor, reason and time are used; the whole of it is returned. Errors not_found,
  /// conflict (it is undone already), invalid_argument (no actor, no reason), month_closed (events
  /// of it are pruned; or a month is closed, and late usage is refused).
  /// Of `options`, dry_run is used.
  ImportUndo undo_import(const ImportUndo& undo, const ChangeOptions& options = {},
                         Effect* effect = nullptr);

  std::vector<MonthUsage> usage(
      const MonthFilter& filter = {}) const;  ///< by month, company, meter

  /// Adds a claim: the events of a sending domain, stored ones too, count for a company. The same
  /// again is a no-op (false). Errors invalid_argument, not_found (company), conflict (a company
  /// has it on one of the days, which the message names), month_closed (it would change a closed
  /// month, and late usage is refused).
  bool add_domain(const SendingDomain& claim, const ChangeOptions& options = {},
                  Effect* effect = nullptr);
  /// Sets the last day on which a company has a domain. Errors not_found, conflict, month_closed.
  void end_domain(std::string_view domain, std::string_view company, Day through,
                  const ChangeOptions& options = {}, Effect* effect = nullptr);
  /// Removes all claims of a company to a domain: the usage is unassigned again. Errors
  /// not_found, month_closed (also if the usage was invoiced, and `settle` is not set: end it
  /// instead).
  void remove_domain(std::string_view domain, std::string_view company,
                     const ChangeOptions& options, Effect* effect = nullptr);
  std::vector<SendingDomain> domains() const;       ///< by domain, from
  std::vector<UnassignedUsage> unassigned() const;  ///< by domain, month, meter

  /// Compares the totals of a meter with a file of somebody else's counts, in the months that the
  /// file has: monthly counts (columns month, quantity, perhaps company, domain and meter, or those
  /// that the map names), or answers of Mailgun's Metrics and Stats as JSON. Rows of a file that
  /// says nothing of meters are of the meter. Where their zone is another than the ledger's,
  /// metered usage is summed up from the events. Errors not_found (the meter; the events of a month
  /// are pruned), io, bad_input (also if there is nothing to compare), invalid_argument (the
  /// options), unknown_zone, overflow.
  Reconciliation reconcile(const ImportInput& input, const ReconcileOptions& options = {}) const;

  /// A month's invoice: a preview while the month is open, the frozen one once it is closed.
  /// `tasks`, if it is given, gets what there is to know of it: usage that is missing or that
  /// nobody is billed for, and companies that cannot be rated, which have no lines. If it is not
  /// given, Error unrated if there is such a company.
  Invoice invoice(Month month, std::optional<std::string_view> company = {},
                  std::vector<Task>* tasks = nullptr) const;
  /// Only its lines, or only its unbilled usage; skips the work for the other. Error unrated.
  std::vector<InvoiceLine> invoice_lines(Month month,
                                         std::optional<std::string_view> company = {}) const;
  std::vector<MonthUsage> unbilled(Month month, std::optional<std::string_view> company = {}) const;
  /// Freezes a month and returns its invoice; closing again returns the same. When several close a
  /// month at once, one of them gets closed_now. Errors: month_open if it is not over at `now` in
  /// the ledger's zone or an earlier month is open; invalid_argument if it is before the first
  /// month to close, or if `now` is before the time of the last close; unrated if companies cannot
  /// be rated that are not left out, all of which the message names; not_found (a company that is
  /// to be left out).
  CloseResult close(Month month, Instant now, const CloseOptions& options = {});
  /// Why there are adjustments on the invoice of a month, closed or next to close: what changed the
  /// closed months of companies since the close before. By company, usage month;
  /// companies that cannot be rated have none, see invoice(). Error not_found (company).
  std::vector<AdjustedMonth> adjusted_months(Month month,
                                             std::optional<std::string_view> company = {}) const;
  std::vector<ClosedMonth> closed_months() const;  ///< by month
  /// The same with what was invoiced in each; by month.
  std::vector<ClosedMonthTotal> closed_month_totals() const;

  /// Rates usage with another tariff and compares with what the months cost. Errors: bad_tariff
  /// (mistakes, another currency, an unknown meter), not_found (no such tariff to replace; each
  /// event is priced and the events are pruned), invalid_argument (months the wrong way round).
  /// `tasks`, if it is given, gets the companies that cannot be rated, whose months are in no sum;
  /// if not, Error unrated.
  Simulation simulate(std::string_view toml, std::string_view file_name,
                      const SimulationOptions& options, std::vector<Task>* tasks = nullptr) const;
  /// The month that runs at `now`, by what was used until then, and the work that waits. Of one
  /// company: without what is of none. Error not_found (company; the month's events were pruned,
  /// and some are later).
  LedgerStatus status(Instant now, std::optional<std::string_view> company = {}) const;

  /// Sums of what months were invoiced, or would be while they are open, and of what was used.
  /// Errors: invalid_argument (the options, which `where` names), not_found (company, tariff),
  /// overflow. `tasks`, if it is given, gets the companies that cannot be rated, whose lines of
  /// that month are in no sum; if not, Error unrated.
  Report report(const ReportOptions& options, std::vector<Task>* tasks = nullptr) const;
  /// A month of all companies at a glance: see porto/month_overview.hpp. `language` is "sv", "en"
  /// or empty: main_language(). Errors: invalid_argument (language), overflow.
  MonthOverview month_overview(Month month, std::string_view language = {}) const;
  /// The language that most tariffs have; "en" if there are none.
  std::string main_language() const;

  /// A closed month as the vendor's accounting system takes it: see porto/books.hpp. Where invoices
  /// need numbers that they do not have, they get them, in the order of the companies' ids, in one
  /// transaction; every later call finds the same. Errors: month_open (it is not closed), bad_input
  /// (every mistake of the books file in a line with its place; everything that an export of this
  /// format lacks; an invoice that would say something else than when it got its number),
  /// invalid_argument (the options; a date that nothing has, or that is years ahead), conflict
  /// (numbers would not follow time, or one is taken), read_only (numbers are needed, and cannot be
  /// stored). A dry run has no files.
  BooksExport export_books(Month month, const BooksOptions& options);

  /// Adds one-time lines to the invoices of months that are not closed; false if each is there
  /// already, with its company, month, amount and text. `options` need an actor and a reason.
  /// `added`, if it is given, gets them with their numbers. As add_companies: "items[7]". Errors
  /// invalid_argument (an amount of 0, or with more decimals than the currency; the text; a month
  /// before the ledger's first, or years ahead), not_found (company), month_closed, which names the
  /// month to add it to.
  bool add_items(std::span<const NewItem> items, const ChangeOptions& options,
                 std::vector<InvoiceItem>* added = nullptr);
  /// Removes an item as if it had never been. Errors not_found, month_closed (add the opposite to
  /// an open month).
  void remove_item(std::int64_t no, const ChangeOptions& options);
  std::vector<InvoiceItem> items(
      const MonthFilter& filter = {}) const;  ///< by month, company, number

  /// Every change of subscriptions, domains, tariffs and items, and every company that was removed;
  /// by number.
  std::vector<Change> changes() const;

  // Corrections, proof and upkeep: the types are those of porto/audit.hpp.

  /// An event as it is stored; nothing if it never was, or was pruned.
  std::optional<StoredEvent> event(std::string_view source, std::string_view id) const;
  /// Calls `visit` with each event, in the order in which they were stored, from one snapshot. The
  /// event is borrowed for the call; memory does not grow with the number of events. `visit` must
  /// not use the ledger; it may throw to stop. Errors not_found (company, meter, import),
  /// invalid_argument (months the wrong way round, a day outside of them), bad_time (a month or day
  /// outside 1970 to 2199).
  void each_event(const EventListOptions& options,
                  const std::function<void(const StoredEvent&)>& visit) const;
  /// Stops counting an event; it stays, and the void is added to it. An event that was corrected is
  /// voided by voiding its last correction. Errors not_found, invalid_argument (no actor, no
  /// reason, a time before the event was stored), month_closed (its month is closed, and late usage
  /// is refused; or it was pruned). Of `options`, dry_run is used.
  VoidResult void_event(const Void& what, const ChangeOptions& options = {},
                        Effect* effect = nullptr);
  /// Voids an event and stores one in its place that differs in quantity alone. Errors as
  /// void_event; conflict if it was voided or corrected otherwise before.
  CorrectResult correct_event(const Void& what, std::int64_t quantity,
                              const ChangeOptions& options = {}, Effect* effect = nullptr);

  /// Checks that everything in the ledger agrees with everything else in it, and with the digests
  /// that were kept elsewhere. Reads all of it, from one snapshot; changes nothing. Error
  /// invalid_argument (a digest that is none, or of nothing).
  VerifyReport verify(const VerifyOptions& options) const;
  VerifyReport verify() const;
  /// A company's month with everything its lines were computed from. Error not_found (company).
  Statement statement(Month month, std::string_view company) const;
  /// Calls `visit` with the statement of each company that has lines or usage in the month, by id:
  /// all as of one moment, and what they share is read once. `visit` must not use the ledger; it
  /// may throw to stop.
  void each_statement(Month month, const std::function<void(const Statement&)>& visit) const;
  /// Removes the events of all months before this one. Their totals, lines and hashes stay;
  /// `verify` notes what can no longer be recomputed. Errors month_open (one of them is not
  /// closed), conflict (one has changed since, and no invoice has settled that yet).
  PruneResult prune(Month before, Instant now, const PruneOptions& options);
  PruneResult prune(Month before, Instant now);
  /// Copies the ledger, as it is at one moment, to a new file while others write. Errors
  /// ledger_exists, not_found (the folder), read_only, full, io.
  void backup(const std::string& path, const BackupOptions& options) const;
  void backup(const std::string& path) const;

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace porto
