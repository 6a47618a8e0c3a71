// The class behind sqlite_store.hpp. Its functions are defined by subject: sqlite_store.cpp (files,
// transactions), companies.cpp, tariffs.cpp, usage.cpp, invoices.cpp.
#pragma once

#include <optional>
#include <string>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/identity.hpp"
#include "store/store.hpp"

namespace porto {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const std::string& path) : connection_(path) {}
  Connection& connection() noexcept { return connection_; }

  LedgerInfo info() override;
  std::unique_ptr<Transaction> begin(Access access) override;

  bool put_company(const Company& company) override;
  bool add_meter(const Meter& meter) override;
  bool has_company(std::string_view id) override;
  std::vector<Company> companies() override;
  std::vector<Meter> meters() override;

  void add_tariff(const TariffDocument& document) override;
  std::vector<TariffDocument> tariffs() override;
  void add_subscription(const Subscription& subscription) override;
  void end_subscription(const Subscription& subscription, Month through) override;
  std::vector<Subscription> subscriptions() override;

  std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) override;
  Appended append(std::span<const DatedEvent> events) override;
  std::vector<MonthUsage> usage(const MonthFilter& filter) override;
  std::optional<Month> first_usage_month() override;

  void add_period(const Period& period, std::span<const InvoiceLine> lines) override;
  std::vector<Period> periods() override;
  std::vector<InvoiceLine> lines(const MonthFilter& filter) override;

 private:
  class SqliteTransaction;

  /// The connection, for a change. Error internal outside a write transaction.
  Connection& writable();

  std::optional<Access> open_;  // the access of the transaction that is open
  Connection connection_;
  Identity identity_{connection_};
};

}  // namespace porto
