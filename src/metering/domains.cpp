// See domains.hpp.
#include "metering/domains.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_domain_bytes = 253;  // RFC 1035, section 2.3.4, as text

bool may_be_in_label(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '_' || byte >= 0x80;
}

// Labels with dots between; what a registry would allow is not porto's business.
bool is_domain(std::string_view name) {
  if (name.empty() || name.size() > max_domain_bytes || !is_utf8(name)) return false;
  bool label_is_empty = true;
  for (const char c : name) {
    if (c != '.' && !may_be_in_label(c)) return false;
    if (c == '.' && label_is_empty) return false;
    label_is_empty = c == '.';
  }
  return !label_is_empty;
}

// Closed months whose totals have changed will be settled by adjustments, or must not change.
void settle(Store& store, const std::string& domain, const std::vector<CompanyMonth>& changed) {
  if (changed.empty()) return;
  if (store.info().late == LatePolicy::refuse)
    throw Error(ErrorCode::month_closed,
                "this would change the usage of company " + in_quotes(changed.front().company) +
                    " in " + changed.front().month.to_string() +
                    ", which is closed, and this ledger refuses late usage: choose days after the"
                    " last closed month",
                domain);
  store.mark_changed(changed);
}

std::vector<SendingDomain> claims_of(Store& store, std::string_view domain,
                                     std::string_view company) {
  std::vector<SendingDomain> claims = store.domains();
  std::erase_if(claims, [&](const SendingDomain& claim) {
    return claim.domain != domain || claim.company != company;
  });
  return claims;
}

Error no_claim(const std::string& domain, std::string_view company) {
  return {
      ErrorCode::not_found,
      "company " + in_quotes(company) + " does not have the domain then: see the list of domains",
      domain};
}

}  // namespace

std::string domain_name(std::string_view text) {
  std::string name(text);
  if (name.ends_with('.')) name.pop_back();
  std::ranges::transform(name, name.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (!is_domain(name))
    throw Error(ErrorCode::invalid_argument,
                in_quotes(text) + " is no domain; write it as mail.bolag.se", "domain");
  return name;
}

bool add_domain(Store& store, SendingDomain claim) {
  claim.domain = domain_name(claim.domain);
  if (claim.from && claim.through && *claim.through < *claim.from)
    throw Error(ErrorCode::invalid_argument,
                "the last day, " + claim.through->to_string() + ", is before the first, " +
                    claim.from->to_string(),
                "through");
  if (std::ranges::count(store.domains(), claim) > 0) return false;
  settle(store, claim.domain, store.add_claim(claim));
  return true;
}

void end_domain(Store& store, std::string_view domain, std::string_view company, Day through) {
  const std::string name = domain_name(domain);
  // By first day: the one that has begun last.
  std::vector<SendingDomain> claims = claims_of(store, name, company);
  std::erase_if(claims,
                [&](const SendingDomain& claim) { return claim.from && through < *claim.from; });
  if (claims.empty()) throw no_claim(name, company);
  settle(store, name, store.end_claim(claims.back(), through));
}

void remove_domain(Store& store, std::string_view domain, std::string_view company) {
  const std::string name = domain_name(domain);
  const std::vector<SendingDomain> claims = claims_of(store, name, company);
  if (claims.empty()) throw no_claim(name, company);
  for (const SendingDomain& claim : claims) settle(store, name, store.remove_claim(claim));
}

}  // namespace porto::internal
