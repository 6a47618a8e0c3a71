// The class behind postgres_store.hpp. Its functions are defined by subject: postgres_store.cpp
// (opening, transactions), companies.cpp, tariffs.cpp, recording.cpp, usage.cpp, events.cpp,
// voids.cpp, undo.cpp, domains.cpp, changes.cpp, items.cpp, invoice_numbers.cpp, import_log.cpp,
// invoices.cpp, closing.cpp, prune.cpp, faults.cpp, storage.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/identity_key.hpp"
#include "store/postgres/appending.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/postgres/lane.hpp"
#include "store/postgres/names.hpp"
#include "store/postgres/overflow.hpp"
#include "store/postgres/shared.hpp"
#include "store/store.hpp"

namespace porto::internal::postgres {

class PostgresStore final : public Store {
 public:
  /// `interrupt`: of a ledger on several servers, whose store this is a part of; null: its own.
  PostgresStore(const Location& location, const OpenOptions& options,
                Interrupt* interrupt = nullptr);

  LedgerInfo info() override { return info_; }
  std::unique_ptr<Transaction> begin(Access access) override;
  bool records_at_once() const override { return open_ == Access::record; }
  std::size_t writers() const override { return static_cast<std::size_t>(lanes_); }
  std::vector<std::string> faults() override;
  Structure structure() override;
  Storage storage() override;
  void backup(const std::string& path, const OnProgress& on_progress) override;

  bool put_company(const Company& company) override;
  bool has_company(std::string_view id) override;
  std::optional<Company> company(std::string_view id) override;
  std::vector<Company> companies() override;
  bool has_usage(std::string_view company) override;
  void remove_company(std::string_view id) override;
  bool add_meter(const Meter& meter) override;
  std::vector<Meter> meters() override;
  bool set_counting(std::string_view source, std::string_view rule) override;
  std::optional<std::string> counting(std::string_view source) override;

  void add_tariff(const TariffDocument& document) override;
  std::vector<TariffDocument> tariffs() override;
  void remove_tariff(std::string_view id, int version) override;
  void add_subscription(const Subscription& subscription) override;
  void end_subscription(const Subscription& subscription, Day through) override;
  void remove_subscription(const Subscription& subscription) override;
  std::vector<Subscription> subscriptions(const std::optional<std::string>& company) override;

  std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) override;
  AppendResult append(std::span<const DatedEvent> events) override;
  Recorded record(std::span<const DatedEvent> events, std::int64_t import) override;
  bool may_overflow(std::span<const DatedEvent> events) override;
  std::vector<MonthUsage> usage(const MonthFilter& filter) override;
  std::optional<Month> first_usage_month() override;
  std::optional<StoredEvent> event(std::string_view source, std::string_view id) override;
  void each_event(const EventFilter& filter,
                  const std::function<void(const StoredEvent&)>& visit) override;
  void each_batch(const std::function<void(const EventBatch&)>& visit) override;
  Position position() override;

  std::vector<CompanyMonth> add_claim(const SendingDomain& claim) override;
  std::vector<CompanyMonth> end_claim(const SendingDomain& claim,
                                      std::optional<Day> through) override;
  std::vector<CompanyMonth> remove_claim(const SendingDomain& claim) override;
  std::vector<SendingDomain> domains(const std::optional<std::string>& domain) override;
  std::vector<UnassignedUsage> unassigned() override;
  void each_domain_day(const std::optional<Month>& month,
                       const std::function<void(const DomainDay&)>& visit) override;

  std::vector<CompanyMonth> add_void(const Void& what, Month month,
                                     std::string_view replaced_by) override;
  std::vector<StoredVoid> voids() override;

  void add_change(const Change& change) override;
  std::vector<Change> changes(const std::optional<std::string>& company) override;
  std::optional<Change> last_change() override;
  void add_item(const InvoiceItem& item) override;
  void remove_item(std::int64_t no) override;
  std::vector<InvoiceItem> items(const MonthFilter& filter) override;
  void add_invoice_number(const GivenNumber& given) override;
  std::vector<GivenNumber> invoice_numbers() override;

  std::int64_t add_import(const ImportRecord& record) override;
  void update_import(const ImportRecord& record) override;
  std::vector<ImportRecord> imports() override;
  std::optional<ImportRecord> import(std::int64_t no) override;
  std::vector<KnownFile> files_of_size(std::uint64_t size) override;
  std::vector<CompanyMonth> undo_import(const ImportUndo& undo,
                                        const std::function<Month(Instant)>& month_of) override;

