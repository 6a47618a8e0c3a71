// The facade: each call is one transaction over the folders that know the rules.
#include "porto/ledger.hpp"

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/catalogue.hpp"
#include "billing/closed_month_totals.hpp"
#include "billing/companies.hpp"
#include "billing/outlook/doubtful_usage.hpp"
#include "billing/subscribers.hpp"
#include "billing/tasks/bill_with_tasks.hpp"
#include "billing/void_event.hpp"
#include "ledger/implementation.hpp"
#include "metering/import_files.hpp"
#include "metering/ingest.hpp"
#include "reconcile/reconcile.hpp"
#include "store/opening/open_store.hpp"

namespace porto {

using namespace internal;

namespace {

void check_meter(const Meter& meter) {
  if (const char* why = why_not_id(meter.id))
    throw Error(ErrorCode::invalid_argument,
                "meter id " + in_quotes(meter.id) + " cannot be used: " + why, "meter");
  if (meter.decimals < 0 || meter.decimals > most_meter_decimals)
    throw Error(ErrorCode::invalid_argument,
                "a meter has 0 to " + std::to_string(most_meter_decimals) + " decimals, not " +
                    std::to_string(meter.decimals),
                "decimals");
}

// Clocks differ a little, so that a limit of less than a day would refuse what has happened.
void check_future_days(std::optional<int> days) {
  if (days && (*days < 1 || *days > most_future_days))
    throw Error(ErrorCode::invalid_argument,
                "events can be limited to 1 to " + std::to_string(most_future_days) +
                    " days in the future, not " + std::to_string(*days),
                "future_days");
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::create(const std::string& path, const LedgerOptions& options,
                      const OpenOptions& open) {
  if (open.read_only)
    throw Error(ErrorCode::invalid_argument, "a new ledger is written: it cannot be read only",
                "read_only");
  const Zone zone(options.zone);  // both are checked before there is a file
  const Currency currency(options.currency);
  check_future_days(options.future_days);
  return Ledger(std::make_unique<Impl>(create_store(path, options, open)));
}

Ledger Ledger::open(const std::string& path, const OpenOptions& options) {
  return Ledger(std::make_unique<Impl>(open_store(path, options)));
}

Ledger Ledger::in_memory(const LedgerOptions& options) { return create(":memory:", options); }

LedgerInfo Ledger::info() const {
  return impl_->read([&] { return impl_->store->info(); });
}

Storage Ledger::storage() const {
  return impl_->read([&] { return impl_->store->storage(); });
}

void Ledger::interrupt() noexcept { impl_->store->interrupt(); }

const Zone& Ledger::zone() const noexcept { return impl_->zone; }

bool Ledger::add_companies(std::span<const Company> companies) {
  return impl_->write([&] {
    return do_each(companies, "companies", [&](const Company& company) {
      return internal::put_company(*impl_->store, company);
    });
  });
}

bool Ledger::update_companies(std::span<const CompanyUpdate> companies) {
  return impl_->write([&] {
    return do_each(companies, "companies", [&](const CompanyUpdate& company) {
      return internal::update_company(*impl_->store, company);
    });
  });
}

std::vector<Company> Ledger::companies() const {
  return impl_->read([&] { return impl_->store->companies(); });
}

bool Ledger::add_meters(std::span<const Meter> meters) {
  return impl_->write([&] {
    return do_each(meters, "meters", [&](const Meter& meter) {
      check_meter(meter);
      return impl_->store->add_meter(meter);
    });
  });
}

std::vector<Meter> Ledger::meters() const {
  return impl_->read([&] { return impl_->store->meters(); });
}

std::vector<TariffDocument> Ledger::tariffs() const {
  return impl_->read([&] { return impl_->store->tariffs(); });
}

TariffDocument Ledger::tariff_for(std::string_view id, Month month) const {
  return impl_->read([&] { return Catalogue(*impl_->store).document_for(id, month); });
}

std::vector<Subscription> Ledger::subscriptions() const {
  return impl_->read([&] { return impl_->store->subscriptions(); });
}

std::vector<Subscription> Ledger::subscriptions_of(Month month, MonthSubscriptions which) const {
  return impl_->read([&] { return internal::subscriptions_of(*impl_->store, month, which); });
}

std::vector<Company> Ledger::companies_without_subscription(Month month) const {
  return impl_->read(
      [&] { return internal::companies_without_subscription(*impl_->store, month); });
}

std::vector<RecordResult> Ledger::record(std::span<const UsageEvent> events,
                                         std::optional<Instant> now) {
  const Impl::Call call(*impl_);
  Recording recording{events, now};
  Recording* const only = &recording;
  internal::record(*impl_->store, impl_->zone, {&only, 1});
  return std::move(recording.results);
}

ImportReport Ledger::import(std::span<const ImportInput> inputs, const ImportOptions& options) {
  const Impl::Call call(*impl_);
  const auto doubts = [this](const ImportReport& report) {
    std::set<Month> months;
    for (const auto& [month, events] : report.stored_by_month) months.insert(month);
    return doubtful_usage(*impl_->store, impl_->zone, months);
  };
  const auto correct = [this](const Void& what, std::int64_t quantity) {
    return internal::correct_event(*impl_->store, impl_->zone, what, quantity);
  };
  std::optional<EffectOf> effect;
  const LateUsage late{
      .none = impl_->snapshot([&] { return no_effect(*impl_->store); }),
      .before = [&] { effect.emplace(*impl_->store, impl_->zone, std::nullopt); },
      .after = [&] { return effect->take(); },
  };
  return internal::import_files(*impl_->store, impl_->zone, inputs, options, {}, doubts, correct,
                                late);
}

std::vector<MonthUsage> Ledger::usage(const MonthFilter& filter) const {
  return impl_->read([&] { return impl_->store->usage(filter); });
}

std::vector<SendingDomain> Ledger::domains() const {
  return impl_->read([&] { return impl_->store->domains(); });
}

std::vector<UnassignedUsage> Ledger::unassigned() const {
  return impl_->read([&] { return impl_->store->unassigned(); });
}

Reconciliation Ledger::reconcile(const ImportInput& input, const ReconcileOptions& options) const {
  return impl_->read(
      [&] { return internal::reconcile(*impl_->store, impl_->zone, input, options); });
}

Invoice Ledger::invoice(Month month, std::optional<std::string_view> company,
                        std::vector<Task>* tasks) const {
  return impl_->read([&] {
    if (!tasks) return internal::invoice(*impl_->store, impl_->zone, month, owned(company));
    return invoice_with_tasks(*impl_->store, impl_->zone, month, owned(company), *tasks);
  });
}

std::vector<InvoiceLine> Ledger::invoice_lines(Month month,
                                               std::optional<std::string_view> company) const {
  return impl_->read(
      [&] { return internal::invoice_lines(*impl_->store, impl_->zone, month, owned(company)); });
}

std::vector<MonthUsage> Ledger::unbilled(Month month,
                                         std::optional<std::string_view> company) const {
  return impl_->read(
      [&] { return internal::unbilled(*impl_->store, impl_->zone, month, owned(company)); });
}

CloseResult Ledger::close(Month month, Instant now, const CloseOptions& options) {
  const Impl::Call call(*impl_);
  auto transaction = impl_->store->begin(Store::Access::write);
  CloseResult result = close_with_tasks(*impl_->store, impl_->zone, month, now, options);
  options.dry_run ? transaction->flush() : transaction->commit();
  return result;
}

std::vector<ClosedMonth> Ledger::closed_months() const {
  return impl_->read([&] { return impl_->store->closed_months(); });
}

std::vector<ClosedMonthTotal> Ledger::closed_month_totals() const {
  return impl_->read([&] { return internal::closed_month_totals(*impl_->store); });
}

}  // namespace porto
