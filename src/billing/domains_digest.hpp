// The digest of the sums of sending domains of a month: what unassigned usage is billed by once a
// company claims the domain, also when the events are pruned.
#pragma once

#include "store/event_digest.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Takes the sums of a month by day, domain, meter.
class DomainsHash {
 public:
  void add(const DomainDay& sum);
  /// Of what was added; nothing can be added any more.
  DomainsDigest of(Month month);

 private:
  std::int64_t days_ = 0;
  FieldHash hash_;
};

/// As the sums are now.
DomainsDigest domains_digest(Store& store, Month month);

}  // namespace porto::internal
