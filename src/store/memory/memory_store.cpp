// See memory_store.hpp. A write transaction copies the whole state when it begins and puts the copy
// back when it is rolled back: slow for many events, and obviously right.
#include "store/memory/memory_store.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "store/errors.hpp"

namespace porto {
namespace {

struct StoredEvent {
  std::string company;
  std::string meter;
  Instant occurred_at;
  std::int64_t quantity;
};

struct Total {
  std::int64_t quantity = 0;
  std::int64_t events = 0;
};

struct State {
  std::map<std::string, std::string, std::less<>> companies;  // id to name
  std::map<std::string, int, std::less<>> meters = {{std::string(messages_meter), 0}};
  std::map<std::pair<std::string, int>, TariffDocument> tariffs;
  std::map<std::tuple<std::string, std::string, Month>, Subscription> subscriptions;
  std::map<std::pair<std::string, std::string>, StoredEvent> events;  // by identity
  std::map<std::tuple<Month, std::string, std::string>, Total> usage;
  std::map<Month, Period> periods;
  std::map<std::tuple<Month, std::string, int>, InvoiceLine> lines;
};

bool matches(const MonthFilter& filter, Month month, const std::string& company) {
  return (!filter.month || *filter.month == month) &&
         (!filter.company || *filter.company == company);
}

Outcome compare(const StoredEvent& stored, const UsageEvent& event) {
  const bool same = stored.company == event.company && stored.meter == event.meter &&
                    stored.occurred_at == event.occurred_at && stored.quantity == event.quantity;
  return same ? Outcome::duplicate : Outcome::conflict;
}

// The values of a map, in the order of its keys.
template <typename Map>
auto values(const Map& map) {
  std::vector<typename Map::mapped_type> all;
  for (const auto& [key, value] : map) all.push_back(value);
  return all;
}

template <typename Map>
void insert_new(Map& map, typename Map::key_type key, typename Map::mapped_type value,
                const char* what) {
  if (!map.try_emplace(std::move(key), std::move(value)).second) {
    throw Error(ErrorCode::conflict, std::string("the ledger has this ") + what + " already");
  }
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(LedgerInfo info) : info_(std::move(info)) {}

  LedgerInfo info() override { return info_; }
  std::unique_ptr<Transaction> begin(Access access) override;

  bool put_company(const Company& company) override;
  bool has_company(std::string_view id) override { return state_.companies.contains(id); }
  std::vector<Company> companies() override;
  bool add_meter(const Meter& meter) override;
  std::vector<Meter> meters() override;

  void add_tariff(const TariffDocument& document) override;
  std::vector<TariffDocument> tariffs() override { return values(state_.tariffs); }
  void add_subscription(const Subscription& subscription) override;
  void end_subscription(const Subscription& subscription, Month through) override;
  std::vector<Subscription> subscriptions() override { return values(state_.subscriptions); }

  std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) override;
  Appended append(std::span<const DatedEvent> events) override;
  std::vector<MonthUsage> usage(const MonthFilter& filter) override;
  std::optional<Month> first_usage_month() override;

  void add_period(const Period& period, std::span<const InvoiceLine> lines) override;
  std::vector<Period> periods() override { return values(state_.periods); }
  std::vector<InvoiceLine> lines(const MonthFilter& filter) override;

 private:
  class MemoryTransaction;

  State& writable();  // the state, inside a write transaction
  void require_company(const std::string& id) const;
  Outcome append_one(State& state, const DatedEvent& dated,
                     std::vector<std::string>& new_companies);

  LedgerInfo info_;
  State state_;
  std::optional<Access> open_;  // the access of the transaction that is open
};

class MemoryStore::MemoryTransaction final : public Transaction {
 public:
  MemoryTransaction(MemoryStore& store, Access access) : store_(store) {
    if (access == Access::write) before_ = store.state_;
    store_.open_ = access;
  }
  ~MemoryTransaction() override {
    if (before_) std::swap(store_.state_, *before_);
    if (!committed_) store_.open_.reset();
  }
  MemoryTransaction(const MemoryTransaction&) = delete;
  MemoryTransaction& operator=(const MemoryTransaction&) = delete;

  void commit() override {
    if (committed_) throw Error(ErrorCode::internal, "the transaction is committed already");
    before_.reset();
    store_.open_.reset();
    committed_ = true;
  }

