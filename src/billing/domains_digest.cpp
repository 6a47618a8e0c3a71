// See domains_digest.hpp.
#include "billing/domains_digest.hpp"

namespace porto::internal {

void DomainsHash::add(const DomainDay& sum) {
  ++days_;
  hash_.number(sum.day.number());
  hash_.text(sum.domain);
  hash_.text(sum.meter);
  hash_.number(sum.quantity);
  hash_.number(sum.events);
}

DomainsDigest DomainsHash::of(Month month) { return {month, days_, hash_.hex()}; }

DomainsDigest domains_digest(Store& store, Month month) {
  DomainsHash hash;
  store.each_domain_day(month, [&](const DomainDay& sum) { hash.add(sum); });
  return hash.of(month);
}

}  // namespace porto::internal
