// The class behind memory_store.hpp. Its functions are defined by subject: memory_store.cpp
// (transactions, companies, tariffs), usage.cpp, import_log.cpp, domains.cpp, changes.cpp,
// periods.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "porto/error.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// Everything a ledger holds, without what can be computed from the rest.
struct MemoryState {
  struct Source {
    int no;  // in the order they were met
    std::optional<std::string> counting;
  };
  struct Total {
    Wide quantity = 0;
    std::int64_t events = 0;
    friend bool operator==(const Total&, const Total&) = default;
  };
  using CompanyTotals = std::map<std::tuple<Month, std::string, std::string>, Total>;

  std::map<std::string, Company, std::less<>> companies;  // by id
  std::map<std::string, int, std::less<>> meters = {{std::string(messages_meter), 0}};
  std::map<std::string, Source, std::less<>> sources;
  std::map<std::pair<std::string, int>, TariffDocument> tariffs;
  std::map<std::tuple<std::string, std::string, Day>, Subscription> subscriptions;

  std::map<std::int64_t, StoredEvent> events;                        // by seq
  std::map<std::pair<std::string, std::string>, std::int64_t> seqs;  // by identity, but undone ones
  // Those of pruned events, but of undone ones, with what they said.
  std::map<std::pair<std::string, std::string>, StoredEvent> pruned;
  std::vector<EventBatch> batches;
  std::vector<StoredVoid> voids;
  std::vector<Change> changes;
  std::map<std::int64_t, InvoiceItem> items;  // by number
  std::map<CompanyMonth, GivenNumber> invoice_numbers;
  std::vector<ImportRecord> imports;  // by number
  CompanyTotals own;                  // of events that name a company
  std::map<std::tuple<std::string, Day, std::string>, Total> domain_days;      // domain, day, meter
  std::map<std::pair<std::string, std::optional<Day>>, SendingDomain> claims;  // by domain, from

  std::map<Month, ClosedMonth> periods;
  std::map<std::tuple<Month, std::string, int>, InvoiceLine> lines;
  std::map<std::tuple<Month, Month, std::string, std::string>, MonthUsage> period_usage;
  std::set<CompanyMonth> changed;
  std::map<Month, ClosedState> closed_states;
  std::set<Month> changed_domains;
};

// The values of a map, in the order of its keys.
template <typename Map>
auto values(const Map& map) {
  std::vector<typename Map::mapped_type> all;
  for (const auto& [key, value] : map) all.push_back(value);
  return all;
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(LedgerInfo info) : info_(std::move(info)) {}

  LedgerInfo info() override { return info_; }
  std::unique_ptr<Transaction> begin(Access access) override;
  std::vector<std::string> faults() override { return {}; }
  Structure structure() override { return {}; }
  void backup(const std::string& path, const OnProgress& on_progress) override;

  bool put_company(const Company& company) override;
  bool has_company(std::string_view id) override { return state_.companies.contains(id); }
  std::optional<Company> company(std::string_view id) override;
  std::vector<Company> companies() override { return values(state_.companies); }
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
  std::vector<StoredVoid> voids() override { return state_.voids; }

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
  std::vector<ImportRecord> imports() override { return state_.imports; }
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
  PrunedIdentities pruned_identities() override;

 private:
  class MemoryTransaction;
  using Total = MemoryState::Total;

  MemoryState& writable();  // the state, inside a write transaction
  void require_company(const std::string& id) const;
  int source_no(std::string_view id);

  // Usage: what each company used, from its own events and the domains it has claimed.
  MemoryState::CompanyTotals company_totals() const;
  void count(const StoredEvent& event, Month month, int sign);
  // Which totals of closed months `work` changes. Error overflow if a total no longer fits.
  std::vector<CompanyMonth> late_after(const std::function<void()>& work);
  std::vector<EventRange> store_new(std::vector<std::pair<StoredEvent, Month>>& events);
  // The company that has a domain on a day; null if none has.
  const SendingDomain* claim_on(const std::string& domain, Day day) const;
  void check_free(const SendingDomain& claim) const;
  // Keeps the digests of the events that pruning will remove.
  void keep_parts(Instant before, const std::function<Month(Instant)>& month_of);
  ImportRecord& known_import(std::int64_t no);
  // The import that stored an event; null if none did.
  const ImportRecord* import_of(std::int64_t seq) const;
  // The event with the company it counts for, its import and its void as they are now.
  StoredEvent as_now(const StoredEvent& event) const;

  LedgerInfo info_;
  MemoryState state_;
  std::optional<Access> open_;  // the access of the transaction that is open
};

template <typename Map>
void insert_new(Map& map, typename Map::key_type key, typename Map::mapped_type value,
                const char* what) {
  if (!map.try_emplace(std::move(key), std::move(value)).second) {
    throw Error(ErrorCode::conflict, std::string("the ledger has this ") + what + " already");
  }
}

}  // namespace porto::internal
