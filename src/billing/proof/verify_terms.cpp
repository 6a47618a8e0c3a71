// See verify_terms.hpp.
#include "billing/proof/verify_terms.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace porto::internal {
namespace {

std::string term_from(std::optional<Day> from) { return from ? " from " + from->to_string() : ""; }

std::string days_of(std::optional<Day> from, std::optional<Day> through) {
  return (from ? from->to_string() : "the beginning") + " through " +
         (through ? through->to_string() : "further notice");
}

// Terms of one thing, the first to begin first: reports those that end before they begin, and those
// that begin before an earlier one has ended.
class TermsInOrder {
 public:
  explicit TermsInOrder(Findings& findings) : findings_(findings) {}

  void add(const std::string& thing, const std::string& place, std::optional<Day> from,
           std::optional<Day> through) {
    const std::string days = days_of(from, through);
    if (from && through && *through < *from)
      findings_.differs(Check::terms, place, days, "an end that is not before the beginning");
    const auto [last, is_first] = last_.try_emplace(thing, Last{through, days});
    if (is_first) return;
    Last& before = last->second;
    if (!before.through || !from || *before.through >= *from)
      findings_.differs(Check::terms, place, days, "no day of another: " + before.days);
    if (before.through && (!through || *through > *before.through)) before = {through, days};
  }

 private:
  struct Last {
    std::optional<Day> through;  // the end of the latest so far
    std::string days;
  };
  Findings& findings_;
  std::map<std::string, Last> last_;
};

std::set<std::string> company_ids(Store& store) {
  std::set<std::string> ids;
  for (const Company& company : store.companies()) ids.insert(company.id);
  return ids;
}

// The month from which on each tariff has a version.
std::map<std::string, Month> first_versions(Store& store) {
  std::map<std::string, Month> first;
  for (const TariffDocument& document : store.tariffs()) {
    Month& known = first.try_emplace(document.id, document.effective).first->second;
    known = std::min(known, document.effective);
  }
  return first;
}

void verify_claims(Store& store, const std::set<std::string>& companies, Findings& findings) {
  TermsInOrder in_order(findings);
  for (const SendingDomain& claim : store.domains()) {
    const std::string place = "domain " + in_quotes(claim.domain) + term_from(claim.from);
    if (!companies.contains(claim.company))
      findings.differs(Check::terms, place, "of company " + in_quotes(claim.company),
                       "a company that is there");
    in_order.add(claim.domain, place, claim.from, claim.through);
  }
}

void verify_subscriptions(Store& store, const std::set<std::string>& companies,
                          Findings& findings) {
  const std::map<std::string, Month> tariffs = first_versions(store);
  std::map<std::string, TermsInOrder> of_companies;
  for (const Subscription& one : store.subscriptions()) {
    const std::string place = "subscription of " + in_quotes(one.company) + " to " +
                              in_quotes(one.tariff) + term_from(one.from);
    if (!companies.contains(one.company))
      findings.differs(Check::terms, place, "of company " + in_quotes(one.company),
                       "a company that is there");
    const auto tariff = tariffs.find(one.tariff);
    if (tariff == tariffs.end())
      findings.differs(Check::terms, place, "to tariff " + in_quotes(one.tariff),
                       "a tariff that is there");
    else if (tariff->second > one.from.month())
      findings.differs(
          Check::terms, place, "from " + one.from.to_string(),
          "the first version of the tariff, " + tariff->second.to_string() + ", or later");
    of_companies.try_emplace(one.company, findings)
        .first->second.add(one.tariff, place, one.from, one.through);
  }
}

}  // namespace

void verify_terms(Store& store, Findings& findings) {
  findings.attempt(Check::terms, "subscriptions and domains", [&] {
    const std::set<std::string> companies = company_ids(store);
    verify_claims(store, companies, findings);
    verify_subscriptions(store, companies, findings);
  });
}

}  // namespace porto::internal
