// See domains.hpp.
#include "billing/domains.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "billing/late.hpp"
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

Change claim_change(ChangeKind kind, const SendingDomain& claim) {
  Change change{.kind = kind, .company = claim.company, .domain = claim.domain};
  if (claim.from) change.from = claim.from->to_string();
  if (claim.through) change.through = claim.through->to_string();
  return change;
}

// Closed months whose usage a claim changes are to be settled.
void settle(Store& store, const std::vector<CompanyMonth>& changed, const ChangeOptions& options) {
  check_reach(store, changed, options, "from");
  settle_later(store, changed);
}

// What was closed or settled with the claim is on invoices.
void check_unused(Store& store, const SendingDomain& claim,
                  const std::vector<CompanyMonth>& changed) {
  if (changed.empty() || since_last_close(store, claim_change(ChangeKind::domain_add, claim)))
    return;
  throw Error(ErrorCode::month_closed,
              "company " + in_quotes(claim.company) + " was invoiced its usage of " +
                  changed.front().month.to_string() +
                  ": end it instead, or say that the next close is to credit what was invoiced "
                  "(--settle, settle)",
              claim.domain);
}

std::vector<SendingDomain> claims_of(Store& store, std::string_view domain,
                                     std::string_view company) {
  std::vector<SendingDomain> claims = store.domains(std::string(domain));
  std::erase_if(claims, [&](const SendingDomain& claim) { return claim.company != company; });
  return claims;
}

Error no_claim(const std::string& domain, std::string_view company,
               const std::optional<Day>& day = {}) {
  return {ErrorCode::not_found,
          "company " + in_quotes(company) + " does not have the domain" +
              (day ? " on " + day->to_string() : std::string()) + ": see the list of domains",
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

bool add_domain(Store& store, SendingDomain claim, const ChangeOptions& options) {
  check_told(options, Told::may_be);
  claim.domain = domain_name(claim.domain);
  if (claim.from && claim.through && *claim.through < *claim.from)
    throw Error(ErrorCode::invalid_argument,
                "the last day, " + claim.through->to_string() + ", is before the first, " +
                    claim.from->to_string(),
                "through");
  if (std::ranges::count(store.domains(claim.domain), claim) > 0) return false;
  if (claim.from) check_begin(store, claim.from->month(), options, "from");
  check_end(store, claim.through, options);
  const std::vector<CompanyMonth> changed = store.add_claim(claim);
  keep_change(store, claim_change(ChangeKind::domain_add, claim), options);
  settle(store, changed, options);
  return true;
}

void end_domain(Store& store, std::string_view domain, std::string_view company, Day through,
                const ChangeOptions& options) {
  check_told(options, Told::may_be);
  const std::string name = domain_name(domain);
  // By first day: the one that has begun last.
  std::vector<SendingDomain> claims = claims_of(store, name, company);
  std::erase_if(claims,
                [&](const SendingDomain& claim) { return claim.from && through < *claim.from; });
  if (claims.empty()) throw no_claim(name, company, through);
  if (claims.back().through == through) return;
  check_end(store, through, options);
  const std::vector<CompanyMonth> changed = store.end_claim(claims.back(), through);
  Change change = claim_change(ChangeKind::domain_end, claims.back());
  change.was_through = std::exchange(change.through, through.to_string());
  keep_change(store, std::move(change), options);
  settle(store, changed, options);
}

void remove_domain(Store& store, std::string_view domain, std::string_view company,
                   const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const std::string name = domain_name(domain);
  const std::vector<SendingDomain> claims = claims_of(store, name, company);
  if (claims.empty()) throw no_claim(name, company);
  for (const SendingDomain& claim : claims) {
    const std::vector<CompanyMonth> changed = store.remove_claim(claim);
    if (!options.settle) check_unused(store, claim, changed);
    keep_change(store, claim_change(ChangeKind::domain_remove, claim), options);
    settle_later(store, changed);
  }
}

}  // namespace porto::internal
