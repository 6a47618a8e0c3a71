// A store that passes each call on to another: for a test that changes what one of them does.
#pragma once

#include <memory>
#include <utility>

#include "store/store.hpp"

namespace porto::testing {

using namespace internal;

class ForwardingStore : public Store {
 public:
  explicit ForwardingStore(std::unique_ptr<Store> inner) : inner_(std::move(inner)) {}

  LedgerInfo info() override { return inner_->info(); }
  std::unique_ptr<Transaction> begin(Access access) override { return inner_->begin(access); }
  void interrupt() noexcept override { inner_->interrupt(); }
  void give_way() override { inner_->give_way(); }
  std::size_t writers() const override { return inner_->writers(); }
  bool records_at_once() const override { return inner_->records_at_once(); }
  std::vector<std::string> faults() override { return inner_->faults(); }
  Structure structure() override { return inner_->structure(); }
  Storage storage() override { return inner_->storage(); }
  void backup(const std::string& path, const OnProgress& on_progress) override {
    inner_->backup(path, on_progress);
  }
  bool put_company(const Company& company) override { return inner_->put_company(company); }
  bool has_company(std::string_view id) override { return inner_->has_company(id); }
  std::optional<Company> company(std::string_view id) override { return inner_->company(id); }
  std::vector<Company> companies() override { return inner_->companies(); }
  bool has_usage(std::string_view company) override { return inner_->has_usage(company); }
  void remove_company(std::string_view id) override { inner_->remove_company(id); }
  bool add_meter(const Meter& meter) override { return inner_->add_meter(meter); }
  std::vector<Meter> meters() override { return inner_->meters(); }
  bool set_counting(std::string_view source, std::string_view rule) override {
    return inner_->set_counting(source, rule);
  }
  std::optional<std::string> counting(std::string_view source) override {
    return inner_->counting(source);
  }
  void add_tariff(const TariffDocument& document) override { inner_->add_tariff(document); }
  std::vector<TariffDocument> tariffs() override { return inner_->tariffs(); }
  void remove_tariff(std::string_view id, int version) override {
    inner_->remove_tariff(id, version);
  }
  void add_subscription(const Subscription& subscription) override {
    inner_->add_subscription(subscription);
  }
  void end_subscription(const Subscription& subscription, Day through) override {
    inner_->end_subscription(subscription, through);
  }
  void remove_subscription(const Subscription& subscription) override {
    inner_->remove_subscription(subscription);
  }
  std::vector<Subscription> subscriptions(const std::optional<std::string>& company) override {
    return inner_->subscriptions(company);
  }
  std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) override {
    return inner_->find(events);
  }
  AppendResult append(std::span<const DatedEvent> events) override {
    return inner_->append(events);
  }
  Recorded record(std::span<const DatedEvent> events, std::int64_t import) override {
    return inner_->record(events, import);
  }
  bool may_overflow(std::span<const DatedEvent> events) override {
    return inner_->may_overflow(events);
  }
  std::vector<MonthUsage> usage(const MonthFilter& filter) override {
    return inner_->usage(filter);
  }
  std::optional<Month> first_usage_month() override { return inner_->first_usage_month(); }
  std::optional<StoredEvent> event(std::string_view source, std::string_view id) override {
    return inner_->event(source, id);
  }
  void each_event(const EventFilter& filter,
                  const std::function<void(const StoredEvent&)>& visit) override {
    inner_->each_event(filter, visit);
  }
  void each_batch(const std::function<void(const EventBatch&)>& visit) override {
    inner_->each_batch(visit);
  }
  Position position() override { return inner_->position(); }
  std::vector<CompanyMonth> add_claim(const SendingDomain& claim) override {
    return inner_->add_claim(claim);
  }
  std::vector<CompanyMonth> end_claim(const SendingDomain& claim,
                                      std::optional<Day> through) override {
    return inner_->end_claim(claim, through);
  }
  std::vector<CompanyMonth> remove_claim(const SendingDomain& claim) override {
    return inner_->remove_claim(claim);
  }
  std::vector<SendingDomain> domains(const std::optional<std::string>& domain) override {
    return inner_->domains(domain);
  }
  std::vector<UnassignedUsage> unassigned() override { return inner_->unassigned(); }
  void each_domain_day(const std::optional<Month>& month,
                       const std::function<void(const DomainDay&)>& visit) override {
    inner_->each_domain_day(month, visit);
  }
  std::vector<CompanyMonth> add_void(const Void& what, Month month,
                                     std::string_view replaced_by) override {
    return inner_->add_void(what, month, replaced_by);
  }
  std::vector<StoredVoid> voids() override { return inner_->voids(); }
  void add_change(const Change& change) override { inner_->add_change(change); }
  std::vector<Change> changes(const std::optional<std::string>& company) override {
    return inner_->changes(company);
  }
  std::optional<Change> last_change() override { return inner_->last_change(); }
  void add_item(const InvoiceItem& item) override { inner_->add_item(item); }
  void remove_item(std::int64_t no) override { inner_->remove_item(no); }
  std::vector<InvoiceItem> items(const MonthFilter& filter) override {
    return inner_->items(filter);
  }
  void add_invoice_number(const GivenNumber& given) override { inner_->add_invoice_number(given); }
  std::vector<GivenNumber> invoice_numbers() override { return inner_->invoice_numbers(); }
  std::int64_t add_import(const ImportRecord& record) override {
    return inner_->add_import(record);
  }
  void update_import(const ImportRecord& record) override { inner_->update_import(record); }
  std::vector<ImportRecord> imports() override { return inner_->imports(); }
  std::optional<ImportRecord> import(std::int64_t no) override { return inner_->import(no); }
  std::vector<KnownFile> files_of_size(std::uint64_t size) override {
    return inner_->files_of_size(size);
  }
  std::vector<CompanyMonth> undo_import(const ImportUndo& undo,
                                        const std::function<Month(Instant)>& month_of) override {
    return inner_->undo_import(undo, month_of);
  }
  void mark_changed(std::span<const CompanyMonth> months) override { inner_->mark_changed(months); }
  std::vector<CompanyMonth> changed(const std::optional<std::string>& company) override {
    return inner_->changed(company);
  }
  std::vector<Month> changed_domains() override { return inner_->changed_domains(); }
  void cut(std::optional<Month> closing) override { inner_->cut(closing); }
  void add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                        std::span<const MonthUsage> usage, const ClosedState& state) override {
    inner_->add_closed_month(period, lines, usage, state);
  }
  std::vector<ClosedMonth> closed_months() override { return inner_->closed_months(); }
  std::vector<InvoiceLine> lines(const LineFilter& filter) override {
    return inner_->lines(filter);
  }
  std::vector<LineSum> line_sums() override { return inner_->line_sums(); }
  std::vector<MonthUsage> period_usage(Month closed, const MonthFilter& filter) override {
    return inner_->period_usage(closed, filter);
  }
  ClosedState closed_state(Month closed) override { return inner_->closed_state(closed); }
  std::int64_t prune(Month through, Instant before, Instant now,
                     const std::function<Month(Instant)>& month_of,
                     const OnProgress& on_progress) override {
    return inner_->prune(through, before, now, month_of, on_progress);
  }
  PrunedIdentities pruned_identities() override { return inner_->pruned_identities(); }

 protected:
  Store& inner() { return *inner_; }

 private:
  std::unique_ptr<Store> inner_;
};

}  // namespace porto::testing