  void mark_changed(std::span<const CompanyMonth> months) override;
  std::vector<CompanyMonth> changed(const std::optional<std::string>& company) override;
  std::vector<Month> changed_domains() override;
  void cut(std::optional<Month> closing) override;
  void add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                        std::span<const MonthUsage> usage, const ClosedState& state) override;
  std::vector<ClosedMonth> closed_months() override;
  std::vector<InvoiceLine> lines(const LineFilter& filter) override;
  std::vector<LineSum> line_sums() override;
  std::vector<MonthUsage> period_usage(Month closed, const MonthFilter& filter) override;
  ClosedState closed_state(Month closed) override;
  std::int64_t prune(Month through, Instant before, Instant now,
                     const std::function<Month(Instant)>& month_of,
                     const OnProgress& on_progress) override;
  PrunedIdentities pruned_identities() override;
  std::unique_ptr<LedgerRows> rows() override;
  Interrupt& interrupted() noexcept override {
    return shared_interrupt_ ? *shared_interrupt_ : Store::interrupted();
  }

  // What a ledger on several servers (spread/) asks of each of them. shared.cpp has what is not
  // said elsewhere.

  const Location& location() const noexcept { return connection_.location(); }
  const std::string& ledger_id() const noexcept { return ledger_id_; }
  int server() const noexcept { return server_; }
  const std::vector<std::string>& other_servers() const noexcept { return other_servers_; }
  /// The numbers that its events may have.
  EventRange numbers() const;
  /// Recording asks the head what this server cannot know. It outlives the store.
  void follow(Head& head) noexcept { head_ = &head; }

  /// Sums of lanes and epochs as they are: below 0, or of any size, and of no events, too.
  std::vector<MonthSum> month_sums(const MonthFilter& filter);
  /// The same of domains, by day, from one day through another; of a domain, or of all.
  std::vector<DaySum> day_sums(std::int32_t first, std::int32_t last,
                               const std::optional<std::string>& domain);
  /// How far the sum of all totals is from 0 at most.
  Wide largest_of_all();

  /// The void of an event with this number.
  std::optional<VoidOfEvent> void_of(std::int64_t seq);
  std::vector<VoidOfEvent> voids_between(const EventRange& numbers);
  /// add_void() of an event that another server may have.
  NamedUsage void_event(const StoredEvent& event, const Void& what, Month month,
                        std::string_view replaced_by);

  /// What several servers take part in, as the head knows it.
  WideChanges wide_changes();
  void finish_wide();

  const std::vector<Lane>& lanes_cut() const noexcept { return cut_; }
  bool has_cut() const noexcept { return has_cut_; }
  /// What is read from here on is of now.
  void forget_cut();
  /// Lanes of other servers, which the next add_closed_month() writes too.
  void also_cut(std::vector<Lane> lanes) { cut_elsewhere_ = std::move(lanes); }
  /// By lane, the epoch at which the last close cut it: of all servers.
  LastCuts last_cuts();
  /// What is late since then.
  NamedUsage late_since(const LastCuts& cuts, std::int32_t closed_through);
  std::int32_t closed_through();
  /// The closed months of usage that changed: of companies, and of whoever has the domains.
  std::vector<CompanyMonth> closed_of(const NamedUsage& usage);

  /// append() of events of this import, where the head has closed months through this one.
  AppendResult append_part(std::span<const DatedEvent> events, std::int64_t import,
                           std::int32_t closed_through);
  /// False if it is there.
  bool put_new_company(std::string_view id);
  /// faults() but those of totals.
  std::vector<std::string> faults_of_part();
  /// Whether events, an invoice line or a closed month's total are of a company.
  bool names(std::string_view company);
  /// Removes a company whose total of every month is 0. Error conflict if anything names it here.
  void forget_company(std::string_view id);

  /// An undo, step by step: holds the import, takes its events out of the totals, writes it down.
  ImportRecord hold_to_undo(std::int64_t import);
  ImportRecord hold_part_to_undo(std::int64_t import);  ///< with its undo, if it is there already
  std::vector<EventRange> numbers_of(std::int64_t import);
  /// `voided`: events that the head knows to be voided.
  TakenBack take_back(std::int64_t import, const std::function<Month(Instant)>& month_of,
                      const std::vector<std::int64_t>& voided = {});
  /// Its number. `undo.no` is given by the head, 0 there.
  std::int64_t write_undo(const ImportRecord& record, const ImportUndo& undo);
  /// prune() of a month that the head has closed.
  std::int64_t prune_part(Month through, Instant before, Instant now,
                          const std::function<Month(Instant)>& month_of,
                          const OnProgress& on_progress);
  /// Error month_open.
  void require_closed(Month through);

 private:
  class ServerTransaction;
  void end(bool committed);
  /// Commits; an answer that was lost is asked for again.
  void commit_resolved();
  bool was_committed(const std::string& token);
  /// Does `work` in the transaction that is open or, within Access::record and outside of any, in
  /// one of its own, which is repeated where others or the network ended it.
  void step(Begin how, const std::function<void()>& work);

  /// The connection within the transaction that is open. Error internal outside a write
  /// transaction.
  Connection& writable();
  /// Does what only reads, outside of a transaction, until others and the network let it.
  void repeat(const std::function<void()>& reading);
  /// What recording changes besides usage: in the write transaction that is open or, within
  /// Access::record, in one of its own, done once also where the answer to its commit is lost.
  void step_of_record(const std::function<void()>& work);
  /// Error internal outside Access::write and Access::record.
  void require_recording() const;
  /// One statement that reads, in the transaction that is open or in one of its own.
  template <typename... Values>
  Rows read(const std::string& sql, const Values&... values) {
    std::optional<Rows> rows;
    if (!connection_.in_transaction() && connection_.location().prepares)
      repeat([&] { rows.emplace(connection_.query_alone(sql, values...)); });
    else
      step(Begin::read, [&] { rows.emplace(connection_.query(sql, values...)); });
    return std::move(*rows);
  }
  /// " WHERE ...", after the tables and their joins: what a close leaves out once it has cut; of
  /// `table`, which has bucket, lane and epoch. Conditions with AND may follow.
  std::string within_cut(const std::string& table) const;
  bool is_within_cut(std::int64_t seq) const;
  /// The first lane, which is of who holds the write lock; taken once in a transaction.
  Lane& own_lane();
  /// Adds to the totals of that lane, and marks what domains change. Error overflow.
  void add_to_own_lane(const LaneTotals& totals);
  /// Error overflow if a total that was added to does not fit any longer.
  void check_fits(const Lane& lane, const LaneTotals& totals);
  /// Recorders take nothing more of a month and those before it: their events are about to go.
  void fence_pruned(Month through);
  /// Before a transaction that has done that is rolled back.
  void take_back_fence() noexcept;
  LaneTotals taken_with(const StoredEvent& event, Month month);
  SendingDomain known_claim(const SendingDomain& claim);
  std::vector<CompanyMonth> closed_with_days(const SendingDomain& claim, int first, int last);
  void hold_all_lanes();
  void check_company(const std::string& company);
  /// Writes where the lanes are cut, as what a month was closed with.
  void insert_cut(Month closed);
  Lane take_lane(Appending& appending);
  Lane wait_for_lane();
  void remember_names_of(const Lane& lane);
  void look_up(Appending& appending, const Lane& lane);
  void add_batch(Connection::Pipeline& pipeline, Lane& lane, const EventBatch& batch,
                 const LaneTotals& totals, std::int64_t import);
  /// How new events go in: so that what others store meanwhile makes the call begin again, or
  /// around it, which costs more.
  enum class WayIn : std::uint8_t { cheapest, around_others };
  /// What a call has stored.
  struct Stored {
    LaneTotals totals{};
    EventBatch batch{};
  };
  Recorded try_record(std::span<const DatedEvent> events, std::int64_t import, WayIn way);
  void store(Lane& lane, Appending& appending, std::int64_t import, WayIn way);
  Stored copy_or_store_around(const Lane& lane, Appending& appending);
  Stored store_around_others(const Lane& lane, Appending& appending);
  void commit_stored(Connection::Pipeline& pipeline, const Lane& lane);
  bool was_stored(const Lane& lane);
  ServerError unknown_end() const;
  bool may_not_fit(const Lane& lane) const { return !fits_surely(lane.largest_of_all); }
  void hold_to_store(std::int64_t import);
  void settle_undecided(const Lane& lane);
  void learn_closed(Lane& lane);
  void learn_meters(Appending& appending);
  NamedUsage named(const LaneTotals& totals);

  Interrupt* shared_interrupt_;
  LedgerInfo info_;
  std::string ledger_id_{};
  int server_ = 0;  // of those that the ledger is on; 0 has all but usage
  std::vector<std::string> other_servers_{};
  Head* head_ = nullptr;                       // of another server
  std::optional<IdentityKey> identity_key_{};  // once it is open
  OpenOptions options_;
  std::optional<Access> open_;  // the access of the transaction that is open
  int lanes_ = 1;               // how many there are
  std::int16_t first_lane_ = 0;
  std::int64_t importing_ = 0;  // the import of what is appended
  Connection connection_;
  Connection cutting_;            // changes lanes while the other holds the write lock
  NamesMemory names_;             // numbers of names that are committed
  std::optional<Lane> own_lane_;  // once the transaction has taken it
  std::vector<Lane> cut_;         // the lanes where a close has cut them; empty: it has not
  std::vector<Lane> cut_elsewhere_;
  bool has_cut_ = false;
  bool has_fenced_ = false;  // a pruning has, in this transaction
};

}  // namespace porto::internal::postgres
