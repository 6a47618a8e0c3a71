// The class behind spread_store.hpp. Its functions are defined by subject: spread_store.cpp
// (opening, transactions), control.cpp (what the head has), recording.cpp, sums.cpp (totals and
// claims), events.cpp, closing.cpp, wide.cpp (what several servers take part in).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "store/postgres/implementation.hpp"
#include "store/spread/asked_head.hpp"
#include "store/spread/owners.hpp"
#include "store/store.hpp"

namespace porto::internal::spread {

class SpreadStore final : public Store {
 public:
  /// `servers`: where they are, the head first.
  SpreadStore(const std::vector<Location>& servers, const OpenOptions& options);

  LedgerInfo info() override { return head().info(); }
  std::unique_ptr<Transaction> begin(Access access) override;
  bool records_at_once() const override { return open_ == Access::record; }
  std::size_t writers() const override { return servers_.front()->writers(); }
  bool stores_with_changes(std::string_view source, std::string_view event_id) const override;
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

 private:
  class SpreadTransaction;
  using Server = postgres::PostgresStore;
  /// A company's total of a month and a meter, or a domain's of a day.
  struct Total {
    int decimals = 0;
    Wide quantity = 0;
    std::int64_t events = 0;
  };
  using MonthTotals = std::map<std::tuple<Month, std::string, std::string>, Total>;
  using DayTotals = std::map<std::tuple<Day, std::string, std::string>, Total>;

  Server& head() const { return *servers_.front(); }
  std::size_t place_of(const UsageEvent& event) const;
  /// A server within the transaction that is open, which is begun there if it is not.
  Server& at(std::size_t server);
  void begin_read();
  void begin_read_elsewhere();
  void begin_write();
  void commit_write();
  void commit_elsewhere();
  void end();

  MonthTotals month_totals(const MonthFilter& filter);
  DayTotals day_totals(std::int32_t first, std::int32_t last,
                       const std::optional<std::string>& domain = {});
  std::vector<CompanyMonth> closed_with_days(const SendingDomain& claim, std::int32_t first,
                                             std::int32_t last);
  SendingDomain known_claim(const SendingDomain& claim);
  /// Error overflow.
  void check_company(const std::string& company);
  void check_fits(const std::set<Month>& months);
  void require_write() const;
  Wide largest_of_all();
  /// The events of a server that the head knows to be voided.
  std::vector<std::int64_t> voided_on(std::size_t server);

  OpenOptions options_;
  std::vector<std::unique_ptr<Server>> servers_{};  // the head first
  std::vector<std::unique_ptr<AskedHead>>
      asked_{};                        // by each server, and for the ledger as a whole
  std::unique_ptr<Server> drawing_{};  // draws the numbers of imports; once one is asked for
  std::optional<Access> open_{};
  std::vector<std::unique_ptr<Transaction>> open_on_{};  // by server
  std::vector<bool> changed_on_{};                       // likewise
  std::string wide_{};            // what is done that several servers take part in
  std::string unfinished_{};      // the same, of one who was killed
  postgres::WideChanges seen_{};  // as the head's snapshot has them
  std::int64_t importing_ = 0;
};

}  // namespace porto::internal::spread
