// Tariff documents and subscriptions.
#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

void SqliteStore::add_tariff(const TariffDocument& document) {
  writable()
      .query(
          "INSERT INTO tariff (id, version, effective, document, sha256, language_version)"
          " VALUES (?, ?, ?, ?, ?, ?)",
          document.id, document.version, document.effective, document.text,
          sha256_hex(document.text), document.language_version)
      .run();
}

std::vector<TariffDocument> SqliteStore::tariffs() {
  std::vector<TariffDocument> all;
  Query row = connection_.query(
      "SELECT id, version, effective, document, sha256, language_version FROM tariff"
      " ORDER BY id, version");
  while (row.step()) {
    all.push_back(
        {row.text(0), row.number(1), row.month(2), row.text(3), row.text(4), row.number(5)});
  }
  return all;
}

void SqliteStore::remove_tariff(std::string_view id, int version) {
  Connection& connection = writable();
  if (connection
          .query("SELECT 1 FROM invoice_line WHERE tariff = ? AND tariff_version = ?", id, version)
          .step())
    throw store_error::version_used(id, version);
  if (connection.query("DELETE FROM tariff WHERE id = ? AND version = ?", id, version).run() == 0)
    throw store_error::unknown_version(id, version);
}

void SqliteStore::add_subscription(const Subscription& subscription) {
  Connection& connection = writable();
  if (!has_company(subscription.company)) throw store_error::unknown_company(subscription.company);
  // A subscription is to all versions of a tariff, so there is no row that REFERENCES could name.
  if (!connection.query("SELECT 1 FROM tariff WHERE id = ?", subscription.tariff).step()) {
    throw store_error::unknown_tariff(subscription.tariff);
  }
  connection
      .query(
          "INSERT INTO subscription (company, tariff, from_day, through_day)"
          " VALUES (?, ?, ?, ?)",
          subscription.company, subscription.tariff, subscription.from, subscription.through)
      .run();
}

void SqliteStore::end_subscription(const Subscription& subscription, Day through) {
  const auto& [company, tariff, from, unused] = subscription;
  const bool found = writable()
                         .query(
                             "UPDATE subscription SET through_day = ?"
                             " WHERE company = ? AND tariff = ? AND from_day = ?",
                             through, company, tariff, from)
                         .run() > 0;
  if (!found) throw store_error::unknown_subscription(company, tariff, from);
}

void SqliteStore::remove_subscription(const Subscription& subscription) {
  const std::int64_t removed =
      writable()
          .query("DELETE FROM subscription WHERE company = ? AND tariff = ? AND from_day = ?",
                 subscription.company, subscription.tariff, subscription.from)
          .run();
  if (removed == 0)
    throw store_error::unknown_subscription(subscription.company, subscription.tariff,
                                            subscription.from);
}

std::vector<Subscription> SqliteStore::subscriptions(const std::optional<std::string>& company) {
  std::vector<Subscription> all;
  Query row =
      connection_.query("SELECT company, tariff, from_day, through_day FROM subscription WHERE " +
                            std::string(company ? "company = ?1" : "?1 IS NULL") +
                            " ORDER BY company, tariff, from_day",
                        company);
  while (row.step()) {
    all.push_back({row.text(0), row.text(1), row.day(2)});
    if (!row.is_null(3)) all.back().through = row.day(3);
  }
  return all;
}

}  // namespace porto::internal
