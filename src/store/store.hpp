// The store port: what metering and billing need of storage, and no more. Rules (who may subscribe,
// when a month may close) live above; a store keeps what it is told, exactly, in transactions.
//
// Implementations: sqlite/ (the product), memory/ (the model in tests). tests/unit/store runs one
// suite against both.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/ledger.hpp"
#include "porto/usage.hpp"

namespace porto {

/// A usage event whose month is known.
struct DatedEvent {
  UsageEvent event;
  Month month;
};

/// What append did: an outcome per event (never rejected), and the companies it added.
struct Appended {
  std::vector<Outcome> outcomes;
  std::vector<std::string> new_companies;  ///< by id
};

/// One transaction. Rolled back when destroyed unless committed.
class Transaction {
 public:
  virtual ~Transaction() = default;
  /// After it returns, a write is on disk.
  virtual void commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual LedgerInfo info() = 0;

  /// `write`: takes the write lock at once (waits, then Error busy). `read`: one consistent
  /// snapshot. Not nested. Functions below that change something need a write transaction (else
  /// Error internal, a bug in porto). After one of them has thrown, roll back.
  enum class Access { read, write };
  [[nodiscard]] virtual std::unique_ptr<Transaction> begin(Access access) = 0;

  /// Inserts, or replaces the name; false if it is there with that name.
  virtual bool put_company(const Company& company) = 0;
  /// Inserts; the same again is a no-op (false), with other decimals Error conflict.
  virtual bool add_meter(const Meter& meter) = 0;
  virtual bool has_company(std::string_view id) = 0;
  virtual std::vector<Company> companies() = 0;  ///< by id (bytes)

  virtual std::vector<Meter> meters() = 0;  ///< by id

  /// Error conflict if the id has this version already.
  virtual void add_tariff(const TariffDocument& document) = 0;
  virtual std::vector<TariffDocument> tariffs() = 0;  ///< by id, version

  /// Errors not_found (company, tariff), conflict (the same company, tariff and from).
  virtual void add_subscription(const Subscription& subscription) = 0;
  /// Sets the end of the subscription with this company, tariff and from. Error not_found.
  virtual void end_subscription(const Subscription& subscription, Month through) = 0;
  virtual std::vector<Subscription> subscriptions() = 0;  ///< by company, tariff, from

  /// What is known of these identities: nothing, or the outcome that appending would give.
  virtual std::vector<std::optional<Outcome>> find(std::span<const DatedEvent> events) = 0;
  /// Stores the events that are new (earlier ones in the span win over later ones of the same
  /// identity), adds them to the month totals, adds the companies of new events that are unknown.
  /// Never changes a stored event. Errors not_found (meter), overflow if a total passes 2^63 - 1.
  virtual Appended append(std::span<const DatedEvent> events) = 0;

  virtual std::vector<MonthUsage> usage(
      const MonthFilter& filter) = 0;  ///< by month, company, meter
  virtual std::optional<Month> first_usage_month() = 0;

  /// Closes a month: `lines` are all of its lines. Errors conflict (a period or line that is there
  /// already), not_found (a company or tariff version that a line names).
  virtual void add_period(const Period& period, std::span<const InvoiceLine> lines) = 0;
  virtual std::vector<Period> periods() = 0;  ///< by month
  virtual std::vector<InvoiceLine> lines(
      const MonthFilter& filter) = 0;  ///< by month, company, line
};

}  // namespace porto
