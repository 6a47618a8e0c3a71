// The class behind sqlite_store.hpp. Its functions are defined by subject: sqlite_store.cpp (files,
// transactions), backup.cpp, companies.cpp, tariffs.cpp, usage.cpp, events.cpp, import_log.cpp,
// undo.cpp, domains.cpp, changes.cpp, faults.cpp, invoices.cpp, invoice_numbers.cpp, position.cpp,
// prune.cpp, storage.cpp.
#pragma once

#include <optional>
#include <string>

#include "store/sqlite/appends.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/headroom.hpp"
#include "store/sqlite/identity/identity.hpp"
#include "store/store.hpp"

namespace porto::internal {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const std::string& path, const OpenOptions& options = {})
      : connection_(path, {.purpose = options.read_only ? Purpose::reading : Purpose::writing,
                           .busy_timeout_ms = options.busy_timeout_ms,
                           .interrupt = &interrupted()}) {}
  Connection& connection() noexcept { return connection_; }

  LedgerInfo info() override;
  std::unique_ptr<Transaction> begin(Access access) override;
  std::vector<std::string> faults() override;
  Structure structure() override;
  Storage storage() override;
  void backup(const std::string& path, const OnProgress& on_progress) override;
  void interrupt() noexcept override;
  void give_way() override;

  bool put_company(const Company& company) override;
  bool add_meter(const Meter& meter) override;
  bool has_company(std::string_view id) override;
  std::optional<Company> company(std::string_view id) override;
  std::vector<Company> companies() override;
  bool has_usage(std::string_view company) override;
  void remove_company(std::string_view id) override;
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
  bool may_overflow(std::span<const DatedEvent> events) override;
  std::vector<MonthUsage> usage(const MonthFilter& filter) override;
  std::optional<Month> first_usage_month() override;
  std::optional<StoredEvent> event(std::string_view source, std::string_view id) override;
  void each_event(const EventFilter& filter,
                  const std::function<void(const StoredEvent&)>& visit) override;
  void each_batch(const std::function<void(const EventBatch&)>& visit) override;
  Position position() override;
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

  std::vector<CompanyMonth> add_claim(const SendingDomain& claim) override;
  std::vector<CompanyMonth> end_claim(const SendingDomain& claim,
                                      std::optional<Day> through) override;
  std::vector<CompanyMonth> remove_claim(const SendingDomain& claim) override;
  std::vector<SendingDomain> domains(const std::optional<std::string>& domain) override;
  std::vector<UnassignedUsage> unassigned() override;
  void each_domain_day(const std::optional<Month>& month,
                       const std::function<void(const DomainDay&)>& visit) override;

  void mark_changed(std::span<const CompanyMonth> months) override;
  std::vector<CompanyMonth> changed(const std::optional<std::string>& company) override;
  std::vector<Month> changed_domains() override;
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
  PrunedIdentities pruned_identities() override { return identity_.pruned(); }
  std::unique_ptr<LedgerRows> rows() override;

 private:
  class SqliteTransaction;

  /// Error internal outside a write transaction, and where it can only be rolled back.
  void require_write() const;
  /// The connection, once nothing of earlier appends is only in memory. Error internal where the
  /// transaction can only be rolled back.
  Connection& flushed();
  /// The same, for a change. Error internal outside a write transaction.
  Connection& writable();
  void insert_void(std::int64_t seq, const Void& what, std::string_view replaced_by);

  std::optional<Access> open_;  // the access of the transaction that is open
  Connection connection_;
  Feed feed_{connection_.handle()};
  Identity identity_{connection_, feed_};
  std::optional<Appends> appends_;  // from the first append of a transaction until it is flushed
  Headroom headroom_{connection_};
  // An append or a flush began and did not end: what is in memory is not what is in the file.
  bool half_done_ = false;
};

}  // namespace porto::internal
