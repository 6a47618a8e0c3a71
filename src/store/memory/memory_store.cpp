// Transactions, companies, meters, sources, tariffs and subscriptions. A write transaction copies
// the whole state when it begins and puts the copy back when it is rolled back: slow for many
// events, and obviously right.
#include "store/memory/memory_store.hpp"

#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

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

  void flush() override {}

  void commit() override {
    if (committed_) throw Error(ErrorCode::internal, "the transaction is committed already");
    before_.reset();
    store_.open_.reset();
    committed_ = true;
  }

 private:
  MemoryStore& store_;
  std::optional<MemoryState> before_;
  bool committed_ = false;
};

std::unique_ptr<Transaction> MemoryStore::begin(Access access) {
  if (open_) throw store_error::nested_transaction();
  if (access == Access::record) access = Access::write;
  return std::make_unique<MemoryTransaction>(*this, access);
}

MemoryState& MemoryStore::writable() {
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
  const auto [known, inserted] = writable().companies.try_emplace(company.id, company);
  if (inserted || known->second == company) return inserted;
  known->second = company;
  return true;
}

std::optional<Company> MemoryStore::company(std::string_view id) {
  const auto known = state_.companies.find(id);
  if (known == state_.companies.end()) return {};
  return known->second;
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

int MemoryStore::source_no(std::string_view id) {
  auto& sources = writable().sources;
  const int next = static_cast<int>(sources.size()) + 1;
  return sources.try_emplace(std::string(id), MemoryState::Source{next, {}}).first->second.no;
}

bool MemoryStore::set_counting(std::string_view source, std::string_view rule) {
  source_no(source);
  auto& counting = writable().sources.find(source)->second.counting;
  if (counting && *counting != rule) throw store_error::counting_changed(source, *counting);
  const bool is_new = !counting;
  counting = rule;
  return is_new;
}

std::optional<std::string> MemoryStore::counting(std::string_view source) {
  const auto known = state_.sources.find(source);
  return known == state_.sources.end() ? std::nullopt : known->second.counting;
}

void MemoryStore::add_tariff(const TariffDocument& document) {
  TariffDocument kept = document;
  kept.sha256 = sha256_hex(document.text);
  insert_new(writable().tariffs, {document.id, document.version}, kept, "tariff version");
}

std::vector<TariffDocument> MemoryStore::tariffs() { return values(state_.tariffs); }

void MemoryStore::add_subscription(const Subscription& subscription) {
  MemoryState& state = writable();
  require_company(subscription.company);
  const auto tariff = state.tariffs.lower_bound({subscription.tariff, 0});
  if (tariff == state.tariffs.end() || tariff->first.first != subscription.tariff) {
    throw store_error::unknown_tariff(subscription.tariff);
  }
  insert_new(state.subscriptions, {subscription.company, subscription.tariff, subscription.from},
             subscription, "subscription");
}

void MemoryStore::end_subscription(const Subscription& subscription, Day through) {
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

std::vector<Subscription> MemoryStore::subscriptions(const std::optional<std::string>& company) {
  std::vector<Subscription> found = values(state_.subscriptions);
  if (company)
    std::erase_if(found, [&](const Subscription& one) { return one.company != *company; });
  return found;
}

void MemoryStore::backup(const std::string&, const OnProgress&) {
  throw Error(ErrorCode::invalid_argument, "a ledger in memory has no file to back up");
}

std::unique_ptr<Store> make_memory_store(const LedgerInfo& info) {
  return std::make_unique<MemoryStore>(info);
}

}  // namespace porto::internal
