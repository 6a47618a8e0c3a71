// Changes of what a ledger bills: see porto/changes.hpp.
#include "porto/changes.hpp"

#include "billing/catalogue.hpp"
#include "billing/companies.hpp"
#include "billing/domains.hpp"
#include "billing/priced_twice.hpp"
#include "billing/subscriptions.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

std::vector<Change> Ledger::changes() const {
  return impl_->read([&] { return impl_->store->changes(); });
}

void Ledger::remove_company(std::string_view id, const ChangeOptions& options, Effect* effect) {
  impl_->change(options, effect, only(id),
                [&] { internal::remove_company(*impl_->store, id, options); });
}

bool Ledger::add_tariff(std::string_view toml, std::string_view file_name,
                        const ChangeOptions& options, Effect* effect) {
  return impl_->change(
      options, effect, any_company,
      [&] { return internal::add_tariff(*impl_->store, toml, file_name, options); },
      [&] {
        const Tariff tariff = parse_tariff(toml, file_name);
        return told_priced_twice(*impl_->store, tariff.id, tariff.version);
      });
}

void Ledger::remove_tariff(std::string_view id, int version, const ChangeOptions& options,
                           Effect* effect) {
  impl_->change(options, effect, any_company,
                [&] { internal::remove_tariff(*impl_->store, id, version, options); });
}

bool Ledger::subscribe_all(std::span<const Subscription> subscriptions,
                           const ChangeOptions& options, Effect* effect) {
  const auto only_company = [&] {
    return subscriptions.size() == 1 ? std::optional(subscriptions.front().company) : any_company();
  };
  return impl_->change(
      options, effect, only_company,
      [&] {
        Catalogue catalogue(*impl_->store);
        return do_each(subscriptions, "subscriptions", [&](const Subscription& subscription) {
          return internal::subscribe(*impl_->store, catalogue, subscription, options);
        });
      },
      [&] { return told_priced_twice(*impl_->store, subscriptions); });
}

void Ledger::unsubscribe(std::string_view company, std::string_view tariff, Day through,
                         const ChangeOptions& options, Effect* effect) {
  impl_->change(options, effect, only(company),
                [&] { internal::unsubscribe(*impl_->store, company, tariff, through, options); });
}

void Ledger::remove_subscription(std::string_view company, std::string_view tariff,
                                 std::optional<Day> from, const ChangeOptions& options,
                                 Effect* effect) {
  impl_->change(options, effect, only(company), [&] {
    internal::remove_subscription(*impl_->store, company, tariff, from, options);
  });
}

bool Ledger::add_domain(const SendingDomain& claim, const ChangeOptions& options, Effect* effect) {
  return impl_->change(options, effect, only(claim.company),
                       [&] { return internal::add_domain(*impl_->store, claim, options); });
}

void Ledger::end_domain(std::string_view domain, std::string_view company, Day through,
                        const ChangeOptions& options, Effect* effect) {
  impl_->change(options, effect, only(company),
                [&] { internal::end_domain(*impl_->store, domain, company, through, options); });
}

void Ledger::remove_domain(std::string_view domain, std::string_view company,
                           const ChangeOptions& options, Effect* effect) {
  impl_->change(options, effect, only(company),
                [&] { internal::remove_domain(*impl_->store, domain, company, options); });
}

}  // namespace porto
