// What the head has, and no other server.
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/spread/implementation.hpp"

namespace porto::internal::spread {

void SpreadStore::backup(const std::string& path, const OnProgress& on_progress) {
  head().backup(path, on_progress);
}

std::unique_ptr<LedgerRows> SpreadStore::rows() {
  throw Error(ErrorCode::invalid_argument,
              "a ledger on several servers cannot be copied: the numbers of its events are of their"
              " servers; back the servers up",
              "path");
}

// ---- Companies, meters, sources

bool SpreadStore::put_company(const Company& company) { return head().put_company(company); }
bool SpreadStore::has_company(std::string_view id) { return head().has_company(id); }
std::optional<Company> SpreadStore::company(std::string_view id) { return head().company(id); }
std::vector<Company> SpreadStore::companies() { return head().companies(); }

// Each server forgets it before the head does: one that is told of it again asks the head.
void SpreadStore::remove_company(std::string_view id) {
  require_write();
  if (!has_company(id)) throw store_error::unknown_company(id);
  if (has_usage(id)) throw store_error::company_used(id);
  for (std::size_t i = servers_.size(); i-- > 0;) {
    at(i).forget_company(id);
    changed_on_[i] = true;
  }
}

bool SpreadStore::add_meter(const Meter& meter) { return head().add_meter(meter); }
std::vector<Meter> SpreadStore::meters() { return head().meters(); }
bool SpreadStore::set_counting(std::string_view source, std::string_view rule) {
  return head().set_counting(source, rule);
}
std::optional<std::string> SpreadStore::counting(std::string_view source) {
  return head().counting(source);
}

// ---- Tariffs and subscriptions

void SpreadStore::add_tariff(const TariffDocument& document) { head().add_tariff(document); }
std::vector<TariffDocument> SpreadStore::tariffs() { return head().tariffs(); }
void SpreadStore::remove_tariff(std::string_view id, int version) {
  head().remove_tariff(id, version);
}
void SpreadStore::add_subscription(const Subscription& subscription) {
  head().add_subscription(subscription);
}
void SpreadStore::end_subscription(const Subscription& subscription, Day through) {
  head().end_subscription(subscription, through);
}
void SpreadStore::remove_subscription(const Subscription& subscription) {
  head().remove_subscription(subscription);
}
std::vector<Subscription> SpreadStore::subscriptions(const std::optional<std::string>& company) {
  return head().subscriptions(company);
}

// ---- Changes, items, numbers

void SpreadStore::add_change(const Change& change) { head().add_change(change); }
std::vector<Change> SpreadStore::changes(const std::optional<std::string>& company) {
  return head().changes(company);
}
std::optional<Change> SpreadStore::last_change() { return head().last_change(); }
void SpreadStore::add_item(const InvoiceItem& item) { head().add_item(item); }
void SpreadStore::remove_item(std::int64_t no) { head().remove_item(no); }
std::vector<InvoiceItem> SpreadStore::items(const MonthFilter& filter) {
  return head().items(filter);
}
void SpreadStore::add_invoice_number(const GivenNumber& given) { head().add_invoice_number(given); }
std::vector<GivenNumber> SpreadStore::invoice_numbers() { return head().invoice_numbers(); }

// ---- The import log

// What an import stores on other servers is there before the head's transaction ends: its number is
// taken before that, so that no other import ever gets it.
std::int64_t SpreadStore::add_import(const ImportRecord& record) {
  if (open_ != Access::write) return head().add_import(record);
  if (!drawing_) drawing_ = std::make_unique<Server>(head().location(), options_, &interrupted());
  const auto transaction = drawing_->begin(Access::record);
  const std::int64_t no = drawing_->add_import(record);
  transaction->commit();
  return no;
}

void SpreadStore::update_import(const ImportRecord& record) { head().update_import(record); }
std::vector<ImportRecord> SpreadStore::imports() { return head().imports(); }
std::optional<ImportRecord> SpreadStore::import(std::int64_t no) { return head().import(no); }
std::vector<KnownFile> SpreadStore::files_of_size(std::uint64_t size) {
  return head().files_of_size(size);
}

// ---- Closed months

void SpreadStore::mark_changed(std::span<const CompanyMonth> months) {
  head().mark_changed(months);
}
std::vector<ClosedMonth> SpreadStore::closed_months() { return head().closed_months(); }
std::vector<InvoiceLine> SpreadStore::lines(const LineFilter& filter) {
  return head().lines(filter);
}
std::vector<LineSum> SpreadStore::line_sums() { return head().line_sums(); }
std::vector<MonthUsage> SpreadStore::period_usage(Month closed, const MonthFilter& filter) {
  return head().period_usage(closed, filter);
}
ClosedState SpreadStore::closed_state(Month closed) { return head().closed_state(closed); }
std::vector<StoredVoid> SpreadStore::voids() { return head().voids(); }

}  // namespace porto::internal::spread