 private:
  MemoryStore& store_;
  std::optional<State> before_;
  bool committed_ = false;
};

std::unique_ptr<Transaction> MemoryStore::begin(Access access) {
  if (open_) throw store_error::nested_transaction();
  return std::make_unique<MemoryTransaction>(*this, access);
}

State& MemoryStore::writable() {
  if (open_ != Access::write) {
    throw store_error::needs_write_transaction();
  }
  return state_;
}

void MemoryStore::require_company(const std::string& id) const {
  if (!state_.companies.contains(id)) {
    throw store_error::unknown_company(id);
  }
}

bool MemoryStore::put_company(const Company& company) {
  const auto [known, inserted] = writable().companies.try_emplace(company.id, company.name);
  if (inserted || known->second == company.name) return inserted;
  known->second = company.name;
  return true;
}

std::vector<Company> MemoryStore::companies() {
  std::vector<Company> all;
  for (const auto& [id, name] : state_.companies) all.push_back({id, name});
  return all;
}

bool MemoryStore::add_meter(const Meter& meter) {
  const auto [known, inserted] = writable().meters.try_emplace(meter.id, meter.decimals);
  if (known->second != meter.decimals) throw store_error::meter_changed(meter.id, known->second);
  return inserted;
}

std::vector<Meter> MemoryStore::meters() {
  std::vector<Meter> all;
  for (const auto& [id, decimals] : state_.meters) all.push_back({id, decimals});
  return all;
}

void MemoryStore::add_tariff(const TariffDocument& document) {
  insert_new(writable().tariffs, {document.id, document.version}, document, "tariff version");
}

void MemoryStore::add_subscription(const Subscription& subscription) {
  State& state = writable();
  require_company(subscription.company);
  const auto tariff = state.tariffs.lower_bound({subscription.tariff, 0});
  if (tariff == state.tariffs.end() || tariff->first.first != subscription.tariff) {
    throw store_error::unknown_tariff(subscription.tariff);
  }
  insert_new(state.subscriptions, {subscription.company, subscription.tariff, subscription.from},
             subscription, "subscription");
}

void MemoryStore::end_subscription(const Subscription& subscription, Month through) {
  auto& all = writable().subscriptions;
  const auto found = all.find({subscription.company, subscription.tariff, subscription.from});
  if (found == all.end()) {
    throw store_error::unknown_subscription(subscription.company, subscription.tariff,
                                            subscription.from);
  }
  if (through < subscription.from) {
    throw Error(ErrorCode::internal, "a subscription cannot end before it begins");
  }
  found->second.through = through;
}

std::vector<std::optional<Outcome>> MemoryStore::find(std::span<const DatedEvent> events) {
  std::vector<std::optional<Outcome>> outcomes;
  for (const auto& [event, month] : events) {
    const auto known = state_.events.find({std::string(event.source), std::string(event.event_id)});
    outcomes.push_back(known == state_.events.end() ? std::nullopt
                                                    : std::optional(compare(known->second, event)));
  }
  return outcomes;
}

Appended MemoryStore::append(std::span<const DatedEvent> events) {
  State& state = writable();
  Appended appended;
  for (const DatedEvent& dated : events) {
    appended.outcomes.push_back(append_one(state, dated, appended.new_companies));
  }
  std::sort(appended.new_companies.begin(), appended.new_companies.end());
  return appended;
}

Outcome MemoryStore::append_one(State& state, const DatedEvent& dated,
                                std::vector<std::string>& new_companies) {
  const UsageEvent& event = dated.event;
  const std::string company(event.company);
  const std::string meter(event.meter);
  if (!state.meters.contains(meter)) {
    throw store_error::unknown_meter(meter);
  }
  const auto [known, is_new] =
      state.events.try_emplace({std::string(event.source), std::string(event.event_id)},
                               StoredEvent{company, meter, event.occurred_at, event.quantity});
  if (!is_new) return compare(known->second, event);
  if (event.quantity < 0) throw Error(ErrorCode::internal, "a quantity cannot be negative");

  if (state.companies.try_emplace(company).second) new_companies.push_back(company);
  Total& total = state.usage[{dated.month, company, meter}];
  if (__builtin_add_overflow(total.quantity, event.quantity, &total.quantity)) {
    throw store_error::total_overflow(dated.month, company, meter);
  }
  ++total.events;
  return Outcome::stored;
}

std::vector<MonthUsage> MemoryStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  for (const auto& [key, total] : state_.usage) {
    const auto& [month, company, meter] = key;
    if (!matches(filter, month, company)) continue;
    found.push_back({month, company, meter, state_.meters.at(meter), total.quantity, total.events});
  }
  return found;
}

std::optional<Month> MemoryStore::first_usage_month() {
  if (state_.usage.empty()) return std::nullopt;
  return std::get<Month>(state_.usage.begin()->first);
}

void MemoryStore::add_period(const Period& period, std::span<const InvoiceLine> lines) {
  State& state = writable();
  insert_new(state.periods, period.month, period, "period");
  for (const InvoiceLine& line : lines) {
    require_company(line.company);
    if (!state.periods.contains(line.month)) {
      throw Error(ErrorCode::not_found, "the month of an invoice line is not a period");
    }
    if (!state.tariffs.contains({line.tariff, line.tariff_version})) {
      throw store_error::unknown_tariff(line.tariff);
    }
    insert_new(state.lines, {line.month, line.company, line.line}, line, "invoice line");
  }
}

std::vector<InvoiceLine> MemoryStore::lines(const MonthFilter& filter) {
  std::vector<InvoiceLine> found;
  for (const auto& [key, line] : state_.lines) {
    if (matches(filter, line.month, line.company)) found.push_back(line);
  }
  return found;
}

}  // namespace

std::unique_ptr<Store> make_memory_store(const LedgerInfo& info) {
  return std::make_unique<MemoryStore>(info);
}

}  // namespace porto
