// See verify_domains.hpp.
#include "billing/proof/verify_domains.hpp"

#include <map>
#include <set>

#include "billing/domains_digest.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

std::string text_of(const DomainsDigest& domains) {
  return counted(static_cast<std::uint64_t>(domains.days), "sum") + " with digest " +
         domains.digest;
}

class VerifyDomains {
 public:
  VerifyDomains(Store& store, std::span<const ClosedMonth> closed_months, Findings& findings)
      : findings_(findings), closed_months_(closed_months), last_(closed_months.back().month) {
    for (const Month month : store.changed_domains()) changed_.insert(month);
    for (const ClosedMonth& closed : closed_months)
      for (DomainsDigest& domains : store.closed_state(closed.month).domains)
        recorded_.insert_or_assign(domains.month, std::move(domains));
    std::map<Month, DomainsHash> sums;
    store.each_domain_day({}, [&](const DomainDay& sum) { sums[sum.day.month()].add(sum); });
    for (auto& [month, hash] : sums)
      if (month <= last_) now_.emplace(month, hash.of(month));
  }

  void run() {
    for (const auto& [month, domains] : recorded_) check(month);
    for (const auto& [month, domains] : now_)
      if (!recorded_.contains(month)) check(month);
    for (const Month month : changed_)
      if (month > last_ || is_pruned(closed_months_, month))
        findings_.differs(Check::changes, place_of(month), "changed since the last close",
                          month > last_ ? "a month that is closed" : "no change, as it is pruned");
    if (!recorded_.empty())
      findings_.checked(Check::changes, recorded_.size(),
                        counted(recorded_.size(), "closed month") + " of sending domains");
  }

 private:
  static std::string place_of(Month month) { return month.to_string() + ": sums of domains"; }

  void check(Month month) {
    if (changed_.contains(month) && !is_pruned(closed_months_, month)) return;
    const auto of = [&](const std::map<Month, DomainsDigest>& all) {
      const auto found = all.find(month);
      return text_of(found == all.end() ? DomainsHash().of(month) : found->second);
    };
    findings_.same(Check::changes, place_of(month), of(now_), of(recorded_));
  }

  Findings& findings_;
  std::span<const ClosedMonth> closed_months_;
  Month last_;                               // that is closed
  std::set<Month> changed_;                  // since the last close
  std::map<Month, DomainsDigest> recorded_;  // by the last close that did
  std::map<Month, DomainsDigest> now_;       // of closed months
};

}  // namespace

void verify_domains(Store& store, std::span<const ClosedMonth> closed_months, Findings& findings) {
  if (closed_months.empty()) return;
  findings.attempt(Check::changes, "sums of domains",
                   [&] { VerifyDomains(store, closed_months, findings).run(); });
}

}  // namespace porto::internal
