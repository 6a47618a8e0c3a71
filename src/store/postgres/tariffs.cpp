// Tariff documents and subscriptions.
#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/month_filter.hpp"

namespace porto::internal::postgres {

void PostgresStore::add_tariff(const TariffDocument& document) {
  writable().query(
      "INSERT INTO tariff (id, version, effective, document, sha256, language_version)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      document.id, document.version, document.effective, Bytes{document.text},
      sha256_hex(document.text), document.language_version);
}

std::vector<TariffDocument> PostgresStore::tariffs() {
  std::vector<TariffDocument> all;
  for (const Row row :
       read("SELECT id, version, effective, document, sha256, language_version FROM tariff"
            " ORDER BY id, version"))
    all.push_back(
        {row.text(0), row.number(1), row.month(2), row.text(3), row.text(4), row.number(5)});
  return all;
}

void PostgresStore::remove_tariff(std::string_view id, int version) {
  Connection& connection = writable();
  if (!connection
           .query("SELECT 1 FROM invoice_line WHERE tariff = $1 AND tariff_version = $2 LIMIT 1",
                  id, version)
           .empty())
    throw store_error::version_used(id, version);
  if (connection.query("DELETE FROM tariff WHERE id = $1 AND version = $2", id, version)
          .changed() == 0)
    throw store_error::unknown_version(id, version);
}

void PostgresStore::add_subscription(const Subscription& subscription) {
  Connection& connection = writable();
  if (!has_company(subscription.company)) throw store_error::unknown_company(subscription.company);
  // A subscription is to all versions of a tariff, so there is no row that REFERENCES could name.
  if (connection.query("SELECT 1 FROM tariff WHERE id = $1 LIMIT 1", subscription.tariff).empty())
    throw store_error::unknown_tariff(subscription.tariff);
  connection.query(
      "INSERT INTO subscription (company, tariff, from_day, through_day) VALUES ($1, $2, $3, $4)",
      subscription.company, subscription.tariff, subscription.from, subscription.through);
}

void PostgresStore::end_subscription(const Subscription& subscription, Day through) {
  const auto& [company, tariff, from, unused] = subscription;
  const std::int64_t ended = writable()
                                 .query(
                                     "UPDATE subscription SET through_day = $1"
                                     " WHERE company = $2 AND tariff = $3 AND from_day = $4",
                                     through, company, tariff, from)
                                 .changed();
  if (ended == 0) throw store_error::unknown_subscription(company, tariff, from);
}

void PostgresStore::remove_subscription(const Subscription& subscription) {
  const std::int64_t removed =
      writable()
          .query("DELETE FROM subscription WHERE company = $1 AND tariff = $2 AND from_day = $3",
                 subscription.company, subscription.tariff, subscription.from)
          .changed();
  if (removed == 0)
    throw store_error::unknown_subscription(subscription.company, subscription.tariff,
                                            subscription.from);
}

std::vector<Subscription> PostgresStore::subscriptions(const std::optional<std::string>& company) {
  std::vector<Subscription> all;
  for (const Row row :
       read("SELECT company, tariff, from_day, through_day FROM subscription WHERE " +
                equals("company", 1, company.has_value(), "text") +
                " ORDER BY company, tariff, from_day",
            company)) {
    all.push_back({row.text(0), row.text(1), row.day(2)});
    if (!row.is_null(3)) all.back().through = row.day(3);
  }
  return all;
}

}  // namespace porto::internal::postgres
