// See verify_changes.hpp.
#include "billing/proof/verify_changes.hpp"

#include <map>
#include <vector>

#include "billing/proof/terms.hpp"
#include "store/change_digest.hpp"

namespace porto::internal {
namespace {

using NamedTerms = std::map<std::string, std::string>;  // what it is to what is agreed

NamedTerms terms_in_words(const std::vector<Subscription>& subscriptions,
                          const std::vector<SendingDomain>& claims) {
  NamedTerms words;
  for (const Subscription& one : subscriptions)
    words["subscription of " + in_quotes(one.company) + " to " + in_quotes(one.tariff) + " from " +
          one.from.to_string()] =
        one.through ? "through " + one.through->to_string() : "without an end";
  for (const SendingDomain& one : claims)
    words["domain " + in_quotes(one.domain) + (one.from ? " from " + one.from->to_string() : "")] =
        "of company " + in_quotes(one.company) +
        (one.through ? " through " + one.through->to_string() : "");
  return words;
}

void verify_chain(const std::vector<Change>& changes, Findings& findings) {
  std::string previous;
  std::int64_t no = 0;
  for (const Change& change : changes) {
    const std::string place = "change " + std::to_string(change.no) + ", " + to_string(change.kind);
    findings.same(Check::terms, place + ": no", std::to_string(change.no), std::to_string(++no));
    findings.same(Check::terms, place + ": digest", change.digest, change_digest(previous, change));
    previous = change.digest;
  }
}

void compare(const NamedTerms& stored, const NamedTerms& expected, Findings& findings) {
  for (const auto& [what, terms] : expected) {
    const auto found = stored.find(what);
    findings.same(Check::terms, what, found == stored.end() ? "not there" : found->second, terms);
  }
  for (const auto& [what, terms] : stored)
    if (!expected.contains(what))
      findings.differs(Check::terms, what, terms, "a change that says so");
}

}  // namespace

void verify_changes(Store& store, Findings& findings) {
  findings.attempt(Check::terms, "changes", [&] {
    const std::vector<Change> changes = store.changes();
    verify_chain(changes, findings);
    const Terms terms = terms_after(changes, changes.empty() ? 0 : changes.back().no);
    NamedTerms stored = terms_in_words(store.subscriptions(), store.domains());
    NamedTerms expected = terms_in_words(terms.subscriptions(), terms.claims());
    const auto name = [](const std::string& id, int version) {
      return "tariff " + in_quotes(id) + ", version " + std::to_string(version);
    };
    for (const TariffDocument& document : store.tariffs())
      stored[name(document.id, document.version)] = "with digest " + document.sha256;
    for (const auto& [tariff, sha256] : terms.tariffs())
      expected[name(tariff.first, tariff.second)] = "with digest " + sha256;
    const auto item_name = [](std::int64_t no) { return "item " + std::to_string(no); };
    for (const InvoiceItem& item : store.items({}))
      stored[item_name(item.no)] = item_in_words(item);
    for (const auto& [no, words] : terms.items()) expected[item_name(no)] = words;
    compare(stored, expected, findings);
    findings.checked(Check::terms, changes.size(), counted(changes.size(), "change"));
  });
}

}  // namespace porto::internal
